import { secondsBetween, type Instant } from '#kernel/instant.ts';

/** How a recall stands at one holder before its last word; the last word is one of three. */
export const OPEN_REACH = ['written', 'fetched', 'received', 'seen'] as const;
export type ReachState = (typeof OPEN_REACH)[number] | 'applied' | 'refused' | 'not-applicable';

export function isOpenReach(state: ReachState): boolean {
  return OPEN_REACH.some((open) => open === state);
}

export type Lateness = { readonly state: ReachState; readonly dueAt?: Instant };

/** The deadline has passed without a last word. A refusal is one: a holder that says no is not late. */
export function isOverdue({ state, dueAt }: Lateness, at: Instant): boolean {
  return dueAt !== undefined && dueAt < at && isOpenReach(state);
}

const AGAIN_SECONDS = 24 * 3600;

/** Are the people that the agreement names to be told now? When it becomes late, and every day after it, for ever (I7). */
export function isToEscalate(reach: Lateness & { readonly escalatedAt?: Instant }, at: Instant): boolean {
  if (!isOverdue(reach, at)) return false;
  return reach.escalatedAt === undefined || secondsBetween(reach.escalatedAt, at) >= AGAIN_SECONDS;
}
