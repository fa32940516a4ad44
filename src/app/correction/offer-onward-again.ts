import type { TailBack } from '#app/channel/get-tail-back.ts';
import { readPassedOnUri } from '#formats/ninjs/passed-on-uri.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';

type Stores = { readonly items: Pick<ItemReader, 'findByName'>; readonly outbox: OutboxStore };

/**
 * Of partners' stories whose passing on is known again by the tail that came back, a later version may have come from their origin before
 * that: it goes on too.
 */
export async function offerOnwardAgain(
  { items, outbox }: Stores,
  { tail, at }: Pick<TailBack, 'tail' | 'at'>,
): Promise<void> {
  for (const uri of new Set(tail.map(({ entry }) => entry.subj))) {
    const name = readPassedOnUri(uri ?? '');
    const item = name && (await items.findByName(name));
    if (!item) continue;
    const payload = { itemId: item.id, version: item.latestVersion };
    await outbox.put({ topic: 'item-admitted', payload }, at);
  }
}
