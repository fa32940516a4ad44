import type { Instant } from '#kernel/instant.ts';
import type { TailBack } from '#app/channel/get-tail-back.ts';
import { readPassedOnUri } from '#formats/ninjs/passed-on-uri.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';

/** Whoever has a partner's story by us, or is to have it, is looked at anew by a job: a version may go there that did not before. */
export async function offerOnward(
  { outbox }: { readonly outbox: OutboxStore },
  { id: itemId, latestVersion: version }: Pick<StoredItem, 'id' | 'latestVersion'>,
  at: Instant,
): Promise<void> {
  await outbox.put({ topic: 'item-admitted', payload: { itemId, version } }, at);
}

type Stores = { readonly items: Pick<ItemReader, 'findByName'>; readonly outbox: OutboxStore };

/**
 * Of partners' stories whose passing on is known again by the tail that came back, a later version may have come from their origin before
 * that: it goes on too.
 */
export async function offerOnwardAgain(
  stores: Stores,
  { tail, at }: Pick<TailBack, 'tail' | 'at'>,
): Promise<void> {
  for (const uri of new Set(tail.map(({ entry }) => entry.subj))) {
    const name = readPassedOnUri(uri ?? '');
    const item = name && (await stores.items.findByName(name));
    if (item) await offerOnward(stores, item, at);
  }
}
