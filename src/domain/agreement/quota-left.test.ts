import { expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B, C } from '#tests/town/arbitrary-parties.ts';
import { digest, give, pool, POOL_UID as UID } from '#tests/town/pool-agreement.ts';
import type { Permission } from './agreement.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import { compileAgreements } from './compile-agreements.ts';
import { decideUse } from './decide-use.ts';
import { leftOf, quotasBetween } from './quota-left.ts';

const MARCH = instant('2027-03-10T08:00:00Z');

function counted(name: string, value: number): Permission {
  const zone = 'Asia/Shanghai';
  return {
    ...give(name, A, [B, C]),
    constraints: [
      { operand: 'spatial', operator: 'eq', values: ['CN'] },
      { operand: 'countPerPeriod', operator: 'lteq', value, period: 'P1M', zone },
    ],
  };
}

const compiled = compileAgreements([
  {
    agreement: { ...pool, permissions: [counted('z', 5), counted('b', 30), give('free', A, [B])] },
    digest,
    standing: 'active',
    suspendedRules: [],
  },
]);

test('the quotas between two parties come with the period that runs, by uid, and rules without one are none', () => {
  const span = { from: '2027-02-28T16:00:00.000Z', until: '2027-03-31T16:00:00.000Z' };
  expect(quotasBetween(compiled, [A, B], MARCH)).toMatchObject([
    { rule: `${UID}#b`, clause: { number: 2 }, limit: 30, period: 'P1M', ...span },
    { rule: `${UID}#z`, clause: { number: 1 }, limit: 5, period: 'P1M', ...span },
  ]);
  expect(quotasBetween(compiled, [A, C], MARCH)).toHaveLength(2);
  expect(quotasBetween(compiled, [C, B], MARCH)).toEqual([]);
});

test('what is left is never below nothing, also when the limit was lowered in mid-period', () => {
  const [term] = quotasBetween(compiled, [A, B], MARCH);
  if (!term) throw new Error('no quota');
  expect(leftOf(term, 12)).toEqual({ ...term, used: 12, left: 18 });
  expect(leftOf(term, 31)).toMatchObject({ used: 31, left: 0 });
});

test('of several agreements the one decides whose scarcest quota has most left, not the one with the highest limit', () => {
  const offering = (uid: string, value: number): AgreementInForce => ({
    agreement: { ...pool, uid, obligations: [], permissions: [{ ...counted('p', value), uid: `${uid}#p` }] },
    digest,
    standing: 'active',
    suspendedRules: [],
  });
  const both = compileAgreements([offering('urn:x:1', 30), offering('urn:x:2', 11)]);
  const decided = (used: number, other: number) =>
    decideUse(both, {
      request: { actor: B, action: 'publish', territory: 'CN' },
      item: {
        uri: 'urn:i',
        provider: A,
        status: 'usable',
        version: 1,
        latestVersion: 1,
        embargoEndAt: 'none',
      },
      state: {
        headAgeSeconds: 0,
        counts: new Map([
          ['urn:x:1#p', used],
          ['urn:x:2#p', other],
        ]),
        duties: {},
      },
      at: MARCH,
    }).agreement?.uid;
  expect(decided(29, 0)).toBe('urn:x:2');
  expect(decided(0, 0)).toBe('urn:x:1');
  expect(decided(19, 0)).toBe('urn:x:1');
  expect(decided(20, 0)).toBe('urn:x:2');
  expect(decided(30, 10)).toBe('urn:x:2');
});
