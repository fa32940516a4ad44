import { printItemUri, readItemUri } from '#formats/ninjs/item-uri.ts';
import { printPassedOnUri, readPassedOnUri } from '#formats/ninjs/passed-on-uri.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';

/** The name under which partners have an item of our channel, and its `uri`: our own under its own, a partner's under one that names its provider. */
export function offeredName(item: Pick<StoredItem, 'origin' | 'provider' | 'guid'>): {
  readonly guid: string;
  readonly uri: string;
} {
  if (item.origin === 'own') return { guid: item.guid, uri: printItemUri(item.guid) };
  const uri = printPassedOnUri(item);
  return { guid: uri, uri };
}

/** The item of our channel that a partner speaks of: our own, or one that we passed on; whether to this partner its offer says. */
export async function findOffered(
  items: Pick<ItemReader, 'findByName'>,
  agencyDid: string,
  uri: string | undefined,
): Promise<StoredItem | undefined> {
  if (uri === undefined) return undefined;
  const passed = readPassedOnUri(uri);
  if (!passed) return items.findByName({ provider: agencyDid, guid: readItemUri(uri) });
  return passed.provider === agencyDid ? undefined : items.findByName(passed);
}
