import { webUrl } from '../html/web-url.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import type { WireItem, WireRendition } from '../wire/wire-item.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import { words } from '../words.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import { FeedChildren } from './feed-names.ts';
import { mediaTypeOf, newsTypeOf } from './media-type.ts';
import { picturesInHtml, picturesInXml } from './inline-pictures.ts';
import type { WireEntrySource } from './wire-entry-source.ts';
import { ownBase } from './wire-links.ts';
import { termsIn } from './wire-subjects.ts';
import { holdsMarkup, lineIn, linesIn } from './wire-text.ts';

type Found = {
  readonly rendition: WireRendition;
  readonly described: readonly XmlElement[];
  readonly group: string;
};

/**
 * Pictures, films and sounds of an entry (enclosures, Media RSS 1.5.1, iTunes) as items of their own. The contents of one
 * `media:group` are renditions of one item; the same address is one item however often it is named. So are the pictures that stand in its texts. Other files become links. Answers the address of the first, if there is one.
 */
export function readMedia(source: WireEntrySource, texts: readonly XmlElement[]): string | undefined {
  const { children, entry, item } = source;
  const alone = (element: XmlElement) => readFile(source, element, { group: element.at });
  const picture = (element: XmlElement) => readFile(source, element, { group: element.at, medium: 'image' });
  const found = [
    ...children.all('enclosure').flatMap(alone),
    ...enclosureLinks(source).flatMap(alone),
    ...readMediaRss(source, entry, []),
    ...children.all('media:group').flatMap((group) => readMediaRss(source, group, [entry])),
    ...children.all('itunes:image', 'image', 'thumbnail', 'thumb', 'yandex:image').flatMap(picture),
    ...texts.flatMap((element) => picturesIn(source, element)),
  ];
  const associations = mediaItems(source, found);
  for (const association of associations) item.add('associations', association, association.at);
  return associations[0]?.uri;
}

/** A picture in a text has its place only, so each is a group of its own. */
function picturesIn({ baseUrl }: WireEntrySource, element: XmlElement): readonly Found[] {
  const base = ownBase(element, baseUrl);
  const pictures = holdsMarkup(element)
    ? picturesInXml(element, base)
    : picturesInHtml(textOf(element), base);
  return pictures.map(({ href, caption, width, height }, index) => ({
    rendition: {
      role: 'main',
      href,
      mediaType: mediaTypeOf(undefined, href, 'image'),
      ...onlyGiven({ title: caption, width: countOf(width), height: countOf(height) }),
      at: element.at,
    },
    described: [],
    group: `${element.at} ${index + 1}`,
  }));
}

function enclosureLinks({ children }: WireEntrySource): readonly XmlElement[] {
  return children.all('atom:link', 'link').filter((link) => link.attributes.get('rel') === 'enclosure');
}

function readMediaRss(
  source: WireEntrySource,
  holder: XmlElement,
  outer: readonly XmlElement[],
): readonly Found[] {
  const parts = holder === source.entry ? source.children : new FeedChildren(holder, source.head.names);
  const contents = parts.all('media:content');
  const isGroup = holder !== source.entry;
  const found = contents.flatMap((content) => [
    ...readFile(source, content, {
      described: [content, holder, ...outer],
      group: isGroup ? holder.at : (sizelessAddress(content) ?? content.at),
    }),
    ...new FeedChildren(content, source.head.names)
      .all('media:thumbnail')
      .flatMap((one) => readFile(source, one, { group: content.at, medium: 'image' })),
  ]);
  const thumbnails = parts.all('media:thumbnail');
  // A thumbnail stands for the picture or film beside it; alone it is a picture itself.
  const beside = isGroup ? holder.at : contents.length === 1 ? contents[0]?.at : undefined;
  const described = (one: XmlElement) => [one, holder, ...outer];
  return [
    ...found,
    ...thumbnails.flatMap((one) =>
      readFile(source, one, { described: described(one), group: beside ?? one.at, medium: 'image' }),
    ),
  ];
}

