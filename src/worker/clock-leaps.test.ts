import { expect, test } from 'vitest';
import { clockLeaps } from './clock-leaps.ts';

test('time that passes is no leap, a machine that slept and a clock set back are, and each is told once', () => {
  const now = { wall: 1_000_000, passed: 0 };
  const leapt = clockLeaps({ wall: () => now.wall, passed: () => now.passed });
  const after = (wall: number, passed: number): boolean => {
    now.wall += wall;
    now.passed += passed;
    return leapt();
  };
  expect(after(60_000, 60_000)).toBe(false);
  expect(after(61_000, 60_000)).toBe(false);
  expect(after(17 * 60_000, 1000)).toBe(true);
  expect(after(1000, 1000)).toBe(false);
  expect(after(-3_600_000, 1000)).toBe(true);
  expect(after(1000, 1000)).toBe(false);
});
