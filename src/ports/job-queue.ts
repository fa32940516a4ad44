import type { Instant } from '#kernel/instant.ts';
import type { ClaimedJob, Topic } from '#ports/outbox-store.ts';

/**
 * Jobs of the outbox as the worker takes them: leased, then settled. A lease ends after a minute by itself, and when the
 * node starts again, because then nobody works at it.
 */
export type JobQueue = {
  claim(agencyId: string, topics: readonly Topic[], at: Instant): Promise<ClaimedJob | undefined>;
  /** Before a node's worker begins: what a process that was killed had leased is due at once. */
  takeBack(agencyId: string, at: Instant): Promise<void>;
  /**
   * After the clock went back: what was put off by the time before would wait for a time that is far away. A retry is due at
   * once, a job that nobody tried yet keeps its distance from now (I27).
   */
  followClock(agencyId: string, at: Instant): Promise<void>;
  settle(
    job: ClaimedJob,
    outcome: { readonly doneAt: Instant } | { readonly again: Instant; readonly why: string },
  ): Promise<void>;
  /** Removes at most so many jobs that were done before a moment; gives their number. */
  purge(agencyId: string, doneBefore: Instant, most: number): Promise<number>;
};
