import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AgreementRefusal } from '#domain/agreement/agreement-record.ts';
import { addSignature } from '#domain/agreement/sign-agreement.ts';
import { signersOf } from '#domain/agreement/state-of.ts';
import { printGeneral, type SeparateSignature } from '#formats/envelope/general-jws.ts';
import type { EntryArrival, ObjectArrival } from '#app/channel/entry-effect.ts';
import type { FiledAgreement, SignatureProof } from '#ports/agreement-store.ts';
import { afterChange, recordOf, type AgreementStores, type AgreementTools } from './agreement-needs.ts';
import { judgeParties, type PartiesRefusal } from './judge-signing.ts';
import { receivePersons } from './receive-persons.ts';
import {
  verifySignedAgreement,
  type JudgedAgreement,
  type SignatureVerdict,
  type SignedAgreementRefusal,
} from './verify-signed-agreement.ts';

/** Why what a partner sent about an agreement counts for nothing here. */
export type ReceiveRefusal =
  | SignedAgreementRefusal
  | AgreementRefusal
  | PartiesRefusal
  | { readonly code: 'agreement-unknown' }
  | {
      readonly code: 'agreement-entry-invalid';
      readonly because: 'no-object' | 'no-signature' | 'other-digest';
    }
  | { readonly code: 'agreement-signature-refused'; readonly because: SignatureVerdict }
  | { readonly code: 'agreement-version-unexpected'; readonly version: number };

/** The document of a proposal is fetched apart, as every object is. */
export async function receiveProposal(stores: AgreementStores, arrival: EntryArrival): Promise<void> {
  const { ch, epoch, seq, obj } = arrival.received.entry;
  if (!obj) return noteRefused(stores, arrival, { code: 'agreement-entry-invalid', because: 'no-object' });
  await stores.outbox.put({ topic: 'fetch-object', payload: { ch, epoch, seq } }, arrival.at);
}

/**
 * The partner's proposal with its signature. It is filed only when everything holds: the text is an agreement between us
 * two, under the keys each has pinned of the other, and the signature over these very bytes is the partner's. Whatever
 * does not hold is noted and changes nothing; the same again is no second proposal (I2).
 */
export async function fileProposal(
  tools: AgreementTools,
  stores: AgreementStores,
  arrival: ObjectArrival,
): Promise<void> {
  const judged = judgeProposal(tools, arrival);
  if (!judged.ok) return noteRefused(stores, arrival, judged.error);
  const { agreement, digest, canonical } = judged.value;
  let filed = await stores.agreements.lock(digest);
  if (!filed) {
    const newest = await stores.agreements.newest(agreement.uid);
    if (!followsOn(judged.value, newest, arrival.partner.did))
      return noteRefused(stores, arrival, {
        code: 'agreement-version-unexpected',
        version: agreement.agreementVersion,
      });
    const { uid, agreementVersion: version } = agreement;
    const partnerDid = arrival.partner.did;
    await stores.agreements.add(
      { uid, version, digest, partnerDid, canonical, origin: 'partner' },
      arrival.at,
    );
    filed = await stores.agreements.lock(digest);
  }
  if (filed) await addTheirs(tools, stores, arrival, { filed, proof: judged.value.proof });
}

/** The partner's signature under an agreement that is on file here: the second one puts it in force. */
export async function receiveAcceptance(
  tools: AgreementTools,
  stores: AgreementStores,
  arrival: EntryArrival,
): Promise<void> {
  const signature = readSignature(arrival);
  if (!signature)
    return noteRefused(stores, arrival, { code: 'agreement-entry-invalid', because: 'no-signature' });
  const filed = await stores.agreements.lock(signature.digest);
  // Somebody else's agreement and none at all are the same to this partner (I12).
  if (filed?.partnerDid !== arrival.partner.did)
    return noteRefused(stores, arrival, { code: 'agreement-unknown' });
  const judged = judgeSignature(tools, arrival, filed.canonical, signature);
  if (!judged.ok) return noteRefused(stores, arrival, judged.error);
  await addTheirs(tools, stores, arrival, { filed, proof: judged.value.proof });
}

