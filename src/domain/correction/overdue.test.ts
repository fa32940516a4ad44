import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { isOverdue, isToEscalate, OPEN_REACH, type ReachState } from './overdue.ts';

const DUE = instantOf(Date.UTC(2027, 0, 1));
const LAST: readonly ReachState[] = ['applied', 'refused', 'not-applicable'];

test('late is what is open after its deadline: never before, never after a last word, a refusal among them', () => {
  for (const state of OPEN_REACH) {
    expect(isOverdue({ state, dueAt: DUE }, plusSeconds(DUE, 1))).toBe(true);
    expect(isOverdue({ state, dueAt: DUE }, DUE)).toBe(false);
    expect(isOverdue({ state }, plusSeconds(DUE, 1e9))).toBe(false);
  }
  for (const state of LAST) expect(isOverdue({ state, dueAt: DUE }, plusSeconds(DUE, 1))).toBe(false);
});

test('people are told once a day for as long as it is late, however often somebody looks', () => {
  const looks = fc.array(fc.integer({ min: 1, max: 10 * 86_400 }), { maxLength: 60 });
  fc.assert(
    fc.property(looks, (seconds) => {
      const told: number[] = [];
      for (const second of seconds.toSorted((a, b) => a - b)) {
        const last = told.at(-1);
        const escalatedAt = last === undefined ? {} : { escalatedAt: plusSeconds(DUE, last) };
        const reach = { state: 'received', dueAt: DUE, ...escalatedAt } as const;
        if (isToEscalate(reach, plusSeconds(DUE, second))) told.push(second);
      }
      expect(told.length > 0).toBe(seconds.length > 0);
      expect(told.every((one, at) => at === 0 || one - (told[at - 1] ?? 0) >= 86_400)).toBe(true);
    }),
  );
});
