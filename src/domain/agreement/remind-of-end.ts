import type { Day } from '#kernel/day.ts';
import { plusDuration } from '#kernel/duration.ts';
import { plusSeconds, secondsBetween, type Instant } from '#kernel/instant.ts';
import type { Agreement } from './agreement.ts';
import { AGREEMENT_ZONE } from './say/say-conditions.ts';
import { daysLater, localDay, startOfDay } from './zone-clock.ts';

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

/** That notice can soon no longer be given: the same steps, towards the end of the last day for it. */
export type NoticeReminder = Reminder & {
  /** In the zone of the agreement. */
  readonly lastDay: Day;
};

/** Undefined for an agreement without an end date: there notice can always be given. */
export function remindOfNotice(agreement: Agreement, at: Instant): NoticeReminder | undefined {
  const lastDay = lastNoticeDay(agreement);
  const reminder = lastDay && remindOfEnd(startOfDay(daysLater(lastDay, 1), AGREEMENT_ZONE), at);
  return lastDay && reminder && { ...reminder, lastDay };
}

/**
 * The last day on which notice can be given that ends the agreement before its own date does, at whatever hour of the day it
 * is given. Periods of months and years go by the calendar, so the day is looked for from a near one.
 */
export function lastNoticeDay({
  effectiveUntil,
  noticePeriod,
}: Pick<Agreement, 'effectiveUntil' | 'noticePeriod'>): Day | undefined {
  if (effectiveUntil === undefined) return undefined;
  const isInTime = (day: Day): boolean =>
    plusDuration(plusSeconds(startOfDay(daysLater(day, 1), AGREEMENT_ZONE), -1), noticePeriod) <
    effectiveUntil;
  const seconds = secondsBetween(effectiveUntil, plusDuration(effectiveUntil, noticePeriod));
  let day = daysLater(localDay(plusSeconds(effectiveUntil, -seconds), AGREEMENT_ZONE), 4);
  while (!isInTime(day)) day = daysLater(day, -1);
  return day;
}
