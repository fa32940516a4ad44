import { currentKeys } from '#domain/newsroom/key-validity.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AgreementRecord, AgreementState } from '#domain/agreement/agreement-record.ts';
import { addSignature } from '#domain/agreement/sign-agreement.ts';
import type { PersonRefusal } from '#domain/agreement/signing/judge-person.ts';
import { judgeSignable, type MoveRefusal } from '#domain/agreement/talks/judge-move.ts';
import type { Laying } from '#domain/agreement/talks/negotiation-table.ts';
import { isSignedByAll, stateSeenBy } from '#domain/agreement/state-of.ts';
import { printGeneral, signSeparately, type SeparateSignature } from '#formats/envelope/general-jws.ts';
import { printPerson } from '#formats/evidence/person-json.ts';
import type { Message } from '#app/channel/append-entry.ts';
import type { FiledAgreement, SignatureProof } from '#ports/agreement-store.ts';
import type { Signer } from '#ports/keys.ts';
import type { PersonOnFile } from '#ports/signing-store.ts';
import {
  afterChange,
  noteDone,
  type AgreementNeeds,
  type AgreementStores,
  type Signatory,
} from './agreement-needs.ts';
import { judgeSigning, type SigningRefusal } from './judge-signing.ts';
import type { ProvenPerson } from './prove-person.ts';
import { actorOf, isOf, judgeActor, personOnFile } from './record-person.ts';
import { layDocument, ourLaying } from './talks/lay-document.ts';
import { findDocument, type FindRefusal, type FoundDocument } from './talks/find-document.ts';
import { namedLayer, tellParties } from './tell-parties.ts';
import { verifySignedAgreement } from './verify-signed-agreement.ts';

export type SignRefusal =
  | SigningRefusal
  | PersonRefusal
  | FindRefusal
  | MoveRefusal
  | { readonly code: 'signing-key-unreadable'; readonly because: string };

/** The exact bytes that a person has read, and who they have shown themselves to be; nobody when the node acts by itself. */
export type SignOrder = {
  readonly uid: string;
  readonly digest: string;
  readonly person?: ProvenPerson;
};

export type SignedNow = { readonly state: AgreementState | 'received' };

/**
 * Signs the exact bytes that the signer has read, named by their digest. The first signature proposes, the last puts the
 * agreement in force. Signature, person, state, and the entries that tell the others are one transaction: nothing is ever
 * left to be sealed later, and whatever fails leaves the text as it was.
 */
export async function signAgreement(
  needs: AgreementNeeds,
  by: Signatory,
  order: SignOrder,
): Promise<Result<SignedNow, SignRefusal>> {
  return needs.transact(by.agency.id, (stores) => signWithin(needs, stores, by, order));
}

/** The same within a transaction that does more, such as using up a link. */
export async function signWithin(
  needs: AgreementNeeds,
  stores: AgreementStores,
  by: Signatory,
  order: SignOrder,
): Promise<Result<SignedNow, SignRefusal>> {
  // Locked from here on: two signers of one side make one signature (T05).
  const found = await findDocument(stores, order);
  if (!found.ok) return found;
  const { filed, record } = found.value.document;
  const us = { did: by.agency.did, keys: currentKeys(needs.keysOf(by.agency.id)) };
  const step = judgeSigning(record, us, await stores.partners.list(), by.at);
  if (!step.ok) return step;
  const open = judgeOpenFor(by, found.value);
  if (!open.ok) return open;
  const actor = actorOf('signatory', order.person);
  const allowed = await judgeActor(stores.signing, by, filed.digest, actor);
  if (!allowed.ok) return allowed;
  const signer = openSigner(needs, by.agency.id);
  if (!signer.ok) return signer;
  const proof = makeProof(needs, by, signer.value, filed);
  const signed = addSignature(record, { ...proof, digest: filed.digest, verified: true });
  if (!signed.ok) return signed;
  await keep(stores, by, filed, { proof, record: signed.value, person: order.person });
  await tellSigned(needs, stores, by, { found: found.value, step: step.value, proof });
  return accept({ state: stateSeenBy(signed.value, by.agency.did, by.at) });
}

