import type { Instant } from '#kernel/instant.ts';
import type { Json, JsonObject } from '#kernel/json.ts';

/** Who did what to which thing: added, never changed. Facts hold ids and codes, no titles. */
export type ActivityStore = {
  record(entry: {
    readonly at: Instant;
    readonly personId?: string;
    readonly what: string;
    readonly subject: string;
    readonly facts?: JsonObject;
  }): Promise<void>;
  /** What was recorded under this word, the newest first. */
  newest(what: string, most: number): Promise<readonly { readonly at: Instant; readonly facts: Json }[]>;
};
