import { currentKeys } from '#domain/newsroom/key-validity.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { judgeLaying, judgeWithdrawal, type MoveRefusal } from '#domain/agreement/talks/judge-move.ts';
import { draftOf } from '#domain/agreement/talks/negotiation-table.ts';
import { noteDone, type AgreementNeeds, type Signatory } from '../agreement-needs.ts';
import { judgeLinks, type LinkRefusal, type PartiesRefusal } from '../judge-signing.ts';
import { findDocument, type DocumentOrder, type FindRefusal } from './find-document.ts';
import { layDocument, ourLaying } from './lay-document.ts';
import { tellParties } from '../tell-parties.ts';
import { loadTable } from './load-table.ts';

export type ShareRefusal =
  | FindRefusal
  | MoveRefusal
  | PartiesRefusal
  | LinkRefusal
  | { readonly code: 'agreement-draft-missing' };

/** Lays our draft before all other parties, unsigned: each sees exactly the bytes it may sign, answer, or comment on. */
export async function shareDraft(
  needs: AgreementNeeds,
  by: Signatory,
  order: DocumentOrder & { readonly expiresAt?: Instant },
): Promise<Result<{ readonly done: true }, ShareRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const found = await findDocument(stores, order);
    if (!found.ok) return found;
    const { table, document } = found.value;
    const laying = ourLaying(by, document, order.expiresAt);
    const judged = judgeLaying(table, document.record, laying);
    if (!judged.ok) return judged;
    const us = { did: by.agency.did, keys: currentKeys(needs.keysOf(by.agency.id)) };
    const links = judgeLinks(document.record.agreement, us, await stores.partners.list());
    if (!links.ok) return links;
    await layDocument(stores, needs, by, { document, laying });
    await noteDone(stores, by, 'agreement-shared', document.filed);
    return accept({ done: true });
  });
}

/** Takes our open document back; all are told, and nobody signs it any more. */
export async function withdrawProposal(
  needs: AgreementNeeds,
  by: Signatory,
  order: DocumentOrder,
): Promise<Result<{ readonly done: true }, FindRefusal | MoveRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const found = await findDocument(stores, order);
    if (!found.ok) return found;
    const { table, document } = found.value;
    const judged = judgeWithdrawal(table, document, by.agency.did, by.at);
    if (!judged.ok) return judged;
    const { filed } = document;
    await stores.talks.addMove({
      digest: filed.digest,
      kind: 'withdrawn',
      by: by.agency.did,
      at: by.at,
    });
    await tellParties(stores, needs, by, {
      agreement: document.record.agreement,
      type: 'agreement.withdrawn',
      subject: filed.uid,
      agreements: [filed.digest],
      data: { digest: filed.digest },
    });
    await noteDone(stores, by, 'agreement-withdrawn', filed);
    return accept({ done: true });
  });
}

/** Throws our draft away; nobody else has ever seen it. */
export async function discardDraft(
  needs: AgreementNeeds,
  by: Signatory,
  uid: string,
): Promise<Result<{ readonly done: true }, ShareRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    await stores.agreements.lockTable(uid);
    const draft = draftOf(await loadTable(stores, uid));
    if (!draft) return refuse({ code: 'agreement-draft-missing' });
    await stores.agreements.removeDraft(draft.filed.digest);
    await noteDone(stores, by, 'agreement-draft-discarded', draft.filed);
    return accept({ done: true });
  });
}
