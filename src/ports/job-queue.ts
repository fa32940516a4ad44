import type { Instant } from '#kernel/instant.ts';
import type { ClaimedJob, Topic } from '#ports/outbox-store.ts';

/** Jobs of the outbox as the worker takes them: leased, then settled. A crash gives a lease back after a minute. */
export type JobQueue = {
  claim(agencyId: string, topics: readonly Topic[], at: Instant): Promise<ClaimedJob | undefined>;
  settle(
    job: ClaimedJob,
    outcome: { readonly doneAt: Instant } | { readonly again: Instant; readonly why: string },
  ): Promise<void>;
};
