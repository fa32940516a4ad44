import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { webUrl } from '../html/web-url.ts';
import { isUri } from '../is-uri.ts';
import { beginning, languageTag, oneLine, severalLines } from '../item-text.ts';
import type { WireItem, WireTime } from '../wire/wire-item.ts';
import { createWireItem } from '../wire/wire-item-builder.ts';
import { fromBeginning } from '../wire/wire-time.ts';
import { words } from '../words.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import { FeedChildren } from './feed-names.ts';
import { readAgencyExtension } from './wire-agency.ts';
import { readTexts } from './wire-body.ts';
import { timeIn, type FeedHead, type WireEntrySource } from './wire-entry-source.ts';
import { ownBase, readLinks } from './wire-links.ts';
import { readMedia } from './wire-media.ts';
import { readPeople, splitPerson } from './wire-people.ts';
import { isPeriod, readMediaStatus, readPeriod } from './wire-validity.ts';
import { readRights, readTopics } from './wire-subjects.ts';
import { lineIn } from './wire-text.ts';

/** What a dialect adds to an entry after the common part was read, such as the posts of WordPress. */
export type EntryExtension = (source: WireEntrySource) => void;

/**
 * Reads one RSS item or Atom entry. Its identity is the provider's own id; without one the page's address, else title and date,
 * which is told as a finding. Refused is an entry that says nothing at all.
 */
export function readWireEntry(
  head: FeedHead,
  entry: XmlElement,
  extension?: EntryExtension,
): Result<WireItem, FormatRefusal> {
  const item = createWireItem(entry.at);
  const children = new FeedChildren(entry, head.names);
  const source: WireEntrySource = {
    head,
    entry,
    children,
    item,
    baseUrl: ownBase(entry, head.baseUrl ?? ownPage(children)),
  };
  extension?.(source);
  // Before the agency's word: a draft is none of its usable stories.
  readMediaStatus(source);
  readDraft(source);
  const headline = readAgencyExtension(source);
  if (!item.has('type')) item.set('type', 'text', entry.at);
  const { first, texts } = readTexts(source, headline);
  const page = readLinks(source);
  const medium = readMedia(source, texts);
  const date = readDates(source);
  readPeriod(source);
  readPeople(source);
  readTopics(source);
  readRights(source);
  readLanguage(source);
  readOrigin(source);
  const uri = readUri(source, { page, first, date, medium });
  if (uri === undefined)
    return refuse({ code: 'feed-invalid', at: entry.at, detail: 'The entry has no title and no text.' });
  item.set('uri', uri.value, uri.at);
  readOtherIds(source);
  listUnread(source);
  return accept(item.build());
}

/** Where neither the document nor its place says what addresses start from, the entry's own page does. */
function ownPage(children: FeedChildren): string | undefined {
  const pages = children
    .all('link', 'atom:link')
    .filter((link) => (link.attributes.get('rel') ?? 'alternate') === 'alternate');
  return pages
    .map((link) => webUrl(link.attributes.get('href') ?? textOf(link)))
    .find((page) => page !== undefined);
}

/** A name that is unique only within its feed is put under the feed's own (`scope`). */
export function feedUri(scope: string, name: string): string {
  if (isUri(name)) return name;
  const part = (text: string) => encodeURIComponent(text.toWellFormed());
  return `urn:x-feed:${part(scope)}:${part(name)}`;
}

/** Who an entry is from: its own source or publisher, else whose feed it is; and who the information is from. */
function readOrigin({ children, head, item }: WireEntrySource): void {
  const publisher = children.firstFilled('dc:publisher', 'dcterms:publisher');
  const name = publisher === undefined ? '' : splitPerson(textOf(publisher)).name;
  if (!item.has('provider') && name !== '') item.set('provider', { code: name }, publisher?.at ?? '');
  if (!item.has('provider')) item.set('provider', head.provider, '');
  for (const element of children.all('dc:source', 'dcterms:source', 'prism:publicationname')) {
    const code = lineIn(element);
    const href = /^https?:/i.test(code) ? webUrl(code) : undefined;
    if (href !== undefined) item.add('links', { rel: 'source', href, at: element.at }, element.at);
    else if (code !== '') item.add('infoSources', { code }, element.at);
  }
}

/** Ids beside the one by which an entry is known, with what each is as its scheme. */
function readOtherIds({ children, item }: WireEntrySource): void {
  for (const name of ['dc:identifier', 'dcterms:identifier', 'prism:doi', 'prism:url'])
    for (const element of children.all(name)) {
      const code = oneLine(textOf(element));
      const isKnown = code === item.get('uri') || `doi:${code}` === item.get('uri');
      if (code !== '' && !isKnown) item.add('altIds', { scheme: name, code }, element.at);
    }
}

type Known = {
  readonly page: string | undefined;
  readonly first: string;
  readonly date: string;
  readonly medium: string | undefined;
};

