import type { Instant } from '#kernel/instant.ts';
import { killTranslation } from '#domain/translation/follow-source.ts';
import type { Publication } from '#domain/publication/publication.ts';
import { withdrawPublication } from '#domain/publication/publish-page.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { PublicationStore } from '#ports/publication-store.ts';
import type { ReleasedStore } from '#ports/released-store.ts';
import type { TranslationStore } from '#ports/translation-store.ts';
import { notePage, type WithdrawalReason } from './note-page.ts';

export type TombstoneStores = {
  readonly publications: PublicationStore;
  readonly released: ReleasedStore;
  readonly logLeaves: LogLeafStore;
  readonly outbox: OutboxStore;
};

/**
 * After a kill, in its transaction: every page of the item becomes a tombstone, its translations close, and each page
 * leaves one leaf in the log (I6, I8). The caller has locked the item. Gives the pages that this call withdrew; called
 * again it withdraws none.
 */
export async function tombstonePublications(
  stores: TombstoneStores & { readonly translations: TranslationStore },
  itemId: string,
  reason: WithdrawalReason,
  at: Instant,
): Promise<readonly Publication[]> {
  for (const translation of await stores.translations.lockOfItem(itemId)) {
    const killed = killTranslation(translation, at);
    if (killed !== translation) await stores.translations.save(killed);
  }
  const pages = await stores.publications.ofItem(itemId);
  const open = pages.filter(({ state }) => state !== 'withdrawn');
  const withdrawn: Publication[] = [];
  for (const page of open) withdrawn.push(await tombstonePage(stores, page, reason, at));
  return withdrawn;
}

/** One page, in one language. */
export async function tombstonePage(
  stores: TombstoneStores,
  publication: Publication,
  { reasonClass, publicReason, actor }: WithdrawalReason,
  at: Instant,
): Promise<Publication> {
  const withdrawn = withdrawPublication(publication, at);
  const { number, language, revision, publishedAt, updatedAt, itemId } = withdrawn;
  await stores.publications.save(withdrawn);
  await stores.released.withdraw({
    number,
    publicationId: withdrawn.id,
    family: itemId,
    language,
    state: 'withdrawn',
    revision,
    publishedAt,
    updatedAt,
    tombstone: { reasonClass, publicReason, at },
  });
  await notePage(stores, withdrawn, { kind: 'withdrawal', reasonClass, publicReason, actor }, at);
  return withdrawn;
}
