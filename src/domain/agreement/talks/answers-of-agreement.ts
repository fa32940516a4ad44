import type { Duration } from '#kernel/duration.ts';
import type { Instant } from '#kernel/instant.ts';
import { NEWS_TYPES } from '#domain/item/item.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import {
  DELIVERY_CHANNELS,
  type Agreement,
  type Commitment,
  type ConstraintTerm,
  type Did,
  type Permission,
  type Prohibition,
  type RefinementTerm,
  type SelectorTerm,
} from '#domain/agreement/agreement.ts';
import { isIncluding } from '#domain/agreement/say/say-items.ts';
import { plainTemplate, withoutContacts } from '#domain/agreement/settle-answers.ts';
import type {
  CommitmentAnswers,
  DirectionAnswers,
  TemplateAnswers,
} from '#domain/agreement/template-answers.ts';

/** No direction of the text bears the names that our questions give: it can be answered only by a new draft. */
export type AnswersRefusal = { readonly code: 'agreement-not-from-questions' };

/**
 * The answers that this document gives to our questions, so that either side can change them and lay down the next one
 * under the same rule names. They are its first party's: `give` is what that one gives. Read back are all answers that
 * settle (`settleAnswers`); what else the text says no question can change: `keepUntouched`.
 */
export function answersOfAgreement(agreement: Agreement): Result<TemplateAnswers, AnswersRefusal> {
  const [first, second] = agreement.parties;
  const pooled = directionAnswers(agreement, 'p1', first.did);
  const give = pooled ?? directionAnswers(agreement, 'give', first.did);
  if (!give) return refuse({ code: 'agreement-not-from-questions' });
  const receive = pooled ? undefined : directionAnswers(agreement, 'receive', second.did);
  const commitments = agreement.commitments.map(commitmentAnswers);
  const contacts = agreement.parties.flatMap(({ did, contacts: own = [] }) =>
    own.map((contact) => ({ party: did, contact })),
  );
  const exchange = receive ? 'news-exchange' : 'one-way-supply';
  return accept({
    ...generalAnswers(agreement),
    template: plainTemplate({
      template: pooled ? 'event-pool' : exchange,
      parties: agreement.parties,
      commitments,
    }),
    parties: withoutContacts(agreement.parties),
    give,
    ...(receive ? { receive } : {}),
    ...(contacts.length > 0 ? { contacts } : {}),
    ...(commitments.length > 0 ? { commitments } : {}),
  });
}

function generalAnswers(agreement: Agreement) {
  const { title, governingLanguage, effectiveFrom, effectiveUntil, textDigest, textForHumans } = agreement;
  const { freshness, noticePeriod, curePeriod, tailPeriod, tailPolicy, indexPolicy } = agreement;
  const address = textForHumans === undefined ? {} : { address: textForHumans };
  return {
    title,
    governingLanguage,
    effectiveFrom,
    ...(effectiveUntil === undefined ? {} : { effectiveUntil }),
    ...(textDigest === undefined ? {} : { text: { digest: textDigest, ...address } }),
    freshness,
    noticePeriod,
    ...(curePeriod === undefined ? {} : { curePeriod }),
    tailPeriod,
    tailPolicy,
    ...(indexPolicy === undefined ? {} : { indexPolicy }),
  };
}

function commitmentAnswers({ assigner, kind, count, per, title }: Commitment): CommitmentAnswers {
  return { by: assigner, kind, count, ...(per ? { period: per.period, zone: per.zone } : {}), title };
}

function directionAnswers(agreement: Agreement, name: string, giver: Did): DirectionAnswers | undefined {
  const uid = (what: string): string => `${agreement.uid}#${name}-${what}`;
  const granted = (what: string) => agreement.permissions.find((one) => one.uid === uid(what));
  const publish = granted('publish');
  if (!publish) return undefined;
  const translateInto = refinementsOf(granted('translate')).flatMap((term) =>
    term.operand === 'targetLanguage' ? term.values : [],
  );
  return {
    ...itemAnswers(publish.target.terms, giver),
    ...publishAnswers(publish),
    translateInto,
    ...grantedAnswers(granted),
    ...owedAnswers(agreement, uid),
    ...exclusiveAnswers(agreement.prohibitions.find((one) => one.uid === uid('exclusive'))),
  };
}

