import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { JsonObject } from '#kernel/json.ts';
import { keyLeaf } from '#app/ledger/note-keys.ts';
import type { EntryType } from '#formats/envelope/entry.ts';
import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import { printKeyProof, type KeyPledge } from '#formats/envelope/key-change.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { AgencyKey, AgencyStore } from '#ports/agency-store.ts';
import type { Channel } from '#ports/channel-store.ts';
import type { KeySafe, Signer } from '#ports/keys.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { publicJwk } from '#formats/envelope/key-document.ts';
import { appendEntry, openChannel, type AppendStores, type AppendTools } from './append-entry.ts';

export type KeyStores = AppendStores & {
  readonly agencies: Pick<AgencyStore, 'addKey' | 'lockKeys' | 'retireKey'>;
  readonly partners: Pick<PartnerStore, 'list'>;
  readonly logLeaves: LogLeafStore;
  readonly activities: ActivityStore;
};

export type KeyNeeds = AppendTools & {
  readonly transact: Transact<KeyStores>;
  readonly keySafe: KeySafe;
};

/** The keys that an agency changes by itself; the log's is what its checkpoints are known by. */
export type ChangedRole = 'sign' | 'http';

export type KeyChanger = { readonly agency: Agency; readonly personId?: string; readonly at: Instant };

/** A new key, what it follows, and how each channel is told of it. */
export type Announcement = {
  readonly type: EntryType;
  readonly fresh: Pick<PartnerKey, 'kid' | 'jwk'>;
  readonly signer: Signer;
  readonly prevKid: string;
  readonly say: (pledge: KeyPledge, channel: Channel) => Promise<JsonObject> | JsonObject;
  /** Who signs the entry where it is not the signing key in use. */
  readonly by?: Signer;
};

/** A channel that is behind what has left the node: the position of the change cannot be named there. */
export type ChannelWaits = { readonly code: 'channel-waits'; readonly partnerDid: string };

/** Tells every partner that has pinned our keys, or was asked to; gives how many. Refused while a channel waits for its tail. */
export async function announceKey(
  stores: KeyStores,
  needs: AppendTools,
  from: KeyChanger,
  { type, fresh, signer, prevKid, say, by }: Announcement,
): Promise<Result<number, ChannelWaits>> {
  // Whoever still waits for our answer will be told the key of that day.
  const told = (await stores.partners.list()).filter(({ state }) => state !== 'asking');
  const channels: Channel[] = [];
  for (const { did: partnerDid } of told) {
    const channel = await openChannel(stores, needs, from, partnerDid);
    // Before anybody was told: what is told cannot be taken back.
    if (!channel) return refuse({ code: 'channel-waits', partnerDid });
    channels.push(channel);
  }
  const tools = by ? { ...needs, entrySigner: () => by } : needs;
  for (const channel of channels) {
    const said = printKeyProof({ kid: fresh.kid, prevKid, ch: channel.ch, seq: channel.seq + 1 });
    const proof = signCompact({ kid: fresh.kid, typ: 'pactwire-keyproof+jws' }, said, signer.sign);
    const data = await say({ fresh: { kid: fresh.kid, x: fresh.jwk.x }, proof }, channel);
    const { partnerDid } = channel;
    await appendEntry(stores, tools, from, { partnerDid, type, critical: true, data });
  }
  return accept(told.length);
}

/** The next key of a role, sealed; its name was never used. */
export function makeKey(
  keySafe: KeySafe,
  { agency: { did }, at }: KeyChanger,
  role: ChangedRole,
  keys: readonly AgencyKey[],
): AgencyKey {
  const kid = `${did}#${role}-${keys.filter((key) => key.role === role).length + 1}`;
  const { publicKey, sealed, thumbprint } = keySafe.generate(kid);
  return { kid, role, jwk: publicJwk(publicKey), thumbprint, sealedPrivateKey: sealed, createdAt: at };
}

/** Puts a key in the place of another, once all partners are told; the log says both. */
export async function takePlace(
  stores: KeyStores,
  by: KeyChanger,
  {
    old,
    fresh,
    how,
  }: { readonly old: AgencyKey; readonly fresh: AgencyKey; readonly how: 'rotated' | 'revoked' },
): Promise<void> {
  const { agency, at } = by;
  const { kid, role, thumbprint } = old;
  await stores.agencies.retireKey(kid, at);
  await stores.agencies.addKey(fresh);
  await stores.logLeaves.append(keyLeaf(agency, fresh));
  await stores.logLeaves.append({
    kind: how === 'rotated' ? 'key-retired' : 'key-revoked',
    subject: kid,
    actor: agency.did,
    at,
    facts: { kid, role, thumbprint, successor: fresh.kid },
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
