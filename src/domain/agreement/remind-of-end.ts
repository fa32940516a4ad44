import { plusSeconds, type Instant } from '#kernel/instant.ts';

/** So many days before an end somebody is reminded of it. */
export const REMINDER_DAYS = [90, 30, 7] as const;

export type Reminder = {
  /** Which step: from so many days before the end until the next step begins. */
  readonly days: (typeof REMINDER_DAYS)[number];
  readonly since: Instant;
  readonly endsAt: Instant;
};

const DAY_SECONDS = 86_400;

/**
 * The step in which an end now is, by the dates alone: each begins whole days of 24 hours before the end and lasts until the
 * next, the last one until the end itself. Undefined earlier, after the end, and where nothing sets one.
 */
export function remindOfEnd(endsAt: Instant | undefined, at: Instant): Reminder | undefined {
  if (endsAt === undefined || at >= endsAt) return undefined;
  return REMINDER_DAYS.map((days) => ({
    days,
    since: plusSeconds(endsAt, -days * DAY_SECONDS),
    endsAt,
  })).findLast(({ since }) => at >= since);
}