export async function noteRefused(
  { activities }: AgreementStores,
  { received, partner, at }: EntryArrival,
  { code, ...facts }: ReceiveRefusal,
): Promise<void> {
  const because = 'because' in facts ? { because: facts.because } : {};
  await activities.record({
    at,
    what: 'agreement-refused',
    subject: received.entry.id,
    facts: { code, ...because, partner: partner.did, type: received.entry.wireType },
  });
}

type SentSignature = SeparateSignature & { readonly digest: string };

/** A document with the one signature of the partner that holds under it. */
type SignedByThem = JudgedAgreement & { readonly proof: SignatureProof };

function readSignature({ received }: EntryArrival): SentSignature | undefined {
  const { digest, protected: head, signature } = received.entry.data;
  if (typeof digest !== 'string' || typeof head !== 'string' || typeof signature !== 'string')
    return undefined;
  return { digest, protected: head, signature };
}

function judgeProposal(tools: AgreementTools, arrival: ObjectArrival): Result<SignedByThem, ReceiveRefusal> {
  const signature = readSignature(arrival);
  if (!signature) return refuse({ code: 'agreement-entry-invalid', because: 'no-signature' });
  const judged = judgeSignature(tools, arrival, arrival.objectText, signature);
  if (!judged.ok) return judged;
  const { agency, partner } = arrival;
  const us = { did: agency.did, keys: tools.keysOf(agency.id) };
  const parties = judgeParties(judged.value.agreement, [us, partner]);
  return parties.ok ? judged : parties;
}

/** One signature of the partner over the bytes of one text, under the key that was pinned. */
function judgeSignature(
  tools: AgreementTools,
  { partner, at }: EntryArrival,
  canonical: string,
  signature: SentSignature,
): Result<SignedByThem, ReceiveRefusal> {
  const { protected: head, signature: tail } = signature;
  const jws = printGeneral(new TextEncoder().encode(canonical), [{ protected: head, signature: tail }]);
  const judged = verifySignedAgreement(jws, partner.keys, tools);
  if (!judged.ok) return judged;
  if (judged.value.digest !== signature.digest)
    return refuse({ code: 'agreement-entry-invalid', because: 'other-digest' });
  const [one] = judged.value.signatures;
  if (one?.by !== partner.did) return refuse({ code: 'agreement-not-a-party', by: one?.by ?? partner.did });
  if (one.verdict !== 'holds') return refuse({ code: 'agreement-signature-refused', because: one.verdict });
  // A second key of the partner, though pinned, is not the one that both sides agreed to be bound by.
  if (!one.isKeyNamed) return refuse({ code: 'agreement-key-differs', by: partner.did });
  const proof = { by: partner.did, kid: one.kid, protected: head, signature: tail, signedAt: at };
  return accept({ ...judged.value, proof });
}

/** A first version stands for itself; a later one replaces the newest we have with the same partner, and says which. */
function followsOn(
  { agreement }: JudgedAgreement,
  newest: FiledAgreement | undefined,
  partnerDid: string,
): boolean {
  const { agreementVersion, supersedes } = agreement;
  if (!newest) return agreementVersion === 1 && supersedes === undefined;
  return (
    newest.partnerDid === partnerDid &&
    agreementVersion === newest.version + 1 &&
    supersedes === newest.digest
  );
}

async function addTheirs(
  tools: AgreementTools,
  stores: AgreementStores,
  arrival: EntryArrival,
  { filed, proof }: { readonly filed: FiledAgreement; readonly proof: SignatureProof },
): Promise<void> {
  const { partner, at } = arrival;
  const { digest } = filed;
  const signed = addSignature(recordOf(filed), { ...proof, digest, verified: true });
  if (!signed.ok) {
    if (signed.error.code === 'agreement-already-signed') return;
    return noteRefused(stores, arrival, signed.error);
  }
  await stores.agreements.addSignature(digest, proof);
  await receivePersons(tools, stores, arrival, digest);
  const isComplete = signersOf(signed.value).length === 2;
  await stores.activities.record({
    at,
    what: isComplete ? 'agreement-accepted' : 'agreement-received',
    subject: filed.uid,
    facts: { digest, partner: partner.did },
  });
  if (isComplete) await afterChange(stores, digest, at);
}
