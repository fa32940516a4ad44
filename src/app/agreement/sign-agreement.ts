import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AgreementRecord, AgreementState } from '#domain/agreement/agreement-record.ts';
import { addSignature } from '#domain/agreement/sign-agreement.ts';
import { signersOf, stateSeenBy } from '#domain/agreement/state-of.ts';
import { printGeneral, signSeparately, type SeparateSignature } from '#formats/envelope/general-jws.ts';
import { appendEntry, type Message } from '#app/channel/append-entry.ts';
import type { FiledAgreement, SignatureProof } from '#ports/agreement-store.ts';
import {
  afterChange,
  noteDone,
  recordOf,
  type AgreementNeeds,
  type AgreementStores,
  type Signatory,
} from './agreement-needs.ts';
import { judgeSigning, type SigningRefusal } from './judge-signing.ts';
import { verifySignedAgreement } from './verify-signed-agreement.ts';

export const AGREEMENT_MEDIA_TYPE = 'application/ld+json';

export type SignRefusal =
  | SigningRefusal
  | { readonly code: 'agreement-unknown' }
  | { readonly code: 'agreement-digest-differs'; readonly digest: string };

/**
 * Signs the exact bytes that the signer has read, named by their digest. Our first signature proposes, the second puts the
 * agreement in force; either way the partner is told in the same transaction.
 */
export async function signAgreement(
  needs: AgreementNeeds,
  by: Signatory,
  order: { readonly uid: string; readonly digest: string },
): Promise<Result<{ readonly state: AgreementState | 'received' }, SignRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const newest = await stores.agreements.newest(order.uid);
    if (!newest) return refuse({ code: 'agreement-unknown' });
    if (newest.digest !== order.digest)
      return refuse({ code: 'agreement-digest-differs', digest: newest.digest });
    // Locked from here on: two signers of one side make one signature (T05).
    const filed = (await stores.agreements.lock(newest.digest)) ?? newest;
    const record = recordOf(filed);
    const partner = await stores.partners.find(filed.partnerDid);
    const us = { did: by.agency.did, keys: needs.keysOf(by.agency.id) };
    const step = judgeSigning(record, us, partner, by.at);
    if (!step.ok) return step;
    const proof = makeProof(needs, by, filed);
    const signed = addSignature(record, { ...proof, digest: filed.digest, verified: true });
    if (!signed.ok) return signed;
    await keep(stores, by, filed, { proof, record: signed.value });
    const message = step.value === 'propose' ? proposal(filed, proof) : acceptance(filed, proof);
    await appendEntry(stores, needs, by, message);
    return accept({ state: stateSeenBy(signed.value, by.agency.did, by.at) });
  });
}

/** Our signature, verified like anybody's: a key that does not fit what is published would bind nobody. */
function makeProof(needs: AgreementNeeds, by: Signatory, { canonical }: FiledAgreement): SignatureProof {
  const { kid, sign } = needs.entrySigner(by.agency.id);
  const bytes = new TextEncoder().encode(canonical);
  const signature = signSeparately({ kid, typ: 'pactwire-agreement+jws' }, bytes, sign);
  const judged = verifySignedAgreement(printGeneral(bytes, [signature]), needs.keysOf(by.agency.id), needs);
  const [ours] = judged.ok ? judged.value.signatures : [];
  if (ours?.verdict !== 'holds' || !ours.isKeyNamed || ours.by !== by.agency.did)
    throw new Error(`our own signature does not hold under ${kid}`);
  return { by: by.agency.did, kid, ...signature, signedAt: by.at };
}

async function keep(
  stores: AgreementStores,
  by: Signatory,
  filed: FiledAgreement,
  signed: { readonly proof: SignatureProof; readonly record: AgreementRecord },
): Promise<void> {
  await stores.agreements.addSignature(filed.digest, signed.proof, by.personId);
  await noteDone(stores, by, 'agreement-signed', filed);
  if (signersOf(signed.record).length === 2) await afterChange(stores, filed.digest, by.at);
}

function proposal(filed: FiledAgreement, proof: SeparateSignature): Message {
  return {
    ...acceptance(filed, proof),
    type: 'agreement.proposed',
    object: { mediaType: AGREEMENT_MEDIA_TYPE, text: filed.canonical },
  };
}

function acceptance({ partnerDid, uid, digest }: FiledAgreement, proof: SeparateSignature): Message {
  return {
    partnerDid,
    type: 'agreement.accepted',
    subject: uid,
    agreements: [digest],
    data: { digest, protected: proof.protected, signature: proof.signature },
  };
}
