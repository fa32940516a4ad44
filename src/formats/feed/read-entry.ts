import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Finding } from '#domain/item/finding.ts';
import type { Block, ItemVersion } from '#domain/item/item.ts';
import { createDroppedList } from '../dropped-list.ts';
import { webUrl } from '../html/web-url.ts';
import { isUri } from '../is-uri.ts';
import { beginning, languageTag, mediaTopic, oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { versionNumber, type ReadItem } from '../read-item.ts';
import { words } from '../words.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import { entryMedia } from './entry-media.ts';
import { atomForm, bodyBlocks, summaryText, titleText, type TextForm } from './entry-text.ts';
import { NS, type EntrySource, type FeedSource } from './feed-source.ts';
import { readFeedDate } from './read-feed-date.ts';

/**
 * Reads one RSS item or Atom entry. A feed has no version numbers: the version is the whole seconds since 1970 of the entry's
 * update (else its publication), so that a later update is a later version and the same update is the same one.
 */
export function readEntry(feed: FeedSource, entry: XmlElement): Result<ReadItem, FormatRefusal> {
  const findings: Finding[] = [];
  const source: EntrySource = {
    ...feed,
    entry,
    dropped: createDroppedList(),
    note: (code, at, detail) => findings.push({ code, at, detail }),
    baseUrl: resolveBase(entry, feed.feed.baseUrl),
  };
  const body = readBody(source);
  if (!body.ok) return body;
  const link = readLink(source);
  const headline = readHeadline(source, body.value);
  if (headline === undefined) return no(entry, 'The entry has no title and no text.');
  const guid = readGuid(source, link);
  if (guid === undefined) return no(entry, 'The entry has neither an id nor a link.');
  const item: ItemVersion = {
    guid,
    ...readTimes(source),
    provider: feed.needs.provider,
    newsType: 'text',
    pubStatus: 'usable',
    language: readLanguage(source),
    headline,
    ...readWording(source, body.value),
    subjects: readSubjects(source),
    places: [],
    blocks: body.value.blocks,
    renditions: [],
    associations: entryMedia(source),
    ...(link === undefined ? {} : { canonicalUrl: link }),
  };
  feed.reading.listUnread(entry, source.dropped, SILENT);
  return accept({ item, dropped: source.dropped.all(), findings });
}

const SILENT: ReadonlySet<string> = new Set(
  words('comments commentRss pubDate published modified created issued source'),
);

/** `xml:base` may itself be relative to the one around it. */
function resolveBase(element: XmlElement, outer: string | undefined): string | undefined {
  const written = element.attributes.get('xml:base');
  return written === undefined ? outer : (webUrl(written, outer) ?? outer);
}

type EntryBody = { readonly blocks: readonly Block[]; readonly from: XmlElement | undefined };

/** The fullest text there is: the content, else what is meant as its summary. */
function readBody(source: EntrySource): Result<EntryBody, FormatRefusal> {
  const { reading, entry } = source;
  const from =
    reading.first(entry, 'encoded', NS.content) ??
    atomContent(source) ??
    reading.first(entry, 'body', NS.xhtml) ??
    reading.first(entry, 'div', NS.xhtml) ??
    reading.first(entry, 'description') ??
    reading.first(entry, 'summary');
  if (from === undefined) return accept({ blocks: [], from });
  reading.take(from);
  const blocks = bodyBlocks(source, from, from.ns === NS.xhtml ? 'xhtml' : formOf(from));
  return blocks.ok ? accept({ blocks: blocks.value, from }) : blocks;
}

/** Content that lives elsewhere, or is no text, is not a body. */
function atomContent({ reading, entry, dropped }: EntrySource): XmlElement | undefined {
  const content = isAtom(entry) ? reading.first(entry, 'content') : undefined;
  if (content === undefined) return undefined;
  const type = content.attributes.get('type') ?? 'text';
  const isText = /^(?:text|html|xhtml|text\/plain|text\/html|application\/xhtml\+xml)$/i.test(type);
  if (isText && !content.attributes.has('src')) return content;
  dropped.add(content.at, `content ${content.attributes.get('src') ?? type}`, 'the text is not in the feed');
  reading.take(content);
  return undefined;
}

function formOf(element: XmlElement): TextForm {
  return isAtom(element) ? atomForm(element) : 'html';
}

function isAtom(element: XmlElement): boolean {
  return element.ns === NS.atom || element.ns === NS.atom03;
}

/** The entry's page: RSS `link`, Atom `link` without a relation or with "alternate", or a guid that is one. */
function readLink(source: EntrySource): string | undefined {
  const { reading, entry, baseUrl } = source;
  const links = [...reading.all(entry, 'link'), ...reading.all(entry, 'link', NS.atom)];
  for (const link of links) {
    const rel = link.attributes.get('rel') ?? 'alternate';
    if (rel !== 'alternate' && rel !== 'enclosure')
      source.dropped.add(link.at, `link ${rel}`, 'one page of the story is kept');
    reading.take(link);
  }
  const page = links.find((link) => (link.attributes.get('rel') ?? 'alternate') === 'alternate');
  const url = page && webUrl(page.attributes.get('href') ?? textOf(page), baseUrl);
  if (url !== undefined) return url;
  const guid = reading.first(entry, 'guid');
  return guid === undefined || guid.attributes.get('isPermaLink') === 'false'
    ? undefined
    : webUrl(textOf(guid), baseUrl);
}

/**
 * The provider's own id. One that is unique only within its feed is put under the feed's address; without any id the page's
 * address is the identity.
 */
function readGuid(source: EntrySource, link: string | undefined): string | undefined {
  const { reading, entry, feed } = source;
  const element = reading.first(entry, 'guid') ?? reading.first(entry, 'id');
  const written = oneLine(reading.text(element) ?? entry.attributes.get(`{${NS.rdf}}about`) ?? '');
  if (written === '') return link;
  if (isUri(written)) return written;
  return `urn:x-feed:${encodeURIComponent(feed.scope)}:${encodeURIComponent(written)}`;
}

function readHeadline({ reading, entry, note }: EntrySource, body: EntryBody): string | undefined {
  const title = reading.first(entry, 'title');
  const text = title === undefined ? '' : titleText(reading.take(title), formOf(title));
  if (text !== '') return text;
  const first = body.blocks[0]?.text;
  if (first === undefined) return undefined;
  note('headline-assumed', entry.at, 'No title is given; the first words are used.');
  return beginning(first, 120);
}

function readTimes({ reading, entry, note, needs }: EntrySource) {
  const dated = (name: string, ns?: string) =>
    readFeedDate(reading.text(reading.first(entry, name, ns ?? entry.ns)));
  const candidates: readonly (Instant | undefined)[] = [
    dated('updated', NS.atom),
    dated('modified', NS.dcterms),
    dated('modified'),
    dated('pubDate'),
    dated('published', NS.atom),
    dated('issued'),
    dated('created'),
    dated('date', NS.dc),
  ];
  const createdAt = candidates.find((at) => at !== undefined);
  if (createdAt === undefined)
    note('time-assumed', entry.at, `No date is given; ${needs.receivedAt}, when it came, is used.`);
  return {
    // Every feed lacks version numbers, so that is not worth telling; only the lack of a date is.
    version: versionNumber(undefined, createdAt, () => {}),
    versionCreatedAt: createdAt ?? needs.receivedAt,
  };
}

function readLanguage({ reading, entry, feed, note }: EntrySource): string {
  const said =
    reading.text(reading.first(entry, 'language', NS.dc)) ??
    entry.attributes.get('xml:lang') ??
    feed.language;
  const tag = said === undefined ? undefined : languageTag(said);
  if (tag === undefined && (said ?? '') === '') note('language-assumed', entry.at, 'No language is given.');
  else if (tag === undefined)
    note('language-malformed', entry.at, `"${beginning(said ?? '', 40)}" is no language tag.`);
  return tag ?? 'und';
}

function readWording(source: EntrySource, body: EntryBody) {
  const { reading, entry, feed } = source;
  const summary = reading.first(entry, 'summary') ?? reading.first(entry, 'description');
  const rights =
    reading.first(entry, 'rights') ??
    reading.first(entry, 'rights', NS.dc) ??
    reading.first(entry, 'copyright');
  return onlyGiven({
    summary:
      summary === undefined || summary === body.from
        ? ''
        : summaryText(reading.take(summary), formOf(summary)),
    byline: readByline(source),
    copyrightNotice: severalLines(reading.text(rights) ?? '') || feed.copyrightNotice,
  });
}

/** Names only: addresses of authors are nobody's business downstream. */
function readByline({ reading, entry }: EntrySource): string {
  const authors = [...reading.all(entry, 'author'), ...reading.all(entry, 'creator', NS.dc)].map((author) => {
    reading.take(author);
    const name = reading.first(author, 'name');
    return oneLine(name === undefined ? (isAtom(author) ? '' : textOf(author)) : textOf(name));
  });
  const names = authors.map((author) => {
    // RSS 2.0 writes `address (name)`, others `name <address>`.
    const named =
      author.endsWith(')') && author.includes('@') ? author.slice(author.indexOf('(') + 1, -1) : author;
    return named
      .split(' ')
      .filter((word) => !word.includes('@'))
      .join(' ');
  });
  return [...new Set(names.filter((name) => name !== ''))].join(', ');
}

function readSubjects({ reading, entry, dropped }: EntrySource) {
  const codes = new Map<string, string>();
  for (const category of [...reading.all(entry, 'category'), ...reading.all(entry, 'subject', NS.dc)]) {
    const term = category.attributes.get('term') ?? textOf(category);
    const scheme = category.attributes.get('scheme') ?? category.attributes.get('domain') ?? '';
    const code = mediaTopic(term) ?? mediaTopic(`${scheme.replace(/\/?$/, '/')}${term.trim()}`);
    reading.take(category);
    if (code === undefined) dropped.add(category.at, describe(category), 'the category is no media topic');
    else codes.set(code, oneLine(category.attributes.get('label') ?? ''));
  }
  return [...codes].map(([code, name]) => ({ code, ...(name === '' ? {} : { name }), broader: [] }));
}

function no(entry: XmlElement, detail: string): Result<never, FormatRefusal> {
  return refuse({ code: 'feed-invalid', at: entry.at, detail });
}
