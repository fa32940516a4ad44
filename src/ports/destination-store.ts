import type { Outlet } from '#domain/agreement/page-requests.ts';
import type { SaidReason } from '#domain/agreement/say/say-reason.ts';
import type { DestinationKind } from '#kernel/destination-kind.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Remote } from './destination.ts';

/**
 * Another system of the agency that stories are pushed to. `place`: its address, or a folder. `settings` are what is no secret:
 * a user's name, a bucket. The secret is sealed and never shown again.
 */
export type StoredDestination = {
  readonly id: string;
  readonly name: string;
  readonly kind: DestinationKind;
  readonly place: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly sealedSecret?: string;
  /** A paused one gets no story; what calls a story back goes out all the same. */
  readonly state: 'active' | 'paused';
  readonly addedAt: Instant;
};

export type DestinationStore = {
  list(): Promise<readonly StoredDestination[]>;
  find(id: string): Promise<StoredDestination | undefined>;
  add(destination: StoredDestination): Promise<void>;
  /** Everything that people may set of it; its kind and state stay. */
  change(destination: StoredDestination): Promise<void>;
  setState(id: string, state: StoredDestination['state']): Promise<void>;
};

/** A story, or one translation of it, in one destination: what should stand there and what does. */
export type Placement = {
  readonly id: string;
  readonly destinationId: string;
  readonly itemId: string;
  readonly translationId?: string;
  /** The readable part of its address there; stays what it was at first. */
  readonly slug: string;
  readonly wanted: 'published' | 'withdrawn';
  /** `killed` is for good: nothing is sent after it. */
  readonly stands: 'nothing' | 'published' | 'withdrawn' | 'killed';
  readonly standsVersion?: number;
  /** What readers see there, or saw last; of a translation the version of the story that it was made from. */
  readonly shown?: ShownCopy;
  /** Of what stands in an archive, or did: what the agreement says of keeping it. */
  readonly archived?: ArchivedCopy;
  /** When what stands there changed last. */
  readonly settledAt?: Instant;
  /** How the other system calls it; absent while it never said so. */
  readonly remote?: Remote;
  /** Attempts that failed in a row. */
  readonly failures: number;
  readonly personId?: string;
  readonly orderedAt: Instant;
};

/** It was taken back by a word alone, as a mail or a printed page is: whoever has it keeps it. */
export function isToldAlone({ stands, remote }: Pick<Placement, 'stands' | 'remote'>): boolean {
  const isTold = remote?.mail?.told !== undefined || remote?.hand?.isTold === true;
  return stands !== 'published' && isTold;
}

export type DeliveryOutcome = 'done' | 'told' | 'failed' | 'held' | 'given-up';

export type ShownCopy = {
  readonly version: number;
  readonly language: string;
  /** Where readers get it, or an archive, as the destination was set when it went out. */
  readonly channel: Outlet;
  /** Since it was there for the first time. */
  readonly publishedAt: Instant;
  /** That permitted it; none for an own story. */
  readonly agreementDigest?: Digest;
};

/** A partner's story in an archive of ours. */
export type ArchivedCopy = {
  /** The identities of the pictures that went along. */
  readonly pictures: readonly string[];
  /** It may not stay, and was called back. */
  readonly isOver: boolean;
  /** Until when it may stay, or why it may not, by which clause. */
  readonly because: SaidReason[];
  /** When it is asked again: an hour later at the most, in time before a right ends, and at once when what is agreed changes. */
  readonly askedNextAt: Instant;
};

/** What is done to a placement. */
export type Deed = 'publish' | 'withdraw' | 'kill';

/** One attempt. `told`: of a stop that went by mail, and cannot take back what was sent. `held`: nothing was sent, and `answer` says why; `given-up`: no other comes by itself. */
export type Delivery = {
  readonly id: string;
  readonly placementId: string;
  readonly at: Instant;
  readonly deed: Deed;
  readonly outcome: DeliveryOutcome;
  /** HTTP status, where one came. */
  readonly status?: number;
  /** The other system's exact words, the first 2,000 characters; ours where none came. */
  readonly answer: string;
  readonly durationMs: number;
};

/** What recalls and reports ask of copies in other systems. */
export type CopyReader = {
  find(id: string): Promise<Placement | undefined>;
  ofItem(itemId: string): Promise<readonly Placement[]>;
  /** How many copies of an item readers may see: also one of an attempt whose answer was lost. */
  countUp(itemId: string): Promise<number>;
  /** How many show readers a version before this one. */
  countBehind(itemId: string, version: number): Promise<number>;
  /**
   * Marks open kills and stops of the item as applied when readers see it nowhere any more, on a page or in another system, whoever has it
   * by us has answered, and after a kill its open corrections too; the ids of these notices.
   */
  applyStops(itemId: string, at: Instant): Promise<readonly string[]>;
};

export type PlacementStore = CopyReader & {
  /** As `find`, and nobody else changes it until the transaction ends. */
  lock(id: string): Promise<Placement | undefined>;
  /** Locked; undefined translation: the story as it came. */
  findFor(destinationId: string, itemId: string, translationId?: string): Promise<Placement | undefined>;
  /** Newest order first, at most 200. */
  ofDestination(destinationId: string): Promise<readonly Placement[]>;
  /** All whose story is to stand there. */
  wantedAt(destinationId: string): Promise<readonly Placement[]>;
  /** Who gave the stories of which copies are wanted, or may be there; partners only. */
  providersUp(): Promise<readonly string[]>;
  /** All of a partner's stories that are wanted. */
  wantedFrom(providerDid: string): Promise<readonly Placement[]>;
  /** Of partners' stories that stand in an archive and are wanted there those that are to be asked about by then, longest due first. */
  archivedDue(by: Instant, most: number): Promise<readonly Placement[]>;
  /** What agreements or words say of archiving has changed: all such copies, or those of one item, are due now, and who asks is woken. */
  askArchivedAnew(at: Instant, itemId?: string): Promise<void>;
  /** Adds it, or takes the place of the one with its id. */
  save(placement: Placement): Promise<void>;
  record(delivery: Delivery): Promise<void>;
  /** Of all placements of a destination, newest first, at most 200. */
  deliveries(destinationId: string): Promise<readonly Delivery[]>;
};
