import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { isShown } from '#domain/publication/publish-page.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import { parseDigest } from '#kernel/digest.ts';
import { appendEntry, type AppendStores, type AppendTools } from '#app/channel/append-entry.ts';
import { printItemUri } from '#formats/ninjs/item-uri.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { PublicationReader } from '#ports/publication-store.ts';
import type { Transact } from '#ports/transaction.ts';

type ReportStores = AppendStores & { readonly publications: PublicationReader; readonly items: ItemReader };

/** Tells the origin where its story runs on our portal, or that the page was taken down. Counts no reader. */
export async function reportUsage(
  needs: AppendTools & { readonly transact: Transact<ReportStores>; readonly publicOrigin: string },
  from: { readonly agency: Agency; readonly at: Instant },
  publicationId: string,
): Promise<void> {
  await needs.transact(from.agency.id, async (stores) => {
    const publication = await stores.publications.find(publicationId);
    const item = publication && (await stores.items.find(publication.itemId));
    if (!publication || item?.origin !== 'partner') return;
    const agreement = parseDigest(publication.agreementDigest ?? '');
    await appendEntry(stores, needs, from, {
      partnerDid: item.provider,
      type: 'usage.reported',
      subject: printItemUri(item.guid),
      agreements: agreement ? [agreement] : [],
      data: {
        usage: publication.id,
        channel: 'web',
        url: `${needs.publicOrigin}${storyPath(publication.language, publication.slug, publication.number)}`,
        language: publication.language,
        version: publication.version,
        state: isShown(publication) ? 'live' : 'removed',
        publishedAt: publication.publishedAt,
      },
    });
  });
}
