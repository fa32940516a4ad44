import { accept, refuse, type Result } from '#kernel/result.ts';
import { judgeComment, type Comment, type CommentRefusal } from '#domain/agreement/talks/comment.ts';
import type { MemberStore } from '#ports/account-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { noteDone, type AgreementNeeds, type AgreementStores, type Signatory } from '../agreement-needs.ts';
import { namedLayer, tellParties } from '../tell-parties.ts';
import { findDocument, type DocumentOrder, type FindRefusal } from './find-document.ts';

export type CommentStores = AgreementStores & { readonly members: MemberStore };
export type CommentNeeds = Omit<AgreementNeeds, 'transact'> & { readonly transact: Transact<CommentStores> };

/** Says something about a document on the table, or one clause of it, to all parties; comments are never changed. */
export async function commentDocument(
  needs: CommentNeeds,
  by: Signatory,
  order: DocumentOrder & { readonly role: string; readonly said: Omit<Comment, 'author'> },
): Promise<
  Result<{ readonly id: string }, FindRefusal | CommentRefusal | { readonly code: 'agreement-not-shared' }>
> {
  return needs.transact(by.agency.id, async (stores) => {
    const found = await findDocument(stores, order);
    if (!found.ok) return found;
    const { filed, record, laid } = found.value.document;
    if (!laid) return refuse({ code: 'agreement-not-shared' });
    const author = { name: await nameOf(stores, by), role: order.role };
    const comment = judgeComment({ ...order.said, author }, record.agreement);
    if (!comment.ok) return comment;
    const { clause, text, language } = comment.value;
    const { id } = await tellParties(stores, needs, by, {
      agreement: record.agreement,
      type: 'agreement.commented',
      subject: filed.uid,
      agreements: [filed.digest],
      data: {
        digest: filed.digest,
        ...namedLayer(record, laid),
        ...(clause === undefined ? {} : { clause }),
        text,
        language,
        author: { ...author },
      },
    });
    const said = { ...comment.value, id, digest: filed.digest, by: by.agency.did, at: by.at };
    await stores.talks.addComment(said, by.personId);
    await noteDone(stores, by, 'agreement-commented', filed);
    return accept({ id });
  });
}

/** The partner learns who speaks: a name, and in which seat; nothing else about the person. */
async function nameOf({ members }: CommentStores, { personId, agency }: Signatory): Promise<string> {
  const person = (await members.list()).find(({ id }) => id === personId);
  return person?.name ?? agency.name.en;
}