/** May the text be signed as things stand on the table: it lies open, or it is our draft and nothing has come between. */
export function judgeOpenFor(by: Signatory, { table, document }: FoundDocument): Result<true, MoveRefusal> {
  return judgeSignable(table, document, { laying: ourLaying(by, document), at: by.at });
}

/** What another laid down comes from that one; our own text goes with our signature, for it may still be on its way. */
async function tellSigned(
  needs: AgreementNeeds,
  stores: AgreementStores,
  by: Signatory,
  {
    found: { document },
    step,
    proof,
  }: {
    readonly found: FoundDocument;
    readonly step: 'propose' | 'countersign';
    readonly proof: SeparateSignature;
  },
): Promise<void> {
  const { filed } = document;
  const persons = (await stores.signing.persons([filed.digest])).filter(isOf(by.agency.did));
  const laying = ourLaying(by, document);
  const message = acceptance(document, { laying, proof, persons });
  const isOurs = laying.by === by.agency.did && step === 'propose';
  if (isOurs) await layDocument(stores, needs, by, { document, laying, signed: message.data });
  else await tellParties(stores, needs, by, message);
}

/** A key that does not open is no bug of the one who clicks: they hear what it is, and nothing was signed. */
function openSigner(needs: AgreementNeeds, agencyId: string): Result<Signer, SignRefusal> {
  try {
    return accept(needs.entrySigner(agencyId));
  } catch (fault) {
    const because = fault instanceof Error ? fault.message : 'unknown';
    return refuse({ code: 'signing-key-unreadable', because });
  }
}

/** Our signature, verified like anybody's: a key that does not fit what is published would bind nobody. */
function makeProof(
  needs: AgreementNeeds,
  by: Signatory,
  { kid, sign }: Signer,
  { canonical }: FiledAgreement,
): SignatureProof {
  const bytes = new TextEncoder().encode(canonical);
  const signature = signSeparately({ kid, typ: 'pactwire-agreement+jws' }, bytes, sign);
  const judged = verifySignedAgreement(printGeneral(bytes, [signature]), needs.keysOf(by.agency.id), needs);
  const [ours] = judged.ok ? judged.value.signatures : [];
  if (ours?.verdict !== 'holds' || !ours.isKeyNamed || ours.by !== by.agency.did)
    throw new Error(`our own signature does not hold under ${kid}`);
  return { by: by.agency.did, kid, ...signature, signedAt: by.at };
}

type Kept = {
  readonly proof: SignatureProof;
  readonly record: AgreementRecord;
  readonly person: ProvenPerson | undefined;
};

async function keep(
  stores: AgreementStores,
  by: Signatory,
  filed: FiledAgreement,
  { proof, record, person }: Kept,
): Promise<void> {
  await stores.agreements.addSignature(filed.digest, proof, by.personId);
  if (person) await stores.signing.addPerson(personOnFile(by, filed.digest, 'signatory', person));
  await noteDone(stores, by, 'agreement-signed', filed);
  if (isSignedByAll(record)) await afterChange(stores, filed.digest, by.at);
}

function acceptance(
  { filed: { uid, digest }, record }: FoundDocument['document'],
  said: {
    readonly laying: Laying;
    readonly proof: SeparateSignature;
    readonly persons: readonly PersonOnFile[];
  },
): Parameters<typeof tellParties>[3] & Required<Pick<Message, 'data'>> {
  const { laying, proof, persons } = said;
  const people = persons.length === 0 ? {} : { persons: persons.map(printPerson) };
  return {
    agreement: record.agreement,
    type: 'agreement.accepted',
    subject: uid,
    agreements: [digest],
    data: {
      digest,
      ...namedLayer(record, laying),
      protected: proof.protected,
      signature: proof.signature,
      ...people,
    },
  };
}
