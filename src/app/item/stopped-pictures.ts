import type { ItemVersion } from '#domain/item/item.ts';
import type { ItemReader } from '#ports/item-store.ts';

/**
 * Pictures beside a text that were killed or are withheld as items of their own, by identity: the text may not have been told yet, and
 * a kill holds for the name (I6).
 */
export async function stoppedPictures(
  items: Pick<ItemReader, 'findByName' | 'tombstone'>,
  { provider, associations }: ItemVersion,
): Promise<ReadonlySet<string>> {
  const stopped = new Set<string>();
  for (const { guid } of associations) {
    const name = { provider, guid };
    const state = (await items.findByName(name))?.state;
    if (state === 'killed' || state === 'withheld' || (await items.tombstone(name)) !== undefined)
      stopped.add(guid);
  }
  return stopped;
}
