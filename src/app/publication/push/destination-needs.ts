import type { DestinationKind, DestinationTable } from '#kernel/destination-kind.ts';
import type { Result } from '#kernel/result.ts';
import type { DestinationStore, PlacementStore } from '#ports/destination-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Clock, Ids } from '#ports/world.ts';
import type { DestinationTools } from './push-needs.ts';

export type DestinationNeeds = {
  readonly transact: Transact<{
    readonly destinations: DestinationStore;
    readonly placements: PlacementStore;
    readonly outbox: OutboxStore;
  }>;
  /** What each kind needs. */
  readonly kinds: DestinationTable;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly destinations: DestinationTools;
  /** The folder to write into: the one asked for when the operator allows it, a new one of the agency's own when none was. */
  readonly outgoingFolder: (asked: {
    readonly agencyId: string;
    readonly sourceId: string;
    readonly place: string;
  }) => Promise<Result<string, PlaceRefusal>>;
  /** A new secret as Standard Webhooks writes it. */
  readonly newWebhookSecret: () => string;
};

/** `other`: the folder of a source that it lies in or around. */
type PlaceRefusal =
  | { readonly code: 'place-invalid'; readonly allowed?: readonly string[] }
  | { readonly code: 'place-in-a-loop'; readonly other: string };

export type DestinationRefusal =
  | { readonly code: 'destination-unknown' }
  /** `at`: the field by its name, one of a kind's settings among them; `detail` in English. */
  | { readonly code: 'destination-invalid'; readonly at: string; readonly detail: string }
  | PlaceRefusal;

export type NewDestination = {
  readonly name: string;
  readonly kind: DestinationKind;
  readonly place: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret?: string;
};
