import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Notice } from '#ports/recall-store.ts';
import { sendReceipt, type ReceiptStores, type ReceiptTools } from './send-receipt.ts';

/** Of an item that was killed and shows nowhere any more nothing is left to correct: open notices get the same last word. */
export async function closeNotices(
  stores: ReceiptStores,
  tools: ReceiptTools,
  by: { readonly agency: Agency; readonly at: Instant },
  { partnerDid, guid, state }: Notice,
): Promise<void> {
  if (state !== 'applied' && state !== 'not-applicable') return;
  for (const notice of await stores.notices.lockOpen(partnerDid, guid)) {
    await stores.notices.answer(notice.id, state, by.at);
    await sendReceipt(stores, tools, by, { ...notice, state, answeredAt: by.at });
  }
}
