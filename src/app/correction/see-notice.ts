import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { saySeen, type ReceiptStores, type ReceiptTools } from './send-receipt.ts';
import type { Transact } from '#ports/transaction.ts';

/** An editor opened a notice: the partner learns once that a person has seen it, and never who. An answered one says more. */
export async function seeNotice(
  needs: ReceiptTools & { readonly transact: Transact<ReceiptStores> },
  by: { readonly agency: Agency; readonly at: Instant },
  noticeId: string,
): Promise<Result<{ readonly done: true }, { readonly code: 'notice-unknown' }>> {
  return needs.transact(by.agency.id, async (stores) => {
    const notice = await stores.notices.lock(noticeId);
    if (!notice) return refuse({ code: 'notice-unknown' });
    if (notice.seenAt === undefined && notice.state === 'open') {
      await stores.notices.markSeen(noticeId, by.at);
      await saySeen(stores, needs, by, notice);
    }
    return accept({ done: true });
  });
}
