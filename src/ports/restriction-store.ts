import type { Instant } from '#kernel/instant.ts';
import type { ItemName } from '#ports/item-store.ts';
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
  /** Was any text beside this item ever confirmed here? */
  wasConfirmed(itemId: string): Promise<boolean>;
  /** What a partner says of a story of its own; `fromVersion`: of this version and those after it. */
  keepTold(name: ItemName, fromVersion: number, told: ToldRestrictions): Promise<void>;
};

/** What the provider has confirmed that the words beside its story mean, as it told us. */
export type ToldRestrictions = { readonly terms: readonly Restriction[]; readonly toldAt: Instant };
