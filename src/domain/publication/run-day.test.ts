import { expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import { judgeRunDay } from './run-day.ts';

const zone = 'Asia/Ho_Chi_Minh';
const arrivedAt = instant('2027-02-27T20:00:00Z'); // 03:00 on the 28th there
const at = instant('2027-03-02T17:30:00Z'); // 00:30 on the 3rd there
const judge = (day: string) => judgeRunDay({ day, zone, arrivedAt, at });

test('what ran on a day is out since that day began where the agency is, and not before the story had come', () => {
  expect(judge('2027-03-02')).toEqual({ ok: true, value: instant('2027-03-01T17:00:00Z') });
  expect(judge('2027-03-03')).toEqual({ ok: true, value: instant('2027-03-02T17:00:00Z') });
  expect(judge('2027-02-28')).toEqual({ ok: true, value: arrivedAt });
});

test('a day before it came, a day to come, and what is no day are refused, with the days that can be', () => {
  const refused = { code: 'run-day-invalid', earliest: '2027-02-28', latest: '2027-03-03' };
  for (const day of ['2027-02-27', '2027-03-04', '2027-02-29', '2027-02-30', '2027-3-1', 'today', ''])
    expect(judge(day)).toEqual({ ok: false, error: refused });
});
