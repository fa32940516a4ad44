import type { Instant } from '#kernel/instant.ts';
import type { Agency, KeyRole } from '#domain/newsroom/agency.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import { channelIdOf, type ChannelId } from '#formats/envelope/channel-id.ts';
import {
  parsePledge,
  parseRevocation,
  parseRotation,
  type KeyPledge,
  type KeyRotation,
} from '#formats/envelope/key-change.ts';
import { publicJwk, thumbprintInput } from '#formats/envelope/key-document.ts';
import { keyLeaf } from '#app/ledger/note-keys.ts';
import type { AgencyKey } from '#ports/agency-store.ts';
import type { KeptKeys } from '#ports/kept-keys.ts';
import { recordKey, takePlace, type KeyStores } from './announce-key.ts';
import { draftOf, heldOf, openChannel, type AppendTools } from './append-entry.ts';
import { printUnproven, readHeld, type OwnChange } from './held-drafts.ts';
import { changesOn, lostKeyOf, lostKeyOn, whyLost } from './own-keys.ts';
import type { ReadTools, VerifiedEntry } from './read-entry.ts';

export type TakeUpTools = AppendTools & ReadTools & { readonly keptKeys: KeptKeys };

type Back = { readonly agency: Agency; readonly readerDid: string; readonly at: Instant };

/**
 * A change of our keys came back, which the restored database does not know: the reader believes the new key alone. Its private
 * half lies beside the database; it is in use again, as of the day of the change, and all other partners are told, for
 * the change was lost from their channels too. The old key was ours, so it may say so even where it was revoked.
 */
export async function takeUpKey(
  stores: KeyStores,
  tools: TakeUpTools,
  back: Back,
  received: VerifiedEntry,
): Promise<void> {
  const { entry } = received;
  if (entry.type === 'key.pledged') return takeUpPledge(stores, tools, back, parsePledge(entry.data));
  const said = saidBy(received);
  if (!said) return;
  const { agency } = back;
  const keys = await stores.agencies.lockKeys();
  if (keys.some(({ kid }) => kid === said.fresh.kid)) return;
  const thumbprint = thumbprintOf(tools, said.fresh.x);
  const kept = (await tools.keptKeys.list(agency.id)).find((key) => key.thumbprint === thumbprint);
  const by = { agency, at: entry.time };
  const old = kept && inUse(keys, kept.role);
  if (!old) return recordKey(stores, { agency, at: back.at }, 'key-lost', { kid: said.fresh.kid });
  const fresh: AgencyKey = {
    kid: said.fresh.kid,
    role: kept.role,
    jwk: publicJwk(said.fresh.x),
    thumbprint,
    sealedPrivateKey: kept.sealedPrivateKey,
    createdAt: entry.time,
  };
  await takePlace(stores, tools, by, {
    old,
    fresh,
    how: entry.type === 'key.revoked' ? 'revoked' : 'rotated',
  });
  await recordKey(stores, { agency, at: back.at }, 'key-restored', { old: old.kid, new: fresh.kid });
  await tellOthers(stores, tools, back, { old, fresh });
}

function saidBy({ entry }: VerifiedEntry): KeyRotation | undefined {
  if (entry.type === 'key.rotated') return parseRotation(entry.data);
  return entry.type === 'key.revoked' ? parseRevocation(entry.data) : undefined;
}

function inUse(keys: readonly AgencyKey[], role: KeyRole): AgencyKey | undefined {
  return keys.findLast((key) => key.role === role && isCurrent(key));
}

function thumbprintOf({ hash }: TakeUpTools, x: string): string {
  return hash.sha256(new TextEncoder().encode(thumbprintInput(x))).slice('sha-256:'.length);
}

/** A recovery key has no private half here; whoever was not told of it cannot be told without its file. */
async function takeUpPledge(
  stores: KeyStores,
  tools: TakeUpTools,
  { agency, at }: Back,
  pledge: KeyPledge | undefined,
): Promise<void> {
  const keys = await stores.agencies.lockKeys();
  if (!pledge || keys.some(({ role }) => role === 'recovery')) return;
  const { kid, x } = pledge.fresh;
  const thumbprint = thumbprintOf(tools, x);
  const key = { kid, role: 'recovery', jwk: publicJwk(x), thumbprint, createdAt: at } as const;
  await stores.agencies.addKey({ ...key, sealedPrivateKey: '' });
  await stores.logLeaves.append(keyLeaf(agency, key));
  await recordKey(stores, { agency, at }, 'recovery-key-pledged', { kid, thumbprint });
}

/** At once where the channel is in step; where it waits too, before anything else once it is. */
async function tellOthers(
  stores: KeyStores,
  tools: TakeUpTools,
  { agency, readerDid, at }: Back,
  change: OwnChange,
): Promise<void> {
  const from = { agency, at };
  for (const { did: partnerDid, state } of await stores.partners.list()) {
    if (partnerDid === readerDid || state === 'asking') continue;
    const ch = channelIdOf(agency.did, partnerDid, tools.hash.sha256);
    const data = printUnproven(change);
    const draft = draftOf(tools, from, ch, { partnerDid, type: 'key.rotated', critical: true, data });
    await stores.channels.lock({ ch, direction: 'out', partnerDid });
    await stores.channels.hold(ch, heldOf(draft), at);
    await openChannel(stores, tools, from, partnerDid);
  }
}

/** What was held to be said, and has been said already: a kill, or a change of our keys. */
export async function unsay(
  { channels }: Pick<KeyStores, 'channels'>,
  ch: ChannelId,
  tail: readonly VerifiedEntry[],
  at: Instant,
): Promise<void> {
  const killed = new Set(
    tail.filter(({ entry }) => entry.type === 'item.killed').map(({ entry }) => entry.subj),
  );
  const told = new Set(tail.flatMap((received) => saidBy(received)?.fresh.kid ?? []));
  if (killed.size === 0 && told.size === 0) return;
  for (const held of await channels.takeHeld(ch)) {
    const { body } = readHeld(held);
    const isSaid =
      (body.type === 'item.killed' && killed.has(body.subj)) ||
      (body.type === 'key.rotated' && told.has(parseRotation(body.data)?.fresh.kid ?? ''));
    if (!isSaid) await channels.hold(ch, held, at);
  }
}

/** A channel whose reader believes a signing key that is not here is stopped: what we signed on it would stop it at the reader. */
export async function stopWithoutKey(
  stores: KeyStores,
  tools: TakeUpTools,
  { agency, at }: Back,
  ch: string,
): Promise<void> {
  const lost = await lostKeyOn(stores, tools, { agency, ch, at }, 'sign');
  if (lost) await stores.channels.freeze(ch, [], whyLost(lost));
}

/** The file of the key for whose want a channel was stopped is there again: it goes on, with what was held for it. */
export async function takeUpFoundKey(
  stores: KeyStores,
  tools: TakeUpTools,
  back: Back,
  ch: string,
): Promise<void> {
  const { agency, readerDid, at } = back;
  const lost = lostKeyOf(await stores.channels.lock({ ch, direction: 'out', partnerDid: readerDid }));
  if (!(await tools.keptKeys.list(agency.id)).some(({ kid }) => kid === lost)) return;
  for (const received of (await changesOn(stores, tools, { agency, ch, at })).entries)
    await takeUpKey(stores, tools, back, received);
  if (await lostKeyOn(stores, tools, { agency, ch, at }, 'sign')) return;
  await stores.channels.thaw(ch);
  await openChannel(stores, tools, { agency, at }, readerDid);
}
