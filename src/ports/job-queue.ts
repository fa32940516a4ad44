import type { Instant } from '#kernel/instant.ts';
import type { ClaimedJob, Topic } from '#ports/outbox-store.ts';

/**
 * Jobs of the outbox as a worker takes them: leased, then settled. A lease ends after a minute by itself, and before when the
 * process that holds it has ended.
 */
export type JobQueue = {
  /** Topics with a job that is due. */
  due(agencyId: string, at: Instant): Promise<readonly Topic[]>;
  /** The next one that is due, and none for which one of these partners is asked. */
  claim(
    agencyId: string,
    topics: readonly Topic[],
    at: Instant,
    except?: readonly string[],
  ): Promise<ClaimedJob | undefined>;
  /** What a process that ended had leased is due at once; what another one works at stays leased. */
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