function readUri({ children, entry, head, item }: WireEntrySource, { page, first, date, medium }: Known) {
  const element = children.firstFilled('guid', 'atom:id', 'id', 'dc:identifier', 'dcterms:identifier');
  const written = oneLine(element ? textOf(element) : (entry.attributes.get(RDF_ABOUT) ?? ''));
  if (written !== '') return { value: feedUri(head.scope, written), at: element?.at ?? entry.at };
  const assumed = page ?? (first === '' ? medium : feedUri(head.scope, `${first} ${date}`.trim()));
  if (assumed === undefined) return undefined;
  const instead = page === undefined ? 'its first words with its date are' : 'the address of its page is';
  item.warn('identity-assumed', entry.at, `The entry has no id; ${instead} used.`);
  return { value: assumed, at: entry.at };
}

const RDF_ABOUT = '{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about';

/** Elements with a time, and what each tells; the first that can be read counts. */
const DATES = {
  updated: words(
    'atom:updated atom:modified dcterms:modified dc:modified prism:modificationdate updated modified',
  ),
  published: words(
    'atom:published atom:issued pubdate dc:date dcterms:issued dcterms:available prism:publicationdate published date dcterms:date',
  ),
  created: words('atom:created dcterms:created created'),
  expires: words('expirationdate mi:expirationdate dcterms:valid prism:expirationdate expires'),
  embargo: words('prism:embargodate embargo'),
} as const;

type Dated = { readonly time: WireTime; readonly at: string };

function readDate(source: WireEntrySource, name: keyof typeof DATES): Dated | undefined {
  for (const element of source.children.all(...DATES[name])) {
    const text = textOf(element);
    const time = isPeriod(text) ? undefined : timeIn(source, element, text);
    if (time !== undefined) return { time, at: element.at };
  }
  return undefined;
}

/** Answers the date by which an entry without an id is known. */
function readDates(source: WireEntrySource): string {
  const { item } = source;
  const published = readDate(source, 'published');
  const created = readDate(source, 'created');
  const updated = readDate(source, 'updated');
  // In RSS the date of an item is that of the version at hand, where nothing else tells one.
  const version = updated ?? (item.hasDate('versionCreated') ? undefined : (published ?? created));
  const expires = readDate(source, 'expires');
  if (version !== undefined) item.date('versionCreated', version.time, version.at);
  if (published !== undefined) item.date('published', published.time, published.at);
  if (created !== undefined) item.date('contentCreated', created.time, created.at);
  if (expires !== undefined) item.date('expires', expires.time, expires.at);
  readEmbargo(source);
  return (published ?? version)?.time ?? '';
}

/** One whose end cannot be read holds all the same. */
function readEmbargo(source: WireEntrySource): void {
  const laid = source.children.firstFilled(...DATES.embargo);
  if (laid !== undefined)
    source.item.embargo(fromBeginning(readDate(source, 'embargo')?.time ?? textOf(laid)), laid.at);
}

/** The entry's own word, else that of its title or content, else the feed's. */
function readLanguage({ children, entry, head, item }: WireEntrySource): void {
  const element = children.firstFilled('dc:language', 'language', 'dcterms:language');
  const parts = [
    entry,
    children.first('atom:content'),
    children.first('atom:title'),
    children.first('title'),
  ];
  const attribute = parts.map((part) => part?.attributes.get('xml:lang')).find((one) => one !== undefined);
  const said = (element && textOf(element)) ?? attribute ?? head.language ?? '';
  if (said.trim() === '') return;
  const at = element?.at ?? entry.at;
  const tag = languageTag(said);
  if (tag === undefined) item.warn('language-malformed', at, `"${beginning(said, 40)}" is no language tag.`);
  else item.set('language', tag, at);
}

/** RFC 5023 §13.1.1: what is a draft is not published. */
function readDraft({ children, head, item }: WireEntrySource): void {
  for (const control of children.all('app:control', 'atom:control')) {
    const draft = new FeedChildren(control, head.names).first('app:draft', 'atom:draft');
    if (draft && textOf(draft).trim().toLowerCase() === 'yes') item.set('pubStatus', 'withheld', draft.at);
  }
}

/** What stands for nothing that a story says, or is read by way of another element. */
const PASSED = ['media:player', 'media:rating', 'media:adult', 'media:hash'] as const;

function listUnread({ children, item, head }: WireEntrySource): void {
  children.pass(...PASSED);
  for (const element of children.unread()) {
    if (element.children.length === 0 && element.attributes.size === 0) continue;
    const name = head.names.nameOf(element);
    const why = NOT_STORY.has(name)
      ? 'it counts readers, and says nothing about the story'
      : 'an item has no place for it';
    item.dropped.add(element.at, severalLines(describe(element)), why);
  }
}

const NOT_STORY: ReadonlySet<string> = new Set([
  'slash:comments',
  'slash:hit_parade',
  'thr:total',
  'media:community',
  'media:comments',
]);
