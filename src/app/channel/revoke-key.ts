import type { Position } from '#kernel/position.ts';
import type { Instant } from '#kernel/instant.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import { printRevocation, printRotation } from '#formats/envelope/key-change.ts';
import type { AgencyKey } from '#ports/agency-store.ts';
import type { Channel, ChannelReader } from '#ports/channel-store.ts';
import type { RecoveryKey } from '#ports/keys.ts';
import {
  announceKey,
  makeKey,
  takePlace,
  type ChangedRole,
  type KeyChanger,
  type KeyNeeds,
  type KeyStores,
} from './announce-key.ts';
import { openChannel } from './append-entry.ts';
import { lostKeys } from './own-keys.ts';
import type { Rotated } from './rotate-key.ts';
import { sayAgain } from './say-again.ts';

export type RevokeRefusal =
  | { readonly code: 'recovery-key-missing' }
  | { readonly code: 'recovery-key-differs'; readonly expected: string; readonly got: string }
  | { readonly code: 'key-not-in-use'; readonly kid: string };

export type RevokeOrder = {
  readonly kid: string;
  readonly recovery: RecoveryKey;
  /** Since when the key has been in wrong hands; absent: what stands in our channels is all ours. */
  readonly from?: Instant;
};

/**
 * Says with the recovery key that a key is in wrong hands, or lost: up to where each channel is trusted, and which key speaks
 * from here on. What stands between is for each partner's people to look at, and its texts are offered once more. Of a lost key only those hear who believe it;
 * to the others the key in use is changed.
 */
export async function revokeKey(
  needs: KeyNeeds,
  by: KeyChanger,
  order: RevokeOrder,
): Promise<Result<Rotated, RevokeRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const keys = await stores.agencies.lockKeys();
    const lost = await lostKeys(stores, needs, by);
    const found = judgeOrder(keys, lost, order);
    if (!found.ok) return found;
    const { old, role } = found.value;
    const fresh = await makeKey(needs, by, role, [...keys, ...lost]);
    const isInUse = old.kid === order.kid;
    const doubted: { readonly channel: Channel; readonly last: Position }[] = [];
    const announced = await announceKey(stores, needs, by, {
      fresh,
      signer: needs.keySafe.open(fresh.kid, fresh.sealedPrivateKey),
      prevKid: old.kid,
      role,
      isRecovering: true,
      async say(pledge, { channel, old: believed, isLost }) {
        const data = { ...pledge, old: believed };
        if (!isInUse && !isLost) return { type: 'key.rotated', data: printRotation(data) };
        const last = await lastGood(stores.channels, channel, order.from);
        if (role === 'sign') doubted.push({ channel, last });
        return { type: 'key.revoked', data: printRevocation({ ...data, last }), by: order.recovery.signer };
      },
    });
    await takePlace(stores, needs, by, { old, fresh, how: isInUse ? 'revoked' : 'rotated' });
    await sayHeld(stores, needs, by);
    for (const said of doubted) await sayAgain(stores, needs, by, said);
    return accept({ old, fresh, ...announced });
  });
}

/** A channel that nobody could sign goes on with what was held for it. */
async function sayHeld(stores: KeyStores, needs: KeyNeeds, from: KeyChanger): Promise<void> {
  for (const { did, state } of await stores.partners.list())
    if (state !== 'asking') await openChannel(stores, needs, from, did);
}

function judgeOrder(
  keys: readonly AgencyKey[],
  lost: readonly PartnerKey[],
  { kid, recovery }: RevokeOrder,
): Result<{ readonly old: AgencyKey; readonly role: ChangedRole }, RevokeRefusal> {
  const pledged = keys.find(({ role }) => role === 'recovery');
  if (!pledged) return refuse({ code: 'recovery-key-missing' });
  const { thumbprint: expected } = pledged;
  if (recovery.thumbprint !== expected || recovery.signer.kid !== pledged.kid)
    return refuse({ code: 'recovery-key-differs', expected, got: recovery.thumbprint });
  const named = lost.find((key) => key.kid === kid && isCurrent(key));
  // What is lost cannot give its place here: the key does that others still believe.
  const old = keys.findLast((key) => isCurrent(key) && (named ? key.role === named.role : key.kid === kid));
  if (!old || (old.role !== 'sign' && old.role !== 'http')) return refuse({ code: 'key-not-in-use', kid });
  return accept({ old, role: old.role });
}

/** The last position that was written before then; what is stored later stands later, so it is found by halves. */
async function lastGood(
  channels: ChannelReader,
  { ch, epoch, seq }: Channel,
  from: Instant | undefined,
): Promise<Position> {
  if (from === undefined) return { epoch, seq };
  let [good, bad] = [0, seq + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    const entry = await channels.entryAt(ch, epoch, middle);
    if (entry && entry.storedAt < from) good = middle;
    else bad = middle;
  }
  return { epoch, seq: good };
}
