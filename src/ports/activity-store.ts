import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';

/** Who did what to which thing: added, never changed. Facts hold ids and codes, no titles. */
export type ActivityStore = {
  record(entry: {
    readonly at: Instant;
    readonly personId?: string;
    readonly what: string;
    readonly subject: string;
    readonly facts?: JsonObject;
  }): Promise<void>;
};
