import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { TextSketch } from '#domain/chain/text-sketch.ts';
import type { ItemState } from '#domain/item/admit.ts';
import type { ReadWith } from './dialect-store.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { ItemVersion } from '#domain/item/item.ts';

/** An item's identity: who answers for it, and the name that provider gave it. */
export type ItemName = { readonly provider: string; readonly guid: string };

export type ItemOrigin = 'own' | 'partner';

/** How an item stands now. */
export type StoredItem = ItemName & {
  readonly id: string;
  readonly origin: ItemOrigin;
  readonly state: ItemState;
  readonly latestVersion: number;
  /** A version before the latest was wrong and said to be so. */
  readonly latestIsCorrection: boolean;
  /** The highest number among the ids of blocks of all its versions. */
  readonly lastBlockNumber: number;
  readonly arrivedAt: Instant;
  readonly updatedAt: Instant;
};

/** What is known under a name. A tombstone may stand without an item: the kill came first. */
export type KnownItem = {
  readonly tombstone: boolean;
  /** Whoever answers for it said stop, and has not released it. It may stand without an item: the stop came first. */
  readonly held: boolean;
  readonly item?: StoredItem;
  readonly latest?: ItemVersion;
  /** Digest of the version of the number that was asked for, as it came. */
  readonly sameVersion?: Digest;
};

/** One version as it was admitted. */
export type StoredVersion = {
  readonly digest: Digest;
  readonly content: ItemVersion;
  readonly dropped: readonly Dropped[];
  /** The dialect of its agency that it was read with. */
  readonly readWith?: ReadWith;
  readonly isCorrection: boolean;
  readonly note?: string;
  readonly sourceId?: string;
  readonly admittedAt: Instant;
};

/** What one admission writes; everything in one transaction with its activity and its job. */
export type ItemChange = {
  readonly item: StoredItem;
  /** What lists show of the latest version; left out when the latest version stays what it was. */
  readonly face?: ItemFace;
  /** Left out when the number is held already: history is never written over. */
  readonly version?: StoredVersion;
  readonly tombstone?: Tombstone;
  readonly activity: { readonly what: string; readonly version: number; readonly personId?: string };
  /** Puts the job `item-admitted`, or `item-killed`. */
  readonly announce: boolean;
};

/** The columns that lists read, and the words that find the item. */
export type ItemFace = {
  readonly newsType: string;
  readonly language: string;
  readonly headline: string;
  readonly summary: string;
  readonly embargoEndAt?: Instant;
  readonly thumbnail?: Digest;
  readonly analyzerVersion: number;
  /** As PostgreSQL writes a tsvector. */
  readonly lexemes: string;
  /** What it is compared with others by; of a text that is long enough. */
  readonly sketch?: TextSketch;
  /** What selectors are matched against; none of a killed item, which keeps the products it had. */
  readonly selectable?: ItemVersion;
};

/** `toOffer`: own items that other products choose now; `next`: the last id, when there may be more. */
export type SortedPage = { readonly toOffer: readonly string[]; readonly next?: string };

export type Tombstone = { readonly reasonClass: string; readonly publicReason: string };

export type ItemReader = {
  find(itemId: string): Promise<StoredItem | undefined>;
  findByName(name: ItemName): Promise<StoredItem | undefined>;
  /** A version's content, also of a killed item: for evidence and receipts, never for a screen (I6). */
  version(itemId: string, version: number): Promise<StoredVersion | undefined>;
  /** Items in the order asked, each in its latest version; one that is not there is left out. */
  latestOf(
    itemIds: readonly string[],
  ): Promise<readonly { readonly item: StoredItem; readonly content: ItemVersion }[]>;
  /** Its provider took it off offer: nobody takes it any more, whoever took it keeps it. */
  isOffOffer(name: ItemName): Promise<boolean>;
  /** Why the name was closed, as it was said with the kill; undefined while it is not. */
  tombstone(name: ItemName): Promise<Tombstone | undefined>;
  /** Is there a correction among the versions after this one? */
  isCorrected(itemId: string, version: number): Promise<boolean>;
  /** Our own items that came in from a moment on, in their latest version; the latest first, killed ones left out. */
  ownSince(
    since: Instant,
    limit: number,
  ): Promise<readonly { readonly item: StoredItem; readonly content: ItemVersion }[]>;
  /**
   * Items of a partner that came in from a moment on and may be seen and read now, in their latest version; the latest first,
   * killed ones left out.
   */
  receivedSince(
    provider: string,
    which: { readonly since: Instant; readonly at: Instant; readonly limit: number },
  ): Promise<readonly { readonly item: StoredItem; readonly content: ItemVersion }[]>;
  /** Items of a product, in order of id, killed ones too. */
  idsOfProduct(productId: number, after: string | undefined, limit: number): Promise<readonly string[]>;
};

export type ItemStore = ItemReader & {
  /**
   * Locks the names until the transaction ends, so that two doors cannot admit one item at once, and says what is known
   * of each, in the order asked.
   */
  lock(names: readonly (ItemName & { readonly version: number })[]): Promise<readonly KnownItem[]>;
  /** Each item at most once in `changes`. */
  record(changes: readonly ItemChange[], at: Instant): Promise<void>;
  /** A kill that came before its item: keeps the name closed (I6). */
  entomb(name: ItemName, tombstone: Tombstone, at: Instant): Promise<void>;
  /** Keeps the name stopped until it is freed; a stop that stands stays as it is. */
  hold(name: ItemName, at: Instant): Promise<void>;
  /** Ends the stop; false when none stood. */
  free(name: ItemName): Promise<boolean>;
  takeOffOffer(name: ItemName, at: Instant): Promise<void>;
  putOnOffer(name: ItemName): Promise<void>;
  /** After products were added: gives each item that they select their ids. May be repeated. */
  assignProducts(productIds: readonly number[]): Promise<void>;
  /** Sorts a page of items, in the order of ids after the one named, by what the vocabulary says of their topics now. */
  sortAnew(after: string | undefined, limit: number): Promise<SortedPage>;
};
