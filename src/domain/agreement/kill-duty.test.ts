import { expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B, C } from '#tests/town/arbitrary-parties.ts';
import { digest, give, pool } from '#tests/town/pool-agreement.ts';
import type { Obligation } from './agreement.ts';
import type { AgreementInForce } from './agreement-in-force.ts';
import { compileAgreements } from './compile-agreements.ts';
import { durationOf } from './draft-direction.ts';
import { killDuty } from './kill-duty.ts';

const MARCH = instant('2027-03-10T08:00:00Z');

const kill = (dueIn: string, more: Partial<Obligation> = {}): Obligation => ({
  uid: `urn:x#kill-${dueIn}`,
  assigner: A,
  assignees: [B],
  target: {
    uid: `urn:x#items-${dueIn}`,
    terms: [{ operand: 'newsType', operator: 'eq', values: ['video'] }],
  },
  action: 'removeFromService',
  event: 'killReceived',
  dueIn: durationOf(dueIn),
  consequences: [],
  ...more,
});

function between(
  name: string,
  obligations: readonly Obligation[],
  from = pool.effectiveFrom,
): AgreementInForce {
  const permissions = [give(name, A, [B])];
  const agreement = { ...pool, uid: `urn:uuid:${name}`, permissions, obligations, effectiveFrom: from };
  return { agreement, digest, standing: 'active', suspendedRules: [] };
}

const dutyUnder = (agreements: readonly AgreementInForce[], giver = A, holder = B) =>
  killDuty(compileAgreements(agreements), { giver, holder, at: MARCH });

test('the most urgent clause about kills says by when, whatever stories it selects, and a desk acts where it says nothing', () => {
  const slow = between('slow', [kill('PT4H', { onKill: 'automatic' })]);
  const quick = between('quick', [kill('PT2H'), kill('PT1H'), kill('PT3H')]);
  expect(dutyUnder([slow])).toEqual({ dueAt: '2027-03-10T12:00:00.000Z', onKill: 'automatic', digest });
  expect(dutyUnder([slow, quick])).toMatchObject({ dueAt: '2027-03-10T09:00:00.000Z', onKill: 'desk' });
  expect(dutyUnder([quick, slow])).toMatchObject({ dueAt: '2027-03-10T09:00:00.000Z' });
});

test('no clause, one about another event, one between others and one that has not begun oblige to nothing', () => {
  expect(dutyUnder([])).toBeUndefined();
  expect(dutyUnder([between('none', [])])).toBeUndefined();
  const other = kill('PT1H', { event: 'correctionReceived', action: 'applyCorrection' });
  expect(dutyUnder([between('other', [other])])).toBeUndefined();
  expect(dutyUnder([between('ours', [kill('PT1H')])], A, C)).toBeUndefined();
  const begins = (at: string) => dutyUnder([between('later', [kill('PT1H')], instant(at))]);
  expect(begins('2027-03-10T08:00:01Z')).toBeUndefined();
  expect(begins('2027-03-10T08:00:00Z')).toMatchObject({ dueAt: '2027-03-10T09:00:00.000Z' });
});
