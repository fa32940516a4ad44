import { parseDay, printDay } from '#kernel/day.ts';
import { localDay, startOfDay } from '#domain/agreement/zone-clock.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';

/** `earliest` and `latest`: the calendar days of the agency between which a story can have run. */
export type RunDayRefusal = {
  readonly code: 'run-day-invalid';
  readonly earliest: string;
  readonly latest: string;
};

type Run = {
  /** A calendar day of the agency, `2027-03-09`. */
  readonly day: string;
  readonly zone: string;
  readonly arrivedAt: Instant;
  readonly at: Instant;
};

/**
 * Since when readers have what people published by hand on a day: from its beginning, or from when the story came to us on that
 * day. Before it came it cannot have run, and what has not run yet is not recorded.
 */
export function judgeRunDay({ day, zone, arrivedAt, at }: Run): Result<Instant, RunDayRefusal> {
  const [first, last] = [localDay(arrivedAt, zone), localDay(at, zone)];
  const earliest = printDay(first);
  const latest = printDay(last);
  const read = parseDay(day);
  if (!read || day < earliest || day > latest) return refuse({ code: 'run-day-invalid', earliest, latest });
  const begins = startOfDay(read, zone);
  return accept(begins < arrivedAt ? arrivedAt : begins);
}
