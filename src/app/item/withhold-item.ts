import type { Instant } from '#kernel/instant.ts';
import { restingState } from '#domain/item/admit.ts';
import type { ItemName, ItemStore, StoredItem } from '#ports/item-store.ts';
import { faceOf } from './face-of.ts';

type Stores = { readonly items: ItemStore };
type Deed = { readonly at: Instant; readonly personId?: string };
/** `announce` puts the job that tells partners; the desk tells them in the same transaction. */
type Stop = Deed & { readonly announce?: boolean };

/**
 * Stops every new use of an item, in the caller's transaction, until `freeItem`: also of one that has not come yet, and of
 * every version that comes meanwhile. A kill stands as it is. Gives the item, if it ever came and lives.
 */
export async function withholdItem(
  { items }: Stores,
  name: ItemName,
  deed: Stop,
): Promise<StoredItem | undefined> {
  const [known] = await items.lock([{ ...name, version: 0 }]);
  if (known?.tombstone || known?.item?.state === 'killed') return undefined;
  await items.hold(name, deed.at);
  if (!known?.item || !known.latest || known.item.state === 'withheld') return known?.item;
  const item = { ...known.item, state: 'withheld', updatedAt: deed.at } as const;
  const activity = activityOf('item-withheld', item, deed);
  const announce = deed.announce ?? false;
  await items.record([{ item, face: faceOf(known.latest), activity, announce }], deed.at);
  return item;
}

/**
 * Ends the stop of an item: it is as its latest version says of itself. Nothing brings a killed one back (I6). Gives the
 * item, if it ever came and lives, and whether a stop stood.
 */
export async function freeItem(
  { items }: Stores,
  name: ItemName,
  deed: Deed,
): Promise<{ readonly item?: StoredItem; readonly wasHeld: boolean }> {
  const [known] = await items.lock([{ ...name, version: 0 }]);
  const wasHeld = await items.free(name);
  if (!known?.item || !known.latest || known.item.state === 'killed') return { wasHeld };
  const state = restingState(false, known.latest.pubStatus);
  if (known.item.state === state) return { item: known.item, wasHeld };
  const item: StoredItem = { ...known.item, state, updatedAt: deed.at };
  const activity = activityOf('item-released', item, deed);
  const announce = item.origin === 'own';
  await items.record([{ item, face: faceOf(known.latest), activity, announce }], deed.at);
  return { item, wasHeld };
}

function activityOf(what: string, { latestVersion }: StoredItem, { personId }: Deed) {
  return { what, version: latestVersion, ...(personId === undefined ? {} : { personId }) };
}
