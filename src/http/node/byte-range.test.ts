import { expect, test } from 'vitest';
import { byteRange } from './byte-range.ts';

test.each([
  ['bytes=0-', { from: 0, until: 10 }],
  ['bytes=4-', { from: 4, until: 10 }],
  ['bytes=4-4', { from: 4, until: 5 }],
  ['bytes=4-99999999999999999999999', { from: 4, until: 10 }],
  ['bytes=-3', { from: 7, until: 10 }],
  ['bytes=-30', { from: 0, until: 10 }],
  ['Bytes= 4-5 ', { from: 4, until: 6 }],
] as const)('%j of ten bytes is a part of them', (header, part) => {
  expect(byteRange(header, 10)).toEqual(part);
});

test.each(['bytes=10-', 'bytes=10-12', 'bytes=99999999999999999999999-', 'bytes=-0'])(
  '%j of ten bytes is what there is not',
  (header) => {
    expect(byteRange(header, 10)).toBe('unsatisfiable');
  },
);

test.each([
  undefined,
  '',
  'bytes=',
  'bytes=-',
  'bytes=5-4',
  'bytes=0-1,4-5',
  'bytes=0-1, 4-5',
  'bytes=1e1-',
  'bytes=+1-',
  'items=0-1',
])('%j is as if nothing was asked', (header) => {
  expect(byteRange(header, 10)).toBe('whole');
});

test('of nothing there is no part', () => {
  expect(byteRange('bytes=0-', 0)).toBe('unsatisfiable');
  expect(byteRange('bytes=-1', 0)).toBe('unsatisfiable');
});
