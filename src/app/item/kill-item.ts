import type { Instant } from '#kernel/instant.ts';
import type { ItemName, ItemStore, StoredItem } from '#ports/item-store.ts';
import { blankFace } from './face-of.ts';

export type KillOrder = {
  readonly name: ItemName;
  readonly reasonClass: string;
  readonly publicReason: string;
  readonly at: Instant;
  readonly personId?: string;
};

/**
 * Withdraws an item for good, in the caller's transaction: from now on no version of it becomes readable, from whatever
 * door it comes, also when the item itself has not come yet (I6). Who has to be told is the caller's business.
 * Killed again it changes nothing. Gives the item, if it ever came, and whether this call killed it.
 */
export async function killItem(
  stores: { readonly items: ItemStore },
  order: KillOrder,
): Promise<{ readonly item?: StoredItem; readonly wasAlive: boolean }> {
  const { items } = stores;
  const [known] = await items.lock([{ ...order.name, version: 0 }]);
  const tombstone = { reasonClass: order.reasonClass, publicReason: order.publicReason };
  if (!known?.item) {
    if (!known?.tombstone) await items.entomb(order.name, tombstone, order.at);
    return { wasAlive: !known?.tombstone };
  }
  if (known.item.state === 'killed' || !known.latest) return { item: known.item, wasAlive: false };
  const item: StoredItem = { ...known.item, state: 'killed', updatedAt: order.at };
  const activity = {
    what: 'item-killed',
    version: item.latestVersion,
    ...(order.personId ? { personId: order.personId } : {}),
  };
  await items.record(
    [{ item, face: blankFace(known.latest), tombstone, activity, announce: false }],
    order.at,
  );
  return { item, wasAlive: true };
}
