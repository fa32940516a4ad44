import fc from 'fast-check';
import type { PubStatus } from '#domain/item/item.ts';
import {
  ACTIONS,
  DELIVERY_CHANNELS,
  DUTY_ACTIONS,
  INDEX_POLICIES,
  KILL_POLICIES,
  OBLIGATION_ACTIONS,
  OBLIGATION_EVENTS,
  ORDER_OPERATORS,
  QUOTA_PERIODS,
  TAIL_POLICIES,
  type Agreement,
  type ConstraintTerm,
  type Duty,
  type Obligation,
  type Permission,
  type Prohibition,
  type RefinementTerm,
  type RuleAction,
  type Selector,
  type SelectorTerm,
  type SetOperator,
} from '#domain/agreement/agreement.ts';
import type { AgreementInForce } from '#domain/agreement/agreement-in-force.ts';
import type { ItemFacts, UseQuestion, UseRequest } from '#domain/agreement/use-question.ts';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import { parseDuration, type Duration } from '#kernel/duration.ts';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { A, B, C, commitment, direction, pair, third } from './arbitrary-parties.ts';

export const instant = (text: string): Instant => parseInstant(text) ?? fail(text);
const duration = (text: string): Duration => parseDuration(text) ?? fail(text);
const digest: Digest = parseDigest(`sha-256:${'A'.repeat(43)}`) ?? fail('digest');
function fail(what: string): never {
  throw new Error(`bad fixture ${what}`);
}

const topics = ['medtop:04000000', 'medtop:13000000', 'medtop:15000000', 'medtop:20000735'];
const places = ['CN', 'VN', 'HK', 'JP'];
const languages = ['vi', 'en', 'zh', 'zh-Hans'];
const newsTypes = ['text', 'picture', 'video'] as const;
const instants = ['2027-02-01T00:00:00.000Z', '2027-03-10T08:00:00.000Z', '2027-03-10T09:00:00.250Z'].map(
  instant,
);
const durations = ['PT1H', 'PT24H', 'P30D', 'P1Y2M'].map(duration);

