import { DESTINATION_NEEDS, type DestinationKind } from '#kernel/destination-kind.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { TrialStep } from '#ports/destination.ts';
import type { DestinationStore, PlacementStore, StoredDestination } from '#ports/destination-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Clock, Ids } from '#ports/world.ts';
import { faultOfDestination } from './fault-of-destination.ts';
import { openDestination } from './open-destination.ts';
import type { DestinationTools } from './push-needs.ts';

type DestinationStores = {
  readonly destinations: DestinationStore;
  readonly placements: PlacementStore;
  readonly outbox: OutboxStore;
};

export type DestinationNeeds = {
  readonly transact: Transact<DestinationStores>;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly destinations: DestinationTools;
  /** The folder to write into: the one asked for when the operator allows it, a new one of the agency's own when none was. */
  readonly outgoingFolder: (asked: {
    readonly agencyId: string;
    readonly sourceId: string;
    readonly place: string;
  }) => Promise<Result<string, { readonly code: 'place-invalid'; readonly allowed?: readonly string[] }>>;
  /** A new secret as Standard Webhooks writes it. */
  readonly newWebhookSecret: () => string;
};

export type NewDestination = {
  readonly name: string;
  readonly kind: DestinationKind;
  readonly place: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret?: string;
};

export type DestinationRefusal =
  | { readonly code: 'destination-unknown' }
  | { readonly code: 'destination-invalid'; readonly at: string; readonly detail: string }
  | { readonly code: 'place-invalid'; readonly allowed?: readonly string[] };

/** Adds another system that stories can be pushed to. A secret that we made is given this once and never again. */
export async function addDestination(
  needs: DestinationNeeds,
  agencyId: string,
  asked: NewDestination,
): Promise<
  Result<{ readonly destination: StoredDestination; readonly secret?: string }, DestinationRefusal>
> {
  const id = needs.ids.uuid();
  const { kind } = asked;
  const settings = saidSettings(asked.settings);
  const made = asked.secret === undefined && DESTINATION_NEEDS[kind].secret?.isMadeHere === true;
  const secret = made ? needs.newWebhookSecret() : asked.secret;
  const fault = faultOfDestination({ ...asked, settings, ...(secret === undefined ? {} : { secret }) });
  if (fault) return refuse({ code: 'destination-invalid', ...fault });
  const place =
    kind === 'folder'
      ? await needs.outgoingFolder({ agencyId, sourceId: id, place: asked.place.trim() })
      : accept(asked.place.trim().replace(/\/+$/, ''));
  if (!place.ok) return place;
  const destination: StoredDestination = {
    id,
    name: asked.name.trim(),
    kind,
    place: place.value,
    settings,
    state: 'active',
    addedAt: needs.clock.now(),
    ...(secret === undefined ? {} : { sealedSecret: needs.destinations.seal(secret, id) }),
  };
  await needs.transact(agencyId, ({ destinations }) => destinations.add(destination));
  return accept({ destination, ...(made && secret !== undefined ? { secret } : {}) });
}

/** An empty one is one that was not said. */
function saidSettings(settings: NewDestination['settings']): NewDestination['settings'] {
  const said = Object.entries(settings).map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(said.filter(([, value]) => value !== ''));
}

/** Tries a destination out with a draft that nobody sees, step by step, with the other system's exact answers. */
export async function tryDestination(
  needs: DestinationNeeds,
  agencyId: string,
  id: string,
): Promise<Result<readonly TrialStep[], DestinationRefusal>> {
  const found = await needs.transact(agencyId, ({ destinations }) => destinations.find(id));
  if (!found) return refuse({ code: 'destination-unknown' });
  const { destination, hide } = openDestination(needs.destinations, found);
  const steps = await destination.tryOut(needs.ids.uuid(), needs.clock.now());
  return accept(steps.map((step) => ({ ...step, answer: hide(step.answer).slice(0, 2000) })));
}

/** Pauses or resumes it; what waited meanwhile goes out then. */
export async function setDestinationState(
  needs: Pick<DestinationNeeds, 'transact'>,
  agencyId: string,
  {
    id,
    state,
    at,
  }: { readonly id: string; readonly state: StoredDestination['state']; readonly at: Instant },
): Promise<Result<StoredDestination, DestinationRefusal>> {
  return needs.transact(agencyId, async ({ destinations, placements, outbox }) => {
    const found = await destinations.find(id);
    if (!found) return refuse({ code: 'destination-unknown' });
    await destinations.setState(id, state);
    if (state === 'active')
      for (const { id: placementId } of await placements.wantedAt(id))
        await outbox.put({ topic: 'deliver', payload: { placementId } }, at);
    return accept({ ...found, state });
  });
}
