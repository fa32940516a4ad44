import { parseDay, type Day } from '#kernel/day.ts';
import { daysLater, localDay, startOfDay } from '#domain/agreement/zone-clock.ts';
import type { Span } from '#domain/search/field-filter.ts';
import type { Instant } from '#kernel/instant.ts';

/** `2026-11-01`, in the years of news; undefined for a day that is none. */
export function readDay(text: string): Day | undefined {
  return /^(?:19|20|21)/u.test(text) ? parseDay(text) : undefined;
}

/** Whole days in the zone: one, from one to another (`..`), or before or after one (`<`, `<=`, `>`, `>=`). */
export function readSpan(text: string, zone: string): Span | undefined {
  const plain = text.replaceAll('＞', '>').replaceAll('＜', '<').replaceAll('＝', '=');
  const [, sign = '', rest = ''] = /^(<=|>=|<|>)?(.*)$/u.exec(plain) ?? [];
  if (sign !== '') return openSpan(sign, readDay(rest), zone);
  const [from = '', to = from] = rest.split('..', 2);
  const [first, last] = [readDay(from), readDay(to)];
  return first && last && { sinceAt: startOfDay(first, zone), beforeAt: endOfDay(last, zone) };
}

function openSpan(sign: string, day: Day | undefined, zone: string): Span | undefined {
  if (!day) return undefined;
  const isWithDay = sign.endsWith('=');
  if (sign.startsWith('>')) return { sinceAt: isWithDay ? startOfDay(day, zone) : endOfDay(day, zone) };
  return { beforeAt: isWithDay ? endOfDay(day, zone) : startOfDay(day, zone) };
}

/** The first moment of the day after. */
function endOfDay(day: Day, zone: string): Instant {
  return startOfDay(daysLater(day, 1), zone);
}

/** From the first day on and with the last, where they are said; a day that is none says nothing. */
export function spanOfDays(
  days: { readonly sinceOn?: string; readonly untilOn?: string },
  zone: string,
): Span {
  const [first, last] = [readDay(days.sinceOn ?? ''), readDay(days.untilOn ?? '')];
  return {
    ...(first ? { sinceAt: startOfDay(first, zone) } : {}),
    ...(last ? { beforeAt: endOfDay(last, zone) } : {}),
  };
}

/** Today and the days before it, so many in all. */
export function spanOfLast(
  days: number,
  { at, zone }: { readonly at: Instant; readonly zone: string },
): Span {
  return { sinceAt: startOfDay(daysLater(localDay(at, zone), 1 - days), zone) };
}
