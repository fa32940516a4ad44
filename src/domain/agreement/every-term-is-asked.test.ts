import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validAnswers } from '#tests/town/arbitrary-answers.ts';
import type {
  Action,
  Agreement,
  AgreementParty,
  CommitmentKind,
  Consequence,
  ConstraintTerm,
  Contact,
  DeliveryChannel,
  Duty,
  DutyTerm,
  IndexPolicy,
  KillPolicy,
  Obligation,
  ObligationEvent,
  Permission,
  QuotaPeriod,
  RefinementTerm,
  SelectorTerm,
  TailPolicy,
} from './agreement.ts';
import { draftFromTemplate } from './draft-from-template.ts';

const ASKED = 'asked';
const NOT_GRANTED = 'what nobody grants nobody may do: it need not be forbidden';

/** Everything that an agreement can say: asked by our questions, or why not. A new term does not compile without its line. */
const FORM: {
  readonly agreement: Readonly<Record<keyof Agreement, string>>;
  readonly party: Readonly<Record<keyof AgreementParty, string>>;
  readonly contact: Readonly<Record<Contact['purpose'], string>>;
  readonly select: Readonly<Record<SelectorTerm['operand'], string>>;
  readonly permit: Readonly<Record<Action, string>>;
  readonly refine: Readonly<Record<RefinementTerm['operand'], string>>;
  readonly constrain: Readonly<Record<ConstraintTerm['operand'], string>>;
  readonly duty: Readonly<Record<Duty['action'], string>>;
  readonly 'duty when': Readonly<Record<DutyTerm['operand'], string>>;
  readonly 'duty has': Readonly<Record<keyof Duty, string>>;
  readonly forbid: Readonly<Record<Action, string>>;
  readonly 'forbid when': Readonly<Record<ConstraintTerm['operand'], string>>;
  readonly owe: Readonly<Record<Obligation['action'], string>>;
  readonly after: Readonly<Record<ObligationEvent, string>>;
  readonly kill: Readonly<Record<KillPolicy, string>>;
  readonly consequence: Readonly<Record<Consequence['action'], string>>;
  readonly promise: Readonly<Record<CommitmentKind, string>>;
  readonly 'promise each': Readonly<Record<QuotaPeriod, string>>;
  readonly 'quota each': Readonly<Record<QuotaPeriod, string>>;
  readonly channel: Readonly<Record<DeliveryChannel, string>>;
  readonly tail: Readonly<Record<TailPolicy, string>>;
  readonly index: Readonly<Record<IndexPolicy, string>>;
} = {
  agreement: {
    uid: ASKED,
    agreementVersion: ASKED,
    supersedes: 'the table says what a next version replaces',
    title: ASKED,
    governingLanguage: ASKED,
    textForHumans: ASKED,
    textDigest: ASKED,
    effectiveFrom: ASKED,
    effectiveUntil: ASKED,
    noticePeriod: ASKED,
    curePeriod: ASKED,
    tailPeriod: ASKED,
    tailPolicy: ASKED,
    freshness: ASKED,
    indexPolicy: ASKED,
    parties: ASKED,
    permissions: ASKED,
    prohibitions: ASKED,
    obligations: ASKED,
    commitments: ASKED,
  },
  party: {
    did: ASKED,
    name: ASKED,
    keyThumbprint: ASKED,
    recoveryKeyHash: 'partners pin the recovery key by comparing it; no document names it yet',
    contacts: ASKED,
  },
  contact: {
    general: 'one address for everything: whom to reach is asked by purpose',
    editorial: ASKED,
    corrections: ASKED,
    legal: ASKED,
    technical: ASKED,
  },
  select: { provider: ASKED, mediaTopic: ASKED, newsType: ASKED, language: ASKED, newsProduct: ASKED },
  permit: {
    publish: ASKED,
    translate: ASKED,
    extract: ASKED,
    modify: ASKED,
    archive: ASKED,
    grantUse: ASKED,
    mineData: ASKED,
    keepInMemory: ASKED,
    offer: 'whoever may pass a story on may offer it',
  },
  refine: { deliveryChannel: ASKED, targetLanguage: ASKED, wordCount: ASKED },
  constrain: {
    spatial: ASKED,
    recipient: ASKED,
    deliveryChannel: 'the channels are asked as what publishing means',
    dateTime: ASKED,
    elapsedTime: ASKED,
    countPerPeriod: ASKED,
  },
  duty: { attribute: ASKED, linkBack: ASKED, nextPolicy: ASKED },
  'duty when': { deliveryChannel: ASKED, spatial: 'a credit is owed wherever the story runs' },
  'duty has': {
    uid: ASKED,
    action: ASKED,
    attributedParty: ASKED,
    wording: ASKED,
    target: ASKED,
    constraints: ASKED,
  },
  forbid: {
    publish: NOT_GRANTED,
    translate: NOT_GRANTED,
    extract: NOT_GRANTED,
    modify: NOT_GRANTED,
    archive: NOT_GRANTED,
    grantUse: ASKED,
    mineData: ASKED,
    keepInMemory: NOT_GRANTED,
    offer: ASKED,
  },
  'forbid when': {
    spatial: ASKED,
    recipient: ASKED,
    deliveryChannel: NOT_GRANTED,
    dateTime: NOT_GRANTED,
    elapsedTime: ASKED,
    countPerPeriod: NOT_GRANTED,
  },
  owe: { reportUse: ASKED, applyCorrection: ASKED, removeFromService: ASKED },
  after: {
    itemTaken: 'a use is owed a report when it is made; a take is told by itself',
    itemPublished: ASKED,
    correctionReceived: ASKED,
    killReceived: ASKED,
  },
  kill: { automatic: ASKED, desk: ASKED },
  consequence: { suspendRule: ASKED },
  promise: { visit: ASKED, trainingPlace: ASKED, jointProject: ASKED },
  'promise each': { P1D: ASKED, P1W: ASKED, P1M: ASKED, P3M: ASKED, P1Y: ASKED },
  'quota each': { P1D: ASKED, P1W: ASKED, P1M: ASKED, P3M: ASKED, P1Y: ASKED },
  channel: { web: ASKED, app: ASKED, social: ASKED, print: ASKED, broadcast: ASKED, newsletter: ASKED },
  tail: { keepPublished: ASKED, removeAll: ASKED },
  index: { own: ASKED, noindex: ASKED, canonicalToOriginal: ASKED, translationIndexed: ASKED },
};

