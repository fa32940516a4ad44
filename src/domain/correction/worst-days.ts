import type { Instant } from '#kernel/instant.ts';

/** A count of late answers, as it stands in the log. */
export type LateCount = { readonly at: Instant; readonly overdue: number; readonly index?: number };

/** Of hourly counts, newest first, the highest of each day (UTC); of equal ones the newest. */
export function worstDays(counts: readonly LateCount[]): readonly LateCount[] {
  const worst = new Map<string, LateCount>();
  for (const count of counts) {
    const day = count.at.slice(0, 10);
    const known = worst.get(day);
    if (!known || known.overdue < count.overdue) worst.set(day, count);
  }
  return [...worst.values()];
}
