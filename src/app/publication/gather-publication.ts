import type { StoryPage } from '#domain/publication/story-page.ts';
import { refuse, accept, type Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import { decidePublication, type PublicationQuestion } from '#domain/publication/judge-publication.ts';
import type { StoryProvider } from '#domain/publication/make-page.ts';
import type { Publication } from '#domain/publication/publication.ts';
import type { Translation } from '#domain/translation/translation.ts';
import { webUrl } from '#formats/html/web-url.ts';
import type { StoredItem, StoredVersion } from '#ports/item-store.ts';
import { gatherUse, type UseContext } from '#app/agreement/judge-use.ts';
import { stateOfCopy } from '#app/agreement/state-of-copy.ts';
import type { PageOrder, PublicationStores } from './publish-needs.ts';

/** Everything one page is judged by and made from, read in one transaction. */
export type GatheredPublication = {
  readonly item: StoredItem;
  readonly version: StoredVersion;
  readonly translation?: Translation;
  readonly provider: StoryProvider;
  /** Who passed the story on to us, where its provider did not give it itself. */
  readonly suppliedBy?: StoryPage['suppliedBy'];
  readonly language: string;
  /** The original at its provider's, or the provider's own site. */
  readonly linkBack?: string;
  readonly published?: Publication;
  readonly question: PublicationQuestion;
  /** What restricts single pictures beside the story. */
  readonly restricted: UseContext['pictures'];
};

export type GatherRefusal =
  | { readonly code: 'story-unknown' }
  | { readonly code: 'story-not-taken' }
  | { readonly code: 'translation-unknown' };

/**
 * Reads what publishing looks at. `lock` holds the item and its quotas until the transaction ends, so that a kill waits
 * for the page or the page for the kill, and two pages never share the last of a quota (I6, I16).
 */
export async function gatherPublication(
  stores: PublicationStores,
  agency: Agency,
  order: PageOrder,
  mode: 'look' | 'lock',
): Promise<Result<GatheredPublication, GatherRefusal>> {
  const found = await findItem(stores, order.storyId, mode);
  if (!found) return refuse({ code: 'story-unknown' });
  const { item } = found;
  if (item.origin === 'partner' && !(await stores.takes.ofItem(item.id)))
    return refuse({ code: 'story-not-taken' });
  const translation = order.translationId ? await stores.translations.find(order.translationId) : undefined;
  if (order.translationId !== undefined && translation?.itemId !== item.id)
    return refuse({ code: 'translation-unknown' });
  const origin = await findOrigin(stores, agency, found);
  const language = translation?.language ?? found.version.content.language;
  const published = await stores.publications.findFor(item.id, language);
  const optional = { ...(translation ? { translation } : {}), ...(published ? { published } : {}) };
  const { pictures: restricted, ...context } = await gatherUse(stores.useState, {
    item,
    version: found.version.content,
    actor: agency.did,
    at: order.at,
    lockQuotas: mode === 'lock',
  });
  // The page prints the credit line and names the provider in any case; the link only when there is one.
  const duties = { attribute: true, linkBack: origin.linkBack !== undefined };
  const copy = { itemId: item.id, language };
  const state = await stateOfCopy(stores.publications, copy, { ...context.state, duties });
  const question = { ...context, state, publisher: agency, ...optional, at: order.at };
  return accept({ ...found, ...optional, ...origin, language, question, restricted });
}

async function findOrigin(
  { partners }: PublicationStores,
  agency: Agency,
  { item, version }: Found,
): Promise<Pick<GatheredPublication, 'provider' | 'suppliedBy' | 'linkBack'>> {
  if (item.origin === 'own')
    return { provider: { did: agency.did, name: agency.name, ownership: agency.ownership } };
  const partner = await partners.find(item.provider);
  if (!partner) throw new Error(`an item of ${item.provider} came from nobody we know`);
  const { did, name, ownership, baseUrl } = partner;
  const linkBack = webUrl(version.content.canonicalUrl ?? '') ?? webUrl(baseUrl);
  const link = linkBack === undefined ? {} : { linkBack };
  const { originator } = version.content;
  if (originator) return { provider: originator, suppliedBy: { did, name }, ...link };
  return { provider: { did, name, ownership }, ...link };
}

type Found = Pick<GatheredPublication, 'item' | 'version'>;

async function findItem(
  { items }: PublicationStores,
  storyId: string,
  mode: 'look' | 'lock',
): Promise<Found | undefined> {
  const seen = await items.find(storyId);
  if (!seen) return undefined;
  const locked =
    mode === 'lock' ? (await items.lock([{ ...seen, version: seen.latestVersion }]))[0]?.item : seen;
  const item = locked ?? seen;
  const version = await items.version(storyId, item.latestVersion);
  return version && { item, version };
}

/** May this picture go out with the text? Agreements name kinds of content, and pictures are one. */
export function decidePicture(
  gathered: Pick<GatheredPublication, 'question' | 'restricted'>,
  guid: string,
): Decision {
  return decidePublication(pictureAsked(gathered, guid));
}

/** The question for one picture of a page, which is not translated and may have terms of its own. */
export function pictureAsked(
  { question, restricted }: Pick<GatheredPublication, 'question' | 'restricted'>,
  guid: string,
): PublicationQuestion {
  const { translation: _, ...rest } = question;
  return { ...rest, item: { ...question.item, newsType: 'picture', ...restricted.get(guid) } };
}
