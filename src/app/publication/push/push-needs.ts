import type { LeavingStores, LeavingTools } from '#app/take/let-story-out.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { BlobFiles, BlobStore } from '#ports/blob-store.ts';
import type { OpenDestination } from '#ports/destination.ts';
import type { DestinationStore, PlacementStore } from '#ports/destination-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { PublicationStore } from '#ports/publication-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateStore } from '#ports/use-state-store.ts';
import type { Clock } from '#ports/world.ts';

export type PushStores = LeavingStores & {
  readonly destinations: DestinationStore;
  readonly placements: PlacementStore;
  readonly outbox: OutboxStore;
  readonly activities: ActivityStore;
  readonly blobs: Pick<BlobStore, 'forgetGiven'>;
  readonly useState: UseStateStore;
  readonly publications: Pick<PublicationStore, 'applyCorrections'>;
};

/** How destinations are reached, and how their secrets rest. */
export type DestinationTools = {
  readonly open: OpenDestination;
  readonly seal: (secret: string, destinationId: string) => string;
  readonly unseal: (sealed: string, destinationId: string) => string;
  /** A message goes on its way from one process at a time, and no second one may overtake it; no when one has not ended yet. */
  readonly underway: {
    begin(placementId: string): Promise<boolean>;
    end(placementId: string): Promise<void>;
  };
};

export type PushNeeds = LeavingTools & {
  readonly transact: Transact<PushStores>;
  readonly files: Pick<BlobFiles, 'read'>;
  readonly clock: Clock;
  readonly destinations: DestinationTools;
};
