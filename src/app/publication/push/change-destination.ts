import { ARCHIVE, CHANNEL_SETTING } from '#kernel/destination-kind.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { StoredDestination } from '#ports/destination-store.ts';
import { findPlace, saidSettings } from './add-destination.ts';
import { channelOf } from './channel-of.ts';
import type { DestinationNeeds, DestinationRefusal } from './destination-needs.ts';
import { faultOfDestination, type DestinationFault } from './fault-of-destination.ts';

export type DestinationChange = {
  readonly id: string;
  readonly name?: string;
  readonly place?: string;
  /** The other system is the same one at a new address: what stands there keeps the names that it has there. */
  readonly hasMoved?: boolean;
  /** All of them, in place of those that were. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly secret?: string;
  /** We make one, for the kinds whose secret we can make. */
  readonly newSecret?: boolean;
};

type Changed = { readonly destination: StoredDestination; readonly secret?: string };

/**
 * Changes what is set of it. A secret that is sent as it is never goes to another host than the one it was given for, unless it
 * is given again; and where stories stand under the other system's own numbers, another system does not take its place.
 */
export async function changeDestination(
  needs: DestinationNeeds,
  agencyId: string,
  change: DestinationChange,
): Promise<Result<Changed, DestinationRefusal>> {
  const found = await needs.transact(agencyId, ({ destinations }) => destinations.find(change.id));
  if (!found) return refuse({ code: 'destination-unknown' });
  const secret = secretIn(needs, found, change);
  const asked = {
    kind: found.kind,
    name: change.name ?? found.name,
    place: change.place ?? found.place,
    settings: saidSettings(change.settings ?? found.settings),
    secret: secret ?? keptSecret(needs, found),
  };
  const isElsewhere = asked.place.trim() !== found.place;
  const fault =
    faultOfDestination(needs.kinds[found.kind], asked) ??
    faultOfMove(needs, found, { place: asked.place, secret });
  if (fault) return refuse({ code: 'destination-invalid', ...fault });
  const place = isElsewhere
    ? await findPlace(needs, { agencyId, ...asked, id: found.id })
    : accept(found.place);
  if (!place.ok) return place;
  const { name, settings } = asked;
  const changed: StoredDestination = {
    ...found,
    name: name.trim(),
    place: place.value,
    settings,
    ...(secret === undefined ? {} : { sealedSecret: needs.destinations.seal(secret, found.id) }),
  };
  return needs.transact(agencyId, async ({ destinations, placements }) => {
    const moved = isElsewhere ? 'place' : movedBy(needs, found, settings);
    const isGuarded = moved !== undefined && !change.hasMoved;
    const stands = isGuarded ? await placements.ofDestination(found.id) : [];
    if (isGuarded && stands.length > 0) return refuse({ code: 'destination-invalid', at: moved, ...FULL });
    const isOtherUse = isArchive(changed) !== isArchive(found);
    if (isOtherUse && (await placements.ofDestination(found.id)).length > 0)
      return refuse({ code: 'destination-invalid', at: CHANNEL_SETTING, detail: OTHER_USE });
    await destinations.change(changed);
    const isMade = change.newSecret === true && change.secret === undefined;
    return accept({ destination: changed, ...(isMade && secret !== undefined ? { secret } : {}) });
  });
}

const FULL: Omit<DestinationFault, 'at'> = {
  detail: 'stories were sent to the old address: say that the same system has moved, or add another one',
};

/** What was put into an archive was never asked to be published, nor was what readers have to be archived. */
const OTHER_USE = 'stories were sent there: an archive, and what readers get, are two destinations';

function isArchive(destination: StoredDestination): boolean {
  return channelOf(destination) === ARCHIVE;
}

/** The setting that decides where stories stand and is another now. */
function movedBy(
  { kinds }: DestinationNeeds,
  { kind, settings: old }: StoredDestination,
  settings: StoredDestination['settings'],
): string | undefined {
  return kinds[kind].settings.find(
    ({ name, isPlace, usual }) => isPlace && (settings[name] ?? usual) !== (old[name] ?? usual),
  )?.name;
}

function secretIn(
  { newWebhookSecret, kinds }: DestinationNeeds,
  { kind }: StoredDestination,
  { secret, newSecret }: DestinationChange,
): string | undefined {
  if (secret !== undefined) return secret;
  return newSecret && kinds[kind].secret?.isMadeHere ? newWebhookSecret() : undefined;
}

function keptSecret({ destinations }: DestinationNeeds, { id, sealedSecret }: StoredDestination): string {
  return sealedSecret === undefined ? '' : destinations.unseal(sealedSecret, id);
}

/** One that we made is never sent: it signs. Any other would be told to whoever is at the new address. */
function faultOfMove(
  { kinds }: DestinationNeeds,
  { kind, place: old }: StoredDestination,
  { place, secret }: { readonly place: string; readonly secret: string | undefined },
): DestinationFault | undefined {
  const needed = kinds[kind].secret;
  if (!needed || needed.isMadeHere || secret !== undefined || hostOf(place) === hostOf(old)) return undefined;
  return { at: 'secret', detail: 'another host needs it again' };
}

/** With its scheme: a password does not go over a plain line because a letter was left out. */
function hostOf(place: string): string {
  if (!URL.canParse(place.trim())) return place.trim();
  const { protocol, host } = new URL(place.trim());
  return `${protocol}//${host}`;
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
