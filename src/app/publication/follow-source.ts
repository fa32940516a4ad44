import type { Instant } from '#kernel/instant.ts';
import { markStale } from '#domain/publication/publish-page.ts';
import { followSource as follow } from '#domain/translation/follow-source.ts';
import { mergeText } from '#formats/text/merge-text.ts';
import { sourcePieces } from '#domain/translation/source-pieces.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { PublicationStore } from '#ports/publication-store.ts';
import type { TranslationStore } from '#ports/translation-store.ts';

export type FollowStores = {
  readonly items: Pick<ItemReader, 'find' | 'version'>;
  readonly translations: TranslationStore;
  readonly publications: PublicationStore;
};

/** What a later version made stale. */
export type FollowedSource = {
  readonly translationIds: readonly string[];
  readonly publicationIds: readonly string[];
};

/**
 * After a later version was admitted, in that transaction or a later one: flags its translations at the changed blocks
 * only, and the pages that show an older version. Again, it changes nothing (I2).
 */
export async function followSource(
  { items, translations, publications }: FollowStores,
  itemId: string,
  at: Instant,
): Promise<FollowedSource> {
  const item = await items.find(itemId);
  const version =
    item?.state === 'killed' ? undefined : item && (await items.version(itemId, item.latestVersion));
  if (!item || !version) return { translationIds: [], publicationIds: [] };
  const later = { version: item.latestVersion, pieces: sourcePieces(version.content), at };
  const translationIds: string[] = [];
  for (const translation of await translations.lockOfItem(itemId)) {
    const followed = follow(translation, later, mergeText);
    if (followed === translation) continue;
    await translations.save(followed);
    translationIds.push(translation.id);
  }
  const publicationIds: string[] = [];
  for (const publication of await publications.ofItem(itemId)) {
    const stale = markStale(publication, item.latestVersion);
    if (stale === publication) continue;
    await publications.save(stale);
    publicationIds.push(publication.id);
  }
  return { translationIds, publicationIds };
}