function itemAnswers(terms: readonly SelectorTerm[], giver: Did) {
  const including = terms.filter(({ operator }) => isIncluding(operator));
  const valuesOf = (operand: SelectorTerm['operand']): readonly string[] =>
    including.flatMap((term) => (term.operand === operand ? [...term.values] : []));
  const newsTypes = including.flatMap((term) => (term.operand === 'newsType' ? term.values : []));
  const providers = valuesOf('provider').filter((did) => did !== giver);
  const products = valuesOf('newsProduct');
  return {
    topics: valuesOf('mediaTopic'),
    // Our questions name the kinds one by one.
    newsTypes: newsTypes.length > 0 ? newsTypes : NEWS_TYPES,
    languages: valuesOf('language'),
    ...(providers.length > 0 ? { providers } : {}),
    ...(products.length > 0 ? { products } : {}),
  };
}

function publishAnswers(publish: Permission) {
  const quota = publish.constraints.find((term) => term.operand === 'countPerPeriod');
  const attribute = publish.duties.find(({ action }) => action === 'attribute');
  const wording = attribute?.wording;
  const channels = refinementsOf(publish).flatMap((term) =>
    term.operand === 'deliveryChannel' && isIncluding(term.operator) ? term.values : [],
  );
  return {
    channels: channels.length > 0 ? channels : DELIVERY_CHANNELS,
    territories: publish.constraints.flatMap((term) =>
      term.operand === 'spatial' && isIncluding(term.operator) ? term.values : [],
    ),
    ...(quota ? { quota: quota.value, quotaPeriod: quota.period, quotaZone: quota.zone } : {}),
    ...windowAnswers(publish.constraints),
    ...(attribute ? {} : { credit: false }),
    ...(wording ? { creditWording: wording } : {}),
    linkBack: publish.duties.some(({ action }) => action === 'linkBack'),
  };
}

function windowAnswers(constraints: readonly ConstraintTerm[]) {
  const momentBy = (wanted: 'gteq' | 'lt'): Instant | undefined =>
    constraints
      .flatMap((term) =>
        term.operand === 'dateTime' && term.operator === wanted && term.value !== 'itemEmbargoEnd'
          ? [term.value]
          : [],
      )
      .at(0);
  const publishFrom = momentBy('gteq');
  const publishUntil = momentBy('lt');
  return {
    ...(publishFrom === undefined ? {} : { publishFrom }),
    ...(publishUntil === undefined ? {} : { publishUntil }),
  };
}

function grantedAnswers(granted: (what: string) => Permission | undefined) {
  const archiveFor = timeIn(granted('archive')?.constraints);
  const excerptWords = refinementsOf(granted('extract')).find(isWordCount)?.value;
  const passOnTo = granted('pass-on')?.constraints.flatMap((term) =>
    term.operand === 'recipient' ? term.values : [],
  );
  return {
    ...(excerptWords === undefined ? {} : { excerptWords }),
    ...(granted('modify') ? { mayModify: true } : {}),
    ...(archiveFor === undefined ? {} : { archiveFor }),
    ...(granted('memory') ? { mayKeepInMemory: true } : {}),
    ...(granted('mine') ? { mayMineData: true } : {}),
    ...(passOnTo && passOnTo.length > 0 ? { passOnTo } : {}),
  };
}

/** What our questions begin with, where the text owes nothing of the kind. */
const USUAL_HOURS = { report: 24, correct: 6, remove: 1 } as const;

function owedAnswers({ obligations }: Agreement, uid: (what: string) => string) {
  const owed = (what: keyof typeof USUAL_HOURS) => obligations.find((one) => one.uid === uid(what));
  const hours = (what: keyof typeof USUAL_HOURS) => hoursIn(owed(what)?.dueIn) ?? USUAL_HOURS[what];
  return {
    reportUseHours: hours('report'),
    correctionHours: hours('correct'),
    killHours: hours('remove'),
    onKill: owed('remove')?.onKill ?? 'desk',
  };
}

function exclusiveAnswers(exclusive: Prohibition | undefined) {
  const exclusiveHours = hoursIn(timeIn(exclusive?.constraints));
  return exclusiveHours === undefined ? {} : { exclusiveHours };
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

/** Whole hours as our questions say them; undefined for a time that they cannot say. */
function hoursIn(time: Duration | undefined): number | undefined {
  const hours = /^PT([1-9]\d*)H$/.exec(time ?? '')?.[1];
  return hours === undefined ? undefined : Number(hours);
}
