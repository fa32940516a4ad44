import { expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B } from '#tests/town/arbitrary-parties.ts';
import { digest, give, pool } from '#tests/town/pool-agreement.ts';
import type { ConstraintTerm, Prohibition } from './agreement.ts';
import { compileAgreements } from './compile-agreements.ts';
import { durationOf } from './draft-direction.ts';
import { matchProhibitions } from './match-prohibitions.ts';
import { DUTIES_TO_BE_DONE, type ItemFacts, type UseQuestion } from './use-question.ts';

const NOW = instant('2027-03-10T08:00:00Z');
const STORY: ItemFacts = {
  uri: 'urn:x',
  provider: A,
  status: 'usable',
  newsType: 'text',
  language: 'vi',
  version: 1,
  latestVersion: 1,
  latestIsCorrection: false,
  embargoEndAt: 'none',
  offeredAt: instant('2027-03-10T07:00:00Z'),
};

type Asked = { readonly action?: UseQuestion['request']['action']; readonly item?: ItemFacts };

/** What a prohibition to publish on the web, limited so, says now; its agreement may end at some moment. */
function said(
  constraints: readonly ConstraintTerm[],
  { action = 'publish', item = STORY, until }: Asked & { readonly until?: string } = {},
) {
  const prohibition: Prohibition = {
    uid: 'urn:x#no',
    assigner: A,
    assignees: [B],
    target: { uid: 'urn:x#all', terms: [] },
    actions: [{ action: 'publish', refinements: [] }],
    constraints,
  };
  const agreement = {
    ...pool,
    permissions: [give('web', A, [B])],
    obligations: [],
    prohibitions: [prohibition],
    ...(until === undefined ? {} : { effectiveUntil: instant(until) }),
  };
  const compiled = compileAgreements([{ agreement, digest, standing: 'active', suspendedRules: [] }]);
  const request = { actor: B, action, channel: 'web', territory: 'VN' } as const;
  const state = { counts: new Map(), duties: DUTIES_TO_BE_DONE };
  return matchProhibitions(compiled, { request, item, state, at: NOW });
}

const overAt = (...all: Parameters<typeof said>) => {
  const denied = said(...all);
  return denied ? (denied.because[0]?.at ?? 'no moment') : 'not forbidden';
};

const until = (operator: 'lt' | 'lteq' | 'gt' | 'gteq', at: string): ConstraintTerm => ({
  operand: 'dateTime',
  operator,
  value: instant(at),
});
const HOURS: ConstraintTerm = { operand: 'elapsedTime', operator: 'lt', value: durationOf('PT6H') };
const VN: ConstraintTerm = { operand: 'spatial', operator: 'eq', values: ['VN'] };

test('a prohibition forbids what it names, and neither another action nor a copy that stands', () => {
  expect(said([])?.because).toMatchObject([{ code: 'prohibition', found: ['publish'] }]);
  expect(overAt([], { action: 'translate' })).toBe('not forbidden');
  expect(overAt([], { action: { unknown: 'print' } })).toBe('not forbidden');
  expect(overAt([], { action: 'keepArchived' })).toBe('not forbidden');
  expect(overAt([{ ...VN, values: ['CN'] }])).toBe('not forbidden');
});

test('its reason has the first moment at which a term of it is over, and none where no term ends it', () => {
  expect(overAt([])).toBe('no moment');
  expect(overAt([VN])).toBe('no moment');
  expect(overAt([until('lt', '2027-03-12T00:00:00Z')])).toBe('2027-03-12T00:00:00.000Z');
  expect(overAt([until('lteq', '2027-03-12T00:00:00Z')])).toBe('2027-03-12T00:00:00.001Z');
  expect(overAt([until('gteq', '2027-03-01T00:00:00Z')])).toBe('no moment');
  expect(overAt([until('gt', '2027-03-01T00:00:00Z'), HOURS])).toBe('2027-03-10T13:00:00.000Z');
  const both = [until('lt', '2027-03-12T00:00:00Z'), HOURS];
  expect([overAt(both), overAt(both.toReversed())]).toEqual(Array(2).fill('2027-03-10T13:00:00.000Z'));
});

test('hours since an offer that is not known end at no known moment, and an embargo that is not there at none', () => {
  const { offeredAt: _unknown, ...unoffered } = STORY;
  expect(overAt([HOURS], { item: unoffered })).toBe('no moment');
  const embargo: ConstraintTerm = { operand: 'dateTime', operator: 'gteq', value: 'itemEmbargoEnd' };
  expect(overAt([embargo])).toBe('no moment');
});

test('an agreement that ends first ends it, and one that ends later does not', () => {
  const term = [until('lt', '2027-03-12T00:00:00Z')];
  expect(overAt(term, { until: '2027-03-11T00:00:00Z' })).toBe('2027-03-11T00:00:00.000Z');
  expect(overAt(term, { until: '2027-03-13T00:00:00Z' })).toBe('2027-03-12T00:00:00.000Z');
  expect(overAt([VN], { until: '2027-03-11T00:00:00Z' })).toBe('no moment');
});
