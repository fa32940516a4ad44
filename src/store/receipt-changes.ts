import { sql, type RawBuilder } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import { isOpenReach, OPEN_REACH, type ReachState } from '#domain/correction/overdue.ts';

/** What a receipt changes of a reach. One that comes again (a repeated page) takes nothing back. */
export function receiptChanges(said: {
  readonly state: ReachState;
  readonly receivedAt?: Instant;
  readonly at: Instant;
  readonly refusalReason?: string;
}): ReachChanges {
  const { state, receivedAt, at, refusalReason } = said;
  const before = sql.join(
    OPEN_REACH.slice(
      0,
      OPEN_REACH.findIndex((open) => open === state),
    ),
  );
  const isLast = !isOpenReach(state);
  return {
    state: isLast ? state : sql<string>`case when state in (${before}) then ${state} else state end`,
    ...(state === 'seen' ? { seen_at: sql<Instant>`coalesce(seen_at, ${at})` } : {}),
    received_at: sql<Instant>`coalesce(received_at, ${receivedAt ?? at})`,
    fetched_at: sql<Instant>`coalesce(fetched_at, ${at})`,
    ...(isLast ? { applied_at: at, refusal_reason: refusalReason ?? null } : {}),
  };
}

type ReachChanges = {
  readonly state: string | RawBuilder<string>;
  readonly seen_at?: RawBuilder<Instant>;
  readonly received_at: RawBuilder<Instant>;
  readonly fetched_at: RawBuilder<Instant>;
  readonly applied_at?: Instant;
  readonly refusal_reason?: string | null;
};

const REACH_STATES = [...OPEN_REACH, 'applied', 'refused', 'not-applicable'] as const;

export function toReachState(text: string): ReachState {
  return REACH_STATES.find((known) => known === text) ?? 'written';
}
