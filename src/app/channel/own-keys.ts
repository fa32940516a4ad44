import type { Instant } from '#kernel/instant.ts';
import type { Agency, KeyRole, Partner, PartnerKey } from '#domain/newsroom/agency.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import type { AgencyStore } from '#ports/agency-store.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Channel, ChannelReader, StoredEntry } from '#ports/channel-store.ts';
import type { EntryBody } from '#formats/envelope/entry.ts';
import { parseRevocation, parseRotation, type KeyRotation } from '#formats/envelope/key-change.ts';
import type { Position } from '#kernel/position.ts';
import { heldChange, readHeld } from './held-drafts.ts';
import { readEntries } from './receive-page.ts';
import { readOwn, type ReadTools, type VerifiedEntry } from './read-entry.ts';

type Stores = {
  readonly channels: Pick<ChannelReader, 'held' | 'keyChanges'>;
  readonly agencies: Pick<AgencyStore, 'keys'>;
};

type Of = { readonly agency: Agency; readonly ch: string; readonly at: Instant };

/** We as a reader has us pinned, so that what we signed is read as it reads it. */
export function ourselves(
  { keysOf }: { readonly keysOf: (agencyId: string) => readonly PartnerKey[] },
  { id, did, name, ownership }: Agency,
): Partner {
  return { did, name, ownership, baseUrl: '', keys: keysOf(id), state: 'pinned' };
}

/**
 * We as the reader of this channel has us pinned: the keys in our database without the changes that are held for it, and those
 * that the channel tells and that a database from before them does not know.
 */
export async function ourselvesOn(stores: Stores, tools: ReadTools, of: Of): Promise<Partner> {
  return (await changesOn(stores, tools, of)).partner;
}

/** The changes of our keys that this channel tells, and we after them. */
export async function changesOn(
  stores: Stores,
  tools: ReadTools,
  of: Of,
): Promise<Pick<ReturnType<typeof readEntries>, 'entries' | 'partner'>> {
  const keys = await stores.agencies.keys();
  const { told, changes } = await changesFor(stores, of.ch);
  const partner = ourselves({ keysOf: () => beforeChanges(keys, changes) }, of.agency);
  return readEntries(
    tools,
    { partner, at: of.at },
    told.map(({ jws }) => jws),
  );
}

type Changed = KeyRotation & { readonly last?: Position };

/** What this channel tells of our keys, and which key takes the place of which by that and by what is held for it, in order. */
async function changesFor(
  { channels }: Pick<Stores, 'channels'>,
  ch: string,
): Promise<{ readonly told: readonly StoredEntry[]; readonly changes: readonly Changed[] }> {
  const told = await channels.keyChanges(ch);
  const held = await channels.held(ch);
  const changes = [
    ...told.flatMap((entry) => changeIn(readOwn(entry)) ?? []),
    ...held.flatMap((one) => heldChange(readHeld(one)) ?? []),
  ];
  return { told, changes };
}

/** As whoever has not heard of them knows us: each then counts from where it is told, and what it ended no further (I18). */
function beforeChanges(keys: readonly PartnerKey[], changes: readonly Changed[]): readonly PartnerKey[] {
  const fresh = new Set(changes.map((change) => change.fresh.kid));
  const old = new Set(changes.map((change) => change.old.kid));
  return keys
    .filter(({ kid }) => !fresh.has(kid))
    .map(({ retiredAt, ...key }) =>
      retiredAt === undefined || old.has(key.kid) ? key : { ...key, retiredAt },
    );
}

/** Of a key that this entry of ours tells its reader knew nothing before, though another channel has given it back to us. */
export function knownBefore(
  keys: readonly PartnerKey[],
  { entry }: Pick<VerifiedEntry, 'entry'>,
): readonly PartnerKey[] {
  const said = changeIn(entry);
  const isHere = said && keys.some(({ kid, jwk }) => kid === said.fresh.kid && jwk.x === said.fresh.x);
  return isHere ? beforeChanges(keys, [said]) : keys;
}

/** What an entry says that puts a key of ours in the place of another; `last` where it revokes that. */
export function changeIn({
  type,
  data,
}: Pick<EntryBody, 'data'> & { readonly type: string }): Changed | undefined {
  if (type === 'key.rotated') return parseRotation(data);
  return type === 'key.revoked' ? parseRevocation(data) : undefined;
}

/** The key that the reader of this channel believes in the place of this one of ours, once it has heard all that is told and held there. */
export async function believedIn(stores: Stores, ch: string, kid: string): Promise<string> {
  const { changes } = await changesFor(stores, ch);
  return changes.reduce((known, { old, fresh }) => (old.kid === known ? fresh.kid : known), kid);
}

/**
 * The key that this channel's reader believes us by, where its private half is not here: the change to it was lost with the
 * database, and its file beside the database too.
 */
export async function lostKeyOn(
  stores: Stores,
  tools: ReadTools,
  of: Of,
  role: KeyRole,
): Promise<PartnerKey | undefined> {
  const here = await stores.agencies.keys();
  const { keys } = await ourselvesOn(stores, tools, of);
  const inUse = keys.findLast((key) => key.role === role && isCurrent(key));
  return inUse && here.some(({ kid }) => kid === inUse.kid) ? undefined : inUse;
}

/** Keys that any partner knows us by, or did, and that our database does not know: a key that has one of their names is refused. */
export async function lostKeys(
  stores: Stores & { readonly partners: Pick<PartnerStore, 'list'> },
  tools: ReadTools,
  { agency, at }: Omit<Of, 'ch'>,
): Promise<readonly PartnerKey[]> {
  const here = new Set((await stores.agencies.keys()).map(({ kid }) => kid));
  const told: PartnerKey[] = [];
  for (const { did } of await stores.partners.list()) {
    const ch = channelIdOf(agency.did, did, tools.hash.sha256);
    told.push(...(await ourselvesOn(stores, tools, { agency, ch, at })).keys);
  }
  return told.filter(({ kid }) => !here.has(kid));
}

const LOST = 'key-lost ';

/** Why a channel was stopped that nobody here can sign any more. */
export function whyLost({ kid }: PartnerKey): string {
  return `${LOST}${kid}`;
}

/** The lost key that stopped this channel; undefined when something else did, or nothing. */
export function lostKeyOf({ state, lastError }: Pick<Channel, 'state' | 'lastError'>): string | undefined {
  return state === 'frozen' ? lostKeyIn(lastError) : undefined;
}

/** The key that a channel's last error says is lost. */
export function lostKeyIn(lastError: string | undefined): string | undefined {
  return lastError?.startsWith(LOST) ? lastError.slice(LOST.length) : undefined;
}
