import { accept, refuse, type Result } from '#kernel/result.ts';
import type { ItemStore, KnownItem } from '#ports/item-store.ts';

/** An item that was not killed. */
export type Living = Required<Pick<KnownItem, 'item' | 'latest'>>;

export type LockRefusal = { readonly code: 'story-unknown' } | { readonly code: 'item-killed' };

export type LockOwnRefusal = LockRefusal | { readonly code: 'story-not-own' };

/**
 * An item, held until the transaction ends: a kill, or a wire's next version, comes before or after what is done with it,
 * never in between (I6).
 */
export async function lockLiving(
  { items }: { readonly items: ItemStore },
  itemId: string,
): Promise<Result<Living, LockRefusal>> {
  const seen = await items.find(itemId);
  const [known] = seen ? await items.lock([{ ...seen, version: seen.latestVersion }]) : [];
  if (!known?.item || !known.latest) return refuse({ code: 'story-unknown' });
  const { item, latest } = known;
  return item.state === 'killed' ? refuse({ code: 'item-killed' }) : accept({ item, latest });
}

/** The same of an item of ours: only who answers for one may change how it stands. */
export async function lockOwn(
  stores: { readonly items: ItemStore },
  itemId: string,
): Promise<Result<Living, LockOwnRefusal>> {
  const seen = await stores.items.find(itemId);
  if (seen && seen.origin !== 'own') return refuse({ code: 'story-not-own' });
  return lockLiving(stores, itemId);
}
