import type { Instant } from '#kernel/instant.ts';
import type { PictureRefusal, MakeDerivative } from '#ports/publication-pictures.ts';
import type { ProvenanceRefusal, SignSuccessor } from '#ports/provenance.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { DecisionStore } from '#ports/decision-store.ts';
import type { BlobFiles, BlobStore } from '#ports/blob-store.ts';
import type { ItemStore } from '#ports/item-store.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { AgencyDirectory, PartnerStore } from '#ports/partner-store.ts';
import type { PublicationStore } from '#ports/publication-store.ts';
import type { ReleasedStore } from '#ports/released-store.ts';
import type { TakeStore } from '#ports/take-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { TranslationStore } from '#ports/translation-store.ts';
import type { UseStateStore } from '#ports/use-state-store.ts';
import type { Hash, Ids } from '#ports/world.ts';

/** The stores that publishing touches, all of one transaction. */
export type PublicationStores = {
  readonly items: ItemStore;
  readonly blobs: Pick<BlobStore, 'find' | 'givenBy' | 'forgetGiven'>;
  readonly takes: Pick<TakeStore, 'ofItem'>;
  readonly translations: TranslationStore;
  readonly publications: PublicationStore;
  readonly released: ReleasedStore;
  readonly partners: Pick<PartnerStore, 'find'>;
  readonly useState: UseStateStore;
  readonly decisions: DecisionStore;
  readonly logLeaves: LogLeafStore;
  readonly outbox: OutboxStore;
  readonly activities: ActivityStore;
};

export type PublishNeeds = {
  readonly transact: Transact<PublicationStores>;
  readonly agencies: Pick<AgencyDirectory, 'find'>;
  readonly ids: Ids;
  readonly hash: Hash;
  readonly files: Pick<BlobFiles, 'read'>;
  readonly makeDerivative: MakeDerivative;
  /** Signs public pictures as successors of their originals; without it they go out unsigned. */
  readonly signSuccessor?: SignSuccessor;
  /** Told of a picture that cannot be shown (the page goes out without it), or not be signed (it goes out unsigned). */
  readonly reportPicture?: (digest: string, refusal: PictureRefusal | ProvenanceRefusal) => void;
};

/** Which page: a story as it came, or one translation of it. */
export type PageOrder = {
  readonly agencyId: string;
  readonly storyId: string;
  readonly translationId?: string;
  readonly personId: string;
  readonly at: Instant;
};