/** What image servers add to one picture's address for each of its sizes. */
const SIZES: ReadonlySet<string> = new Set(
  words('w h width height q quality auto usm fit crop dpr s sig resize size'),
);

/** The same for all sizes of one picture, which some feeds list one after the other without a group. */
function sizelessAddress(content: XmlElement): string | undefined {
  const [address = '', query] = (content.attributes.get('url') ?? '').split('?');
  if (query === undefined) return undefined;
  const rest = query.split('&').filter((part) => !SIZES.has((part.split('=')[0] ?? '').toLowerCase()));
  return `${address}?${rest.join('&')}`;
}

type Setting = {
  /** Elements whose titles and credits speak for the file, nearest first. */
  readonly described?: readonly XmlElement[];
  /** What belongs together as renditions of one item: the place of the group. */
  readonly group: string;
  readonly medium?: 'image';
};

function readFile(source: WireEntrySource, element: XmlElement, setting: Setting): readonly Found[] {
  const { item, baseUrl } = source;
  const { attributes, at } = element;
  const written = addressIn(source, element);
  const href = webUrl(written, baseUrl);
  if (href === undefined) {
    if (!hasNothing(element))
      item.dropped.add(at, `${element.name} ${oneLine(written)}`, 'it has no web address');
    return [];
  }
  const mediaType = mediaTypeOf(attributes.get('type'), written, attributes.get('medium') ?? setting.medium);
  const title = oneLine(attributes.get('title') ?? '');
  if (newsTypeOf(mediaType) === undefined) {
    item.add('links', { rel: 'enclosure', href, ...onlyGiven({ title }), at }, at);
    return [];
  }
  const role = element.name.startsWith('thumb') ? 'thumbnail' : 'main';
  const facts = { title, ...measuresOf(source, element) };
  const rendition: WireRendition = { role, href, mediaType, ...onlyGiven(facts), at };
  return [{ rendition, described: setting.described ?? [], group: setting.group }];
}

function addressIn({ head }: WireEntrySource, element: XmlElement): string {
  const { attributes } = element;
  const inner = new FeedChildren(element, head.names).firstFilled('url', 'media:player');
  const named = attributes.get('url') ?? attributes.get('href') ?? attributes.get(`{${RDF}}resource`);
  return named ?? textOf(inner ?? element);
}

function measuresOf(source: WireEntrySource, element: XmlElement) {
  const { attributes } = element;
  return {
    width: countOf(attributes.get('width')),
    height: countOf(attributes.get('height')),
    // Feeds that must write a length and know none write 0.
    sizeBytes: countOf(attributes.get('length') ?? attributes.get('fileSize')) || undefined,
    durationSeconds: secondsOf(attributes.get('duration') ?? durationBeside(source, element)),
  };
}

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** `<media:content/>` with only words inside, as some feeds write it, is no loss. */
function hasNothing(element: XmlElement): boolean {
  return element.attributes.size === 0 && textOf(element).trim() === '';
}

function durationBeside({ children }: WireEntrySource, element: XmlElement): string | undefined {
  const duration = element.name === 'enclosure' ? children.firstFilled('itunes:duration') : undefined;
  return duration && textOf(duration);
}

function mediaItems(source: WireEntrySource, found: readonly Found[]): readonly WireItem[] {
  const groups = new Map<string, Map<string, Found>>();
  const seen = new Map<string, string>();
  for (const one of found) {
    const href = one.rendition.href ?? '';
    const key = seen.get(href) ?? one.group;
    const group = groups.get(key) ?? new Map<string, Found>();
    const twin = group.get(href);
    // The same file named twice: what Media RSS says of it goes before the bare enclosure.
    group.set(href, twin === undefined ? one : richer(twin, one));
    groups.set(key, group);
    seen.set(href, key);
  }
  return [...groups.values()].flatMap((group) => mediaItem(source, [...group.values()]));
}

function richer(one: Found, other: Found): Found {
  const base = other.described.length > 0 ? other : one;
  return { ...base, rendition: { ...other.rendition, ...one.rendition, ...sizeOf(other.rendition) } };
}

