import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { readKeptText, type KeptText } from '#formats/envelope/kept-text.ts';
import type { ChannelReader } from '#ports/channel-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Hash } from '#ports/world.ts';
import { HOW_TO_CHECK } from './how-to-check.ts';

export type EvidenceNeeds = {
  readonly transact: Transact<{
    readonly channels: Pick<ChannelReader, 'find' | 'evidence'>;
    readonly partners: Pick<PartnerStore, 'find'>;
  }>;
  readonly hash: Hash;
};

/** A document for somebody who trusts neither side: what a partner signed that stopped its channel, and how that is checked. */
export type ChannelEvidence = {
  readonly evidence: 'pactwire-channel-evidence/1';
  readonly channel: string;
  readonly publisher: string;
  readonly subscriber: string;
  readonly writtenAt: Instant;
  /** Why the channel stands still, if it does. */
  readonly stoppedBy?: string;
  readonly keys: readonly Pick<PartnerKey, 'kid' | 'jwk' | 'thumbprint'>[];
  readonly signed: readonly (KeptText & { readonly text: string })[];
  /** Places of which two texts say something else. */
  readonly contradictions: readonly Pick<KeptText, 'epoch' | 'seq'>[];
  readonly check: typeof HOW_TO_CHECK;
};

export type EvidenceRefusal = { readonly code: 'channel-unknown' | 'channel-evidence-none' };

/** What has stopped a partner's channel to us, now or before; it stays when the channel is read on. */
export async function showEvidence(
  { transact, hash }: EvidenceNeeds,
  by: { readonly agency: Agency; readonly at: Instant },
  partnerDid: string,
): Promise<Result<ChannelEvidence, EvidenceRefusal>> {
  const ch = channelIdOf(partnerDid, by.agency.did, hash.sha256);
  const kept = await transact(by.agency.id, async ({ channels, partners }) => ({
    channel: await channels.find(ch),
    texts: await channels.evidence(ch),
    keys: (await partners.find(partnerDid))?.keys ?? [],
  }));
  if (!kept.channel) return refuse({ code: 'channel-unknown' });
  const signed = [...new Set(kept.texts)].flatMap((text) => {
    const said = readKeptText(text, hash.sha256);
    return said ? [{ ...said, text }] : [];
  });
  if (signed.length === 0) return refuse({ code: 'channel-evidence-none' });
  const signers = new Set(signed.map(({ kid }) => kid));
  const { state, lastError } = kept.channel;
  return accept({
    evidence: 'pactwire-channel-evidence/1',
    channel: ch,
    publisher: partnerDid,
    subscriber: by.agency.did,
    writtenAt: by.at,
    ...(state === 'frozen' && lastError !== undefined ? { stoppedBy: lastError } : {}),
    keys: kept.keys
      .filter(({ kid }) => signers.has(kid))
      .map(({ kid, jwk, thumbprint }) => ({ kid, jwk, thumbprint })),
    signed,
    contradictions: contradictionsIn(signed),
    check: HOW_TO_CHECK,
  });
}

function contradictionsIn(signed: readonly KeptText[]): ChannelEvidence['contradictions'] {
  return signed.flatMap(({ epoch, seq, hash }, at) => {
    const same = signed.filter((one) => one.epoch === epoch && one.seq === seq);
    const isFirst = signed.findIndex((one) => one.epoch === epoch && one.seq === seq) === at;
    return isFirst && same.some((one) => one.hash !== hash) ? [{ epoch, seq }] : [];
  });
}
