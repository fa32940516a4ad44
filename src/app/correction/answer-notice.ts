import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { tombstonePublications } from '#app/publication/tombstone-publications.ts';
import { withholdPages } from '#app/publication/withhold-pages.ts';
import type { Notice } from '#ports/recall-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { closeNotices } from './close-notices.ts';
import { copiesUp, pagesBehind, type RecallStores } from './receive-recall.ts';
import { sendReceipt, type ReceiptTools } from './send-receipt.ts';

export type AnswerNeeds = ReceiptTools & { readonly transact: Transact<RecallStores> };

export type AnswerRefusal =
  | { readonly code: 'notice-unknown' }
  | { readonly code: 'notice-answered'; readonly state: Notice['state'] }
  | { readonly code: 'correction-not-published'; readonly pages: number };

/** Copies in other systems that still show the story: the notice stays open until the last of them is out. */
export type Applied = { readonly copiesUp: number };

type By = { readonly agency: Agency; readonly personId: string; readonly at: Instant };

/**
 * Applies a kill or a stop by hand: our pages come down, or wait, and the partner gets the receipt, once copies in other systems
 * are out as well. Of a correction it says that our copy is right now, which is refused while one still shows the older version.
 */
export async function applyNotice(
  needs: AnswerNeeds,
  by: By,
  noticeId: string,
): Promise<Result<Applied, AnswerRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const notice = await stores.notices.lock(noticeId);
    if (!notice) return refuse({ code: 'notice-unknown' });
    if (notice.state !== 'open') return refuse({ code: 'notice-answered', state: notice.state });
    await takePagesDown(stores, notice, by.at);
    const behind = notice.kind === 'correction' ? await pagesBehind(stores, notice) : 0;
    if (behind > 0) return refuse({ code: 'correction-not-published', pages: behind });
    const copiesUp = notice.kind === 'correction' ? 0 : await copiesStanding(stores, notice);
    if (copiesUp > 0) return accept({ copiesUp });
    await settle(stores, needs, by, { notice, state: 'applied' });
    if (notice.kind === 'kill') await closeNotices(stores, needs, by, { ...notice, state: 'applied' });
    return accept({ copiesUp });
  });
}

/** The last of them that is taken out answers the notice. */
function copiesStanding(stores: RecallStores, { itemId }: Notice): Promise<number> {
  return copiesUp(stores, itemId === undefined ? undefined : { id: itemId });
}

async function takePagesDown(stores: RecallStores, notice: Notice, at: Instant): Promise<void> {
  const { kind, itemId, reasonClass, publicReason, partnerDid: actor } = notice;
  if (itemId === undefined) return;
  if (kind === 'kill') await tombstonePublications(stores, itemId, { reasonClass, publicReason, actor }, at);
  if (kind === 'withhold') await withholdPages(stores, itemId, { reasonClass, publicReason, actor }, at);
}

/** Refuses a partner's recall with a public reason: a recall is a demand, not a command (abuse case 3). */
export async function refuseNotice(
  needs: AnswerNeeds,
  by: By,
  answer: { readonly noticeId: string; readonly reason: string },
): Promise<Result<{ readonly done: true }, AnswerRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const notice = await stores.notices.lock(answer.noticeId);
    if (!notice) return refuse({ code: 'notice-unknown' });
    if (notice.state !== 'open') return refuse({ code: 'notice-answered', state: notice.state });
    await settle(stores, needs, by, { notice, state: 'refused', reason: answer.reason });
    return accept({ done: true });
  });
}

async function settle(
  stores: RecallStores,
  needs: AnswerNeeds,
  by: By,
  {
    notice,
    state,
    reason,
  }: { readonly notice: Notice; readonly state: 'applied' | 'refused'; readonly reason?: string },
): Promise<void> {
  const refusal = reason === undefined ? {} : { refusalReason: reason };
  await stores.notices.answer(notice.id, state, by.at, reason);
  await stores.activities.record({
    at: by.at,
    personId: by.personId,
    what: `notice-${state}`,
    subject: notice.id,
  });
  await sendReceipt(stores, needs, by, { ...notice, state, answeredAt: by.at, ...refusal });
}
