import { expect, test } from 'vitest';
import { clockLeaps } from './clock-leaps.ts';

test('time that passes is no leap, a machine that slept and a clock set back are, and each is told once', () => {
  const now = { wall: 1_000_000, passed: 0 };
  const leapt = clockLeaps({ wall: () => now.wall, passed: () => now.passed });
  const after = (wall: number, passed: number) => {
    now.wall += wall;
    now.passed += passed;
    return leapt();
  };
  expect(after(60_000, 60_000)).toBeUndefined();
  expect(after(61_000, 60_000)).toBeUndefined();
  expect(after(17 * 60_000, 1000)).toEqual({ from: 1_000_000, to: 1_122_000 });
  expect(after(1000, 1000)).toBeUndefined();
  // What the clock read meanwhile, and a little before: a leap is not seen at once.
  expect(after(-3_600_000, 1000)).toEqual({ from: 2_141_000 - 5000, to: 2_143_000 });
  expect(after(1000, 1000)).toBeUndefined();
});
