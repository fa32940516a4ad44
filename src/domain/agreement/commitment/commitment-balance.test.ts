import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B } from '#tests/town/arbitrary-parties.ts';
import { pairAgreement, signedPair } from '#tests/town/pair-agreement.ts';
import type { Commitment } from '../agreement.ts';
import { commitmentBalance } from './commitment-balance.ts';
import { FULFILMENT_WORDS, standingOfFulfilment, type Fulfilment } from './fulfilment.ts';

const visits: Commitment = {
  uid: 'urn:x#visits',
  assigner: A,
  assignees: [B],
  kind: 'visit',
  count: 2,
  per: { period: 'P1Y', zone: 'Asia/Ho_Chi_Minh' },
  title: { en: 'Visits' },
};
const record = signedPair({
  ...pairAgreement(),
  effectiveFrom: instant('2027-07-01T00:00:00Z'),
  effectiveUntil: instant('2029-07-01T00:00:00Z'),
  commitments: [visits],
});

const said = (kind: (typeof FULFILMENT_WORDS)[number]) => ({
  kind,
  reason: 'x',
  at: instant('2028-01-02T00:00:00Z'),
});
const done = (doneOn: string, count: number, more: Partial<Fulfilment> = {}): Fulfilment => ({
  id: doneOn,
  name: doneOn,
  agreement: record.agreement.uid,
  commitment: visits.uid,
  recordedBy: A,
  counterpart: B,
  count,
  doneOn,
  note: '',
  recordedAt: instant('2028-01-01T00:00:00Z'),
  words: [said('confirmed')],
  ...more,
});
const fulfilments = [
  done('2027-12-31', 1),
  done('2028-01-01', 3),
  done('2028-02-01', 4, { words: [] }),
  done('2028-02-02', 5, { words: [said('disputed')] }),
  done('2028-02-03', 6, { words: [said('confirmed'), said('withdrawn')] }),
  done('2028-02-04', 7, { commitment: 'urn:x#other' }),
];

test('a promise by the year is counted by the calendar year of its zone', () => {
  expect(commitmentBalance(record, visits, fulfilments, instant('2027-12-31T16:59:59Z'))).toEqual({
    from: instant('2026-12-31T17:00:00Z'),
    until: instant('2027-12-31T17:00:00Z'),
    promised: 2,
    confirmed: 1,
    disputed: 0,
    unanswered: 0,
    left: 1,
  });
});

test('only what both sides say was done is done; more than was promised is nobody’s debt', () => {
  expect(commitmentBalance(record, visits, fulfilments, instant('2028-02-29T00:00:00Z'))).toMatchObject({
    confirmed: 3,
    disputed: 5,
    unanswered: 4,
    left: 0,
  });
});

test('a promise without a period is counted over the whole term, first and last day included', () => {
  const { per: _, ...once } = visits;
  const all = [
    ...fulfilments,
    done('2027-07-01', 1),
    done('2029-06-30', 1),
    done('2029-07-01', 9),
    done('2027-06-30', 9),
  ];
  expect(
    commitmentBalance(record, { ...once, count: 8 }, all, instant('2029-01-01T00:00:00Z')),
  ).toMatchObject({
    from: record.agreement.effectiveFrom,
    until: record.agreement.effectiveUntil,
    confirmed: 6,
    left: 2,
  });
});

test('before the term the first period is shown, behind it the last', () => {
  const at = (text: string) => commitmentBalance(record, visits, [], instant(text)).from;
  expect(at('2027-01-01T00:00:00Z')).toBe(instant('2026-12-31T17:00:00Z'));
  expect(at('2031-01-01T00:00:00Z')).toBe(instant('2028-12-31T17:00:00Z'));
});

test('an amendment that keeps the clause keeps what was done before it', () => {
  const { per: _, ...once } = visits;
  const former = signedPair({ ...record.agreement, commitments: [once] });
  const amended = signedPair({
    ...record.agreement,
    effectiveFrom: instant('2028-06-01T00:00:00Z'),
    commitments: [once],
  });
  const seen = (one: typeof amended) =>
    commitmentBalance(one, once, fulfilments, instant('2028-07-01T00:00:00Z'));
  expect(seen({ ...amended, former: [former] })).toMatchObject({
    from: former.agreement.effectiveFrom,
    confirmed: 4,
  });
  expect(seen(amended)).toMatchObject({ confirmed: 0 });
});

const word = fc.constantFrom(...FULFILMENT_WORDS).map(said);

test('every record is in one column alone, or taken back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.array(word, { maxLength: 3 }))),
      (drawn) => {
        const all = drawn.map(([count, words], index) =>
          done('2028-03-01', count, { words, name: String(index) }),
        );
        const { confirmed, disputed, unanswered } = commitmentBalance(
          record,
          visits,
          all,
          instant('2028-03-02T00:00:00Z'),
        );
        const kept = all.filter((one) => standingOfFulfilment(one) !== 'withdrawn');
        expect(confirmed + disputed + unanswered).toBe(kept.reduce((sum, { count }) => sum + count, 0));
      },
    ),
  );
});
