import type { Instant } from '#kernel/instant.ts';
import type { ReachSteps } from './recalls.ts';
import type { AgencyCard } from './wire.ts';

/** How far a drill of ours has come at one partner. */
export type DrillReachView = ReachSteps & {
  /** From written to applied, to a tenth. */
  readonly minutesToClear?: number;
};

export type DrillView = {
  readonly id: string;
  readonly startedAt: Instant;
  readonly startedBy: string;
  readonly reach: DrillReachView[];
};

/** A partner's test story. `held`: offered, its kill has not come; `open`: killed, and a person has to clear it. */
export type TestStoryView = {
  readonly id: string;
  readonly agency: AgencyCard;
  readonly state: 'held' | 'open' | 'applied' | 'not-applicable';
  readonly heldAt?: Instant;
  readonly killedAt?: Instant;
  readonly dueAt?: Instant;
  readonly overdue: boolean;
  readonly seen: boolean;
  readonly automatic: boolean;
  readonly clearedAt?: Instant;
};

/** Newest first, at most 200. */
export type DrillReads = {
  drills(agencyId: string, at: Instant): Promise<DrillView[]>;
  testStories(agencyId: string, at: Instant): Promise<TestStoryView[]>;
};
