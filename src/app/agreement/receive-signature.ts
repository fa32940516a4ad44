import { parseDigest } from '#kernel/digest.ts';
import { parseInstant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isParty, type Agreement } from '#domain/agreement/agreement.ts';
import { addSignature } from '#domain/agreement/sign-agreement.ts';
import { isSignedByAll } from '#domain/agreement/state-of.ts';
import { isOpenToSigner, judgeArrival, judgeTerm } from '#domain/agreement/talks/judge-move.ts';
import type { Laying } from '#domain/agreement/talks/negotiation-table.ts';
import type { Partner } from '#domain/newsroom/agency.ts';
import { printGeneral, type SeparateSignature } from '#formats/envelope/general-jws.ts';
import type { EntryArrival, ObjectArrival } from '#app/channel/entry-effect.ts';
import { saidAt } from '#app/channel/said-at.ts';
import type { FiledAgreement, SignatureProof } from '#ports/agreement-store.ts';
import { afterChange, recordOf, type AgreementStores, type AgreementTools } from './agreement-needs.ts';
import { judgeParties, pinnedAmong } from './judge-signing.ts';
import { noteRefused, type ReceiveRefusal } from './note-refused.ts';
import { awaitPaper } from './paper/await-paper.ts';
import { receivePersons } from './receive-persons.ts';
import { awaitDocument, type HeardArrival } from './set-aside.ts';
import { documentNamed, loadTable } from './talks/load-table.ts';
import { readAgreementText, verifySignedAgreement, type JudgedAgreement } from './verify-signed-agreement.ts';

/** Bytes of a document; a hundred clauses take a tenth of it. */
const LARGEST_DOCUMENT = 262_144;

/**
 * The partner lays a document before us, signed or not. That it did counts from here, in the order of its channel; the
 * document is fetched apart, as every object is, and may come after a later one.
 */
export async function receiveProposal(stores: AgreementStores, arrival: EntryArrival): Promise<void> {
  const { ch, epoch, seq, obj } = arrival.received.entry;
  if (!obj) return noteRefused(stores, arrival, { code: 'agreement-entry-invalid', because: 'no-object' });
  const { size, digest } = obj;
  if (size > LARGEST_DOCUMENT)
    return noteRefused(stores, arrival, { code: 'agreement-too-large', size, most: LARGEST_DOCUMENT });
  const laying = readLaying(arrival);
  if (!laying.ok) return noteRefused(stores, arrival, laying.error);
  await stores.talks.addMove({ ...laying.value, kind: 'laid', digest });
  await stores.outbox.put({ topic: 'fetch-object', payload: { ch, epoch, seq } }, arrival.at);
}

/**
 * The partner's document, with its signature if it gave one. It is filed only when everything holds: the text is an
 * agreement of which both are parties, under the keys each has pinned of the other and of all it knows, it takes its place on the table, and the signature
 * over these very bytes is the partner's. Whatever does not hold is noted and changes nothing; the same again is no second
 * proposal (I2).
 */
export async function fileProposal(
  tools: AgreementTools,
  stores: AgreementStores,
  arrival: ObjectArrival,
): Promise<void> {
  const judged = judgeProposal(tools, arrival, await stores.partners.list());
  if (!judged.ok) return noteRefused(stores, arrival, judged.error);
  const { agreement, digest, canonical, proof } = judged.value;
  await stores.agreements.lockTable(agreement.uid);
  let filed = await stores.agreements.lock(digest);
  if (!filed) {
    const placed = await findPlace(stores, arrival, judged.value);
    if (!placed.ok) return noteRefused(stores, arrival, placed.error);
    const { uid, agreementVersion: version } = agreement;
    const document = { uid, version, digest, canonical, origin: 'partner' } as const;
    await stores.agreements.add(document, arrival.at);
    await awaitPaper(stores, arrival, agreement);
    if (!proof) await noteReceived(stores, arrival, document, 'agreement-shared');
    filed = await stores.agreements.lock(digest);
  }
  if (filed && proof) await addTheirs(tools, stores, arrival, { filed, proof });
}

