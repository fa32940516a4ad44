import { expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { OPEN_REACH } from './overdue.ts';
import { minutesToClear } from './minutes-to-clear.ts';

const writtenAt = instantOf(Date.UTC(2027, 0, 1));

test('the time to clear counts to the word that it was cleared, and to no other', () => {
  const after = (seconds: number) => ({ writtenAt, appliedAt: plusSeconds(writtenAt, seconds) });
  expect(minutesToClear({ state: 'applied', ...after(0) })).toBe(0);
  expect(minutesToClear({ state: 'applied', ...after(205) })).toBe(3.4);
  expect(minutesToClear({ state: 'applied', ...after(86_400) })).toBe(1440);
  // A clock that was set back makes nobody faster than at once.
  expect(minutesToClear({ state: 'applied', ...after(-60) })).toBe(0);
  for (const state of [...OPEN_REACH, 'refused', 'not-applicable'])
    expect(minutesToClear({ state, ...after(60) })).toBeUndefined();
  expect(minutesToClear({ state: 'applied', writtenAt })).toBeUndefined();
});
