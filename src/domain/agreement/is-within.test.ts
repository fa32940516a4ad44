import { describe, expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B } from '#tests/town/arbitrary-parties.ts';
import { give } from '#tests/town/pool-agreement.ts';
import type { ConstraintTerm, Duty, RefinementTerm } from './agreement.ts';
import type { PermissionFor } from './compile-agreements.ts';
import { durationOf } from './draft-direction.ts';
import { isWithin } from './is-within.ts';

type Limits = {
  readonly refinements?: readonly RefinementTerm[];
  readonly constraints?: readonly ConstraintTerm[];
  readonly duties?: readonly Duty[];
};

function permissionOf({ refinements = [], constraints = [], duties = [] }: Limits): PermissionFor {
  const permission = { ...give('one', A, [B]), constraints, duties };
  const clause = { kind: 'permission', number: 1, uid: permission.uid, agreement: 'urn:uuid:one' } as const;
  return { permission, clause, refinements, constraints };
}

const within = (own: Limits, other: Limits): boolean => isWithin(permissionOf(own), permissionOf(other));

/** What has this limit, and what has the other. */
const limited = (own: ConstraintTerm, other: ConstraintTerm): boolean =>
  within({ constraints: [own] }, { constraints: [other] });

const spatial = (operator: 'eq' | 'neq' | 'isAnyOf' | 'isNoneOf', ...values: string[]): ConstraintTerm => ({
  operand: 'spatial',
  operator,
  values,
});
const language = (operator: 'eq' | 'neq' | 'isAnyOf' | 'isNoneOf', ...values: string[]): Limits => ({
  refinements: [{ operand: 'targetLanguage', operator, values }],
});
const words = (value: number): Limits => ({
  refinements: [{ operand: 'wordCount', operator: 'lteq', value }],
});
type Order = 'lt' | 'lteq' | 'gt' | 'gteq';
const day = (operator: Order, at: string): ConstraintTerm => ({
  operand: 'dateTime',
  operator,
  value: instant(`2027-03-${at}T00:00:00Z`),
});
const since = (operator: Order, duration: string): ConstraintTerm => ({
  operand: 'elapsedTime',
  operator,
  value: durationOf(duration),
});
const EMBARGO: ConstraintTerm = { operand: 'dateTime', operator: 'gteq', value: 'itemEmbargoEnd' };
const QUOTA = {
  operand: 'countPerPeriod',
  operator: 'lteq',
  value: 5,
  period: 'P1D',
  zone: 'Asia/Shanghai',
} as const;

