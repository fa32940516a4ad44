import type { Caller } from '#app/channel/serve-channel.ts';
import { nodeHash, uuidV7 } from '#engines/world.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { signCompact, type JwsUse } from '#formats/envelope/compact-jws.ts';
import { printEntry, type EntryDraft } from '#formats/envelope/entry.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import type { Digest } from '#kernel/digest.ts';
import type { KeyPair } from './keys.ts';
import type { Random } from './random.ts';
import type { SimulatedNode } from './node.ts';
import type { Town } from './town.ts';
import type { World } from './world.ts';

/** What a lying node needs to know; it exists before its town does. */
export type Liar = {
  readonly world: World;
  town?: Town;
  node?: SimulatedNode;
  /** Whom it has shown what does not belong there: DID and id of the entry. */
  readonly misplaced: Set<string>;
  /** Documents that it has made, for whoever asks. */
  readonly objects: Map<Digest, string>;
};

type Said = Pick<EntryDraft, 'type' | 'data'> & Partial<EntryDraft>;

/** What a channel of the liar's ends with, as far as it has told the truth. */
export type End = {
  readonly ch: string;
  readonly epoch: number;
  readonly seq: number;
  readonly hash?: Digest;
};

/** `former`: a signing key whose place another took. */
export type Signing = {
  readonly role: 'sign' | 'http' | 'former';
  readonly typ: JwsUse;
  readonly random: Random;
};

export type Forged = { readonly id: string; readonly jws: string; readonly end: End };

/** The next entry of a chain, well made, which its writer never wrote. */
export function forge(
  { world, node }: Liar,
  { agency, partnerDid }: Caller,
  end: End,
  { said, role, typ, random }: Signing & { readonly said: Said },
): Forged {
  if (!node) throw new Error('a liar that answers is there');
  const id = `urn:uuid:${uuidV7(world.scheduler.now(), random.bytes(10))}` as const;
  const ch = channelIdOf(agency.did, partnerDid, nodeHash.sha256);
  const text = printEntry({
    id,
    ch,
    epoch: end.epoch,
    seq: end.seq + 1,
    prev: end.hash ?? null,
    iss: agency.did,
    aud: partnerDid,
    time: node.now(),
    agr: [],
    crit: true,
    ...said,
  });
  const { signer } = role === 'former' ? formerOf(node, agency.id) : node.keysOf(agency.id)[role];
  const jws = signCompact({ kid: signer.kid, typ }, text, signer.sign);
  const hash = nodeHash.sha256(new TextEncoder().encode(jws));
  return { id, jws, end: { ch, epoch: end.epoch, seq: end.seq + 1, hash } };
}

function formerOf(node: SimulatedNode, agencyId: string): Pick<KeyPair, 'signer'> {
  const former = node.database
    .rowsOf(agencyId)
    .keys.all()
    .findLast((key) => key.role === 'sign' && !isCurrent(key));
  return former
    ? { signer: node.keySafe.open(former.kid, former.sealedPrivateKey) }
    : node.keysOf(agencyId).sign;
}
