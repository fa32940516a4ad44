import type { Instant } from '#kernel/instant.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import type { EntryType } from '#formats/envelope/entry.ts';
import type { VerifiedEntry } from './read-entry.ts';

/** An entry that has just been stored, in the transaction that stored it. */
export type EntryArrival = {
  readonly agency: Agency;
  readonly partner: Partner;
  readonly received: VerifiedEntry;
  readonly at: Instant;
};

/** What an entry of one type does here. It runs once per entry, in the transaction that stores it (I2). */
export type EntryEffect<Stores> = (stores: Stores, arrival: EntryArrival) => Promise<void>;

/** The effects by type, `unknown` of those that this version does not know; one without is stored, counted and shown. */
export type EntryEffects<Stores> = { readonly [Type in EntryType | 'unknown']?: EntryEffect<Stores> };

/** An object that came after its entry, its digest checked. */
export type ObjectArrival = EntryArrival & { readonly objectText: string };
export type ObjectEffect<Stores> = (stores: Stores, arrival: ObjectArrival) => Promise<void>;
export type ObjectEffects<Stores> = { readonly [Type in EntryType]?: ObjectEffect<Stores> };