/** Mostly none, so that rules are met often enough to say yes. */
function few<T>(one: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<readonly T[]> {
  return fc.oneof(
    { arbitrary: fc.constant([]), weight: 2 },
    { arbitrary: fc.array(one, { maxLength }), weight: 1 },
  );
}

/** Either operator with as many values as it takes. */
function setOf<T>(values: readonly T[]): fc.Arbitrary<{ operator: SetOperator; values: readonly T[] }> {
  return fc.oneof(
    fc.record({
      operator: fc.constantFrom<SetOperator>('isAnyOf', 'isNoneOf'),
      values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      operator: fc.constantFrom<SetOperator>('eq', 'neq'),
      values: fc.tuple(fc.constantFrom(...values)),
    }),
  );
}

const providerTerm: fc.Arbitrary<SelectorTerm> = fc.record({
  operand: fc.constant('provider' as const),
  operator: fc.constant('isAnyOf' as const),
  values: fc.uniqueArray(fc.constantFrom(A, A, B, C), { minLength: 1, maxLength: 2 }),
});
const contentTerm: fc.Arbitrary<SelectorTerm> = fc.oneof(
  setOf(topics).map((set) => ({ operand: 'mediaTopic' as const, ...set })),
  setOf(newsTypes).map((set) => ({ operand: 'newsType' as const, ...set })),
  setOf(languages).map((set) => ({ operand: 'language' as const, ...set })),
  setOf(['morning', 'evening']).map((set) => ({ operand: 'newsProduct' as const, ...set })),
);
const selectorTerm: fc.Arbitrary<SelectorTerm> = fc.oneof(
  { weight: 1, arbitrary: providerTerm },
  { weight: 4, arbitrary: contentTerm },
);
const channelTerm = setOf(DELIVERY_CHANNELS).map((set) => ({ operand: 'deliveryChannel' as const, ...set }));
const spatialTerm = setOf(places).map((set) => ({ operand: 'spatial' as const, ...set }));
const refinementTerm: fc.Arbitrary<RefinementTerm> = fc.oneof(
  channelTerm,
  setOf(languages).map((set) => ({ operand: 'targetLanguage' as const, ...set })),
  fc
    .integer({ min: 1, max: 500 })
    .map((value) => ({ operand: 'wordCount' as const, operator: 'lteq' as const, value })),
);
const constraintTerm: fc.Arbitrary<ConstraintTerm> = fc.oneof(
  spatialTerm,
  channelTerm,
  setOf([A, B, C]).map((set) => ({ operand: 'recipient' as const, ...set })),
  fc.constant({ operand: 'dateTime' as const, operator: 'gteq' as const, value: 'itemEmbargoEnd' as const }),
  fc.record({
    operand: fc.constant('dateTime' as const),
    operator: fc.constantFrom(...ORDER_OPERATORS),
    value: fc.constantFrom(...instants),
  }),
  fc.record({
    operand: fc.constant('elapsedTime' as const),
    operator: fc.constantFrom(...ORDER_OPERATORS),
    value: fc.constantFrom(...durations),
  }),
  fc.record({
    operand: fc.constant('countPerPeriod' as const),
    operator: fc.constant('lteq' as const),
    value: fc.integer({ min: 1, max: 5 }),
    period: fc.constantFrom(...QUOTA_PERIODS),
    zone: fc.constantFrom('UTC', 'Asia/Shanghai', 'America/Sao_Paulo'),
  }),
);

const ruleActions: fc.Arbitrary<readonly RuleAction[]> = fc
  .uniqueArray(fc.constantFrom('publish' as const, 'publish' as const, 'translate' as const, ...ACTIONS), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((actions) =>
    fc.tuple(
      ...actions.map((action) => few(refinementTerm, 2).map((refinements) => ({ action, refinements }))),
    ),
  );

/** Three selectors of an agreement. */
export function selectors(uid: string): fc.Arbitrary<readonly Selector[]> {
  const one = (name: string): fc.Arbitrary<Selector> =>
    few(selectorTerm, 3).map((terms) => ({ uid: `${uid}#${name}`, terms }));
  return fc.tuple(one('sel1'), one('sel2'), one('sel3'));
}

/**
 * The same selector with one more term, or with one value less in a list of several. A term about the provider is never
 * added: without one the items are the giver's own, so it could bring in others'.
 */
export function narrowed({ uid, terms }: Selector): fc.Arbitrary<Selector> {
  const lists = terms.filter(({ operator, values }) => operator === 'isAnyOf' && values.length > 1);
  const added = contentTerm.map((term) => ({ uid, terms: [...terms, term] }));
  if (lists.length === 0) return added;
  const shortened = fc.constantFrom(...lists).map((list) => ({
    uid,
    terms: terms.map((term) => (term === list ? withoutLast(term) : term)),
  }));
  return fc.oneof(added, shortened);
}

function withoutLast(term: SelectorTerm): SelectorTerm {
  switch (term.operand) {
    case 'provider':
      return { ...term, values: term.values.slice(0, -1) };
    case 'newsType':
      return { ...term, values: term.values.slice(0, -1) };
    case 'mediaTopic':
    case 'language':
    case 'newsProduct':
      return { ...term, values: term.values.slice(0, -1) };
  }
}

const duties = (uid: string): fc.Arbitrary<readonly Duty[]> =>
  fc
    .array(
      fc.record({
        action: fc.constantFrom(...DUTY_ACTIONS),
        party: fc.option(fc.constantFrom(A, B)),
        wording: fc.option(fc.constantFrom({ vi: 'Theo A', en: 'Source: A' }, { 'zh-Hans': '据甲社' })),
        constraints: fc.array(fc.oneof(channelTerm, spatialTerm), { maxLength: 2 }),
      }),
      { maxLength: 2 },
    )
    .map((all) =>
      all.map(({ action, party, wording, constraints }, index) => ({
        uid: `${uid}-d${index}`,
        action,
        constraints,
        ...(party && action === 'attribute' ? { attributedParty: party } : {}),
        ...(wording && action === 'attribute' ? { wording } : {}),
        ...(action === 'nextPolicy' ? { target: uid } : {}),
      })),
    );

/** A permission over one of these selectors. */
export function permission(uid: string, targets: readonly Selector[]): fc.Arbitrary<Permission> {
  return fc
    .record({
      direction,
      target: fc.constantFrom(...targets),
      actions: ruleActions,
      constraints: few(constraintTerm, 2),
      duties: duties(uid),
    })
    .map(({ direction: sides, ...rest }) => ({ uid, ...sides, ...rest }));
}

/** A prohibition over some of these selectors. */
export function prohibition(uid: string, targets: readonly Selector[]): fc.Arbitrary<Prohibition> {
  return permission(uid, targets).map(({ assigner, assignees, target, actions, constraints }) => ({
    uid,
    assigner,
    assignees,
    target,
    actions,
    constraints,
  }));
}

function obligation(
  uid: string,
  targets: readonly Selector[],
  permissions: readonly Permission[],
): fc.Arbitrary<Obligation> {
  return fc
    .record({
      direction,
      target: fc.constantFrom(...targets),
      action: fc.constantFrom(...OBLIGATION_ACTIONS),
      event: fc.constantFrom(...OBLIGATION_EVENTS),
      dueIn: fc.constantFrom(...durations),
      onKill: fc.option(fc.constantFrom(...KILL_POLICIES)),
      suspends: fc.subarray(permissions.map((one) => one.uid)),
    })
    .map(({ direction: sides, onKill, suspends, ...rest }) => ({
      uid,
      ...sides,
      ...rest,
      ...(onKill && rest.action === 'removeFromService' ? { onKill } : {}),
      consequences: suspends.map((target) => ({ action: 'suspendRule' as const, target })),
    }));
}

function someRules<T>(count: number, make: (index: number) => fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> {
  return fc
    .integer({ min: 0, max: count })
    .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => make(i))));
}

