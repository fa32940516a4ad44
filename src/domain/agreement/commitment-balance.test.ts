import { expect, test } from 'vitest';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import { A, B } from '#tests/town/arbitrary-parties.ts';
import type { Commitment } from './agreement.ts';
import { commitmentBalance } from './commitment-balance.ts';

function at(text: string): Instant {
  const instant = parseInstant(text);
  if (!instant) throw new Error(text);
  return instant;
}

const term = { effectiveFrom: at('2027-07-01T00:00:00Z'), effectiveUntil: at('2029-07-01T00:00:00Z') };
const visits: Commitment = {
  uid: 'urn:x#visits',
  assigner: A,
  assignees: [B],
  kind: 'visit',
  count: 2,
  per: { period: 'P1Y', zone: 'Asia/Ho_Chi_Minh' },
  title: { en: 'Visits' },
};
const deliveries = [
  { commitment: visits.uid, count: 1, at: at('2027-12-31T16:59:59Z') },
  { commitment: visits.uid, count: 3, at: at('2027-12-31T17:00:00Z') },
  { commitment: 'urn:x#other', count: 1, at: at('2028-02-01T00:00:00Z') },
];

test('a promise by the year is counted by the calendar year of its zone', () => {
  expect(commitmentBalance(term, visits, deliveries, at('2027-12-31T16:59:59Z'))).toEqual({
    from: at('2026-12-31T17:00:00Z'),
    until: at('2027-12-31T17:00:00Z'),
    promised: 2,
    done: 1,
    left: 1,
  });
});

test('more than was promised leaves nothing, and is nobody’s debt', () => {
  expect(commitmentBalance(term, visits, deliveries, at('2028-02-29T00:00:00Z'))).toMatchObject({
    done: 3,
    left: 0,
  });
});

test('a promise without a period is counted over the whole term', () => {
  const { per: _, ...once } = visits;
  expect(commitmentBalance(term, { ...once, count: 5 }, deliveries, at('2029-01-01T00:00:00Z'))).toEqual({
    from: term.effectiveFrom,
    until: term.effectiveUntil,
    promised: 5,
    done: 4,
    left: 1,
  });
});
