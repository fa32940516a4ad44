import type { Reply } from '#contract/endpoint.ts';
import { listPublications, previewPublication, publishStory } from '#contract/publication.ts';
import { readTranslation, saveTranslation, startTranslation } from '#contract/translation.ts';
import type { DeskClient } from '../../desk-client.ts';
import { doOnce, until } from '../until.ts';
import { storyAt } from './find-story.ts';
import { check, type Play, type Step } from './play.ts';
import { PAGE_LANGUAGE, STORY, TRANSLATION } from './play-texts.ts';
import { fetchFeed, fetchPage, type PortalPage } from './portal-page.ts';

export type Translation = Reply<typeof readTranslation>;

/** Translated with saves on the way, published, read by the public, seen by the giver. */
export const PUBLISH_STEPS: readonly Step[] = [
  { step: 'translate', run: translate },
  { step: 'publish', run: publish },
  { step: 'portal-page', run: readPage },
  { step: 'usage-seen-by-giver', run: seeUsage },
];

async function translate({ taker, notes }: Play): Promise<string> {
  const storyId = notes.get('taken-story');
  const { id } = await until('the translation', () =>
    taker.editor.demand(startTranslation, { params: { id: storyId }, body: { language: PAGE_LANGUAGE } }),
  );
  notes.put('translation', id);
  const first = await until('its text', () => readBench(taker.editor, id));
  await until('every block confirmed', () => saveNext(taker.editor, id, TRANSLATION));
  const late = await taker.editor.call(saveTranslation, {
    params: { id },
    body: { revision: first.revision, blocks: [{ id: 'headline', text: 'x', state: 'draft' }] },
  });
  check(!late.ok, 'a save over somebody else’s is refused');
  return `${first.blocks.length} blocks`;
}

export function readBench(desk: DeskClient, id: string): Promise<Translation> {
  return desk.demand(readTranslation, { params: { id } });
}

/** Saves two blocks that still wait for their words; done when none does. */
export async function saveNext(
  desk: DeskClient,
  id: string,
  words: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { revision, blocks } = await readBench(desk, id);
  const waiting = blocks.filter(({ state }) => state !== 'confirmed');
  if (waiting.length === 0) return true;
  const next = waiting.slice(0, 2).map((block) => ({
    id: block.id,
    text: words[block.id] ?? `（${block.source}）`,
    state: 'confirmed' as const,
  }));
  await desk.demand(saveTranslation, { params: { id }, body: { revision, blocks: next } });
  return false;
}

async function publish({ taker, notes }: Play): Promise<string> {
  const storyId = notes.get('taken-story');
  const translationId = notes.get('translation');
  const preview = await until('the preview, with the picture here', async () => {
    const shown = await taker.editor.demand(previewPublication, {
      params: { id: storyId },
      query: { language: PAGE_LANGUAGE, translation: translationId },
    });
    return shown.leftOut.length === 0 && shown;
  });
  check(preview.may.ok, `it may be published: ${JSON.stringify(preview.may)}`);
  check(preview.unfinishedBlocks === 0, 'no block is unfinished');
  const publication = await doOnce(
    'the publication',
    () => publicationAt(taker.editor, translationId),
    () => taker.editor.demand(publishStory, { body: { storyId, translationId } }),
  );
  const url = new URL(publication.url, taker.origin).href;
  notes.put('page', url);
  notes.put('publication', publication.id);
  notes.put('published-at', publication.publishedAt);
  return url;
}

export async function publicationAt(desk: DeskClient, translationId: string) {
  const { publications } = await desk.demand(listPublications, {});
  return publications.find((one) => one.translationId === translationId);
}

async function readPage({ giver, taker, notes }: Play): Promise<string> {
  const page = await until('the page', async () => {
    const got = await fetchPage(notes.get('page'));
    return got.status === 200 ? got : undefined;
  });
  checkWords(page);
  checkLinkedData(page, giver.origin);
  check(page.scripts === 0, 'nothing runs in the reader’s browser');
  check(page.headers.get('set-cookie') === null, 'no cookie is set');
  check(page.times.includes(notes.get('published-at')), 'the time of publication stands on the page');
  for (const src of page.pictures) {
    const picture = await fetch(new URL(src, taker.origin));
    check(picture.status === 200, `the picture ${src} is served`);
  }
  check(page.pictures.length > 0, 'the picture came along');
  const feed = await fetchFeed(`${taker.origin}/${PAGE_LANGUAGE.toLowerCase()}/feed.xml`);
  check(
    feed.format === 'rss' && feed.items.some(({ headline }) => headline === TRANSLATION['headline']),
    'the story is in the RSS feed',
  );
  return `${page.pictures.length} picture, ${feed.items.length} in the feed`;
}

function checkWords({ language, text, links }: PortalPage): void {
  check(language === PAGE_LANGUAGE, `the page is in ${PAGE_LANGUAGE}`);
  for (const words of Object.values(TRANSLATION)) check(text.includes(words), `the page says "${words}"`);
  check(
    text.includes('来源：瀚江通讯社，鹭江通讯社译自越南语'),
    'the origin line names provider and translator',
  );
  check(
    text.includes('Hãng tin Sông Hàn') || text.includes('瀚江通讯社'),
    'the credit of the provider is shown',
  );
  check(text.includes('公共服务媒体'), 'the provider’s ownership is declared');
  check(/译文.*越南语 → /.test(text), 'the translation is labelled');
  check(/\d+ 次浏览/.test(text), 'the view count is shown');
  check(
    links.some((link) => link.startsWith('http')),
    'a link leads back to the origin',
  );
}

function checkLinkedData({ linkedData }: PortalPage, giverOrigin: string): void {
  check(linkedData?.['@type'] === 'NewsArticle', 'JSON-LD describes a NewsArticle');
  check(linkedData?.['inLanguage'] === PAGE_LANGUAGE, 'JSON-LD names the language');
  const source = JSON.stringify(linkedData?.['sourceOrganization'] ?? '');
  check(source.includes(new URL(giverOrigin).port), 'JSON-LD names the provider');
  check(linkedData?.['translationOfWork'] !== undefined, 'JSON-LD says what it translates');
}

async function seeUsage({ giver, notes }: Play): Promise<string> {
  const use = await until('the use at the giver', async () => {
    const { uses, headline } = await storyAt(giver.editor, notes.get('story'));
    check(headline === STORY.headline, 'the use is of this story');
    check(uses.length <= 1, 'one page is one use');
    return uses[0];
  });
  check(use.url === notes.get('page'), `the address is the page’s: ${use.url}`);
  check(
    use.state === 'live' && use.language === PAGE_LANGUAGE && use.version === 1,
    'it runs, in its language',
  );
  return notes.get('page');
}
