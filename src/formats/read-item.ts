import { millisecondsOf, type Instant } from '#kernel/instant.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { beginning } from './item-text.ts';

/** What a reader must be told from outside: who answers for the item, and when the document came. */
export type ReadNeeds = {
  /** DID of the agency that answers for what comes from this source; without it the document must name one itself. */
  readonly provider?: string;
  readonly receivedAt: Instant;
  /** Where the document was fetched from, for relative addresses. */
  readonly baseUrl?: string;
};

/** One item out of a document, what it lost on the way, and what its reader had to assume. */
export type ReadItem = {
  readonly item: ItemVersion;
  readonly dropped: readonly Dropped[];
  readonly findings: readonly Finding[];
};

/** Takes note of an assumption. */
export type Note = (code: Finding['code'], at: string, detail: string) => void;

/**
 * The provider's version number; where there is no whole number, seconds since 1970 of the version's time, so that order is
 * still the provider's; where there is no time either, 1.
 */
export function versionNumber(
  written: string | undefined,
  createdAt: Instant | undefined,
  note: (detail: string) => void,
): number {
  const trimmed = written?.trim();
  if (trimmed !== undefined && /^\d{1,15}$/.test(trimmed)) return Number(trimmed);
  const assumed = createdAt === undefined ? 1 : Math.floor(millisecondsOf(createdAt) / 1000);
  const why =
    trimmed === undefined ? 'no version is given' : `version "${beginning(trimmed, 40)}" is no whole number`;
  note(`${why}; ${assumed} is used (${createdAt === undefined ? 'first' : 'seconds of its time'})`);
  return Math.max(assumed, 0);
}
