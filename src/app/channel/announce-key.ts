import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { JsonObject } from '#kernel/json.ts';
import { keyLeaf } from '#app/ledger/note-keys.ts';
import type { EntryType } from '#formats/envelope/entry.ts';
import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import type { KeyPledge } from '#formats/envelope/key-change.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { AgencyKey, AgencyStore } from '#ports/agency-store.ts';
import type { Channel } from '#ports/channel-store.ts';
import type { KeptKeys } from '#ports/kept-keys.ts';
import type { KeySafe, Signer } from '#ports/keys.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { publicJwk } from '#formats/envelope/key-document.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import {
  draftOf,
  heldOf,
  openChannel,
  writeDrafts,
  type AppendStores,
  type AppendTools,
} from './append-entry.ts';
import { heldChange, proveKey, readHeld } from './held-drafts.ts';
import { isInStep } from './in-step.ts';
import { believedIn, lostKeyOf, lostKeyOn } from './own-keys.ts';
import type { ReadTools } from './read-entry.ts';

export type KeyStores = AppendStores & {
  readonly agencies: Pick<AgencyStore, 'addKey' | 'keys' | 'lockKeys' | 'retireKey'>;
  readonly partners: Pick<PartnerStore, 'list'>;
  readonly logLeaves: LogLeafStore;
  readonly activities: ActivityStore;
};

export type KeyNeeds = AppendTools &
  ReadTools & {
    readonly transact: Transact<KeyStores>;
    readonly keySafe: KeySafe;
    readonly keptKeys: KeptKeys;
  };

/** The keys that partners are told of in their channels; the log says itself which key follows its own. */
export type ChangedRole = 'sign' | 'http';

export type KeyChanger = { readonly agency: Agency; readonly personId?: string; readonly at: Instant };

/** A new key, what it follows, and how each channel is told of it. */
export type Announcement = {
  readonly fresh: Pick<PartnerKey, 'kid' | 'jwk'>;
  readonly signer: Signer;
  /** The key in use, or the one that the new key takes the place of. */
  readonly prevKid: string;
  readonly say: (pledge: KeyPledge, told: ToldChannel) => Promise<Said> | Said;
  /** The role of the key that gives its place; a recovery key takes none, and its private half can prove it at no later time. */
  readonly role?: ChangedRole;
  /** A word of the recovery key goes on channels too that nobody else can sign. */
  readonly isRecovering?: boolean;
};

/** A channel that may be written, and the key that its reader believes: a lost one, where the change to it was lost. */
type ToldChannel = {
  readonly channel: Channel;
  readonly old: { readonly kid: string };
  readonly isLost: boolean;
};

type Said = {
  readonly type: EntryType;
  readonly data: JsonObject;
  /** Who signs the entry where it is not the signing key in use. */
  readonly by?: Signer;
};

/** A channel that is behind what has left the node: the position of the change cannot be named there. */
export type ChannelWaits = { readonly code: 'channel-waits'; readonly partnerDid: string };

/** How many partners find the change in their channel, and to whom it is said when theirs goes on. */
export type Announced = { readonly told: number; readonly later: readonly string[] };

type Needs = AppendTools & ReadTools;

/**
 * Tells every partner that has pinned our keys, or was asked to. For a channel that waits for its tail the change is held, so no
 * partner keeps it from the others.
 */
export async function announceKey(
  stores: KeyStores,
  needs: Needs,
  from: KeyChanger,
  announcement: Announcement,
): Promise<Announced> {
  let told = 0;
  const later: string[] = [];
  for (const partnerDid of await toTell(stores)) {
    const channel = await openToTell(stores, needs, from, { partnerDid, announcement });
    if (channel) {
      await tell(stores, needs, from, { channel, announcement });
      told += 1;
    } else {
      await holdBack(stores, needs, from, { partnerDid, announcement });
      later.push(partnerDid);
    }
  }
  return { told, later };
}

/** For what cannot be held: accepted when all can be told now. */
export async function demandAllGoOn(
  stores: KeyStores,
  needs: Needs,
  from: KeyChanger,
): Promise<Result<true, ChannelWaits>> {
  for (const partnerDid of await toTell(stores))
    if (!(await openChannel(stores, needs, from, partnerDid)))
      return refuse({ code: 'channel-waits', partnerDid });
  return accept(true);
}

/** Whoever still waits for our answer will be told the key of that day. */
async function toTell({ partners }: Pick<KeyStores, 'partners'>): Promise<readonly string[]> {
  return (await partners.list()).filter(({ state }) => state !== 'asking').map(({ did }) => did);
}

async function tell(
  stores: KeyStores,
  needs: Needs,
  from: KeyChanger,
  { channel, announcement }: { readonly channel: Channel; readonly announcement: Announcement },
): Promise<void> {
  const { fresh, signer, prevKid, role, say } = announcement;
  const { ch, partnerDid } = channel;
  const lost = role && (await lostKeyOn(stores, needs, { ...from, ch }, role));
  const old = { kid: lost?.kid ?? prevKid };
  const proof = proveKey(signer, old.kid, { ch, seq: channel.seq + 1 });
  const pledge = { fresh: { kid: fresh.kid, x: fresh.jwk.x }, proof };
  const { type, data, by } = await say(pledge, { channel, old, isLost: lost !== undefined });
  const draft = draftOf(needs, from, channelIdOf(from.agency.did, partnerDid, needs.hash.sha256), {
    partnerDid,
    type,
    critical: true,
    data,
  });
  // Not behind what was held: that is signed by the new key.
  const tools = by ? { ...needs, entrySigner: () => by } : needs;
  await writeDrafts(stores, tools, from, { channel, drafts: [draft] });
}

