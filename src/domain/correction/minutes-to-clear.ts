import { secondsBetween, type Instant } from '#kernel/instant.ts';

/**
 * Minutes from the writing of a kill to the last word on it, to a tenth; undefined until that word is `applied`. Both
 * moments are of the sender's own clock, so the way of the receipt back is in it.
 */
export function minutesToClear(reach: {
  readonly state: string;
  readonly writtenAt: Instant;
  readonly appliedAt?: Instant;
}): number | undefined {
  const { state, writtenAt, appliedAt } = reach;
  if (state !== 'applied' || appliedAt === undefined) return undefined;
  return Math.max(0, Math.round(secondsBetween(writtenAt, appliedAt) / 6) / 10);
}
