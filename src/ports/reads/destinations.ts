import type { Outlet } from '#domain/agreement/page-requests.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ArchivedCopy, DeliveryOutcome, Deed, StoredDestination } from '#ports/destination-store.ts';

/**
 * How far a story has come in one destination. `waiting`: it is to go there, or to go there as it now is. `failed`: tried, and
 * tried again. `given-up`: no attempt comes by itself. `held`: what let it out before does not now. `leaving`: it is being taken
 * back. `told`: it was taken back by a word alone, as by mail; what was received there stays with those who have it. `gone`: readers see
 * nothing there.
 */
export const PLACEMENT_STATES = [
  'waiting',
  'there',
  'failed',
  'given-up',
  'held',
  'leaving',
  'told',
  'gone',
] as const;
export type PlacementState = (typeof PLACEMENT_STATES)[number];

/** A destination with what stands there. */
export type DestinationLine = {
  readonly destination: Omit<StoredDestination, 'sealedSecret'> & { readonly hasSecret: boolean };
  readonly counts: Readonly<Record<PlacementState, number>>;
  /** The newest attempt, whatever it was. */
  readonly last?: LastAttempt;
};

export type LastAttempt = {
  readonly at: Instant;
  readonly deed: Deed;
  readonly outcome: DeliveryOutcome;
  readonly status?: number;
  readonly answer: string;
};

export type PlacementLine = {
  readonly id: string;
  readonly destination: Pick<StoredDestination, 'id' | 'name' | 'kind' | 'state'>;
  readonly storyId: string;
  readonly translationId?: string;
  /** Of the translation where it is one; the story's name in the wire once it was killed. */
  readonly headline: string;
  readonly language: string;
  /** By which it went out. */
  readonly channel?: Outlet;
  readonly archived?: Pick<ArchivedCopy, 'isOver' | 'because'>;
  readonly state: PlacementState;
  /** It is being taken back for good. */
  readonly isKill: boolean;
  readonly version?: number;
  /** The readable part of its address there. */
  readonly slug: string;
  /** Where readers see it there. */
  readonly url?: string;
  readonly failures: number;
  readonly orderedAt: Instant;
  readonly orderedBy?: string;
  readonly triedNextAt?: Instant;
  readonly last?: LastAttempt;
};

export type DeliveryLine = LastAttempt & {
  readonly id: string;
  readonly placementId: string;
  /** How far its placement has come by now. */
  readonly placementState: PlacementState;
  readonly headline: string;
  readonly language: string;
  readonly durationMs: number;
};

/** A destination that somebody should look at. */
export type DestinationTrouble = {
  readonly id: string;
  readonly name: string;
  /** People bring stories there, and take them out. */
  readonly isByHand: boolean;
  /** Stories that do not get there. */
  readonly failing: number;
  /** Stories that were stopped or called back and may still be seen there. */
  readonly leaving: number;
  /** Of them, killed ones. */
  readonly killed: number;
  readonly since: Instant;
  readonly answer: string;
};

/** `next`: what `after` is for the page that follows; absent on the last one. */
export type Paged<T> = { readonly lines: readonly T[]; readonly next?: string };

export type DestinationReads = {
  /** By name. */
  destinations(agencyId: string): Promise<readonly DestinationLine[]>;
  destination(agencyId: string, id: string): Promise<DestinationLine | undefined>;
  /** Newest order first, fifty a page. */
  placements(
    agencyId: string,
    asked: { readonly destinationId: string; readonly after?: string; readonly isOpen?: boolean },
  ): Promise<Paged<PlacementLine>>;
  /** Where a story, and each translation of it, stands. */
  ofStory(agencyId: string, storyId: string): Promise<readonly PlacementLine[]>;
  /** Newest attempt first, fifty a page. */
  deliveries(
    agencyId: string,
    asked: { readonly destinationId: string; readonly after?: string; readonly isFailed?: boolean },
  ): Promise<Paged<DeliveryLine>>;
  /** Longest first. A stop counts until it is done there; a story once an attempt failed. */
  troubles(agencyId: string): Promise<readonly DestinationTrouble[]>;
};
