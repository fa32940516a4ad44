import type { Instant } from '#kernel/instant.ts';
import { killTranslation } from '#domain/translation/follow-source.ts';
import type { Publication } from '#domain/publication/publication.ts';
import { withdrawPublication } from '#domain/publication/publish-page.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { PublicationStore } from '#ports/publication-store.ts';
import type { ReleasedStore } from '#ports/released-store.ts';
import type { TranslationStore } from '#ports/translation-store.ts';

export type TombstoneStores = {
  readonly publications: PublicationStore;
  readonly released: ReleasedStore;
  readonly logLeaves: LogLeafStore;
  readonly outbox: OutboxStore;
};

/** Why a page goes, as readers and the log are told; `actor` is the DID of the agency that decided it. */
export type WithdrawalReason = {
  readonly reasonClass: ReasonClass;
  readonly publicReason: string;
  readonly actor: string;
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
  { publications, released, logLeaves, outbox }: TombstoneStores,
  publication: Publication,
  { reasonClass, publicReason, actor }: WithdrawalReason,
  at: Instant,
): Promise<Publication> {
  const withdrawn = withdrawPublication(publication, at);
  const { number, language, revision, publishedAt, updatedAt, itemId } = withdrawn;
  await publications.save(withdrawn);
  await released.withdraw({
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
  await released.addNote({ number, kind: 'withdrawal', reasonClass, note: publicReason, at });
  await logLeaves.append({ kind: 'page-withdrawn', subject: `page ${number}`, actor, reasonClass, at });
  await outbox.put({ topic: 'usage-report', payload: { publicationId: withdrawn.id } }, at);
  return withdrawn;
}
