import type { Position } from '#kernel/position.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import { printRevocation } from '#formats/envelope/key-change.ts';
import type { AgencyKey } from '#ports/agency-store.ts';
import type { Channel, ChannelReader } from '#ports/channel-store.ts';
import type { RecoveryKey } from '#ports/keys.ts';
import {
  announceKey,
  makeKey,
  takePlace,
  type ChannelWaits,
  type ChangedRole,
  type KeyChanger,
  type KeyNeeds,
} from './announce-key.ts';
import type { Rotated } from './rotate-key.ts';

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
 * Says with the recovery key that a key is in wrong hands: up to where each channel is trusted, and which key speaks from here
 * on. What stands between is for each partner's people to look at.
 */
export async function revokeKey(
  needs: KeyNeeds,
  by: KeyChanger,
  order: RevokeOrder,
): Promise<Result<Rotated, RevokeRefusal | ChannelWaits>> {
  return needs.transact(by.agency.id, async (stores) => {
    const keys = await stores.agencies.lockKeys();
    const found = judgeOrder(keys, order);
    if (!found.ok) return found;
    const { old, role } = found.value;
    const fresh = makeKey(needs.keySafe, by, role, keys);
    const told = await announceKey(stores, needs, by, {
      type: 'key.revoked',
      fresh,
      signer: needs.keySafe.open(fresh.kid, fresh.sealedPrivateKey),
      prevKid: old.kid,
      by: order.recovery.signer,
      say: async (pledge, channel) =>
        printRevocation({ ...pledge, old, last: await lastGood(stores.channels, channel, order.from) }),
    });
    if (!told.ok) return told;
    await takePlace(stores, by, { old, fresh, how: 'revoked' });
    return accept({ old, fresh, told: told.value });
  });
}

function judgeOrder(
  keys: readonly AgencyKey[],
  { kid, recovery }: RevokeOrder,
): Result<{ readonly old: AgencyKey; readonly role: ChangedRole }, RevokeRefusal> {
  const pledged = keys.find(({ role }) => role === 'recovery');
  if (!pledged) return refuse({ code: 'recovery-key-missing' });
  const { thumbprint: expected } = pledged;
  if (recovery.thumbprint !== expected || recovery.signer.kid !== pledged.kid)
    return refuse({ code: 'recovery-key-differs', expected, got: recovery.thumbprint });
  const old = keys.find((key) => key.kid === kid && isCurrent(key));
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