test('every term that an agreement can say is asked by our questions, or it is said why not', () => {
  const said = new Set(
    fc.sample(validAnswers, { numRuns: 400, seed: 1 }).flatMap((answers) => {
      const drafted = draftFromTemplate(answers, 'urn:uuid:01931c2e-7a10-7c3e-9d55-0a1b2c3d4e5f');
      if (!drafted.ok) throw new Error(JSON.stringify(drafted.error));
      return [...termsOf(drafted.value)];
    }),
  );
  const asked = Object.entries(FORM).flatMap(([group, names]) =>
    Object.entries(names).flatMap(([name, why]) => (why === ASKED ? [`${group} ${name}`] : [])),
  );
  expect([...said].toSorted()).toEqual(asked.toSorted());
});

function termsOf(agreement: Agreement): readonly string[] {
  const { parties, permissions, prohibitions, obligations, commitments } = agreement;
  return [
    ...Object.keys(agreement).map((name) => `agreement ${name}`),
    ...parties.flatMap((party) => Object.keys(party).map((name) => `party ${name}`)),
    ...parties.flatMap(({ contacts = [] }) => contacts.map(({ purpose }) => `contact ${purpose}`)),
    ...permissions.flatMap(termsOfPermission),
    ...prohibitions.flatMap(({ actions, constraints }) => [
      ...actions.map(({ action }) => `forbid ${action}`),
      ...constraints.map(({ operand }) => `forbid when ${operand}`),
    ]),
    ...obligations.flatMap(({ action, event, onKill, consequences }) => [
      `owe ${action}`,
      `after ${event}`,
      ...(onKill ? [`kill ${onKill}`] : []),
      ...consequences.map((one) => `consequence ${one.action}`),
    ]),
    ...commitments.flatMap(({ kind, per }) => [
      `promise ${kind}`,
      ...(per ? [`promise each ${per.period}`] : []),
    ]),
    `tail ${agreement.tailPolicy}`,
    `index ${agreement.indexPolicy ?? ''}`,
  ];
}

function termsOfPermission({ target, actions, constraints, duties }: Permission): readonly string[] {
  return [
    ...target.terms.map(({ operand }) => `select ${operand}`),
    ...actions.flatMap(({ action, refinements }) => [
      `permit ${action}`,
      ...refinements.flatMap((term) => [
        `refine ${term.operand}`,
        ...(term.operand === 'deliveryChannel' ? term.values.map((channel) => `channel ${channel}`) : []),
      ]),
    ]),
    ...constraints.flatMap((term) => [
      `constrain ${term.operand}`,
      ...(term.operand === 'countPerPeriod' ? [`quota each ${term.period}`] : []),
    ]),
    ...duties.flatMap((duty) => [
      `duty ${duty.action}`,
      ...Object.keys(duty).map((name) => `duty has ${name}`),
      ...duty.constraints.map(({ operand }) => `duty when ${operand}`),
    ]),
  ];
}
