import type { NewsType } from '#domain/item/item.ts';
import { mediaTypeOf } from '../feed/media-type.ts';
import { webUrl } from '../html/web-url.ts';
import { onlyGiven } from '../only-given.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import { wireTime } from '../wire/wire-time.ts';
import { words } from '../words.ts';
import { lineIn, thingsIn, type ArticleSource, type Thing } from './article-source.ts';

const MEDIA = [
  ['image', 'picture', 'image'],
  ['video', 'video', 'video'],
  ['audio', 'audio', 'audio'],
  ['associatedMedia', undefined, undefined],
] as const;

/** Pictures, films and sounds of an article as items beside it; the same address is one, however often it is named. */
export function readArticleMedia(source: ArticleSource): void {
  const known = new Set<string>();
  for (const [name, type, medium] of MEDIA)
    for (const thing of thingsIn(source, name)) readMedium(source, thing, { known, type, medium });
  for (const { text, at } of thingsIn(source, 'thumbnailUrl')) {
    const href = webUrl(text, source.around.baseUrl);
    if (href !== undefined && !known.has(href))
      source.item.dropped.add(at, `thumbnailUrl ${href}`, 'an item has no place for it');
  }
}

type Setting = {
  readonly known: Set<string>;
  readonly type: NewsType | undefined;
  readonly medium: string | undefined;
};

function readMedium(source: ArticleSource, thing: Thing, { known, ...setting }: Setting): void {
  const { item, around } = source;
  const { reading, at } = thing;
  const said = ['contentUrl', 'url', 'embedUrl', '@id'].map((name) => reading?.line(name));
  const written = reading === undefined ? thing.text : (said.find((one) => one !== undefined) ?? '');
  const href = webUrl(written, around.baseUrl);
  if (href === undefined) return item.dropped.add(at, `medium ${written}`.trim(), 'it has no web address');
  if (known.has(href)) return;
  known.add(href);
  const mediaType = mediaTypeOf(reading?.line('encodingFormat'), href, setting.medium);
  const medium = createWireItem(at);
  medium.set('uri', href, at);
  medium.set('type', setting.type ?? (mediaType.startsWith('video/') ? 'video' : 'picture'), at);
  const sizes = { width: countOf(thing, 'width'), height: countOf(thing, 'height') };
  medium.add('renditions', { role: 'main', href, mediaType, ...onlyGiven(sizes), at }, at);
  if (reading !== undefined) describeMedium({ item: medium, reading, around });
  item.add('associations', medium.build(), at);
}

/** A number, or one with its unit: `1200`, `"1200"`, `"1200 px"`. */
function countOf({ reading }: Thing, name: string): number | undefined {
  const value = reading?.object(name)?.line('value') ?? reading?.line(name);
  const digits = /^\s*(\d{1,6})(?:\.0+)?\s*(?:px)?\s*$/.exec(value ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function describeMedium(source: ArticleSource): void {
  const { item, reading } = source;
  const title = lineIn(source, 'headline', 'name');
  const caption = lineIn(source, 'caption', 'description');
  item.set('headline', title.text, title.at);
  item.set('summary', caption.text, caption.at);
  readCredit(source, item);
  for (const [field, name] of TIMES) item.date(field, wireTime(reading.line(name)), reading.place(name));
  reading.listUnread(item.dropped, FORMS);
}

function readCredit(source: ArticleSource, item: WireItemBuilder): void {
  for (const [field, names] of CREDITS) {
    const said = names.flatMap((name) => thingsIn(source, name)).filter(({ text }) => text !== '');
    item.set(field, said.map(({ text }) => text).join(', '), said[0]?.at ?? '');
  }
}

const CREDITS = [
  ['byline', ['creator', 'author']],
  ['creditLine', ['creditText']],
  ['copyrightNotice', ['copyrightNotice']],
  ['copyrightHolder', ['copyrightHolder']],
  ['usageTerms', ['license', 'acquireLicensePage']],
] as const;

const TIMES = [
  ['published', 'uploadDate'],
  ['contentCreated', 'dateCreated'],
  ['expires', 'expires'],
] as const;

/** Technical forms of the medium, and what the page says of its own layout. */
const FORMS: ReadonlySet<string> = new Set(
  words(
    '@type @id @context inLanguage representativeOfPage thumbnailUrl thumbnail duration contentUrl url embedUrl name',
  ),
);
