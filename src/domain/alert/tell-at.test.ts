import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf, millisecondsOf, parseInstant, secondsBetween, type Instant } from '#kernel/instant.ts';
import { wallClockAt } from '#domain/agreement/zone-clock.ts';
import type { AlertSchedule } from './saved-search.ts';
import { afterQuiet, isQuiet, scheduledAt } from './tell-at.ts';

const ZONES = [
  'Asia/Ho_Chi_Minh',
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'America/St_Johns',
  'Pacific/Chatham',
  'UTC',
] as const;

const zone = fc.constantFrom(...ZONES);
const time = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) => `${pad(Math.floor(quarter / 4))}:${pad((quarter % 4) * 15)}`);
const quiet = fc.record({ from: time, until: time });
// Half of them within a day of a change of clocks.
const CHANGES = [
  '2027-03-28T01:00:00Z',
  '2027-10-31T01:00:00Z',
  '2027-04-03T15:00:00Z',
  '2027-10-02T15:30:00Z',
];
const moment = fc.oneof(
  fc.integer({ min: Date.UTC(2027, 0), max: Date.UTC(2028, 0) }).map(instantOf),
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -86_400_000, max: 86_400_000 }))
    .map(([change, ms]) => instantOf(Date.parse(change) + ms)),
);
const schedule: fc.Arbitrary<AlertSchedule> = fc.oneof(
  fc.constant({ kind: 'at-once' as const }),
  fc.constant({ kind: 'hourly' as const }),
  fc.record({ kind: fc.constant('hours' as const), hours: fc.array(time, { minLength: 1, maxLength: 4 }) }),
);

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
function at(text: string): Instant {
  const instant = parseInstant(text);
  if (!instant) throw new Error(text);
  return instant;
}
const MINUTE_MS = 60_000;

test('what is found is told at its moment or later, soon, and never in quiet hours', () => {
  fc.assert(
    fc.property(schedule, quiet, zone, moment, (when, hours, timeZone, foundAt) => {
      const due = scheduledAt(when, foundAt, timeZone);
      expect(due >= foundAt).toBe(true);
      expect(secondsBetween(foundAt, due)).toBeLessThanOrEqual(49 * 3600);
      const told = afterQuiet(due, { quiet: hours, timeZone });
      expect(told >= due).toBe(true);
      expect(secondsBetween(due, told)).toBeLessThanOrEqual(49 * 3600);
      expect(isQuiet(told, hours, timeZone)).toBe(false);
    }),
  );
});

test('quiet hours hold nothing longer than they last: the minute before is quiet', () => {
  fc.assert(
    fc.property(quiet, zone, moment, (hours, timeZone, due) => {
      const told = afterQuiet(due, { quiet: hours, timeZone });
      if (told === due) return;
      const before = instantOf(Math.max(millisecondsOf(told) - MINUTE_MS, millisecondsOf(due)));
      expect(isQuiet(before, hours, timeZone)).toBe(true);
    }),
  );
});

test('a later find is never due earlier, and the same schedule asked again at its own moment is that moment', () => {
  fc.assert(
    fc.property(
      schedule,
      zone,
      moment,
      fc.integer({ min: 0, max: 200_000_000 }),
      (when, timeZone, one, ms) => {
        const other = instantOf(millisecondsOf(one) + ms);
        expect(scheduledAt(when, other, timeZone) >= scheduledAt(when, one, timeZone)).toBe(true);
        const due = scheduledAt(when, one, timeZone);
        expect(scheduledAt(when, due, timeZone)).toBe(due);
      },
    ),
  );
});

test('set hours are those on the wall, also over a change of clocks', () => {
  const morning = { kind: 'hours', hours: ['07:00'] } as const;
  fc.assert(
    fc.property(zone, moment, (timeZone, foundAt) => {
      expect(wallClockAt(scheduledAt(morning, foundAt, timeZone), timeZone).slice(11, 16)).toBe('07:00');
      const full = scheduledAt({ kind: 'hourly' }, foundAt, timeZone);
      expect(secondsBetween(foundAt, full)).toBeLessThanOrEqual(5400);
    }),
  );
});

test.each([
  // The clock jumps over 02:30: it is served when the clock gets to 03:00.
  ['02:30', '2027-03-27T12:00:00Z', '2027-03-28T01:00:00.000Z'],
  // It comes twice: the first time.
  ['02:30', '2027-10-30T12:00:00Z', '2027-10-31T00:30:00.000Z'],
  // And what is found between the two is told at the second.
  ['02:30', '2027-10-31T00:40:00Z', '2027-10-31T01:30:00.000Z'],
  ['07:00', '2027-06-01T05:00:00Z', '2027-06-01T05:00:00.000Z'],
  ['07:00', '2027-06-01T05:00:01Z', '2027-06-02T05:00:00.000Z'],
] as const)('at %s in Berlin, found %s', (hour, foundAt, due) => {
  expect(scheduledAt({ kind: 'hours', hours: [hour] }, at(foundAt), 'Europe/Berlin')).toBe(due);
});

test('quiet from 22:00 to 06:30 in Hà Nội is 15:00 to 23:30 in UTC', () => {
  const settings = { quiet: { from: '22:00', until: '06:30' }, timeZone: 'Asia/Ho_Chi_Minh' };
  expect(afterQuiet(at('2027-06-01T14:59:59Z'), settings)).toBe('2027-06-01T14:59:59.000Z');
  expect(afterQuiet(at('2027-06-01T15:00:00Z'), settings)).toBe('2027-06-01T23:30:00.000Z');
  expect(afterQuiet(at('2027-06-01T23:30:00Z'), settings)).toBe('2027-06-01T23:30:00.000Z');
});
