import type { Association, NewsType, Rendition } from '#domain/item/item.ts';
import { webUrl } from '../html/web-url.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { NS, type EntrySource } from './feed-source.ts';

/** Pictures, films and sounds of an entry: enclosures, `link rel="enclosure"`, and Media RSS. One per address. */
export function entryMedia(source: EntrySource): readonly Association[] {
  const { reading, entry } = source;
  const links = reading.all(entry, 'link').filter((link) => link.attributes.get('rel') === 'enclosure');
  const groups = reading.all(entry, 'group', NS.media);
  const found = [
    ...[...reading.all(entry, 'enclosure'), ...links].flatMap((element) => readMedia(source, element, [])),
    ...[entry, ...groups].flatMap((holder) => readMediaRss(source, holder, holder === entry ? [] : [entry])),
  ];
  return [...new Map(found.map((one) => [one.guid, one])).values()];
}

function readMediaRss(
  source: EntrySource,
  holder: XmlElement,
  outer: readonly XmlElement[],
): readonly Association[] {
  const { reading } = source;
  const contents = reading.all(holder, 'content', NS.media);
  const thumbnails = reading.all(holder, 'thumbnail', NS.media);
  // A thumbnail stands for the picture only where there is no larger one.
  if (contents.length > 0) for (const one of thumbnails) reading.take(one);
  return [...contents, ...(contents.length > 0 ? [] : thumbnails)].flatMap((one) =>
    readMedia(source, one, [one, holder, ...outer]),
  );
}

/** `described` are the elements whose titles and credits speak for the medium, nearest first (Media RSS 1.5.1). */
function readMedia(
  source: EntrySource,
  element: XmlElement,
  described: readonly XmlElement[],
): readonly Association[] {
  const { reading, dropped, baseUrl } = source;
  const { attributes } = reading.take(element);
  const written = attributes.get('url') ?? attributes.get('href') ?? '';
  const href = webUrl(written, baseUrl);
  const mediaType = (attributes.get('type') ?? typeByName(written, attributes.get('medium'), element.name))
    .trim()
    .toLowerCase();
  const newsType = newsTypeOf(mediaType);
  if (href === undefined || newsType === undefined) {
    dropped.add(
      element.at,
      `${element.name} ${written}`,
      href === undefined ? 'it has no web address' : `"${mediaType}" is no picture, film or sound`,
    );
    return [];
  }
  const said = (name: string) =>
    described.map((one) => reading.first(one, name, NS.media)).find((one) => one !== undefined);
  const rendition: Rendition = {
    role: 'main',
    href,
    mediaType,
    ...onlyGiven({
      width: countOf(attributes.get('width')),
      height: countOf(attributes.get('height')),
      sizeBytes: countOf(attributes.get('length') ?? attributes.get('fileSize')),
    }),
  };
  return [{ guid: href, newsType, ...onlyGiven(wordsFor(source, said)), renditions: [rendition] }];
}

function wordsFor({ reading }: EntrySource, said: (name: string) => XmlElement | undefined) {
  const text = (name: string) => {
    const element = said(name);
    return element === undefined ? '' : textOf(reading.take(element));
  };
  return {
    headline: oneLine(text('title')),
    caption: severalLines(text('description')),
    creditLine: oneLine(text('credit')),
  };
}

function newsTypeOf(mediaType: string): NewsType | undefined {
  if (mediaType.startsWith('image/')) return 'picture';
  if (mediaType.startsWith('video/')) return 'video';
  return mediaType.startsWith('audio/') ? 'audio' : undefined;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['mp4', 'video/mp4'],
  ['mp3', 'audio/mpeg'],
]);

function typeByName(href: string, medium: string | undefined, name: string): string {
  const extension = /\.([A-Za-z0-9]{3,4})(?:[?#].*)?$/.exec(href.slice(-200))?.[1]?.toLowerCase() ?? '';
  const known = TYPES.get(extension);
  if (known !== undefined) return known;
  return medium === 'image' || name === 'thumbnail' ? 'image/jpeg' : '';
}

function countOf(written: string | undefined): number | undefined {
  return written !== undefined && /^\d{1,15}$/.test(written.trim()) ? Number(written) : undefined;
}