/** Agreements of A and B over a small world, so that uses meet their terms often. */
export const arbitraryAgreement: fc.Arbitrary<Agreement> = fc
  .integer({ min: 0, max: 9 })
  .map((n) => `urn:uuid:01931c2e-7a10-7c3e-9d55-00000000000${n}`)
  .chain((uid) =>
    selectors(uid)
      .chain((targets) =>
        fc.record({
          permissions: someRules(4, (index) => permission(`${uid}#p${index}`, targets)),
          prohibitions: someRules(2, (index) => prohibition(`${uid}#n${index}`, targets)),
          targets: fc.constant(targets),
        }),
      )
      .chain(({ permissions, prohibitions, targets }) =>
        fc.record({
          uid: fc.constant(uid),
          agreementVersion: fc.integer({ min: 1, max: 3 }),
          title: fc.constantFrom({ vi: 'Thỏa thuận' }, { 'zh-Hans': '协议', en: 'Agreement {who}' }),
          governingLanguage: fc.constantFrom(...INTERFACE_LANGUAGES),
          effectiveFrom: fc.constant(instant('2027-01-01T00:00:00Z')),
          noticePeriod: fc.constantFrom(...durations),
          tailPeriod: fc.constantFrom(...durations),
          tailPolicy: fc.constantFrom(...TAIL_POLICIES),
          freshness: fc.constant(duration('PT15M')),
          third,
          permissions: fc.constant(permissions),
          prohibitions: fc.constant(prohibitions),
          obligations: someRules(3, (index) => obligation(`${uid}#o${index}`, targets, permissions)),
          commitments: someRules(2, (index) => commitment(`${uid}#c${index}`)),
          extras: fc.record(
            {
              supersedes: fc.constant(digest),
              textForHumans: fc.constant('https://a.example/text.pdf'),
              textDigest: fc.constant(digest),
              effectiveUntil: fc.constant(instant('2028-01-01T00:00:00Z')),
              indexPolicy: fc.constantFrom(...INDEX_POLICIES),
              curePeriod: fc.constantFrom(...durations),
            },
            { requiredKeys: [] },
          ),
        }),
      )
      .map(({ extras, third: c, ...rest }) => ({
        ...rest,
        ...extras,
        parties: namesC(rest) ? ([...pair, c] as const) : pair,
      })),
  );

type Ruled = Pick<Agreement, 'permissions' | 'prohibitions' | 'obligations' | 'commitments'>;

