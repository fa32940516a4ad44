import type { Instant } from '#kernel/instant.ts';
import type { Restriction } from '#domain/agreement/restrictions/restriction.ts';

/** What a person of the agency says a text beside an item means; it counts for every version with the same text. */
export type ConfirmedRestrictions = {
  readonly text: string;
  readonly terms: readonly Restriction[];
  readonly personId: string;
  readonly at: Instant;
};

/** Confirmations are added, never changed: the last one counts, the others stay on record. */
export type RestrictionStore = {
  confirm(itemId: string, version: number, confirmed: ConfirmedRestrictions): Promise<void>;
};
