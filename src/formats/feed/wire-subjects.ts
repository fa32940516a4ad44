import { mediaTopic, oneLine } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import type { WireSubject } from '../wire/wire-item.ts';
import { words } from '../words.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { FeedChildren } from './feed-names.ts';
import type { WireEntrySource } from './wire-entry-source.ts';
import { lineIn } from './wire-text.ts';

const CATEGORIES = [
  'category',
  'atom:category',
  'dc:subject',
  'media:category',
  'itunes:category',
  'prism:category',
  'slash:section',
] as const;

const KEYWORDS = words('media:keywords itunes:keywords keywords prism:keyword tags dc:keyword dc:keywords');

/** Subjects whose element says what they are (PRISM 3.0 §4). */
const NAMED: ReadonlyMap<string, string | undefined> = new Map([
  ['prism:person', 'person'],
  ['prism:organization', 'organisation'],
  ['prism:event', 'event'],
  ['prism:subject', undefined],
]);

/** What an entry is about: categories as subjects with their scheme, lists of keywords as keywords, types as genres, and places. */
export function readTopics(source: WireEntrySource): void {
  const { children, item } = source;
  for (const category of children.all(...CATEGORIES)) {
    const subject = subjectOf(category);
    if (subject !== undefined) item.add('subjects', subject, category.at);
  }
  for (const [name, type] of NAMED)
    for (const element of children.all(name)) {
      const code = lineIn(element);
      if (code !== '') item.add('subjects', { code, ...onlyGiven({ type }) }, element.at);
    }
  for (const list of children.all(...KEYWORDS))
    for (const word of textOf(list).split(/[,;]/))
      if (word.trim() !== '') item.add('keywords', oneLine(word), list.at);
  for (const type of children.all('dc:type', 'prism:genre', 'yandex:genre')) {
    const code = oneLine(textOf(type));
    if (code !== '') item.add('genres', { code }, type.at);
  }
  readPlaces(source);
}

function subjectOf(category: XmlElement): WireSubject | undefined {
  const { attributes } = category;
  const code = oneLine(attributes.get('term') ?? attributes.get('text') ?? '') || lineIn(category);
  if (code === '') return undefined;
  const scheme = oneLine(attributes.get('scheme') ?? attributes.get('domain') ?? '');
  const topic = mediaTopic(code) ?? mediaTopic(`${scheme.replace(/\/?$/, '/')}${code}`);
  return {
    code,
    ...onlyGiven({ scheme, name: oneLine(attributes.get('label') ?? ''), mediaTopic: topic }),
  };
}

/** Points are written latitude first, as GeoRSS does; a name that stands beside belongs to the point. */
function readPlaces({ children, head, item }: WireEntrySource): void {
  const named = children.firstFilled('georss:featurename');
  const name = named && oneLine(textOf(named));
  const points = [...children.all('georss:point'), ...pointsWithin(children, head.names)];
  const written = points.map((point) => ({ code: oneLine(textOf(point)), at: point.at }));
  for (const { code, at } of [...written, ...wgs84Point(children)])
    if (code !== '')
      item.add('places', { role: 'subject', scheme: GEORSS, code, ...onlyGiven({ name }) }, at);
  if (named && name !== undefined && !item.has('places'))
    item.add('places', { role: 'subject', name }, named.at);
  for (const place of children.all('dc:coverage', 'dcterms:spatial', 'prism:location'))
    if (textOf(place).trim() !== '')
      item.add('places', { role: 'subject', name: oneLine(textOf(place)) }, place.at);
}

const GEORSS = 'http://www.georss.org/georss';

function pointsWithin(
  children: FeedChildren,
  names: WireEntrySource['head']['names'],
): readonly XmlElement[] {
  return children
    .all('georss:where', 'gml:where', 'where')
    .flatMap((where) => new FeedChildren(where, names).all('gml:point'))
    .flatMap((point) => new FeedChildren(point, names).all('gml:pos', 'gml:coordinates'));
}

function wgs84Point(children: FeedChildren) {
  const latitude = children.firstFilled('geo:lat');
  const longitude = children.firstFilled('geo:long');
  if (latitude === undefined || longitude === undefined) return [];
  return [{ code: oneLine(`${textOf(latitude)} ${textOf(longitude)}`), at: latitude.at }];
}

const NOTICES = words(
  'rights atom:rights dc:rights copyright atom:copyright dcterms:rights prism:copyright media:copyright',
);

/** Rights: the notice, the holder, and every licence or restriction as terms of use, one a line. */
export function readRights(source: WireEntrySource): void {
  const { children, head, item } = source;
  readNotice(source);
  const holder = children.firstFilled('dcterms:rightsholder');
  item.set('copyrightHolder', holder && oneLine(textOf(holder)), holder?.at ?? '');
  const terms = termsIn(children);
  item.set('usageTerms', terms?.text, terms?.at ?? '');
  if (!item.has('usageTerms')) item.set('usageTerms', head.usageTerms, '');
}

/** RFC 4287 §4.2.10: an entry from another feed has the rights of that one, not of the feed it is quoted in. */
function readNotice({ children, head, item }: WireEntrySource): void {
  const origin = children.first('atom:source');
  const taken = origin && new FeedChildren(origin, head.names).firstFilled('atom:rights');
  const notice = children.firstFilled(...NOTICES) ?? taken;
  if (notice === undefined) item.set('copyrightNotice', head.copyrightNotice, '');
  else item.set('copyrightNotice', lineIn(notice), notice.at);
}

/** Every licence and restriction, one a line, at the place of the first. */
export function termsIn(children: FeedChildren) {
  const licences = children.all('cc:license', 'media:license', 'dcterms:license');
  const restrictions = children.all('media:restriction');
  const terms = [...licences.map(licenceOf), ...restrictions.map(restrictionOf)].filter(
    (term) => term !== '',
  );
  const first = licences[0] ?? restrictions[0];
  return first === undefined || terms.length === 0 ? undefined : { text: terms.join('\n'), at: first.at };
}

/** A licence as its address, else in its words. */
export function licenceOf(element: XmlElement): string {
  const address =
    element.attributes.get('{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource') ??
    element.attributes.get('href');
  return oneLine(address ?? textOf(element));
}

/** Media RSS 1.5.1 §media:restriction: "allow country: vn us". */
function restrictionOf(element: XmlElement): string {
  const relationship = element.attributes.get('relationship') ?? 'allow';
  const type = element.attributes.get('type') ?? '';
  return oneLine(`${relationship} ${type}: ${textOf(element)}`);
}
