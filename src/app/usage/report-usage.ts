import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { isShown } from '#domain/publication/publish-page.ts';
import { derivativeOf } from '#domain/translation/derivative.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import { ARCHIVE } from '#kernel/destination-kind.ts';
import { parseDigest } from '#kernel/digest.ts';
import type { JsonObject } from '#kernel/json.ts';
import { appendEntry, type AppendStores, type AppendTools } from '#app/channel/append-entry.ts';
import { originOfDid } from '#domain/newsroom/origin-of-did.ts';
import { webUrl } from '#formats/html/web-url.ts';
import { printItemUri } from '#formats/ninjs/item-uri.ts';
import { isToldAlone, type CopyReader, type Placement, type ShownCopy } from '#ports/destination-store.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { UseNamed } from '#ports/outbox-store.ts';
import type { PublicationReader } from '#ports/publication-store.ts';
import type { TranslationReader } from '#ports/translation-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { onwardUse, type OnwardStores } from './onward-use.ts';

type ReportStores = AppendStores & {
  readonly publications: PublicationReader;
  readonly placements: Pick<CopyReader, 'find'>;
  readonly items: ItemReader;
  readonly translations: Pick<TranslationReader, 'find'>;
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
    const origin = originOfDid(from.agency.did, needs.publicOrigin);
    const use = await useNamed(stores, { hash: needs.hash, origin }, named);
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
  { origin, hash }: Pick<AppendTools, 'hash'> & { readonly origin: string },
  named: UseNamed,
): Promise<Use | undefined> {
  if ('publicationId' in named) return pageUsed(stores, origin, named.publicationId);
  if ('placementId' in named) return copyUsed(stores, named.placementId);
  const data = await onwardUse(stores, hash, named);
  return data && { itemId: named.itemId, data };
}

async function pageUsed(
  { publications, translations }: ReportStores,
  origin: string,
  publicationId: string,
): Promise<Use | undefined> {
  const page = await publications.find(publicationId);
  if (!page) return undefined;
  const state = isShown(page) ? 'live' : 'removed';
  return {
    ...page,
    data: {
      usage: page.id,
      channel: 'web',
      url: `${origin}${storyPath(page.language, page.slug, page.number)}`,
      language: page.language,
      ...(await madeOf(translations, { ...page, isInSight: state === 'live' })),
      version: page.version,
      state,
      publishedAt: page.publishedAt,
    },
  };
}

/** Without an address where the other system gives none that readers could open. */
async function copyUsed(
  { placements, translations }: ReportStores,
  placementId: string,
): Promise<Use | undefined> {
  const copy = await placements.find(placementId);
  if (!copy?.shown || !isReported(copy, copy.shown)) return undefined;
  const { language, version, publishedAt } = copy.shown;
  const where = whereIs(copy);
  const isLive = copy.stands === 'published';
  const made = await madeOf(translations, { ...copy, isInSight: isLive && where.url !== undefined });
  return {
    ...copy.shown,
    itemId: copy.itemId,
    data: {
      usage: copy.id,
      channel: copy.shown.channel,
      ...where,
      language,
      ...made,
      version,
      state: isLive ? 'live' : 'removed',
      publishedAt,
    },
  };
}

function whereIs({ remote }: Placement): { readonly place?: string; readonly url?: string } {
  const url = webUrl(remote?.url ?? '');
  const place = remote?.hand?.where ?? '';
  return { ...(place === '' ? {} : { place }), ...(url === undefined ? {} : { url }) };
}

type Shown = { readonly translationId?: string; readonly headline?: string; readonly isInSight: boolean };

/**
 * What was made of the story, and under which headline it stands where anybody can look; nothing of a copy as it came. Where only the
 * translation says the headline, one that is being worked on says none.
 */
async function madeOf(
  translations: ReportStores['translations'],
  { translationId, isInSight, ...shown }: Shown,
): Promise<JsonObject> {
  const made = translationId === undefined ? undefined : await translations.find(translationId);
  if (!made) return {};
  const ready = made.state === 'ready' ? made.blocks.find(({ id }) => id === 'headline')?.text : undefined;
  const headline = shown.headline ?? ready ?? '';
  return { derivative: derivativeOf(made), ...(isInSight && headline !== '' ? { headline } : {}) };
}

/** No reader gets what stands in an archive, and that a mail was taken back is no report: those who have it keep it. */
function isReported(copy: Parameters<typeof isToldAlone>[0], { channel }: ShownCopy): boolean {
  return channel !== ARCHIVE && !isToldAlone(copy);
}
