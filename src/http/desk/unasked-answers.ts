import { AgreementDraft, DirectionAnswers } from '#contract/agreement.ts';
import type { DraftQuestions } from '#app/agreement/draft-agreement.ts';
import type {
  DirectionAnswers as GivenAnswers,
  TemplateAnswers,
} from '#domain/agreement/template-answers.ts';

const ASKED = new Set([...Object.keys(AgreementDraft.properties), 'freshness', 'parties']);
const ASKED_OF_DIRECTION = new Set(Object.keys(DirectionAnswers.properties));

/**
 * What the document on the table says and the desk's questions do not ask stays as it was: a counter-proposal changes only
 * what somebody has changed.
 */
export function keepUnasked(questions: DraftQuestions, from: TemplateAnswers): DraftQuestions {
  const { give, receive } = questions;
  return {
    ...without(from, ASKED),
    ...questions,
    give: keepDirection(give, from.give),
    ...(receive ? { receive: keepDirection(receive, from.receive) } : {}),
  };
}

/** The clock of a quota goes with the quota. */
function keepDirection(given: GivenAnswers, from: GivenAnswers | undefined): GivenAnswers {
  if (!from) return given;
  const { quotaZone, ...kept } = without(from, ASKED_OF_DIRECTION);
  const hasClock = given.monthlyQuota !== undefined && quotaZone !== undefined;
  return { ...kept, ...(hasClock ? { quotaZone } : {}), ...given };
}

/** Answers of the rules as the desk asks them; what no question asks is left out. The caller checks the shape. */
export function answersShape(answers: TemplateAnswers, partner: string) {
  const { template, title, governingLanguage, effectiveFrom, effectiveUntil, freshness } = answers;
  const { give, receive } = answers;
  const any = title.en ?? title.vi ?? title['zh-Hans'] ?? '';
  return {
    template,
    partner,
    title: { vi: any, 'zh-Hans': any, en: any, ...title },
    governingLanguage,
    effectiveFrom,
    ...(effectiveUntil === undefined ? {} : { effectiveUntil }),
    freshnessMinutes: Number(/^PT(\d+)M$/.exec(freshness)?.[1]),
    give: only(give, ASKED_OF_DIRECTION),
    ...(receive ? { receive: only(receive, ASKED_OF_DIRECTION) } : {}),
  };
}

function without<T extends object>(answers: T, names: ReadonlySet<string>): Partial<T> {
  const rest: Partial<T> = { ...answers };
  for (const name in rest) if (names.has(name)) delete rest[name];
  return rest;
}

function only<T extends object>(answers: T, names: ReadonlySet<string>): Partial<T> {
  const rest: Partial<T> = { ...answers };
  for (const name in rest) if (!names.has(name)) delete rest[name];
  return rest;
}
