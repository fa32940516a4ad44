import type { AgreementEvent } from '#domain/agreement/agreement-record.ts';
import type { OverrideFacts } from '#domain/agreement/override/override.ts';
import type { Partner } from '#domain/newsroom/agency.ts';
import type { Publication } from '#domain/publication/publication.ts';
import type {
  CorrectionNote,
  LiveStory,
  WithdrawnStory,
  WithheldStory,
} from '#domain/publication/story-page.ts';
import type { Translation } from '#domain/translation/translation.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { AgencyKey } from '#ports/agency-store.ts';
import type { FiledAgreement } from '#ports/agreement-store.ts';
import type { Channel, HeldEntry, StoredEntry, StoredObject } from '#ports/channel-store.ts';
import type { DecisionRecord } from '#ports/decision-store.ts';
import type { Drill, DrillReach, TestStory } from '#ports/drill-store.ts';
import type { ItemName, StoredItem, StoredVersion, Tombstone } from '#ports/item-store.ts';
import type { LogLeaf } from '#ports/log-leaf-store.ts';
import type { Offer } from '#ports/offer-store.ts';
import type { Job } from '#ports/outbox-store.ts';
import type { PassingOn } from '#ports/passing-on-store.ts';
import type { ProductRow } from '#ports/product-store.ts';
import type { ReachState } from '#domain/correction/overdue.ts';
import type { EntryPlace, Notice, Recall } from '#ports/recall-store.ts';
import type { Take } from '#ports/take-store.ts';
import type { Move } from '#ports/talk-store.ts';
import type { Opening, StoredCheckpoint } from '#ports/transparency-store.ts';
import type { Usage } from '#ports/usage-store.ts';
import { makeTable, type Journal, type Table } from './table.ts';

export type OutboxRow = {
  readonly id: number;
  readonly job: Job;
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly nextAt: Instant;
};

export type ReachRow = {
  readonly recallId: string;
  readonly partnerDid: string;
  readonly entry: EntryPlace;
  readonly dueAt?: Instant;
  readonly state: ReachState;
  readonly answeredAt?: Instant;
  readonly refusalReason?: string;
};

export type DebitRow = { readonly rule: string; readonly name: ItemName; readonly at: Instant };

export type EventRow = { readonly number: number; readonly digest: Digest; readonly event: AgreementEvent };

/** One activity: added, never changed. */
export type ActivityRow = { readonly what: string; readonly subject: string; readonly at: Instant };

/** A leaf as it is written, and in which order it came. */
export type LeafRow = LogLeaf & { readonly number: number; readonly text: string };

/** Everything that one agency keeps; the rows of `src/store/tables` as the ports see them. */
export type AgencyRows = {
  readonly activities: Table<ActivityRow>;
  readonly agreements: Table<Omit<FiledAgreement, 'events'>>;
  readonly agreementEvents: Table<EventRow>;
  readonly blobs: Table<true>;
  readonly channels: Table<Channel>;
  /** Which blobs a channel names, and for which item. */
  readonly channelBlobs: Table<{ readonly ch: string; readonly digest: string; readonly itemId: string }>;
  readonly debits: Table<DebitRow>;
  readonly decisions: Table<DecisionRecord>;
  readonly drills: Table<Drill>;
  readonly drillReaches: Table<DrillReach & { readonly state: ReachState }>;
  readonly entries: Table<StoredEntry>;
  readonly held: Table<HeldEntry & { readonly ch: string }>;
  readonly holds: Table<Instant>;
  readonly offOffer: Table<Instant>;
  readonly keys: Table<AgencyKey>;
  readonly items: Table<StoredItem>;
  readonly itemNames: Table<string>;
  readonly itemProducts: Table<readonly number[]>;
  readonly leaves: Table<LeafRow>;
  /** The number of the leaf at each place. */
  readonly logEntries: Table<number>;
  readonly logHashes: Table<Uint8Array>;
  readonly checkpoints: Table<StoredCheckpoint>;
  readonly moves: Table<Move>;
  readonly notes: Table<CorrectionNote>;
  readonly notices: Table<Notice>;
  readonly noticesAnswered: Table<true>;
  readonly objects: Table<StoredObject>;
  readonly offers: Table<Offer>;
  readonly openings: Table<Opening>;
  readonly outbox: Table<OutboxRow>;
  readonly overrides: Table<OverrideFacts>;
  readonly partners: Table<Partner>;
  readonly passings: Table<PassingOn>;
  readonly products: Table<ProductRow & { readonly id: number }>;
  readonly publications: Table<Publication>;
  readonly reaches: Table<ReachRow>;
  readonly recalls: Table<Recall>;
  readonly released: Table<LiveStory | WithheldStory | WithdrawnStory>;
  readonly laidAside: Table<LiveStory>;
  readonly takes: Table<Take>;
  readonly testStories: Table<TestStory>;
  readonly tombstones: Table<Tombstone>;
  readonly translations: Table<Translation>;
  readonly usages: Table<Usage>;
  readonly versions: Table<StoredVersion>;
  /** The last number given. */
  readonly numbers: Table<number>;
};

export function makeAgencyRows(journal: Journal): AgencyRows {
  const table = <Row>(): Table<Row> => makeTable<Row>(journal);
  return {
    activities: table(),
    agreements: table(),
    agreementEvents: table(),
    blobs: table(),
    channels: table(),
    channelBlobs: table(),
    debits: table(),
    decisions: table(),
    drills: table(),
    drillReaches: table(),
    entries: table(),
    held: table(),
    holds: table(),
    offOffer: table(),
    keys: table(),
    items: table(),
    itemNames: table(),
    itemProducts: table(),
    leaves: table(),
    logEntries: table(),
    logHashes: table(),
    checkpoints: table(),
    moves: table(),
    notes: table(),
    notices: table(),
    noticesAnswered: table(),
    objects: table(),
    offers: table(),
    openings: table(),
    outbox: table(),
    overrides: table(),
    partners: table(),
    passings: table(),
    products: table(),
    publications: table(),
    reaches: table(),
    recalls: table(),
    released: table(),
    laidAside: table(),
    takes: table(),
    testStories: table(),
    tombstones: table(),
    translations: table(),
    usages: table(),
    versions: table(),
    numbers: table(),
  };
}

/** The next number of a kind; a number that was given to work that failed is given again. */
export function nextNumber({ numbers }: AgencyRows, kind: string): number {
  const number = (numbers.get(kind) ?? 0) + 1;
  numbers.set(kind, number);
  return number;
}