/** Said when the channel goes on, before all that the new key signs; as the word of the old key, for no other is here then. */
async function holdBack(
  stores: KeyStores,
  needs: Needs,
  from: KeyChanger,
  { partnerDid, announcement }: { readonly partnerDid: string; readonly announcement: Announcement },
): Promise<void> {
  const { fresh, prevKid, say } = announcement;
  const ch = channelIdOf(from.agency.did, partnerDid, needs.hash.sha256);
  const channel = await stores.channels.lock({ ch, direction: 'out', partnerDid });
  const old = { kid: await believedIn(stores, ch, prevKid) };
  const isLost = !(await stores.agencies.keys()).some(({ kid }) => kid === old.kid);
  const unproven = { fresh: { kid: fresh.kid, x: fresh.jwk.x }, proof: '' };
  const { type, data } = await say(unproven, { channel, old, isLost });
  const draft = draftOf(needs, from, ch, { partnerDid, type, critical: true, data });
  await stores.channels.hold(ch, heldOf(draft), from.at);
}

async function openToTell(
  stores: KeyStores,
  needs: AppendTools,
  from: KeyChanger,
  { partnerDid, announcement }: { readonly partnerDid: string; readonly announcement: Announcement },
): Promise<Channel | undefined> {
  if (announcement.isRecovering) {
    const ch = channelIdOf(from.agency.did, partnerDid, needs.hash.sha256);
    const channel = await stores.channels.lock({ ch, direction: 'out', partnerDid });
    const isStopped = lostKeyOf(channel) !== undefined;
    if (isStopped && (await isInStep(needs.channelMarks, from.agency.id, channel))) {
      await dropHeldChanges(stores, ch, from.at);
      await stores.channels.thaw(ch);
      return { ...channel, state: 'open' };
    }
  }
  return openChannel(stores, needs, from, partnerDid);
}

/** What the lost signing key was to tell: the recovery key says it all at once. */
async function dropHeldChanges({ channels, agencies }: KeyStores, ch: string, at: Instant): Promise<void> {
  const signing = new Set(
    (await agencies.keys()).filter(({ role }) => role === 'sign').map(({ kid }) => kid),
  );
  for (const held of await channels.takeHeld(ch))
    if (!signing.has(heldChange(readHeld(held))?.fresh.kid ?? '')) await channels.hold(ch, held, at);
}

/** The next key of a role, sealed; its name was never used, not even by a key that a restored database has forgotten. */
export async function makeKey(
  { keySafe, keptKeys }: Pick<KeyNeeds, 'keySafe' | 'keptKeys'>,
  { agency: { id, did }, at }: KeyChanger,
  role: ChangedRole | 'log',
  known: readonly { readonly kid: string }[],
): Promise<AgencyKey> {
  const used = [...known, ...(await keptKeys.list(id))].map(({ kid }) => numberOf(kid, `${did}#${role}-`));
  const kid = `${did}#${role}-${Math.max(0, ...used) + 1}`;
  const { publicKey, sealed, thumbprint } = keySafe.generate(kid);
  return { kid, role, jwk: publicJwk(publicKey), thumbprint, sealedPrivateKey: sealed, createdAt: at };
}

function numberOf(kid: string, prefix: string): number {
  return kid.startsWith(prefix) ? Number(kid.slice(prefix.length)) || 0 : 0;
}

/** `facts`: what the leaf of the old key says besides. */
type TakenPlace = {
  readonly old: AgencyKey;
  readonly fresh: AgencyKey;
  readonly how: 'rotated' | 'revoked';
  readonly facts?: JsonObject;
};

/**
 * Puts a key in the place of another, once all partners are told; the log says both. It is kept beside the database before the
 * change is committed, and so before anybody hears of it: a backup of before does not have it.
 */
export async function takePlace(
  stores: Pick<KeyStores, 'activities' | 'agencies' | 'logLeaves'>,
  { keptKeys }: Pick<KeyNeeds, 'keptKeys'>,
  by: KeyChanger,
  { old, fresh, how, facts = {} }: TakenPlace,
): Promise<void> {
  const { agency, at } = by;
  const { kid, role, thumbprint } = old;
  await keptKeys.keep(agency.id, fresh);
  await stores.agencies.retireKey(kid, at);
  await stores.agencies.addKey(fresh);
  await stores.logLeaves.append(keyLeaf(agency, fresh));
  await stores.logLeaves.append({
    kind: how === 'rotated' ? 'key-retired' : 'key-revoked',
    subject: kid,
    actor: agency.did,
    at,
    facts: { kid, role, thumbprint, successor: fresh.kid, ...facts },
  });
  await recordKey(stores, by, `key-${how}`, { old: kid, new: fresh.kid });
}

export async function recordKey(
  { activities }: Pick<KeyStores, 'activities'>,
  { agency, at, personId }: KeyChanger,
  what: string,
  facts: JsonObject,
): Promise<void> {
  const who = personId === undefined ? {} : { personId };
  await activities.record({ at, what, subject: agency.did, facts, ...who });
}
