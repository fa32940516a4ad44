import { expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { silentSince } from './is-source-silent.ts';

const START = instantOf(Date.UTC(2027, 0, 1));
const hourly = (count: number) => Array.from({ length: count }, (_, hour) => plusSeconds(START, hour * 3600));
const after = (hours: number) => plusSeconds(START, hours * 3600);

test('a source that brought something each hour is silent after five hours of nothing, and not before', () => {
  const arrivals = hourly(10);
  expect(silentSince(arrivals, undefined, after(9 + 5))).toBeUndefined();
  expect(silentSince(arrivals, undefined, plusSeconds(after(9 + 5), 1))).toBe(after(9));
});

test('one long night among short gaps does not make its rhythm slow', () => {
  const arrivals = [plusSeconds(START, -90 * 3600), ...hourly(8)];
  expect(silentSince(arrivals, undefined, after(13))).toBe(after(7));
});

test('a source that brings something every minute is never silent within the hour', () => {
  const arrivals = Array.from({ length: 21 }, (_, minute) => plusSeconds(START, minute * 60));
  expect(silentSince(arrivals, undefined, plusSeconds(START, 20 * 60 + 3600))).toBeUndefined();
  expect(silentSince(arrivals, undefined, plusSeconds(START, 20 * 60 + 3601))).toBe(arrivals.at(-1));
});

test('what people set outranks its rhythm, and off is never silent', () => {
  expect(silentSince(hourly(10), 86_400, after(30))).toBeUndefined();
  expect(silentSince(hourly(1), 60, after(1))).toBe(START);
  expect(silentSince(hourly(10), 'off', after(1000))).toBeUndefined();
});

test('a source without a rhythm yet, or that never brought anything, is not silent', () => {
  expect(silentSince(hourly(5), undefined, after(1000))).toBeUndefined();
  expect(silentSince([], 60, after(1000))).toBeUndefined();
});