/** Its place among the documents of its agreement; one that answers a document still on its way is let in to wait for it. */
async function findPlace(
  stores: AgreementStores,
  arrival: ObjectArrival,
  document: ReadProposal,
): Promise<Result<true, ReceiveRefusal>> {
  const { agreement, digest } = document;
  const table = await loadTable(stores, agreement.uid);
  if (table.some(({ record }) => !areSameParties(record.agreement, agreement)))
    return refuse({ code: 'agreement-id-taken' });
  const laying = readLaying(arrival);
  if (!laying.ok) return laying;
  const { base } = laying.value;
  if (base !== undefined && !documentNamed(table, base)) {
    const announced = (await stores.talks.moves([base])).some(
      ({ kind, by }) => kind === 'laid' && isParty(agreement, by),
    );
    // What a third party laid comes on a channel of its own, and may be announced later than what answers it.
    if (announced || agreement.parties.length > 2) return accept(true);
  }
  return judgeArrival(table, { agreement, digest }, laying.value);
}

/** All documents of an agreement are between the same: who joins or goes makes a new agreement. */
function areSameParties(one: Agreement, other: Agreement): boolean {
  return one.parties.length === other.parties.length && one.parties.every(({ did }) => isParty(other, did));
}

function readLaying(arrival: EntryArrival): Result<Laying, ReceiveRefusal> {
  const { base: baseText, expiresAt: endText } = arrival.received.entry.data;
  const base = typeof baseText === 'string' ? parseDigest(baseText) : undefined;
  if (baseText !== undefined && !base) return refuse({ code: 'agreement-entry-invalid', because: 'base' });
  const expiresAt = typeof endText === 'string' ? parseInstant(endText) : undefined;
  if (endText !== undefined && !expiresAt)
    return refuse({ code: 'agreement-entry-invalid', because: 'expiresAt' });
  return accept({
    by: arrival.partner.did,
    at: saidAt(arrival),
    ...(base === undefined ? {} : { base }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  });
}

/** A party's signature under an agreement that is on file here, or that a third has laid down: the last puts it in force. */
export async function receiveAcceptance(
  tools: AgreementTools,
  stores: AgreementStores,
  arrival: HeardArrival,
): Promise<void> {
  const signature = readSignature(arrival);
  if (!signature)
    return noteRefused(stores, arrival, { code: 'agreement-entry-invalid', because: 'no-signature' });
  const filed = await stores.agreements.lock(signature.digest);
  if (!filed) {
    const open = await openToSigner(stores, arrival, signature.digest);
    const digest = parseDigest(signature.digest);
    return open.ok ? awaitDocument(stores, arrival, digest) : noteRefused(stores, arrival, open.error);
  }
  // Somebody else's agreement and none at all are the same to this partner (I12).
  if (!isParty(recordOf(filed).agreement, arrival.partner.did))
    return noteRefused(stores, arrival, { code: 'agreement-unknown' });
  const judged = judgeSignature(tools, arrival, filed.canonical, signature);
  if (!judged.ok) return noteRefused(stores, arrival, judged.error);
  await addTheirs(tools, stores, arrival, { filed, proof: judged.value.proof });
}

type SentSignature = SeparateSignature & { readonly digest: string };

/** A document with the one signature of the partner that holds under it. */
type SignedByThem = JudgedAgreement & { readonly proof: SignatureProof };

/** A document that the partner laid down; without a proof it only lies there. */
type ReadProposal = Pick<JudgedAgreement, 'agreement' | 'digest' | 'canonical'> & {
  readonly proof?: SignatureProof;
};

function readSignature({ received }: EntryArrival): SentSignature | undefined {
  const { digest, protected: head, signature } = received.entry.data;
  if (typeof digest !== 'string' || typeof head !== 'string' || typeof signature !== 'string')
    return undefined;
  return { digest, protected: head, signature };
}

function judgeProposal(
  tools: AgreementTools,
  arrival: ObjectArrival,
  partners: readonly Partner[],
): Result<ReadProposal, ReceiveRefusal> {
  const { protected: head, signature } = arrival.received.entry.data;
  const judged =
    head === undefined && signature === undefined
      ? judgeUnsigned(tools, arrival)
      : judgeSigned(tools, arrival);
  if (!judged.ok) return judged;
  const { agency, partner } = arrival;
  const us = { did: agency.did, keys: tools.keysOf(agency.id) };
  const { agreement } = judged.value;
  const parties = judgeParties(agreement, [us, partner, ...pinnedAmong(agreement, agency.did, partners)]);
  return parties.ok ? judged : parties;
}

function judgeSigned(tools: AgreementTools, arrival: ObjectArrival): Result<ReadProposal, ReceiveRefusal> {
  const signature = readSignature(arrival);
  if (!signature) return refuse({ code: 'agreement-entry-invalid', because: 'no-signature' });
  return judgeSignature(tools, arrival, arrival.objectText, signature);
}

/** The entry is signed, so who laid which bytes down is proved without a signature under them. */
function judgeUnsigned(
  { hash }: AgreementTools,
  { received, objectText }: ObjectArrival,
): Result<ReadProposal, ReceiveRefusal> {
  const read = readAgreementText(objectText);
  if (!read.ok) return read;
  const digest = hash.sha256(new TextEncoder().encode(objectText));
  return received.entry.data['digest'] === digest
    ? accept({ agreement: read.value.agreement, canonical: objectText, digest })
    : refuse({ code: 'agreement-entry-invalid', because: 'other-digest' });
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
  // A second key of the partner, though pinned, is not the one that all agreed to have it bound by.
  if (!one.isKeyNamed) return refuse({ code: 'agreement-key-differs', by: partner.did });
  const proof = { by: partner.did, kid: one.kid, protected: head, signature: tail, signedAt: at };
  return accept({ ...judged.value, proof });
}

async function addTheirs(
  tools: AgreementTools,
  stores: AgreementStores,
  arrival: HeardArrival,
  { filed, proof }: { readonly filed: FiledAgreement; readonly proof: SignatureProof },
): Promise<void> {
  const { digest } = filed;
  const document = documentNamed(await loadTable(stores, filed.uid), digest);
  const open = await openToSigner(stores, arrival, digest);
  const counts = open.ok ? judgeTerm(document ?? {}, saidAt(arrival)) : open;
  if (!counts.ok) return noteRefused(stores, arrival, counts.error);
  const signed = addSignature(recordOf(filed), { ...proof, digest, verified: true });
  if (!signed.ok) {
    if (signed.error.code === 'agreement-already-signed') return;
    return noteRefused(stores, arrival, signed.error);
  }
  await stores.agreements.addSignature(digest, proof);
  await receivePersons(tools, stores, arrival, digest);
  const isComplete = isSignedByAll(signed.value);
  await noteReceived(stores, arrival, filed, isComplete ? 'agreement-accepted' : 'agreement-received');
  if (isComplete) await afterChange(stores, digest, arrival.at);
}

/**
 * The signer may itself have answered or withdrawn the document earlier in its channel. Its answer may have been announced and
 * not yet fetched; what waited was judged when it came.
 */
async function openToSigner(
  { talks }: AgreementStores,
  { partner, hasWaited }: HeardArrival,
  digest: string,
): Promise<Result<true, ReceiveRefusal>> {
  const named = parseDigest(digest);
  if (!named || hasWaited) return accept(true);
  const moves = [...(await talks.moves([named])), ...(await talks.answers(named))];
  return isOpenToSigner(
    moves.filter(({ by }) => by === partner.did),
    named,
  );
}

async function noteReceived(
  { activities }: AgreementStores,
  { partner, at }: EntryArrival,
  { uid, digest }: Pick<FiledAgreement, 'uid' | 'digest'>,
  what: string,
): Promise<void> {
  await activities.record({ at, what, subject: uid, facts: { digest, partner: partner.did } });
}
