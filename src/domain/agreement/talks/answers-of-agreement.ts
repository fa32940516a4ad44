import type { Duration } from '#kernel/duration.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type {
  Agreement,
  ConstraintTerm,
  Permission,
  RefinementTerm,
  SelectorTerm,
} from '#domain/agreement/agreement.ts';
import { draftFromTemplate } from '#domain/agreement/draft-from-template.ts';
import type { DirectionAnswers, TemplateAnswers } from '#domain/agreement/template-answers.ts';
import { isSameText, redline } from './redline.ts';

/** The text says something that no answer of our templates makes; it can be answered only by a new draft. */
export type AnswersRefusal = { readonly code: 'agreement-not-from-questions' };

/**
 * The answers that would make this document, so that either side can change them and lay down the next one under the same
 * rule names. They are its first party's answers: `give` is what that one gives. The document made of them is compared with
 * the given one, so no term is lost on the way.
 */
export function answersOfAgreement(agreement: Agreement): Result<TemplateAnswers, AnswersRefusal> {
  const give = directionAnswers(agreement, 'give');
  if (!give) return refuse({ code: 'agreement-not-from-questions' });
  const receive = directionAnswers(agreement, 'receive');
  const [first, second, third] = agreement.parties;
  if (third) return refuse({ code: 'agreement-not-from-questions' });
  const { title, governingLanguage, effectiveFrom, effectiveUntil } = agreement;
  const { freshness, noticePeriod, curePeriod, tailPeriod, tailPolicy, indexPolicy } = agreement;
  const answers: TemplateAnswers = {
    template: receive ? 'news-exchange' : 'one-way-supply',
    parties: [first, second],
    title,
    governingLanguage,
    effectiveFrom,
    ...(effectiveUntil === undefined ? {} : { effectiveUntil }),
    freshness,
    noticePeriod,
    ...(curePeriod === undefined ? {} : { curePeriod }),
    tailPeriod,
    tailPolicy,
    ...(indexPolicy === undefined ? {} : { indexPolicy }),
    give,
    ...(receive ? { receive } : {}),
  };
  const again = draftFromTemplate(answers, agreement.uid);
  return again.ok && isSameText(redline(agreement, again.value))
    ? accept(answers)
    : refuse({ code: 'agreement-not-from-questions' });
}

function directionAnswers(agreement: Agreement, name: 'give' | 'receive'): DirectionAnswers | undefined {
  const uid = (what: string): string => `${agreement.uid}#${name}-${what}`;
  const granted = (what: string) => agreement.permissions.find((one) => one.uid === uid(what));
  const publish = granted('publish');
  if (!publish) return undefined;
  const exclusive = agreement.prohibitions.find((one) => one.uid === uid('exclusive'));
  const archiveFor = timeIn(granted('archive')?.constraints);
  const excerptWords = refinementsOf(granted('extract')).find(isWordCount)?.value;
  const exclusiveFor = timeIn(exclusive?.constraints);
  return {
    ...itemAnswers(publish.target.terms),
    ...publishAnswers(publish),
    translateInto: refinementsOf(granted('translate')).flatMap((term) =>
      term.operand === 'targetLanguage' ? term.values : [],
    ),
    ...(excerptWords === undefined ? {} : { excerptWords }),
    ...(granted('modify') ? { mayModify: true } : {}),
    ...(archiveFor === undefined ? {} : { archiveFor }),
    ...owedAnswers(agreement, uid),
    ...(exclusiveFor === undefined ? {} : { exclusiveHours: hoursOf(exclusiveFor) }),
  };
}

function itemAnswers(
  terms: readonly SelectorTerm[],
): Pick<DirectionAnswers, 'topics' | 'newsTypes' | 'languages'> {
  return {
    topics: terms.flatMap((term) => (term.operand === 'mediaTopic' ? term.values : [])),
    newsTypes: terms.flatMap((term) => (term.operand === 'newsType' ? term.values : [])),
    languages: terms.flatMap((term) => (term.operand === 'language' ? term.values : [])),
  };
}

function publishAnswers(publish: Permission) {
  const quota = publish.constraints.find((term) => term.operand === 'countPerPeriod');
  const hasDuty = (action: string): boolean => publish.duties.some((duty) => duty.action === action);
  return {
    channels: refinementsOf(publish).flatMap((term) =>
      term.operand === 'deliveryChannel' ? term.values : [],
    ),
    territories: publish.constraints.flatMap((term) => (term.operand === 'spatial' ? term.values : [])),
    ...(quota ? { monthlyQuota: quota.value, quotaZone: quota.zone } : {}),
    ...(hasDuty('attribute') ? {} : { credit: false }),
    linkBack: hasDuty('linkBack'),
  };
}

function owedAnswers({ obligations }: Agreement, uid: (what: string) => string) {
  const owed = (what: string) => obligations.find((one) => one.uid === uid(what));
  return {
    reportUseHours: hoursOf(owed('report')?.dueIn),
    correctionHours: hoursOf(owed('correct')?.dueIn),
    killHours: hoursOf(owed('remove')?.dueIn),
    onKill: owed('remove')?.onKill ?? 'desk',
  };
}

function refinementsOf(permission: Permission | undefined): readonly RefinementTerm[] {
  return permission?.actions.flatMap(({ refinements }) => refinements) ?? [];
}

function isWordCount(
  term: RefinementTerm,
): term is Extract<RefinementTerm, { readonly operand: 'wordCount' }> {
  return term.operand === 'wordCount';
}

function timeIn(constraints: readonly ConstraintTerm[] = []): Duration | undefined {
  return constraints.find((term) => term.operand === 'elapsedTime')?.value;
}

const HOURS = /^PT(\d+)H$/;

/** 0 for what our templates never say: the document made of it differs, so it is refused. */
function hoursOf(time: Duration | undefined): number {
  return Number(HOURS.exec(time ?? '')?.[1] ?? 0);
}
