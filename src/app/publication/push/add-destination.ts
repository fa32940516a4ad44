import { accept, refuse, type Result } from '#kernel/result.ts';
import type { StoredDestination } from '#ports/destination-store.ts';
import type { DestinationNeeds, DestinationRefusal, NewDestination } from './destination-needs.ts';
import { faultOfDestination } from './fault-of-destination.ts';

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
  const made = asked.secret === undefined && needs.kinds[kind].secret?.isMadeHere === true;
  const secret = made ? needs.newWebhookSecret() : asked.secret;
  const fault = faultOfDestination(needs.kinds[kind], {
    ...asked,
    settings,
    ...(secret === undefined ? {} : { secret }),
  });
  if (fault) return refuse({ code: 'destination-invalid', ...fault });
  const place = await findPlace(needs, { agencyId, id, ...asked });
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
export function saidSettings(settings: NewDestination['settings']): NewDestination['settings'] {
  const said = Object.entries(settings).map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(said.filter(([, value]) => value !== ''));
}

/** Where it is, as it is kept; of a folder the operator's leave is asked. */
export async function findPlace(
  { outgoingFolder, kinds }: Pick<DestinationNeeds, 'outgoingFolder' | 'kinds'>,
  asked: Pick<NewDestination, 'kind' | 'place'> & { readonly agencyId: string; readonly id: string },
): ReturnType<DestinationNeeds['outgoingFolder']> {
  const place = asked.place.trim();
  if (kinds[asked.kind].isByHand) return accept(place);
  if (kinds[asked.kind].place.schemes.length > 0) return accept(place.replace(/\/+$/, ''));
  return outgoingFolder({ agencyId: asked.agencyId, sourceId: asked.id, place });
}
