import { expect, test } from 'vitest';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import { parseDuration } from '#kernel/duration.ts';
import { pool } from '#tests/town/pool-agreement.ts';
import { lastNoticeDay, remindOfEnd, remindOfNotice } from './remind-of-end.ts';

const END = at('2028-03-10T00:00:00Z');

function at(text: string): Instant {
  const instant = parseInstant(text);
  if (!instant) throw new Error(text);
  return instant;
}

test.each([
  ['2027-12-10T23:59:59.999Z', undefined],
  ['2027-12-11T00:00:00Z', 90],
  ['2028-02-08T23:59:59.999Z', 90],
  // 29 February lies between: thirty days before 10 March is 9 February in a leap year.
  ['2028-02-09T00:00:00Z', 30],
  ['2028-03-02T23:59:59.999Z', 30],
  ['2028-03-03T00:00:00Z', 7],
  ['2028-03-09T23:59:59.999Z', 7],
  ['2028-03-10T00:00:00Z', undefined],
])('at %s the step before an end on 10 March 2028 is %s', (now, days) => {
  expect(remindOfEnd(END, at(now))?.days).toBe(days);
});

test('an agreement without an end reminds of none', () => {
  expect(remindOfEnd(undefined, END)).toBeUndefined();
});

/** As a date. */
function lastDayOf(until: string | undefined, period: string): string | undefined {
  const noticePeriod = parseDuration(period);
  if (!noticePeriod) throw new Error(period);
  const day = lastNoticeDay({ noticePeriod, ...(until === undefined ? {} : { effectiveUntil: at(until) }) });
  return day && `${day.year}-${day.month}-${day.day}`;
}

test.each([
  // Notice given at the last moment of 8 February takes hold as 10 March begins, when the agreement is over.
  ['2028-03-10T00:00:00Z', 'P30D', '2028-2-8'],
  ['2028-03-10T12:00:00Z', 'P30D', '2028-2-8'],
  // A month before 31 March has no day: 29 February and one month is 29 March, and so is every day up to it in time.
  ['2027-03-31T00:00:00Z', 'P1M', '2027-2-28'],
  ['2028-01-01T00:00:00Z', 'P90D', '2027-10-2'],
  ['2028-01-01T00:00:00Z', 'P1Y', '2026-12-31'],
  ['2028-01-01T00:00:00Z', 'PT0S', '2027-12-31'],
])('of an agreement until %s with notice of %s the last day for notice is %s', (until, period, day) => {
  expect(lastDayOf(until, period)).toBe(day);
});

test('to an agreement without an end date notice can always be given', () => {
  expect(lastDayOf(undefined, 'P30D')).toBeUndefined();
});

test('of the last day for notice one is reminded by the same steps, until that day is over in the zone of the agreement', () => {
  const noticePeriod = parseDuration('P30D');
  if (!noticePeriod) throw new Error('P30D');
  const ending = { ...pool, noticePeriod, effectiveUntil: END };
  for (const moment of ['2028-02-02T00:00:00Z', '2028-02-08T23:59:59.999Z'])
    expect(remindOfNotice(ending, at(moment))).toMatchObject({
      days: 7,
      lastDay: { year: 2028, month: 2, day: 8 },
    });
  expect(remindOfNotice(ending, at('2028-02-01T23:59:59.999Z'))?.days).toBe(30);
  expect(remindOfNotice(ending, at('2028-02-09T00:00:00Z'))).toBeUndefined();
  expect(remindOfNotice(ending, at('2027-10-01T00:00:00Z'))).toBeUndefined();
  expect(remindOfNotice({ ...pool, noticePeriod }, at('2028-02-03T00:00:00Z'))).toBeUndefined();
});
