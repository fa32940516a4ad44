import { parseDigest, type Digest } from '#kernel/digest.ts';
import { isJsonObject } from '#kernel/json.ts';
import { isParty } from '#domain/agreement/agreement.ts';
import { judgeComment, type Comment } from '#domain/agreement/talks/comment.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import { saidAt } from '#app/channel/said-at.ts';
import { recordOf, type AgreementStores } from '../agreement-needs.ts';
import { noteRefused } from '../note-refused.ts';
import { awaitPaper } from '../paper/await-paper.ts';
import { awaitDocument, setAside, type HeardArrival } from '../set-aside.ts';

/** The partner takes back what it laid down. Its document may still be on the way; then it will be closed when it comes. */
export async function receiveWithdrawal(stores: AgreementStores, arrival: EntryArrival): Promise<void> {
  const { partner } = arrival;
  const known = await knownTo(stores, arrival);
  if (known === 'not-here' || known?.laidBy !== partner.did)
    return noteRefused(stores, arrival, { code: 'agreement-unknown' });
  const { digest } = known;
  await stores.talks.addMove({ digest, kind: 'withdrawn', by: partner.did, at: saidAt(arrival) });
  await noteTalk(stores, arrival, 'agreement-withdrawn', digest);
}

/** The partner says something about a document that lies between us; what cannot be kept and shown is noted and left out. */
export async function receiveComment(stores: AgreementStores, arrival: HeardArrival): Promise<void> {
  const { partner, received } = arrival;
  const known = await knownTo(stores, arrival);
  if (!known) return noteRefused(stores, arrival, { code: 'agreement-unknown' });
  if (known === 'not-here') return awaitDocument(stores, arrival, digestIn(arrival));
  const { digest, filed } = known;
  const comment = judgeComment(readComment(arrival), filed && recordOf(filed).agreement);
  if (!comment.ok) return noteRefused(stores, arrival, comment.error);
  await stores.talks.addComment({
    ...comment.value,
    id: received.entry.id,
    digest,
    by: partner.did,
    at: saidAt(arrival),
  });
  await noteTalk(stores, arrival, 'agreement-commented', digest);
}

/** The partner has the paper now that a document named when it was laid down; it is fetched, if we have none. */
export async function receivePaper(stores: AgreementStores, arrival: HeardArrival): Promise<void> {
  const known = await knownTo(stores, arrival);
  if (!known) return noteRefused(stores, arrival, { code: 'agreement-unknown' });
  if (known === 'not-here') return awaitDocument(stores, arrival, digestIn(arrival));
  const { digest, filed } = known;
  if (filed) return awaitPaper(stores, arrival, recordOf(filed).agreement);
  // Its bytes are on their way on this very channel.
  if ((await setAside(stores, arrival, digest)) === 'too-many')
    await noteRefused(stores, arrival, { code: 'agreement-too-early' });
}

/**
 * The document that the entry names, if this partner and we are parties of it and it was laid down; somebody else's and none
 * are the same (I12). What the partner itself announced is known before its bytes have come.
 */
async function knownTo(stores: AgreementStores, arrival: EntryArrival) {
  const { partner } = arrival;
  const digest = digestIn(arrival);
  const filed = digest && (await stores.agreements.lock(digest));
  const agreement = filed && recordOf(filed).agreement;
  if (!digest || (agreement && !isParty(agreement, partner.did))) return undefined;
  const laid = (await stores.talks.moves([digest])).find(
    ({ kind, by }) => kind === 'laid' && (agreement ? isParty(agreement, by) : by === partner.did),
  );
  if (!laid) return filed ? undefined : 'not-here';
  return { digest, laidBy: laid.by, ...(filed ? { filed } : {}) };
}

function digestIn({ received }: EntryArrival): Digest | undefined {
  const { digest } = received.entry.data;
  return typeof digest === 'string' ? parseDigest(digest) : undefined;
}

/** U+0000 is a character of JSON and of no text column. */
function readComment({ received }: EntryArrival): Comment {
  const { clause, text, language, author } = received.entry.data;
  const textOf = (value: unknown): string => (typeof value === 'string' ? value.replaceAll('\0', '') : '');
  const { name, role } = isJsonObject(author) ? author : {};
  return {
    ...(clause === undefined ? {} : { clause: textOf(clause) }),
    text: textOf(text),
    language: textOf(language),
    author: { name: textOf(name), role: textOf(role) },
  };
}

async function noteTalk(
  { activities }: AgreementStores,
  { partner, received, at }: EntryArrival,
  what: string,
  digest: string,
): Promise<void> {
  const subject = received.entry.subj ?? digest;
  await activities.record({ at, what, subject, facts: { digest, partner: partner.did } });
}
