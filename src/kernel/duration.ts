import { instantOf, type Instant } from '#kernel/instant.ts';
import type { Brand } from '#kernel/brand.ts';

/** An ISO 8601 duration such as `PT15M`, `P30D`, `P1Y2M`. Years and months go by the UTC calendar. */
export type Duration = Brand<string, 'Duration'>;

const ISO_8601 =
  /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

function isDuration(text: string): text is Duration {
  return ISO_8601.test(text);
}

/** Reads an ISO 8601 duration of whole numbers, without sign; undefined for any other text. */
export function parseDuration(text: string): Duration | undefined {
  return isDuration(text) ? text : undefined;
}

/**
 * The moment one duration after another. A day that the target month lacks becomes its last day
 * (31 January + P1M = 28 or 29 February).
 */
export function plusDuration(at: Instant, duration: Duration): Instant {
  const parts = ISO_8601.exec(duration);
  if (!parts) throw new RangeError(`not a duration: ${duration}`);
  const [years, months, weeks, days, hours, minutes, seconds] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const from = new Date(at);
  const day = from.getUTCDate();
  from.setUTCDate(1);
  from.setUTCMonth(from.getUTCMonth() + (years ?? 0) * 12 + (months ?? 0));
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 0)).getUTCDate();
  from.setUTCDate(Math.min(day, lastDay));
  const clock = ((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  return instantOf(from.getTime() + ((weeks ?? 0) * 7 + (days ?? 0)) * 86_400_000 + clock * 1000);
}
