import { expect, test } from 'vitest';
import { copyStanding } from './copy-standing.ts';
import { OPEN_REACH, type ReachState } from './overdue.ts';

const RUNS = { isNamed: false, isRemoved: false };

test('a copy waits with its holder, and is late with it', () => {
  for (const state of OPEN_REACH) {
    expect(copyStanding({ state, overdue: false }, RUNS)).toBe('waiting');
    expect(copyStanding({ state, overdue: true }, RUNS)).toBe('overdue');
  }
});

test('a last word counts for the copies that it names, and one that it passes over is told apart', () => {
  const word = (state: ReachState, copy = RUNS) => copyStanding({ state, overdue: false }, copy);
  expect(word('applied', { isNamed: true, isRemoved: false })).toBe('applied');
  expect(word('applied')).toBe('unnamed');
  expect(word('not-applicable')).toBe('unnamed');
  expect(word('applied', { isNamed: false, isRemoved: true })).toBe('removed');
  expect(word('refused')).toBe('refused');
  expect(word('refused', { isNamed: false, isRemoved: true })).toBe('removed');
});
