import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { isShown } from '#domain/publication/publish-page.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import { ARCHIVE } from '#kernel/destination-kind.ts';
import { parseDigest } from '#kernel/digest.ts';
import type { JsonObject } from '#kernel/json.ts';
import { appendEntry, type AppendStores, type AppendTools } from '#app/channel/append-entry.ts';
import { webUrl } from '#formats/html/web-url.ts';
import { printItemUri } from '#formats/ninjs/item-uri.ts';
import { isToldAlone, type CopyReader, type ShownCopy } from '#ports/destination-store.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { UseNamed } from '#ports/outbox-store.ts';
import type { PublicationReader } from '#ports/publication-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { onwardUse, type OnwardStores } from './onward-use.ts';

type ReportStores = AppendStores & {
  readonly publications: PublicationReader;
  readonly placements: Pick<CopyReader, 'find'>;
  readonly items: ItemReader;
} & OnwardStores;

/**
 * Tells the origin where its story runs, on our portal, in another system of ours or at a third party that has it by us, or that it was taken
 * down there. Counts no reader.
 */
export async function reportUsage(
  needs: AppendTools & { readonly transact: Transact<ReportStores>; readonly publicOrigin: string },
  from: { readonly agency: Agency; readonly at: Instant },
  named: UseNamed,
): Promise<void> {
  await needs.transact(from.agency.id, async (stores) => {
    const use = await useNamed(stores, needs, named);
    const item = use && (await stores.items.find(use.itemId));
    if (!use || item?.origin !== 'partner') return;
    const agreement = parseDigest(use.agreementDigest ?? '');
    await appendEntry(stores, needs, from, {
      partnerDid: item.provider,
      type: 'usage.reported',
      subject: printItemUri(item.guid),
      agreements: agreement ? [agreement] : [],
      data: use.data,
    });
  });
}

type Use = { readonly itemId: string; readonly agreementDigest?: string; readonly data: JsonObject };

async function useNamed(
  stores: ReportStores,
  { publicOrigin, hash }: AppendTools & { readonly publicOrigin: string },
  named: UseNamed,
): Promise<Use | undefined> {
  if ('publicationId' in named) return pageUsed(stores, publicOrigin, named.publicationId);
  if ('placementId' in named) return copyUsed(stores, named.placementId);
  const data = await onwardUse(stores, hash, named);
  return data && { itemId: named.itemId, data };
}

async function pageUsed(
  { publications }: ReportStores,
  publicOrigin: string,
  publicationId: string,
): Promise<Use | undefined> {
  const page = await publications.find(publicationId);
  if (!page) return undefined;
  return {
    ...page,
    data: {
      usage: page.id,
      channel: 'web',
      url: `${publicOrigin}${storyPath(page.language, page.slug, page.number)}`,
      language: page.language,
      version: page.version,
      state: isShown(page) ? 'live' : 'removed',
      publishedAt: page.publishedAt,
    },
  };
}

/** Without an address where the other system gives none that readers could open. */
async function copyUsed({ placements }: ReportStores, placementId: string): Promise<Use | undefined> {
  const copy = await placements.find(placementId);
  if (!copy?.shown || !isReported(copy, copy.shown)) return undefined;
  const { language, version, publishedAt } = copy.shown;
  const url = webUrl(copy.remote?.url ?? '');
  const place = copy.remote?.hand?.where ?? '';
  return {
    ...copy.shown,
    itemId: copy.itemId,
    data: {
      usage: copy.id,
      channel: copy.shown.channel,
      ...(place === '' ? {} : { place }),
      ...(url === undefined ? {} : { url }),
      language,
      version,
      state: copy.stands === 'published' ? 'live' : 'removed',
      publishedAt,
    },
  };
}

/** No reader gets what stands in an archive, and that a mail was taken back is no report: those who have it keep it. */
function isReported(copy: Parameters<typeof isToldAlone>[0], { channel }: ShownCopy): boolean {
  return channel !== ARCHIVE && !isToldAlone(copy);
}
