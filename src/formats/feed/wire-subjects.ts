import { mediaTopic, oneLine } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import type { WireSubject } from '../wire/wire-item.ts';
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

/** What an entry is about: categories as subjects with their scheme, lists of keywords as keywords, types as genres, and places. */
export function readTopics(source: WireEntrySource): void {
  const { children, item } = source;
  for (const category of children.all(...CATEGORIES)) {
    const subject = subjectOf(category);
    if (subject !== undefined) item.add('subjects', subject, category.at);
  }
  for (const list of children.all('media:keywords', 'itunes:keywords', 'keywords', 'prism:keyword', 'tags'))
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
  const code = oneLine(attributes.get('term') ?? attributes.get('text') ?? textOf(category));
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

/** Rights: the notice, the holder, and every licence or restriction as terms of use, one a line. */
export function readRights({ children, head, item }: WireEntrySource): void {
  const notice = children.firstFilled(
    'rights',
    'atom:rights',
    'dc:rights',
    'copyright',
    'atom:copyright',
    'dcterms:rights',
    'prism:copyright',
    'media:copyright',
  );
  item.set('copyrightNotice', lineIn(notice), notice?.at ?? '');
  if (!item.has('copyrightNotice')) item.set('copyrightNotice', head.copyrightNotice, '');
  const holder = children.firstFilled('dcterms:rightsholder');
  item.set('copyrightHolder', holder && oneLine(textOf(holder)), holder?.at ?? '');
  const licences = children.all('cc:license', 'media:license', 'dcterms:license');
  const restrictions = children.all('media:restriction');
  const terms = [...licences.map(licenceOf), ...restrictions.map(restrictionOf)].filter(
    (term) => term !== '',
  );
  item.set('usageTerms', terms.join('\n'), (licences[0] ?? restrictions[0])?.at ?? '');
  if (!item.has('usageTerms')) item.set('usageTerms', head.usageTerms, '');
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
