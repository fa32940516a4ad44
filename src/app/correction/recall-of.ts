import type { Instant } from '#kernel/instant.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { Recall } from '#ports/recall-store.ts';
import type { Ids } from '#ports/world.ts';

/** What we say of our item as it stands now. */
export function recallOf(
  { ids }: { readonly ids: Ids },
  { id: itemId, latestVersion: version }: StoredItem,
  issuedAt: Instant,
  said: Pick<Recall, 'kind' | 'reasonClass' | 'publicReason' | 'personId'>,
): Recall {
  return { id: ids.uuid(), itemId, version, issuedAt, ...said };
}
