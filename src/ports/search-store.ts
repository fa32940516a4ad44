import type { AlertSettings, Follow, Follower, SavedSearch } from '#domain/alert/saved-search.ts';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';

/** A saved search as lists show it. */
export type ListedSearch = SavedSearch & { readonly keptBy: string };

/** A search that is followed, with what it asks. */
export type Followed = { readonly follow: Follow; readonly question: JsonObject };

/** Saved searches, who follows them, and what each person has chosen for alerts. */
export type SearchStore = {
  /** Those of a person and those of the agency, without deleted ones. */
  list(personId: string): Promise<readonly ListedSearch[]>;
  find(id: string): Promise<SavedSearch | undefined>;
  findDeleted(id: string): Promise<SavedSearch | undefined>;
  /** Adds or replaces. */
  keep(search: SavedSearch): Promise<void>;
  /** It finds nothing any more; `restore` brings it back as it was. */
  remove(id: string, at: Instant): Promise<void>;
  restore(id: string): Promise<void>;
  follow(follow: Follow): Promise<void>;
  unfollow(searchId: string, follower: Follower): Promise<void>;
  /** Everybody who follows one of these, paused or not. */
  followsOf(searchIds: readonly string[]): Promise<readonly Follow[]>;
  /** What is to be asked of a story that arrives: nothing deleted or paused, nobody whose seat was closed. */
  followed(): Promise<readonly Followed[]>;
  settings(personIds: readonly string[]): Promise<ReadonlyMap<string, AlertSettings>>;
  saveSettings(personId: string, settings: AlertSettings): Promise<void>;
};