/** Two parties, and a third where a rule speaks of it. */
function namesC({ permissions, prohibitions, obligations, commitments }: Ruled): boolean {
  return [...permissions, ...prohibitions, ...obligations, ...commitments].some(({ assignees }) =>
    assignees.includes(C),
  );
}

const inForce: fc.Arbitrary<AgreementInForce> = arbitraryAgreement.chain((agreement) =>
  fc.record({
    agreement: fc.constant(agreement),
    digest: fc.constant(digest),
    standing: fc.constantFrom<AgreementInForce['standing']>(
      'active',
      'active',
      'active',
      'active',
      'suspended',
      'terminated',
    ),
    suspendedRules: fc.oneof(
      { weight: 9, arbitrary: fc.constant([]) },
      fc.subarray(agreement.permissions.map(({ uid, assigner: by }) => ({ uid, by }))),
    ),
  }),
);
/** One to three agreements of the pair, some of them suspended or ended. */
export const agreementsInForce: fc.Arbitrary<readonly AgreementInForce[]> = fc.uniqueArray(inForce, {
  minLength: 1,
  maxLength: 3,
  selector: (one) => one.agreement.uid,
});

const request: fc.Arbitrary<UseRequest> = fc.record(
  {
    actor: fc.constantFrom(A, B, B, B, B, C),
    action: fc.constantFrom('publish' as const, 'publish' as const, 'translate' as const, ...ACTIONS),
    channel: fc.constantFrom(...DELIVERY_CHANNELS),
    territory: fc.constantFrom(...places),
    targetLanguage: fc.constantFrom(...languages),
    wordCount: fc.integer({ min: 1, max: 600 }),
    recipient: fc.constantFrom(A, B, C),
  },
  { requiredKeys: ['actor', 'action'] },
);
const item: fc.Arbitrary<ItemFacts> = fc.record(
  {
    uri: fc.constant('urn:newsml:a.example:1'),
    provider: fc.constantFrom(A, A, A, A, B, C),
    topics: fc.record({
      codes: fc.uniqueArray(fc.constantFrom(...topics), { minLength: 1, maxLength: 2 }),
      rooted: fc.boolean(),
    }),
    newsType: fc.constantFrom(...newsTypes),
    language: fc.constantFrom(...languages),
    newsProducts: fc.uniqueArray(fc.constantFrom('morning', 'evening'), { minLength: 1 }),
    status: fc.constantFrom<PubStatus>(
      'usable',
      'usable',
      'usable',
      'usable',
      'usable',
      'usable',
      'canceled',
    ),
    version: fc.integer({ min: 1, max: 2 }),
    latestVersion: fc.constant(2),
    latestIsCorrection: fc.constantFrom(false, false, false, false, true),
    embargoEndAt: fc.constantFrom<Instant | 'none'>('none', 'none', 'none', 'none', ...instants),
    offeredAt: fc.constantFrom(...instants),
  },
  {
    requiredKeys: [
      'uri',
      'provider',
      'status',
      'version',
      'latestVersion',
      'latestIsCorrection',
      'embargoEndAt',
    ],
  },
);
/** Uses of A's and B's items, with most facts sometimes missing. */
export const useQuestion: fc.Arbitrary<UseQuestion> = fc.record({
  request,
  item,
  state: fc.record(
    {
      headAgeSeconds: fc.constantFrom(60, 60, 60, 60, 60, 60, 60, 2000),
      counts: fc
        .integer({ min: 0, max: 3 })
        .map((count) => new Map(Array.from({ length: 40 }, (_, i) => [ruleUid(i), count]))),
      counted: fc.subarray(Array.from({ length: 40 }, (_, i) => ruleUid(i))).map((uids) => new Set(uids)),
      duties: fc.record(
        { attribute: fc.constantFrom(true, true, false), linkBack: fc.boolean(), nextPolicy: fc.boolean() },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['counts', 'duties', 'headAgeSeconds'] },
  ),
  at: fc.constant(instant('2027-03-10T08:00:00Z')),
});

function ruleUid(index: number): string {
  return `urn:uuid:01931c2e-7a10-7c3e-9d55-00000000000${Math.floor(index / 4)}#p${index % 4}`;
}
