import { expect, test } from 'vitest';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import { quotaPeriodAt } from './quota-period.ts';
import { isTimeZone, wallClockAt } from './zone-clock.ts';

function at(text: string): Instant {
  const instant = parseInstant(text);
  if (!instant) throw new Error(text);
  return instant;
}

const short = ({ from, until }: ReturnType<typeof quotaPeriodAt>): string =>
  `${from.slice(0, 16)} ${until.slice(0, 16)}`;

test.each([
  ['P1D', 'Asia/Ho_Chi_Minh', '2027-03-10T08:00:00Z', '2027-03-09T17:00 2027-03-10T17:00'],
  ['P1W', 'Asia/Shanghai', '2027-03-10T08:00:00Z', '2027-03-07T16:00 2027-03-14T16:00'],
  ['P1W', 'UTC', '2027-03-14T23:59:59Z', '2027-03-08T00:00 2027-03-15T00:00'],
  ['P1M', 'Asia/Shanghai', '2027-03-31T15:59:59Z', '2027-02-28T16:00 2027-03-31T16:00'],
  ['P1M', 'Asia/Shanghai', '2027-03-31T16:00:00Z', '2027-03-31T16:00 2027-04-30T16:00'],
  ['P1M', 'UTC', '2028-02-29T12:00:00Z', '2028-02-01T00:00 2028-03-01T00:00'],
  ['P3M', 'UTC', '2027-12-31T00:00:00Z', '2027-10-01T00:00 2028-01-01T00:00'],
  ['P1Y', 'Asia/Tokyo', '2027-12-31T15:00:00Z', '2027-12-31T15:00 2028-12-31T15:00'],
] as const)('a %s quota in %s around %s runs over whole local days', (period, zone, moment, expected) => {
  expect(short(quotaPeriodAt(period, zone, at(moment)))).toBe(expected);
});

test('a month in which the clocks change ends at local midnight of the new offset', () => {
  expect(short(quotaPeriodAt('P1M', 'Europe/Berlin', at('2027-03-10T00:00:00Z')))).toBe(
    '2027-02-28T23:00 2027-03-31T22:00',
  );
});

test('a day that begins at one o’clock because midnight was skipped begins there', () => {
  // Brazil skipped midnight of 4 November 2018.
  expect(short(quotaPeriodAt('P1D', 'America/Sao_Paulo', at('2018-11-04T12:00:00Z')))).toBe(
    '2018-11-04T03:00 2018-11-05T02:00',
  );
});

test('a day whose first hour comes twice begins with the first of them', () => {
  // Cuba set clocks back from one o'clock to midnight on 1 November 2026.
  expect(quotaPeriodAt('P1D', 'America/Havana', at('2026-11-01T12:00:00Z')).from).toBe(
    '2026-11-01T04:00:00.000Z',
  );
});

test('periods follow each other without a gap or an overlap', () => {
  for (const zone of ['UTC', 'Asia/Shanghai', 'America/Sao_Paulo', 'Pacific/Apia', 'Africa/Cairo'])
    for (const period of ['P1D', 'P1W', 'P1M', 'P3M', 'P1Y'] as const) {
      let current = quotaPeriodAt(period, zone, at('2011-11-15T00:00:00Z'));
      for (let step = 0; step < 60; step += 1) {
        const next = quotaPeriodAt(period, zone, current.until);
        expect([zone, period, next.from, next.until > next.from]).toEqual([
          zone,
          period,
          current.until,
          true,
        ]);
        current = next;
      }
    }
});

test('a zone is one that the runtime knows, however it is spelled', () => {
  expect(['Asia/Shanghai', 'UTC', 'asia/ho_chi_minh'].map(isTimeZone)).toEqual([true, true, true]);
  expect(['Asia/Atlantis', '', '+07:00', '../UTC'].map(isTimeZone)).toEqual([false, false, false, false]);
});

test('the clock on the wall of a zone', () => {
  expect(wallClockAt(at('2027-03-31T16:00:00Z'), 'Asia/Shanghai')).toBe('2027-04-01T00:00:00');
});
