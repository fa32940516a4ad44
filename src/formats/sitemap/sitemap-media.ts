import { mediaTypeOf } from '../feed/media-type.ts';
import { webUrl } from '../html/web-url.ts';
import { oneLine } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireNeeds } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import type { XmlReading } from '../xml/xml-reading.ts';

/** Sites write other versions than there are. */
const NAMESPACE = /^https?:\/\/(?:www\.)?google\.com\/schemas\/sitemap-(?:image|video)\//;

/** Pictures and films of a page as items beside it (Google's image and video sitemaps 1.1). */
export function readSitemapMedia(
  item: WireItemBuilder,
  reading: XmlReading,
  page: XmlElement,
  needs: WireNeeds,
): void {
  const spaces = new Set(page.children.flatMap((child) => (isElement(child) ? [child.ns] : [])));
  for (const ns of [...spaces].filter((one) => NAMESPACE.test(one))) {
    for (const element of reading.all(page, 'image', ns)) readPicture({ item, reading, element, needs });
    for (const element of reading.all(page, 'video', ns)) readFilm({ item, reading, element, needs });
  }
}

type MediaSource = {
  readonly item: WireItemBuilder;
  readonly reading: XmlReading;
  readonly element: XmlElement;
  readonly needs: WireNeeds;
};

/** The text of a child as one line. */
function saidIn({ reading, element }: MediaSource, name: string) {
  const child = reading.first(element, name);
  return { text: oneLine(reading.text(child) ?? ''), at: child?.at ?? element.at, child };
}

function addressIn(source: MediaSource, ...names: readonly string[]) {
  const [said] = names.map((name) => saidIn(source, name)).filter(({ text }) => text !== '');
  const href = webUrl(said?.text ?? '', source.needs.baseUrl);
  return { href, written: said?.text ?? '', at: said?.at ?? source.element.at };
}

function readPicture(source: MediaSource): void {
  const { item, reading, element } = source;
  const { href, written, at } = addressIn(source, 'loc');
  if (href === undefined) return item.dropped.add(at, `image ${written}`, 'it has no web address');
  const picture = createWireItem(element.at);
  picture.set('uri', href, at);
  picture.set('type', 'picture', element.at);
  const mediaType = mediaTypeOf(undefined, href, 'image');
  picture.add('renditions', { role: 'main', href, mediaType, at: element.at }, element.at);
  for (const [field, name] of PICTURE_WORDS) {
    const said = saidIn(source, name);
    picture.set(field, said.text, said.at);
  }
  const place = saidIn(source, 'geo_location');
  if (place.text !== '') picture.add('places', { role: 'event', name: place.text }, place.at);
  reading.listUnread(element, picture.dropped, new Set());
  item.add('associations', picture.build(), element.at);
}

const PICTURE_WORDS = [
  ['headline', 'title'],
  ['summary', 'caption'],
  ['usageTerms', 'license'],
] as const;

function readFilm(source: MediaSource): void {
  const { item, reading, element } = source;
  const { href, written, at } = addressIn(source, 'content_loc', 'player_loc');
  if (href === undefined) return item.dropped.add(at, `video ${written}`.trim(), 'it has no web address');
  const film = createWireItem(element.at);
  film.set('uri', href, at);
  film.set('type', 'video', element.at);
  const duration = saidIn(source, 'duration').text;
  film.add(
    'renditions',
    {
      role: 'main',
      href,
      mediaType: mediaTypeOf(undefined, href, 'video'),
      ...onlyGiven({ durationSeconds: /^\d{1,9}$/.test(duration) ? Number(duration) : undefined }),
      at: element.at,
    },
    element.at,
  );
  const still = addressIn(source, 'thumbnail_loc');
  if (still.href !== undefined) {
    const mediaType = mediaTypeOf(undefined, still.href, 'image');
    film.add('renditions', { role: 'thumbnail', href: still.href, mediaType, at: still.at }, still.at);
  }
  tellFilm(source, film);
  reading.listUnread(element, film.dropped, new Set());
  item.add('associations', film.build(), element.at);
}

function tellFilm(source: MediaSource, film: WireItemBuilder): void {
  const [title, description] = [saidIn(source, 'title'), saidIn(source, 'description')];
  film.set('headline', title.text, title.at);
  film.set('summary', description.text, description.at);
  for (const [field, name] of FILM_DATES) {
    const said = saidIn(source, name);
    film.date(field, wireTime(said.text), said.at);
  }
  const { text, at, child } = saidIn(source, 'restriction');
  const relationship = child?.attributes.get('relationship') ?? 'allow';
  if (text !== '') film.set('usageTerms', `${relationship} country: ${text}`, at);
}

const FILM_DATES = [
  ['published', 'publication_date'],
  ['expires', 'expiration_date'],
] as const;
