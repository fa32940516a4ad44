import type { Static } from 'typebox';
import type { AgreementDraft, DirectionAnswers } from '#contract/agreement.ts';
import type { DraftQuestions } from '#app/agreement/draft-agreement.ts';
import { durationOf } from '#domain/agreement/draft-direction.ts';
import type { DirectionAnswers as GivenAnswers } from '#domain/agreement/template-answers.ts';
import { parseDigest } from '#kernel/digest.ts';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';

type Draft = Static<typeof AgreementDraft>;
type Invalid = {
  readonly code: 'agreement-draft-invalid';
  readonly field: string;
  readonly why: 'no-moment' | 'no-digest';
};

/** The desk's answers as the rules take them. */
export function questionsOf(draft: Draft): Result<DraftQuestions, Invalid> {
  const effectiveFrom = parseInstant(draft.effectiveFrom);
  if (!effectiveFrom) return invalid('effectiveFrom', 'no-moment');
  const effectiveUntil = momentOf(draft.effectiveUntil);
  if (effectiveUntil === 'none') return invalid('effectiveUntil', 'no-moment');
  const text = textOf(draft);
  if (!text.ok) return text;
  const give = answersOf('give', draft.give);
  if (!give.ok) return give;
  const receive = draft.receive && answersOf('receive', draft.receive);
  if (receive?.ok === false) return receive;
  const { template, partner, title, governingLanguage } = draft;
  return accept({
    template,
    partner,
    title,
    governingLanguage,
    effectiveFrom,
    ...(effectiveUntil === undefined ? {} : { effectiveUntil }),
    freshness: durationOf(`PT${draft.freshnessMinutes}M`),
    give: give.value,
    ...(receive ? { receive: receive.value } : {}),
    ...text.value,
    ...peopleIn(draft),
    ...termsIn(draft),
  });
}

type People = Pick<DraftQuestions, 'others' | 'contacts' | 'commitments'>;

function peopleIn({ others, contacts, commitments }: Draft): People {
  return {
    ...(others ? { others } : {}),
    ...(contacts ? { contacts: contacts.map(contactOf) } : {}),
    ...(commitments ? { commitments } : {}),
  };
}

type Terms = Pick<
  DraftQuestions,
  'noticePeriod' | 'curePeriod' | 'tailPeriod' | 'tailPolicy' | 'indexPolicy'
>;

function termsIn({ noticeDays, cureDays, tailDays, tailPolicy, indexPolicy }: Draft): Terms {
  return {
    ...(noticeDays === undefined ? {} : { noticePeriod: durationOf(`P${noticeDays}D`) }),
    ...(cureDays === undefined ? {} : { curePeriod: durationOf(`P${cureDays}D`) }),
    ...(tailDays === undefined ? {} : { tailPeriod: durationOf(`P${tailDays}D`) }),
    ...(tailPolicy === undefined ? {} : { tailPolicy }),
    ...(indexPolicy === undefined ? {} : { indexPolicy }),
  };
}

function textOf({ text }: Draft): Result<Pick<DraftQuestions, 'text'>, Invalid> {
  if (!text) return accept({});
  const digest = parseDigest(text.digest);
  if (!digest) return invalid('text.digest', 'no-digest');
  return accept({ text: { digest, ...(text.address === undefined ? {} : { address: text.address }) } });
}

function contactOf({
  party,
  contactFor,
  ...contact
}: NonNullable<Draft['contacts']>[number]): NonNullable<DraftQuestions['contacts']>[number] {
  return { party, contact: { purpose: contactFor, ...contact } };
}

function answersOf(
  name: 'give' | 'receive',
  { archiveMonths, publishFrom, publishUntil, ...answers }: Static<typeof DirectionAnswers>,
): Result<GivenAnswers, Invalid> {
  const from = momentOf(publishFrom);
  if (from === 'none') return invalid(`${name}.publishFrom`, 'no-moment');
  const until = momentOf(publishUntil);
  if (until === 'none') return invalid(`${name}.publishUntil`, 'no-moment');
  return accept({
    ...answers,
    ...(archiveMonths === undefined ? {} : { archiveFor: durationOf(`P${archiveMonths}M`) }),
    ...(from === undefined ? {} : { publishFrom: from }),
    ...(until === undefined ? {} : { publishUntil: until }),
  });
}

function momentOf(text: string | undefined): Instant | 'none' | undefined {
  return text === undefined ? undefined : (parseInstant(text) ?? 'none');
}

function invalid(field: string, why: Invalid['why']): Result<never, Invalid> {
  return refuse({ code: 'agreement-draft-invalid', field, why });
}
