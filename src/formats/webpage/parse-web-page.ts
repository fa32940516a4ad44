import { isJsonObject, type Json } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { createDroppedList } from '../dropped-list.ts';
import { webUrl } from '../html/web-url.ts';
import { onlyGiven } from '../only-given.ts';
import type { WireNeeds, WireRead } from '../wire/wire-item.ts';
import { linkedDataIn, linkedDataOf, typesOf, type LinkedData, type LinkedNode } from './linked-data.ts';
import { readArticle } from './read-article.ts';

const PAGE =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*<(?:!doctype\s+html[\s>]|html[\s>]|head>)/i;

/** Does the text begin as a page of the web? */
export function isWebPage(text: string): boolean {
  return PAGE.test(text.slice(0, 10_000));
}

/** Does the page tell a story by JSON-LD? */
export function carriesArticle(page: string): boolean {
  return /application\/ld\+json/i.test(page) && linkedDataIn(page).nodes.some(isArticle);
}

/**
 * Reads a page of the web that was saved or mailed and tells its story by JSON-LD (schema.org NewsArticle, Google's and the IPTC's way):
 * each article is an item. Pages without one are refused, since nothing in a page says what is the story and what stands around it (ADR 0025).
 */
export function parseWebPage(page: string, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  return readArticles(linkedDataIn(page), page, needs);
}

/** Is the document an article of schema.org as JSON-LD, or a list or graph with one? */
export function isArticleData(json: Json): boolean {
  const [first] = Array.isArray(json) ? json : [json];
  const isLinked = isJsonObject(first) && ('@type' in first || '@graph' in first);
  return isLinked && linkedDataOf(json).nodes.some(isArticle);
}

/** Reads JSON-LD that stands alone, as systems push it. */
export function parseArticleData(json: Json, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  return readArticles(linkedDataOf(json), '', needs);
}

function readArticles(data: LinkedData, page: string, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const articles = distinct(data.nodes.filter(isArticle));
  if (articles.length === 0) return refuse(without(data));
  const dropped = createDroppedList();
  for (const { at, why } of data.broken) dropped.add(at, 'JSON-LD', why);
  for (const { node, at } of data.nodes)
    if (!isArticle({ node, at }) && !AROUND.test(typesOf(node).join(' ')))
      dropped.add(at, typesOf(node).join(', '), 'it tells of the page or of its house, not of a story');
  const around = { page, byId: data.byId, isOnly: articles.length === 1, ...factsOf(page, needs) };
  const items = articles.map((article) => readArticle(article, around));
  const names = new Set(items.map(({ provider }) => provider?.code));
  const provider = names.size === 1 ? items[0]?.provider : undefined;
  return accept({ items, ...onlyGiven({ provider }), dropped: dropped.all(), warnings: [] });
}

const ARTICLE =
  /^(?:\w*NewsArticle|Article|LiveBlogPosting|BlogPosting|Report|SatiricalArticle|AdvertiserContentArticle)$/;

function isArticle({ node }: LinkedNode): boolean {
  const hasWords = 'headline' in node || 'articleBody' in node || 'name' in node;
  return hasWords && typesOf(node).some((type) => ARTICLE.test(type));
}

/** What an article of the page may lead to, and the page itself. */
const AROUND = /^(?:WebPage|ImageObject|VideoObject|Person|(?:NewsMedia)?Organization|ListItem|ItemList)$/;

/** An article that is told twice is one. */
function distinct(articles: readonly LinkedNode[]): readonly LinkedNode[] {
  const known = new Set<string>();
  return articles.filter(({ node }) => {
    const key = JSON.stringify([node['@id'] ?? node['url'] ?? null, node['headline'] ?? null]);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}

function without({ broken }: LinkedData): FormatRefusal {
  const [first] = broken;
  if (first !== undefined)
    return { code: 'json-malformed', at: first.at, detail: `The JSON-LD of the page: ${first.why}` };
  return { code: 'document-kind-unsupported', at: '', detail: NO_ARTICLE };
}

const NO_ARTICLE =
  'It is a page of the web that tells no story by JSON-LD (schema.org NewsArticle), and nothing else in a page says what of it is the story. Take the feed of the site, or the text as a document or a mail.';

/** What the page itself says, where the article does not. */
function factsOf(page: string, needs: WireNeeds) {
  const head = page.slice(0, HEAD_CHARACTERS);
  const language = /<html\b[^>]{0,2000}?\slang\s{0,9}=\s{0,9}["']?([\w-]+)/i.exec(head)?.[1];
  const link = /<link\b[^>]{0,2000}?\brel\s{0,9}=\s{0,9}["']?canonical\b[^>]{0,2000}>/i.exec(head)?.[0] ?? '';
  const address = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(link);
  const canonical = webUrl(
    (address?.[1] ?? address?.[2] ?? address?.[3] ?? '').replaceAll('&amp;', '&'),
    needs.baseUrl,
  );
  return onlyGiven({ language, canonical: canonical ?? needs.baseUrl, baseUrl: canonical ?? needs.baseUrl });
}

const HEAD_CHARACTERS = 200_000;
