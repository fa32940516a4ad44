import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { fromBase64url } from '#formats/envelope/base64url.ts';
import { openHandover } from '#formats/tlog/handover.ts';
import { logNoteKeys } from '#formats/tlog/log-names.ts';
import { parseVkey, printVkey, type NoteKey } from '#formats/tlog/signed-note.ts';
import type { Instant } from '#kernel/instant.ts';
import type { LogPartner } from '#ports/transparency-store.ts';
import type { WitnessNode } from '#ports/witness.ts';
import { rawSha256, type LogNeeds } from './log-tools.ts';

export type FollowNeeds = LogNeeds & { readonly witnessNode: Pick<WitnessNode, 'handover'> };

/** Nobody changes a key more often while a partner is away. */
const MOST_CHANGES = 16;

/**
 * Follows a partner’s log from the key that is pinned to the one in use, each named in a leaf that the one before signed. Gives
 * what is pinned now, if that is another; what its node shows anywhere else changes nothing.
 */
export async function followLog(
  needs: FollowNeeds,
  agency: Agency,
  partner: Pick<Partner, 'did' | 'baseUrl'>,
  at: Instant,
): Promise<LogPartner | undefined> {
  const sha256 = rawSha256(needs.hash);
  const pinned = await needs.transact(agency.id, async ({ transparency }) =>
    (await transparency.partners()).find(({ partnerDid }) => partnerDid === partner.did),
  );
  const from = pinned && parseVkey(sha256, pinned.logVkey);
  if (!from) return undefined;
  let key: NoteKey = from;
  for (let changes = 0; changes < MOST_CHANGES; changes += 1) {
    const to = { partnerDid: partner.did, baseUrl: partner.baseUrl };
    const shown = await needs.witnessNode.handover(to, key.keyId);
    const handover =
      shown === undefined ? undefined : openHandover({ sha256, verifyNote: needs.verifyNote }, shown, key);
    if (!handover) break;
    key = handover.next;
  }
  const publicKey = fromBase64url(key.x);
  if (key === from || !publicKey) return undefined;
  const { log, witness } = logNoteKeys(sha256, partner.did, publicKey);
  const next = { partnerDid: partner.did, logVkey: printVkey(log), witnessVkey: printVkey(witness) };
  await needs.transact(agency.id, ({ transparency }) => transparency.pin(next, at));
  return next;
}
