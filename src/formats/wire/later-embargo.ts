import { millisecondsOf } from '#kernel/instant.ts';
import { resolveEmbargo, resolveTime } from './resolve-time.ts';
import type { WireTime } from './wire-item.ts';

const HOUR = 3_600_000;

/**
 * The later of two ends of an embargo. Of one with an offset and one without, which may be the same moment, the first tells it: a wire
 * writes its hour in UTC and says it again in words of its own clock.
 */
export function laterEmbargo(one: WireTime, other: WireTime): WireTime {
  if (mayBeSame(one, other)) return one;
  if (mayBeSame(other, one)) return other;
  return latestOf(one) >= latestOf(other) ? one : other;
}

function mayBeSame(exact: WireTime, floating: WireTime): boolean {
  if (!hasOffset(exact) || hasOffset(floating)) return false;
  return isFrom(exact, floating) && latestOf(exact) <= latestOf(floating);
}

/** Does an embargo hold as long as one that begins to end with a day or an hour, wherever on earth that is told? */
export function isFrom(end: WireTime, beginning: WireTime): boolean {
  const first = resolveTime(beginning);
  return first !== undefined && latestOf(end) >= millisecondsOf(first) - 14 * HOUR;
}

function latestOf(time: WireTime): number {
  const latest = resolveEmbargo(time);
  return latest === undefined ? 0 : millisecondsOf(latest);
}

function hasOffset(time: WireTime): boolean {
  return /(?:Z|[+-]\d\d:\d\d)$/.test(time) && time.includes('T');
}
