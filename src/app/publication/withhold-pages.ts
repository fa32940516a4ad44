import type { Instant } from '#kernel/instant.ts';
import { restorePublication, withholdPublication } from '#domain/publication/publish-page.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { notePage, type WithdrawalReason } from './note-page.ts';
import type { TombstoneStores } from './tombstone-publications.ts';

/**
 * After a stop, in its transaction: every page of the item waits. Its address says so, lists and feeds leave it out, and each
 * page leaves one leaf in the log (I8). The caller has locked the item. Called again it changes nothing.
 */
export async function withholdPages(
  stores: TombstoneStores,
  itemId: string,
  reason: WithdrawalReason,
  at: Instant,
): Promise<void> {
  const { publications, released } = stores;
  const { reasonClass, publicReason } = reason;
  for (const page of await publications.ofItem(itemId)) {
    const waiting = withholdPublication(page);
    if (waiting === page) continue;
    const { number, revision, language, publishedAt, updatedAt } = waiting;
    await publications.save(waiting);
    await released.withhold({
      number,
      publicationId: waiting.id,
      family: itemId,
      language,
      state: 'withheld',
      revision,
      publishedAt,
      updatedAt,
      stop: { reasonClass, publicReason, at },
    });
    await notePage(stores, waiting, { kind: 'withholding', ...reason }, at);
  }
}

/**
 * After a release: the pages that wait come back exactly as they were, but for one that shows what was corrected meanwhile.
 */
export async function restorePages(
  stores: TombstoneStores & { readonly useState: Pick<UseStateReader, 'announcedCorrection'> },
  item: StoredItem,
  reason: WithdrawalReason,
  at: Instant,
): Promise<void> {
  const { publications, released } = stores;
  const correctedVersion = await correctedAt(stores, item);
  const source = { latestVersion: item.latestVersion, ...correctedVersion };
  for (const page of await publications.ofItem(item.id)) {
    const back = restorePublication(page, source);
    if (back === page) continue;
    await publications.save(back);
    await released.restore(back.number, back.revision);
    await notePage(stores, back, { kind: 'release', ...reason }, at);
  }
}

async function correctedAt(
  { useState }: { readonly useState: Pick<UseStateReader, 'announcedCorrection'> },
  item: StoredItem,
): Promise<{ readonly correctedVersion?: number }> {
  const announced = item.origin === 'partner' ? await useState.announcedCorrection(item) : undefined;
  const held = item.latestIsCorrection ? item.latestVersion : undefined;
  const correctedVersion = Math.max(announced ?? 0, held ?? 0);
  return correctedVersion === 0 ? {} : { correctedVersion };
}
