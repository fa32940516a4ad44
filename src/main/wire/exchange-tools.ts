import type { PartnerKey } from '#domain/newsroom/agency.ts';
import type { CopyReader, PlacementStore } from '#ports/destination-store.ts';
import type { RestorationMark } from '#ports/restoration.ts';
import type { Transact } from '#ports/transaction.ts';
import type { TransparencyStore } from '#ports/transparency-store.ts';
import type { Stores } from '#store/open-stores.ts';
import type { NodeTools } from './node-tools.ts';
import type { SystemNeeds } from './system-jobs.ts';

/** What the exchange between nodes keeps: everything but people, sources and the tree of the log. */
export type ExchangeStores = Pick<
  Stores,
  | 'activities'
  | 'agencies'
  | 'agreements'
  | 'blobs'
  | 'channels'
  | 'decisions'
  | 'drills'
  | 'fulfilments'
  | 'items'
  | 'logLeaves'
  | 'notices'
  | 'objects'
  | 'offers'
  | 'outbox'
  | 'overrides'
  | 'papers'
  | 'partners'
  | 'passingOn'
  | 'products'
  | 'publications'
  | 'recalls'
  | 'released'
  | 'restrictions'
  | 'signing'
  | 'takes'
  | 'talks'
  | 'testStories'
  | 'translations'
  | 'usages'
  | 'useState'
> & {
  readonly transparency: Pick<TransparencyStore, 'lock' | 'addOpening' | 'lastOpening'>;
  readonly placements: CopyReader & Pick<PlacementStore, 'askArchivedAnew'>;
};

/** The part of a node's tools that the exchange runs on, whatever stands behind it. */
export type ExchangeTools = Pick<
  NodeTools,
  | 'agencies'
  | 'chance'
  | 'channelMarks'
  | 'clock'
  | 'entrySigner'
  | 'files'
  | 'hash'
  | 'ids'
  | 'keptKeys'
  | 'nonces'
  | 'partnerNode'
  | 'publicOrigin'
  | 'verify'
  | 'verifyPasskey'
> & {
  readonly transact: Transact<ExchangeStores>;
  readonly keysOf: (agencyId: string) => readonly PartnerKey[];
  readonly deposits?: boolean;
  /** Absent where no public is to be kept from seeing what a restore brought back. */
  readonly restoration?: Pick<RestorationMark, 'read'>;
  /** Absent where nothing is pushed to other systems. */
  readonly systems?: SystemNeeds;
};
