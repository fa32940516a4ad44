import type { Action, DeliveryChannel } from '#domain/agreement/agreement.ts';

/** What a wire's words beside an item can ask for. `agreement` and `free` say that nothing more is asked. */
export const RESTRICTION_CODES = [
  'territory-out',
  'territory-only',
  'outlet-out',
  'outlet-only',
  'editorial-only',
  'non-commercial',
  'no-archive',
  'no-sales',
  'no-change',
  'no-excerpt',
  'no-translation',
  'no-mining',
  'credit',
  'agreement',
  'free',
] as const;
export type RestrictionCode = (typeof RESTRICTION_CODES)[number];

/** One term read from free text. `words` are those it came from, as they stood; none when a person added it. */
export type Restriction = {
  readonly code: RestrictionCode;
  readonly words: string;
  /** ISO 3166-1 alpha-2; of the two `territory-…` codes, never empty there. */
  readonly territories?: readonly string[];
  /** Of the two `outlet-…` codes, never empty there. */
  readonly channels?: readonly DeliveryChannel[];
};

/** A text read through: every word of it stands in a term or in `unread`. */
export type ReadRestrictions = { readonly terms: readonly Restriction[]; readonly unread: readonly string[] };

/** What is known of an item's restrictions: proposed by the reader, or confirmed by a person of this agency. */
export type RestrictionFacts = ReadRestrictions & { readonly confirmed: boolean };

/**
 * Which of our uses each term can forbid. Our publishing is editorial and is no sale of the item, so `editorial-only` and
 * `non-commercial` leave it alone; the credit is a duty that every page of ours carries out.
 */
export const FORBIDDEN_BY: Readonly<Record<RestrictionCode, readonly Action[]>> = {
  'territory-out': ['publish', 'grantUse'],
  'territory-only': ['publish', 'grantUse'],
  'outlet-out': ['publish'],
  'outlet-only': ['publish'],
  'editorial-only': ['mineData'],
  'non-commercial': ['grantUse', 'mineData'],
  'no-archive': ['archive'],
  'no-sales': ['grantUse'],
  'no-change': ['modify'],
  'no-excerpt': ['extract'],
  'no-translation': ['translate'],
  'no-mining': ['mineData'],
  credit: [],
  agreement: [],
  free: [],
};
