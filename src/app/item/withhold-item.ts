import type { Instant } from '#kernel/instant.ts';
import type { ItemName, ItemStore } from '#ports/item-store.ts';
import { faceOf } from './face-of.ts';

/**
 * Stops every new use of an item we hold, in the caller's transaction, before the version that says so has come. A version
 * as new as that one, or a kill, stands as it is.
 */
export async function withholdItem(
  { items }: { readonly items: ItemStore },
  name: ItemName,
  { version, at }: { readonly version: number; readonly at: Instant },
): Promise<void> {
  const [known] = await items.lock([{ ...name, version }]);
  if (!known?.item || !known.latest) return;
  if (known.item.state !== 'usable' || known.item.latestVersion >= version) return;
  const activity = { what: 'item-withheld', version };
  const item = { ...known.item, state: 'withheld', updatedAt: at } as const;
  await items.record([{ item, face: faceOf(known.latest), activity, announce: false }], at);
}
