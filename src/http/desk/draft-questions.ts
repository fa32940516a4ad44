import type { Static } from 'typebox';
import type { AgreementDraft, DirectionAnswers } from '#contract/agreement.ts';
import type { DraftQuestions } from '#app/agreement/draft-agreement.ts';
import type { DirectionAnswers as GivenAnswers } from '#domain/agreement/template-answers.ts';
import { parseDuration } from '#kernel/duration.ts';
import { parseInstant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';

/** The desk's answers as the rules take them. */
export function questionsOf(
  draft: Static<typeof AgreementDraft>,
): Result<
  DraftQuestions,
  { readonly code: 'agreement-draft-invalid'; readonly field: string; readonly why: string }
> {
  const effectiveFrom = parseInstant(draft.effectiveFrom);
  if (!effectiveFrom) return invalid('effectiveFrom');
  const effectiveUntil = parseInstant(draft.effectiveUntil);
  if (!effectiveUntil) return invalid('effectiveUntil');
  const freshness = parseDuration(`PT${draft.freshnessMinutes}M`);
  if (!freshness) return invalid('freshnessMinutes');
  const { template, partner, title, governingLanguage, give, receive } = draft;
  return accept({
    template,
    partner,
    title,
    governingLanguage,
    effectiveFrom,
    effectiveUntil,
    freshness,
    give: answersOf(give),
    ...(receive ? { receive: answersOf(receive) } : {}),
  });
}

function answersOf({ monthlyQuota, ...answers }: Static<typeof DirectionAnswers>): GivenAnswers {
  return { ...answers, ...(monthlyQuota === undefined ? {} : { monthlyQuota }) };
}

function invalid(field: string) {
  return refuse({ code: 'agreement-draft-invalid' as const, field, why: 'no-moment' });
}
