import { expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B } from '#tests/town/arbitrary-parties.ts';
import { pairAgreement, signedPair } from '#tests/town/pair-agreement.ts';
import { lifeMarks } from './life-marks.ts';

const at = (day: string) => instant(`${day}T00:00:00Z`);
const marked = (...given: Parameters<typeof lifeMarks>) =>
  lifeMarks(...given).map(({ kind, at: when }) => `${when.slice(0, 10)} ${kind}`);

const first = signedPair(pairAgreement(), [
  { kind: 'suspended', by: A, at: at('2027-02-01'), reason: 'x' },
  { kind: 'resumed', by: A, at: at('2027-02-10') },
]);
const signed = {
  ...first,
  signatures: first.signatures.map((one, index) => ({ ...one, signedAt: at(`2026-12-0${index + 1}`) })),
};

test('the life of an agreement is marked from the last signature to its end, with the steps before it', () => {
  expect(marked(signed, at('2028-01-01'))).toEqual([
    '2026-12-02 signed',
    '2027-01-01 in-force',
    '2027-02-01 suspended',
    '2027-02-10 resumed',
    '2027-10-03 renewal',
    '2027-12-02 renewal',
    '2027-12-25 renewal',
    '2028-01-01 end',
  ]);
});

test('an amendment is marked where it takes hold, and keeps the beginning; an open end has no steps', () => {
  const amended = signedPair({ ...pairAgreement(), effectiveFrom: at('2027-06-01') }, [
    { kind: 'notice', by: B, at: at('2027-07-01') },
    { kind: 'contested', by: B, at: at('2027-07-02'), reason: 'x' },
  ]);
  expect(marked({ ...amended, former: [signed] }, undefined)).toEqual([
    '2026-12-02 signed',
    '2027-01-01 in-force',
    '2027-02-01 suspended',
    '2027-02-10 resumed',
    '2027-06-01 amended',
    '2027-07-01 notice',
  ]);
});

test('what not all have signed has no life yet', () => {
  expect(marked({ ...signed, signatures: signed.signatures.slice(1) }, at('2028-01-01'))).toEqual([]);
});
