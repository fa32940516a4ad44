import type { Instant } from '#kernel/instant.ts';

/** A moment for people at a terminal: to the minute, and in UTC, which it says. */
export function shortTime(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)}Z`;
}