describe('one permission lies within another', () => {
  test('when every limit of the other follows from one of its own; more limits of its own are no harm', () => {
    expect(within({}, {})).toBe(true);
    expect(within({ constraints: [spatial('eq', 'VN')] }, {})).toBe(true);
    expect(within({}, { constraints: [spatial('eq', 'VN')] })).toBe(false);
    const both = [spatial('eq', 'VN'), day('lt', '10')];
    expect(within({ constraints: both }, { constraints: both })).toBe(true);
    expect(within({ constraints: [spatial('eq', 'VN')] }, { constraints: both })).toBe(false);
    expect(within({ constraints: both }, { constraints: [day('lt', '10')] })).toBe(true);
    expect(within(words(80), { constraints: [spatial('eq', 'VN')] })).toBe(false);
  });

  test.each([
    [spatial('eq', 'VN'), spatial('isAnyOf', 'VN', 'CN'), true],
    [spatial('isAnyOf', 'VN', 'CN'), spatial('eq', 'VN'), false],
    [spatial('isAnyOf', 'VN', 'CN'), spatial('isAnyOf', 'CN', 'VN'), true],
    [spatial('eq', 'VN'), spatial('isNoneOf', 'CN', 'JP'), true],
    [spatial('isAnyOf', 'VN', 'CN'), spatial('neq', 'CN'), false],
    [spatial('isNoneOf', 'CN', 'JP'), spatial('neq', 'CN'), true],
    [spatial('neq', 'CN'), spatial('isNoneOf', 'CN', 'JP'), false],
    [spatial('neq', 'CN'), spatial('isAnyOf', 'VN'), false],
    [spatial('neq', 'CN'), spatial('neq', 'CN'), true],
    [
      spatial('eq', 'VN'),
      { operand: 'recipient', operator: 'eq', values: ['VN'] } satisfies ConstraintTerm,
      false,
    ],
  ])('places and other lists: %j within %j is %s', (own, other, answer) => {
    expect(limited(own, other)).toBe(answer);
  });

  test.each([
    [language('eq', 'vi-VN'), language('eq', 'vi'), true],
    [language('eq', 'VI'), language('eq', 'vi'), true],
    [language('eq', 'vi'), language('eq', 'vi-VN'), false],
    [language('eq', 'vie'), language('eq', 'vi'), false],
    [language('eq', 'vi-VN'), language('neq', 'vi'), false],
    [language('eq', 'vi'), language('neq', 'vi-VN'), false],
    [language('eq', 'en'), language('neq', 'vi'), true],
    [language('neq', 'zh'), language('neq', 'zh-Hant'), true],
    [language('neq', 'zh-Hant'), language('neq', 'zh'), false],
  ])(
    'a language is also one of its range, and apart from what overlaps: %j within %j is %s',
    (own, other, answer) => {
      expect(within(own, other)).toBe(answer);
    },
  );

  test('a shorter excerpt, and never a limit of another kind', () => {
    expect([
      within(words(80), words(80)),
      within(words(79), words(80)),
      within(words(81), words(80)),
    ]).toEqual([true, true, false]);
    expect(within({}, words(80))).toBe(false);
    expect(within({ constraints: [QUOTA] }, words(80))).toBe(false);
    expect(within(words(3), { constraints: [QUOTA] })).toBe(false);
  });

  test('a smaller quota of the same period and zone', () => {
    expect(limited({ ...QUOTA, value: 4 }, QUOTA)).toBe(true);
    expect(limited(QUOTA, QUOTA)).toBe(true);
    expect(limited({ ...QUOTA, value: 6 }, QUOTA)).toBe(false);
    expect(limited({ ...QUOTA, period: 'P1M' }, QUOTA)).toBe(false);
    expect(limited({ ...QUOTA, zone: 'Asia/Tokyo' }, QUOTA)).toBe(false);
  });

  test.each([
    [day('gteq', '10'), day('gteq', '10'), true],
    [day('gt', '10'), day('gteq', '10'), true],
    [day('gteq', '10'), day('gt', '10'), false],
    [day('gteq', '11'), day('gt', '10'), true],
    [day('gteq', '09'), day('gteq', '10'), false],
    [day('lt', '09'), day('lteq', '10'), true],
    [day('lteq', '10'), day('lt', '10'), false],
    [day('lteq', '11'), day('lteq', '10'), false],
    [day('lteq', '11'), day('gteq', '10'), false],
    [day('gteq', '11'), day('lteq', '12'), false],
    [EMBARGO, EMBARGO, true],
    [EMBARGO, day('gteq', '10'), false],
    [day('gteq', '11'), EMBARGO, false],
    [day('lt', '10'), since('lt', 'PT1H'), false],
  ])('moments of the calendar: %j within %j is %s', (own, other, answer) => {
    expect(limited(own, other)).toBe(answer);
  });

  test.each([
    [since('gteq', 'PT6H'), since('gteq', 'PT6H'), true],
    [since('gt', 'PT6H'), since('gteq', 'PT6H'), true],
    [since('gteq', 'PT6H'), since('gt', 'PT6H'), false],
    [since('gteq', 'PT5H'), since('gteq', 'PT6H'), false],
    [since('lteq', 'PT6H'), since('lteq', 'PT6H'), false],
    [since('lteq', 'PT6H'), since('gteq', 'PT6H'), false],
    [since('gteq', 'PT6H'), since('lteq', 'PT6H'), false],
    [since('gteq', 'PT6H'), day('gteq', '10'), false],
  ])('hours since an offer, which is later for a third party: %j within %j is %s', (own, other, answer) => {
    expect(limited(own, other)).toBe(answer);
  });
});

describe('a duty of the other', () => {
  const credit: Duty = {
    uid: 'urn:x#credit',
    action: 'attribute',
    attributedParty: A,
    wording: { en: 'By A' },
    constraints: [],
  };
  const link: Duty = { uid: 'urn:x#link', action: 'linkBack', constraints: [] };
  const onWeb: Duty = {
    ...link,
    constraints: [{ operand: 'deliveryChannel', operator: 'eq', values: ['web'] }],
  };
  const owes = (own: readonly Duty[], other: readonly Duty[]) => within({ duties: own }, { duties: other });

  test('has to be its own, to the word and to the party; to be named at all goes without saying', () => {
    expect(owes([], [credit])).toBe(false);
    expect(owes([credit], [credit])).toBe(true);
    expect(owes([{ ...credit, uid: 'urn:x#other' }], [credit])).toBe(true);
    expect(owes([{ ...credit, wording: { en: 'From A' } }], [credit])).toBe(false);
    expect(owes([{ ...credit, attributedParty: B }], [credit])).toBe(false);
    const { wording: _wording, ...named } = credit;
    expect(owes([], [named])).toBe(true);
    expect(owes([], [credit, named])).toBe(false);
    expect(owes([link], [credit])).toBe(false);
    expect(owes([], [])).toBe(true);
  });

  test('holds wherever it is due there, and may be due at more places', () => {
    expect(owes([], [link])).toBe(false);
    expect(owes([link], [onWeb])).toBe(true);
    expect(owes([onWeb], [link])).toBe(false);
    expect(owes([onWeb], [onWeb])).toBe(true);
  });

  test('to bind the next one needs the same bound', () => {
    const bound: Duty = { uid: 'urn:x#next', action: 'nextPolicy', target: 'urn:x#web', constraints: [] };
    expect(owes([bound], [bound])).toBe(true);
    expect(owes([{ ...bound, target: 'urn:x#print' }], [bound])).toBe(false);
  });
});
