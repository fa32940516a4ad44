import type { Instant } from '#kernel/instant.ts';
import type { ItemStore } from '#ports/item-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { Transact } from '#ports/transaction.ts';

type SortStores = { readonly items: ItemStore; readonly outbox: OutboxStore };

/** Items of one transaction: nobody who admits one waits longer than for these. */
const PAGE = 500;

/**
 * After a release of the vocabulary was imported: one page of an agency's items is sorted by it, and the rest is the next
 * job. Own items that other selectors choose now are looked at for offering. Run again it changes nothing.
 */
export async function sortAnew(
  needs: { readonly transact: Transact<SortStores> },
  to: { readonly agency: { readonly id: string }; readonly at: Instant },
  after: string | undefined,
): Promise<void> {
  await needs.transact(to.agency.id, async ({ items, outbox }) => {
    const { toOffer, next } = await items.sortAnew(after, PAGE);
    for (const itemId of toOffer)
      await outbox.put({ topic: 'item-admitted', payload: { itemId, version: 0 } }, to.at);
    if (next !== undefined) await outbox.put({ topic: 'topics-changed', payload: { after: next } }, to.at);
  });
}
