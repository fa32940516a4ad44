import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { createDroppedList } from '../dropped-list.ts';
import { webUrl } from '../html/web-url.ts';
import { isUri } from '../is-uri.ts';
import { languageTag, oneLine } from '../item-text.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { allNamed, childNamed, lineOf } from '../xml/xml-lookup.ts';
import { XmlReading } from '../xml/xml-reading.ts';
import { readSitemapMedia } from './sitemap-media.ts';

const NEWS = /^https?:\/\/(?:www\.)?google\.com\/schemas\/sitemap-news\//;

/** Does the root begin a sitemap, of news or not, or a list of sitemaps? */
export function isSitemap(root: XmlElement): boolean {
  return root.name === 'urlset' || root.name === 'sitemapindex';
}

/**
 * Reads a news sitemap (sitemaps.org 0.9 with Google's news, image and video sitemaps): every page that is news is an item without a text,
 * named by its address. Pages that are none are dropped; a sitemap without news, or a list of sitemaps, is refused.
 */
export function parseNewsSitemap(root: XmlElement, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  if (root.name === 'sitemapindex') return no(root, OF_OTHERS);
  const pages = allNamed(root, 'url');
  if (!pages.some((page) => newsIn(page) !== undefined)) return no(root, WITHOUT_NEWS);
  const dropped = createDroppedList();
  const items = pages.flatMap((page) => {
    const news = newsIn(page);
    const href = webUrl(lineOf(childNamed(page, 'loc')) ?? '', needs.baseUrl);
    if (news !== undefined && href !== undefined) return [itemOf(page, news, href, needs)];
    const why = news === undefined ? 'Nothing says that the page is news.' : NO_ADDRESS;
    const named = lineOf(childNamed(page, 'loc')) ?? lineOf(childNamed(news, 'title')) ?? '';
    dropped.add(page.at, `url ${named}`.trim(), why);
    return [];
  });
  const publishers = new Set(items.map(({ provider }) => provider?.code));
  const provider = publishers.size === 1 ? items[0]?.provider : undefined;
  return accept({
    items,
    ...(provider === undefined ? {} : { provider }),
    dropped: dropped.all(),
    warnings: [],
  });
}

const NO_ADDRESS = 'It has no web address that could name it.';
const WITHOUT_NEWS =
  'It is a sitemap that names pages and tells no news (no news:news). Take the news sitemap or the feed of the site; its robots.txt may name them.';
const OF_OTHERS = 'It is a list of sitemaps. Take the one of news that it names, or the feed of the site.';

function no(root: XmlElement, detail: string): Result<never, FormatRefusal> {
  return refuse({ code: 'document-kind-unsupported', at: root.at, detail });
}

function newsIn(page: XmlElement): XmlElement | undefined {
  const news = childNamed(page, 'news');
  return news !== undefined && NEWS.test(news.ns) ? news : undefined;
}

function itemOf(page: XmlElement, news: XmlElement, href: string, needs: WireNeeds): WireItem {
  const item = createWireItem(page.at);
  const reading = new XmlReading();
  const address = reading.first(page, 'loc');
  item.set('uri', href, reading.take(address ?? page).at);
  item.set('type', 'text', page.at);
  item.add('links', { rel: 'alternate', href, at: address?.at ?? page.at }, address?.at ?? page.at);
  readNews({ item, reading, news: reading.first(page, 'news', news.ns) ?? news });
  readTranslations(item, reading, page);
  readDates(item, reading, page, news);
  readSitemapMedia(item, reading, page, needs);
  reading.listUnread(page, item.dropped, new Set());
  return item.build();
}

type NewsSource = { readonly item: WireItemBuilder; readonly reading: XmlReading; readonly news: XmlElement };

function readNews({ item, reading, news }: NewsSource): void {
  const said = (parent: XmlElement | undefined, name: string) => {
    const element = reading.first(parent, name);
    return { text: oneLine(reading.text(element) ?? ''), at: element?.at ?? news.at };
  };
  const publication = reading.first(news, 'publication');
  const [name, language] = [said(publication, 'name'), said(publication, 'language')];
  if (name.text !== '') item.set('provider', { code: name.text }, name.at);
  const tag = languageTag(language.text);
  item.set('language', tag, language.at);
  if (tag === undefined && language.text !== '')
    item.warn('language-malformed', language.at, `"${language.text.slice(0, 40)}" is no language tag.`);
  const title = said(news, 'title');
  item.set('headline', title.text, title.at);
  const list = (field: string, between: RegExp) => {
    const { text, at } = said(news, field);
    return text.split(between).flatMap((one) => (one.trim() === '' ? [] : [{ code: one.trim(), at }]));
  };
  for (const { code, at } of list('keywords', /[,;，、]/)) item.add('keywords', code, at);
  for (const { code, at } of list('genres', /,/)) item.add('genres', { scheme: 'news:genres', code }, at);
  for (const { code, at } of list('access', /,/)) item.add('signals', { scheme: 'news:access', code }, at);
  for (const { code, at } of list('stock_tickers', /,/))
    item.add('subjects', { scheme: 'news:stock_tickers', code, type: 'organisation' }, at);
  for (const { code, at } of list('geo_locations', /;/))
    item.add('places', { role: 'subject', name: code }, at);
}

/** The same story in other languages (`xhtml:link`), with the language as the title. */
function readTranslations(item: WireItemBuilder, reading: XmlReading, page: XmlElement): void {
  for (const link of reading.all(page, 'link', 'http://www.w3.org/1999/xhtml')) {
    const href = webUrl(link.attributes.get('href') ?? '');
    const language = link.attributes.get('hreflang') ?? '';
    if (href === undefined || !isUri(href)) item.dropped.add(link.at, 'link', 'it has no web address');
    else if (language === '') item.add('links', { rel: 'related', href, at: link.at }, link.at);
    else item.add('links', { rel: 'translation', href, title: language, at: link.at }, link.at);
  }
}

/** The page's last change is that of the version; a page that tells none has not changed since it came out. */
function readDates(item: WireItemBuilder, reading: XmlReading, page: XmlElement, news: XmlElement): void {
  const [published, changed] = [reading.first(news, 'publication_date'), reading.first(page, 'lastmod')].map(
    (element) => element && reading.take(element),
  );
  for (const element of [published, changed])
    if (element !== undefined && wireTime(textOf(element)) === undefined)
      item.warn('time-malformed', element.at, `"${textOf(element).trim().slice(0, 60)}" is no time.`);
  const [out, version] = [published, changed].map((element) => element && wireTime(textOf(element)));
  item.date('published', out, published?.at ?? '');
  item.date('versionCreated', version ?? out, (version === undefined ? published : changed)?.at ?? '');
}
