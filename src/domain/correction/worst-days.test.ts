import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { worstDays } from './worst-days.ts';

const at = (day: number, hour: number) => instantOf(Date.UTC(2027, 0, day, hour));

test('a day is told by its highest count, days in the order in which they came', () => {
  const counts = [
    { at: at(3, 1), overdue: 1, index: 9 },
    { at: at(2, 23), overdue: 2, index: 8 },
    { at: at(2, 22), overdue: 5, index: 7 },
    { at: at(2, 21), overdue: 5, index: 6 },
    { at: at(1, 0), overdue: 3 },
  ];
  expect(worstDays(counts)).toEqual([counts[0], counts[2], counts[4]]);
  expect(worstDays([])).toEqual([]);
});
