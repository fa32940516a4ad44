import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';

/** `hours`: at these times of the follower's day, `HH:MM` on a quarter of an hour. `hourly`: whenever an hour is full there. */
export type AlertSchedule =
  | { readonly kind: 'at-once' }
  | { readonly kind: 'hourly' }
  | { readonly kind: 'hours'; readonly hours: readonly string[] };

/**
 * A question to the wire that is kept, and asked of every story that arrives. `personal`: only whoever keeps it sees it; `agency`: every
 * colleague does, and each follows it or not. `folder` '' is no folder.
 */
export type SavedSearch = {
  readonly id: string;
  readonly personId: string;
  readonly scope: 'personal' | 'agency';
  readonly folder: string;
  readonly name: string;
  /** As it was asked, in the shape of the contract. */
  readonly question: JsonObject;
  readonly changedAt: Instant;
};

/** Who is told of what a saved search finds: a person of the agency, or a system of its own that takes webhooks. */
export type Follower = { readonly personId: string } | { readonly destinationId: string };

/** That somebody is told, and when. */
export type Follow = {
  readonly searchId: string;
  readonly follower: Follower;
  readonly schedule: AlertSchedule;
  /** Of a person: also by e-mail. */
  readonly byMail: boolean;
  readonly isPaused: boolean;
};

/** What a person has chosen for all alerts. `quiet` runs over midnight where it begins later than it ends. */
export type AlertSettings = {
  readonly timeZone: string;
  readonly quiet?: QuietHours;
  /** E-mail about what becomes of stories that this person took; of a kill also in quiet hours. */
  readonly takenByMail: boolean;
};

/** Times of the day, `HH:MM` on a quarter of an hour; `until` is no longer quiet. */
export type QuietHours = { readonly from: string; readonly until: string };
