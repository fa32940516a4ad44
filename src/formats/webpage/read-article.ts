import { webUrl } from '../html/web-url.ts';
import { languageTag } from '../item-text.ts';
import { JsonReading } from '../json/json-reading.ts';
import { onlyGiven } from '../only-given.ts';
import { sayGravest, statusNamed, statusOfHeadline } from '../wire/status-words.ts';
import { createWireItem } from '../wire/wire-item-builder.ts';
import type { WireItem } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { words } from '../words.ts';
import { readArticleMedia } from './article-media.ts';
import { readArticlePeople } from './article-people.ts';
import { lineIn, plainLines, thingsIn, type ArticleSource, type PageAround } from './article-source.ts';
import { readArticleText } from './article-text.ts';
import { readArticleTopics } from './article-topics.ts';
import { typesOf, type LinkedNode } from './linked-data.ts';

/** Reads an article of schema.org into an item. Its address names it: its own, that of the page it is the main thing of, its `@id`. */
export function readArticle({ node, at }: LinkedNode, around: PageAround): WireItem {
  const item = createWireItem(at.trim());
  const source: ArticleSource = { item, reading: new JsonReading(node, at), around };
  item.set('type', 'text', at.trim());
  readIdentity(source);
  readWords(source);
  readLanguage(source);
  readTimes(source);
  readArticlePeople(source);
  readRights(source);
  readArticleTopics(source, typesOf(node));
  readArticleText(source);
  readArticleMedia(source);
  readStanding(source);
  source.reading.listUnread(item.dropped, SILENT);
  return item.build();
}

/** What leads through the page, and what counts its readers. */
const SILENT: ReadonlySet<string> = new Set(
  words('@context @type @id mainEntity potentialAction speakable interactionStatistic commentCount'),
);

function readIdentity(source: ArticleSource): void {
  const { item, reading, around } = source;
  const base = around.baseUrl;
  const page = thingsIn(source, 'mainEntityOfPage').map(({ text, reading: inner, at }) => ({
    text: inner?.line('@id') ?? inner?.line('url') ?? text,
    at,
  }));
  const told = [
    { text: reading.line('url') ?? '', at: reading.place('url') },
    ...page,
    { text: around.isOnly ? (around.canonical ?? '') : '', at: 'link' },
    { text: reading.line('@id') ?? '', at: reading.place('@id') },
  ];
  const own = told
    .map(({ text, at }) => ({ href: webUrl(text, base), at }))
    .find(({ href }) => href !== undefined);
  if (own?.href === undefined)
    item.warn(
      'identity-missing',
      reading.at.trim(),
      'No address of the article is told; a name must be given to it.',
    );
  else {
    item.set('uri', own.href, own.at);
    item.add('links', { rel: 'alternate', href: own.href, at: own.at }, own.at);
  }
  item.set('version', reading.line('version'), reading.place('version'));
  readOtherIds(source);
}

function readOtherIds(source: ArticleSource): void {
  for (const { text, reading, at } of thingsIn(source, 'identifier')) {
    const code = reading?.line('value') ?? text;
    const scheme = reading?.line('propertyID');
    if (code !== '') source.item.add('altIds', { code, ...onlyGiven({ scheme }) }, at);
  }
}

function readWords(source: ArticleSource): void {
  const { item, reading } = source;
  const headline = lineIn(source, 'headline', 'name');
  item.set('headline', headline.text, headline.at);
  const other = ['name', 'alternativeHeadline', 'alternateName'].map((name) => lineIn(source, name));
  for (const { text, at } of other)
    if (text !== '' && text !== headline.text) item.add('headlines', { role: 'subtitle', text }, at);
  item.set('summary', plainLines(reading.text('description') ?? ''), reading.place('description'));
  const abstract = plainLines(reading.text('abstract') ?? '');
  if (!item.has('summary')) item.set('summary', abstract, reading.place('abstract'));
  else if (abstract !== '')
    item.add('headlines', { role: 'abstract', text: abstract }, reading.place('abstract'));
  item.set('wordCount', reading.count('wordCount'), reading.place('wordCount'));
}

function readLanguage(source: ArticleSource): void {
  const { item, reading, around } = source;
  const [said] = thingsIn(source, 'inLanguage').map((thing) => ({
    text: thing.reading?.line('alternateName') ?? thing.text,
    at: thing.at,
  }));
  const { text, at } = said ?? { text: around.language ?? '', at: reading.at.trim() };
  const tag = languageTag(text) ?? languageTag(around.language ?? '');
  item.set('language', tag, at);
  if (tag === undefined && text !== '')
    item.warn('language-malformed', at, `"${text.slice(0, 40)}" is no language tag.`);
}

const TIMES = [
  ['versionCreated', 'dateModified'],
  ['published', 'datePublished'],
  ['contentCreated', 'dateCreated'],
  ['expires', 'expires'],
] as const;

/** A page that was never changed is of the version that came out. */
function readTimes({ item, reading }: ArticleSource): void {
  for (const [field, name] of TIMES) {
    const written = reading.line(name);
    const time = wireTime(written);
    item.date(field, time, reading.place(name));
    if (written !== undefined && time === undefined)
      item.warn('time-malformed', reading.place(name), `"${written.slice(0, 60)}" is no time.`);
  }
  if (!item.hasDate('versionCreated'))
    item.date('versionCreated', wireTime(reading.line('datePublished')), reading.place('datePublished'));
}

function readRights(source: ArticleSource): void {
  const { item, reading, around } = source;
  const { text, at } = lineIn(source, 'copyrightNotice');
  item.set('copyrightNotice', text, at);
  const terms = ['license', 'usageInfo', 'conditionsOfAccess'].flatMap((name) =>
    thingsIn(source, name).map((one) => ({
      text: one.reading?.line('url') ?? one.reading?.line('@id') ?? one.text,
      at: one.at,
    })),
  );
  item.set('usageTerms', terms.map((one) => one.text).join('\n'), terms[0]?.at ?? '');
  const shop = webUrl(reading.line('acquireLicensePage') ?? '', around.baseUrl);
  const place = reading.place('acquireLicensePage');
  if (shop !== undefined) item.add('links', { rel: 'license', href: shop, at: place }, place);
}

/** Whether it was corrected or withdrawn, and what of it is free to read. */
function readStanding(source: ArticleSource): void {
  const { item } = source;
  const said = [{ said: statusOfHeadline(item.get('headline')), at: item.placeOf('headline') ?? '' }];
  for (const one of thingsIn(source, 'correction')) {
    const text = one.reading?.line('text') ?? one.text;
    const on = one.reading?.line('datePublished');
    if (text === '') continue;
    const note = on === undefined ? text : `${text} (${on})`;
    item.add(
      'edNotes',
      { text: plainLines(note), role: 'correction', audience: 'partner', at: one.at },
      one.at,
    );
    said.push({ said: { instruction: 'correct' }, at: one.at });
  }
  for (const { text, at } of thingsIn(source, 'creativeWorkStatus')) {
    item.add('signals', { scheme: 'schema:creativeWorkStatus', code: text }, at);
    said.push({ said: statusNamed(text), at });
  }
  const backstory = lineIn(source, 'backstory');
  if (backstory.text !== '')
    item.add('edNotes', { ...backstory, role: 'backstory', audience: 'partner' }, backstory.at);
  const [free] = thingsIn(source, 'isAccessibleForFree');
  if (free !== undefined && free.text !== '') {
    const code = free.text.toLowerCase().replace(/^.*\//, '');
    item.add('signals', { scheme: 'schema:isAccessibleForFree', code }, free.at);
  }
  sayGravest(item, said);
}
