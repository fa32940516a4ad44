import type { Instant } from '#kernel/instant.ts';
import type { Agency, KeyRole } from '#domain/newsroom/agency.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import { channelIdOf, type ChannelId } from '#formats/envelope/channel-id.ts';
import { parsePledge, type KeyPledge, type KeyRotation } from '#formats/envelope/key-change.ts';
import { publicJwk, thumbprintInput } from '#formats/envelope/key-document.ts';
import { keyLeaf } from '#app/ledger/note-keys.ts';
import type { AgencyKey } from '#ports/agency-store.ts';
import type { KeptKeys } from '#ports/kept-keys.ts';
import { recordKey, takePlace, type KeyStores } from './announce-key.ts';
import { draftOf, heldOf, openChannel, type AppendTools } from './append-entry.ts';
import { heldChange, printUnproven, readHeld } from './held-drafts.ts';
import { believedIn, changeIn, changesOn, lostKeyOf, lostKeyOn, whyLost } from './own-keys.ts';
import type { ReadTools, VerifiedEntry } from './read-entry.ts';

export type TakeUpTools = AppendTools & ReadTools & { readonly keptKeys: KeptKeys };

type Back = { readonly agency: Agency; readonly readerDid: string; readonly at: Instant };

/**
 * A change of our keys came back, which the restored database does not know: the reader believes the new key alone. Its private
 * half lies beside the database; it is in use again, as of the day of the change, and all other partners are told, for
 * the change was lost from their channels too. The old key was ours, so it may say so even where it was revoked. Was it changed
 * here meanwhile, the key that came back gives its place to that one at once, and the reader is told so by it.
 */
export async function takeUpKey(
  stores: KeyStores,
  tools: TakeUpTools,
  back: Back,
  received: VerifiedEntry,
): Promise<void> {
  const { entry } = received;
  if (entry.type === 'key.pledged') return takeUpPledge(stores, tools, back, parsePledge(entry.data));
  const said = changeIn(entry);
  if (!said) return;
  const { agency } = back;
  const isFollowed = await followHeld(stores, entry.ch, said, back.at);
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
  if (isFollowed) return takeUpFormer(stores, back, { former: fresh, inUse: old });
  await takePlace(stores, tools, by, {
    old,
    fresh,
    how: entry.type === 'key.revoked' ? 'revoked' : 'rotated',
  });
  await recordKey(stores, { agency, at: back.at }, 'key-restored', { old: old.kid, new: fresh.kid });
  await tellOthers(stores, tools, back, { old, fresh });
}

/** A key that was ours between the backup and the loss; another is in its place already. */
async function takeUpFormer(
  stores: KeyStores,
  { agency, at }: Back,
  { former, inUse: { kid: successor } }: { readonly former: AgencyKey; readonly inUse: AgencyKey },
): Promise<void> {
  const { kid, role, thumbprint } = former;
  await stores.agencies.addKey(former);
  await stores.agencies.retireKey(kid, at);
  await stores.logLeaves.append(keyLeaf(agency, former));
  const facts = { kid, role, thumbprint, successor };
  await stores.logLeaves.append({ kind: 'key-retired', subject: kid, actor: agency.did, at, facts });
  await recordKey(stores, { agency, at }, 'key-restored', { old: kid, new: successor });
}

/**
 * The reader has heard this change: of those that are held for it, what led there is not told any more, and what is told instead
 * continues the key that it believes now. Says whether a held change does.
 */
async function followHeld(
  { channels }: Pick<KeyStores, 'channels'>,
  ch: ChannelId,
  said: KeyRotation,
  at: Instant,
): Promise<boolean> {
  if (!(await channels.held(ch)).some((one) => heldChange(readHeld(one)))) return false;
  const held = (await channels.takeHeld(ch)).map((one) => {
    const draft = readHeld(one);
    return { one, draft, change: heldChange(draft) };
  });
  const reached = new Set<unknown>([said.fresh.kid]);
  const told = new Set(
    held.toReversed().filter(({ change }) => {
      const isTold = change !== undefined && reached.has(change.fresh.kid);
      if (isTold) reached.add(change.old.kid);
      return isTold;
    }),
  );
  let isFollowed = false;
  for (const kept of held) {
    if (told.has(kept)) continue;
    const { one, draft, change } = kept;
    const isNext = change?.old.kid === said.old.kid || change?.old.kid === said.fresh.kid;
    isFollowed ||= isNext;
    const data = { ...draft.body.data, old: { kid: said.fresh.kid } };
    await channels.hold(ch, isNext ? heldOf({ ...draft, body: { ...draft.body, data } }) : one, at);
  }
  return isFollowed;
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
  { old, fresh }: { readonly old: AgencyKey; readonly fresh: AgencyKey },
): Promise<void> {
  const from = { agency, at };
  for (const { did: partnerDid, state } of await stores.partners.list()) {
    if (partnerDid === readerDid || state === 'asking') continue;
    const ch = channelIdOf(agency.did, partnerDid, tools.hash.sha256);
    await stores.channels.lock({ ch, direction: 'out', partnerDid });
    const kid = await believedIn(stores, ch, old.kid);
    const data = printUnproven({ old: { kid }, fresh });
    const draft = draftOf(tools, from, ch, { partnerDid, type: 'key.rotated', critical: true, data });
    await stores.channels.hold(ch, heldOf(draft), at);
    await openChannel(stores, tools, from, partnerDid);
  }
}

/** A kill that was held to be said, and has been said already. */
export async function unsay(
  { channels }: Pick<KeyStores, 'channels'>,
  ch: ChannelId,
  tail: readonly VerifiedEntry[],
  at: Instant,
): Promise<void> {
  const killed = new Set(
    tail.filter(({ entry }) => entry.type === 'item.killed').map(({ entry }) => entry.subj),
  );
  if (killed.size === 0) return;
  for (const held of await channels.takeHeld(ch)) {
    const { body } = readHeld(held);
    if (body.type !== 'item.killed' || !killed.has(body.subj)) await channels.hold(ch, held, at);
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
