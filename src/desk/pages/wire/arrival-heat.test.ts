import { expect, test } from 'vitest';
import { heatOf, hourAt, stepIn } from './arrival-heat.ts';

test('one story is seen beside an hour of thousands, and the fullest hour is the darkest', () => {
  expect([heatOf(0, 5000), heatOf(1, 5000), heatOf(5000, 5000)]).toEqual([0, 1, 4]);
  expect(heatOf(1, 1)).toBe(4);
});

test('arrow keys stay within the strip', () => {
  expect(stepIn(2, { lane: 0, hour: 47 }, 'ArrowRight')).toEqual({ lane: 0, hour: 47 });
  expect(stepIn(2, { lane: 0, hour: 47 }, 'ArrowDown')).toEqual({ lane: 1, hour: 47 });
  expect(stepIn(2, { lane: 1, hour: 20 }, 'Home')).toEqual({ lane: 1, hour: 0 });
  expect(stepIn(2, { lane: 1, hour: 20 }, 'j')).toBeUndefined();
});

test('the last cell is the hour that runs', () => {
  expect(hourAt('2027-01-01T10:00:00.000Z', 47)).toBe('2027-01-03T09:00:00.000Z');
});
