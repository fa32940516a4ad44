import type { Agreement, AgreementParty } from './agreement.ts';
import { durationOf } from './draft-direction.ts';
import {
  isPooled,
  type CommitmentAnswers,
  type DirectionAnswers,
  type Template,
  type TemplateAnswers,
} from './template-answers.ts';

const USUAL = { noticePeriod: 'P30D', tailPeriod: 'P90D' } as const;

/** Answers that leave nothing to a default. */
export type SettledAnswers = TemplateAnswers &
  Required<Pick<TemplateAnswers, 'noticePeriod' | 'tailPeriod' | 'tailPolicy' | 'indexPolicy'>>;

/**
 * The same answers with every default said and nothing said that makes no clause: answers that settle alike make the same
 * document, and `answersOfAgreement` reads them back out of it. Which template was begun with is not in a document, so
 * the plainest that asks for as much stands for it.
 */
export function settleAnswers(answers: TemplateAnswers): SettledAnswers {
  const { contacts: _contacts, commitments: _commitments, give, receive, ...rest } = answers;
  const commitments = (answers.commitments ?? []).map(settleCommitment);
  const contacts = contactsIn(answers);
  return {
    ...rest,
    template: plainTemplate({ ...answers, commitments }),
    parties: withoutContacts(answers.parties),
    noticePeriod: answers.noticePeriod ?? durationOf(USUAL.noticePeriod),
    tailPeriod: answers.tailPeriod ?? durationOf(USUAL.tailPeriod),
    tailPolicy: answers.tailPolicy ?? 'keepPublished',
    indexPolicy: answers.indexPolicy ?? 'translationIndexed',
    give: settleDirection(give),
    ...(receive ? { receive: settleDirection(receive) } : {}),
    ...(contacts.length > 0 ? { contacts } : {}),
    ...(commitments.length > 0 ? { commitments } : {}),
  };
}

/** What a document shows of the template that it was begun with. */
export function plainTemplate(
  answers: Pick<TemplateAnswers, 'template' | 'parties' | 'commitments'>,
): Template {
  const { template, parties, commitments = [] } = answers;
  if (template === 'one-way-supply') return template;
  const isOfTwo = template === 'event-pool' && parties.length === 2;
  if (!isOfTwo && commitments.some(({ kind }) => kind === 'jointProject')) return 'joint-project';
  return isPooled(answers) ? 'event-pool' : 'news-exchange';
}

/** Parties by themselves: whom to reach there is an answer of its own. */
export function withoutContacts(parties: Agreement['parties']): Agreement['parties'] {
  const bare = ({ contacts: _contacts, ...party }: AgreementParty): AgreementParty => party;
  const [first, second, ...more] = parties;
  return [bare(first), bare(second), ...more.map(bare)];
}

/** In the order of the parties; answers stand for what a party came with. */
function contactsIn({ parties, contacts = [] }: TemplateAnswers): NonNullable<TemplateAnswers['contacts']> {
  return parties.flatMap(({ did, contacts: brought = [] }) => {
    const answered = contacts.filter(({ party }) => party === did);
    return answered.length > 0 ? answered : brought.map((contact) => ({ party: did, contact }));
  });
}

function settleCommitment({ zone, ...commitment }: CommitmentAnswers): CommitmentAnswers {
  return commitment.period === undefined ? commitment : { ...commitment, zone: zone ?? 'UTC' };
}

function settleDirection(answers: DirectionAnswers): DirectionAnswers {
  const { providers, products, quotaPeriod: _period, quotaZone: _zone, ...named } = answers;
  const { credit, creditWording, ...rest } = named;
  const { mayModify, mayKeepInMemory, mayMineData, ...settled } = rest;
  return {
    ...settled,
    ...(providers && providers.length > 0 ? { providers } : {}),
    ...(products && products.length > 0 ? { products } : {}),
    ...settleQuota(answers),
    ...(mayModify === true ? { mayModify } : {}),
    ...(mayKeepInMemory === true ? { mayKeepInMemory } : {}),
    ...(mayMineData === true ? { mayMineData } : {}),
    ...(credit === false ? { credit } : {}),
    ...(creditWording && Object.keys(creditWording).length > 0 ? { creditWording } : {}),
  };
}

function settleQuota({ quota, quotaPeriod, quotaZone }: DirectionAnswers): Partial<DirectionAnswers> {
  return quota === undefined ? {} : { quotaPeriod: quotaPeriod ?? 'P1M', quotaZone: quotaZone ?? 'UTC' };
}
