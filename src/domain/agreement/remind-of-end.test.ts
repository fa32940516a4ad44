import { expect, test } from 'vitest';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import { remindOfEnd } from './remind-of-end.ts';

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
