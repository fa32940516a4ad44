import { expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { A, B, C } from '#tests/town/arbitrary-parties.ts';
import { pairAgreement, signedPair } from '#tests/town/pair-agreement.ts';
import type { Fulfilment, FulfilmentWord } from './fulfilment.ts';
import { judgeFulfilment, judgeWord, type Recorded } from './judge-fulfilment.ts';

const AT = instant('2027-06-15T12:00:00Z');
const record = signedPair(
  pairAgreement({ commitments: [{ by: A, kind: 'trainingPlace', count: 3, title: { en: 'Training' } }] }),
);
const [promise] = record.agreement.commitments;
const commitment = promise?.uid ?? '';
const done: Recorded = { commitment, recordedBy: A, counterpart: B, count: 1, doneOn: '2027-06-01' };
const judged = (change: Partial<Recorded>, under = record, known: readonly Fulfilment[] = []) => {
  const result = judgeFulfilment(under, { ...done, ...change }, { known, at: AT });
  return result.ok ? 'ok' : result.error;
};

test('what was done is recorded by who promised it or by whom it was promised to', () => {
  expect(judged({})).toBe('ok');
  expect(judged({ recordedBy: B, counterpart: A })).toBe('ok');
});

test.each<readonly [string, Partial<Recorded>, object]>([
  [
    'of a clause that is none',
    { commitment: 'urn:x#p1' },
    { code: 'commitment-unknown', commitment: 'urn:x#p1' },
  ],
  ['between others', { counterpart: C }, { code: 'commitment-of-others', commitment }],
  ['with oneself', { counterpart: A }, { code: 'commitment-of-others', commitment }],
  ['of nothing', { count: 0 }, { code: 'fulfilment-invalid', field: 'count' }],
  ['of half a visit', { count: 1.5 }, { code: 'fulfilment-invalid', field: 'count' }],
  ['of too many', { count: 10_001 }, { code: 'fulfilment-invalid', field: 'count' }],
  ['before the term', { doneOn: '2026-12-31' }, { code: 'fulfilment-invalid', field: 'doneOn' }],
  ['to come', { doneOn: '2027-06-17' }, { code: 'fulfilment-invalid', field: 'doneOn' }],
  ['on a day that is none', { doneOn: '2027-02-30' }, { code: 'fulfilment-invalid', field: 'doneOn' }],
  ['on a day in another spelling', { doneOn: '2027-6-1' }, { code: 'fulfilment-invalid', field: 'doneOn' }],
])('nothing is recorded %s', (_what, change, refusal) => {
  expect(judged(change)).toEqual(refusal);
});

test('where the day has begun somewhere on earth it may be named', () => {
  expect(judged({ doneOn: '2027-06-16' })).toBe('ok');
});

test('an agreement that not all have signed has promised nothing', () => {
  expect(judged({}, { ...record, signatures: record.signatures.slice(0, 1) })).toMatchObject({
    code: 'commitment-unknown',
  });
});

const said = (...kinds: readonly FulfilmentWord['kind'][]): Fulfilment => ({
  ...done,
  id: '1',
  name: '1',
  agreement: record.agreement.uid,
  note: '',
  recordedAt: AT,
  words: kinds.map((kind) => ({ kind, reason: 'x', at: AT })),
});
const word = (fulfilment: Fulfilment, by: string, kind: FulfilmentWord['kind'], reason = 'x') => {
  const result = judgeWord(fulfilment, by, { kind, reason });
  return result.ok ? 'ok' : result.error.code;
};

test('a side whose hundred records wait for an answer records no more, and the other side may', () => {
  const waiting = Array.from({ length: 100 }, () => said());
  expect(judged({}, record, waiting)).toEqual({ code: 'fulfilments-unanswered', most: 100 });
  expect(judged({}, record, [...waiting.slice(1), said('confirmed')])).toBe('ok');
  expect(judged({ recordedBy: B, counterpart: A }, record, waiting)).toBe('ok');
});

test('the other side confirms or disputes, and who recorded it takes it back', () => {
  expect([word(said(), B, 'confirmed'), word(said(), B, 'disputed'), word(said(), A, 'withdrawn')]).toEqual([
    'ok',
    'ok',
    'ok',
  ]);
  expect([word(said(), A, 'confirmed'), word(said(), A, 'disputed'), word(said(), B, 'withdrawn')]).toEqual(
    Array(3).fill('fulfilment-not-yours'),
  );
});

test('a dispute has its reason, and may end in a confirmation; a confirmation stands, and what is taken back is gone', () => {
  expect(word(said(), B, 'disputed', '  ')).toBe('fulfilment-invalid');
  expect(word(said('disputed'), B, 'confirmed')).toBe('ok');
  expect(word(said('confirmed'), A, 'withdrawn')).toBe('ok');
  expect([
    word(said('confirmed'), B, 'confirmed'),
    word(said('confirmed'), B, 'disputed'),
    word(said('withdrawn'), B, 'confirmed'),
    word(said('withdrawn'), A, 'withdrawn'),
  ]).toEqual(Array(4).fill('fulfilment-answered'));
});