function sizeOf({ width, height }: WireRendition) {
  return onlyGiven({ width, height });
}

function widthOf({ rendition }: Found): number {
  return rendition.width ?? 0;
}

function mediaItem(source: WireEntrySource, group: readonly Found[]): readonly WireItem[] {
  const mains = group.filter(({ rendition }) => rendition.role === 'main');
  const main = mains.toSorted((one, other) => widthOf(other) - widthOf(one))[0] ?? group[0];
  if (main === undefined) return [];
  const medium = createWireItem(main.rendition.at);
  medium.set('uri', main.rendition.href, main.rendition.at);
  medium.set('type', newsTypeOf(main.rendition.mediaType ?? ''), main.rendition.at);
  for (const { rendition } of [main, ...group.filter((one) => one !== main)])
    medium.add('renditions', rendition, rendition.at);
  describeMedium(source, main, medium);
  return [medium.build()];
}

/** Titles, captions, credits and rights, from the medium itself, else from the group or the entry around it. */
function describeMedium({ head, entry }: WireEntrySource, main: Found, medium: WireItemBuilder): void {
  const around = main.described.map((element) => new FeedChildren(element, head.names));
  const first = (name: string) =>
    around.map((parts) => parts.firstFilled(name)).find((one) => one !== undefined);
  const title = first('media:title');
  const caption = first('media:description') ?? first('media:text');
  if (title !== undefined) medium.set('headline', lineIn(title), title.at);
  else medium.set('headline', main.rendition.title, main.rendition.at);
  if (caption !== undefined) medium.set('summary', linesIn(caption), caption.at);
  creditMedium(around, medium);
  clearMedium(around, medium);
  for (const [index, parts] of around.entries())
    if (main.described[index] !== entry) listUnreadOf(parts, medium);
  // Keywords of the entry are its own; those inside the medium are of what it shows.
  const own = main.described[0] === entry ? [] : (around[0]?.all('media:keywords') ?? []);
  for (const list of own)
    for (const word of textOf(list).split(','))
      if (word.trim() !== '') medium.add('keywords', oneLine(word), list.at);
}

/** All credits of the nearest element that has any. */
function creditMedium(around: readonly FeedChildren[], medium: WireItemBuilder): void {
  const credits = around.map((parts) => parts.all('media:credit')).find((found) => found.length > 0) ?? [];
  const names = [...new Set(credits.map((credit) => oneLine(textOf(credit))).filter((name) => name !== ''))];
  medium.set('creditLine', names.join(', '), credits[0]?.at ?? '');
}

/** What may be done with it, as the nearest element says that says anything of it. */
function clearMedium(around: readonly FeedChildren[], medium: WireItemBuilder): void {
  const notices = around.flatMap((parts) => parts.all('media:copyright'));
  medium.set('copyrightNotice', lineIn(notices[0]), notices[0]?.at ?? '');
  const terms = around.map(termsIn).find((found) => found !== undefined);
  medium.set('usageTerms', terms?.text, terms?.at ?? '');
}

/** Forms of the file, and what counts or rates it, which says nothing about it. */
const NOT_ABOUT_IT = words(
  'media:content media:thumbnail media:player media:rating media:adult media:hash media:community media:comments media:credit',
);

function listUnreadOf(parts: FeedChildren, medium: WireItemBuilder): void {
  parts.pass(...NOT_ABOUT_IT, 'url');
  for (const one of parts.unread())
    if (textOf(one).trim() !== '' || one.attributes.size > 0)
      medium.dropped.add(one.at, severalLines(describe(one)), 'an item has no place for it');
}

function countOf(written: string | undefined): number | undefined {
  return written !== undefined && /^\s*\d{1,15}\s*$/.test(written) ? Number(written) : undefined;
}

/** Seconds, or `hh:mm:ss` as iTunes writes it. */
function secondsOf(written: string | undefined): number | undefined {
  const text = written?.trim() ?? '';
  if (!/^\d{1,9}(?::\d\d?){0,2}(?:\.\d+)?$/.test(text)) return undefined;
  return Math.floor(text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0));
}
