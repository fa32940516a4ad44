import { accept, refuse, type Result } from '#kernel/result.ts';
import type { ItemStore, KnownItem } from '#ports/item-store.ts';

/** An item of ours that was not killed. */
export type LivingOwn = Required<Pick<KnownItem, 'item' | 'latest'>>;

export type LockOwnRefusal =
  | { readonly code: 'story-unknown' }
  | { readonly code: 'story-not-own' }
  | { readonly code: 'item-killed' };

/**
 * An item of ours, held until the transaction ends: a kill, or a wire's next version, comes before or after what is done with it,
 * never in between (I6).
 */
export async function lockOwn(
  { items }: { readonly items: ItemStore },
  itemId: string,
): Promise<Result<LivingOwn, LockOwnRefusal>> {
  const seen = await items.find(itemId);
  const [known] = seen ? await items.lock([{ ...seen, version: seen.latestVersion }]) : [];
  if (!known?.item || !known.latest) return refuse({ code: 'story-unknown' });
  const { item, latest } = known;
  if (item.origin !== 'own') return refuse({ code: 'story-not-own' });
  return item.state === 'killed' ? refuse({ code: 'item-killed' }) : accept({ item, latest });
}
