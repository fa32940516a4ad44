import { onlyGiven } from '../only-given.ts';
import { SUBJECT_CODES } from '../nitf/read-tobject.ts';
import { setOnce } from '../wire/set-once.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WirePlace, WireSubject } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { words } from '../words.ts';
import { allNamed, attributeOf, childNamed, childrenNamed, lineOf, listOthers } from '../xml/xml-lookup.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import { formalName, type Newsml1Source, vocabularyOf, valueIn } from './newsml1-source.ts';
import { propertyWords } from './read-management.ts';

/** Reads the metadata of one NewsComponent; what a component inside it said before is kept. */
export function readMetadata(source: Newsml1Source, component: XmlElement): void {
  for (const child of component.children) {
    if (!isElement(child)) continue;
    if (child.name === 'AdministrativeMetadata') readAdministrative(source, child);
    // The Russian wire leaves a letter out.
    else if (child.name.startsWith('DescriptiveMetada')) readDescriptive(source, child);
    else if (child.name === 'RightsMetadata') readRights(source, child);
    else if (child.name === 'item_keywords')
      for (const keyword of allNamed(child, 'item_keyword')) addKeywords(source, lineOf(keyword), keyword.at);
    else if (child.name === 'Metadata') readOther(source, child);
  }
}

/** Metadata of an agency's own kind (NewsML 1.2 §5.7.5.5): keywords where its name says so. */
function readOther(source: Newsml1Source, metadata: XmlElement): void {
  const type = formalName(childNamed(metadata, 'MetadataType')) ?? '';
  for (const property of childrenNamed(metadata, 'Property')) {
    const isKeyword = /keywords?$/i.test(attributeOf(property, 'FormalName') ?? '');
    if (isKeyword) addKeywords(source, valueIn(property), property.at);
    else
      source.item.dropped.add(
        property.at,
        `${type} ${propertyWords(property)}`.trim(),
        'an item has no place for it',
      );
  }
}

function readAdministrative({ item }: Newsml1Source, metadata: XmlElement): void {
  for (const provider of childrenNamed(metadata, 'Provider')) {
    const party = childNamed(provider, 'Party');
    const code = formalName(party);
    const scheme = vocabularyOf(party);
    if (code !== undefined && !item.has('provider'))
      item.set('provider', { code, ...onlyGiven({ scheme }) }, provider.at);
  }
  for (const name of ['Creator', 'Contributor'])
    for (const party of childrenNamed(metadata, name).flatMap((one) => childrenNamed(one, 'Party')))
      readPerson({ item }, formalName(party), party.at);
  for (const party of childrenNamed(metadata, 'Source').flatMap((one) => childrenNamed(one, 'Party')))
    readSource(item, formalName(party), party.at);
  for (const name of ['FileName', 'SystemIdentifier'])
    for (const technical of childrenNamed(metadata, name))
      if (lineOf(technical))
        item.dropped.add(technical.at, describe(technical), 'it names the file, not the story');
  for (const property of childrenNamed(metadata, 'Property')) readAdministrativeProperty({ item }, property);
  listOthers(metadata, ADMINISTRATIVE, item.dropped);
}

/** The source is who to credit where no credit line is given. */
function readSource(item: WireItemBuilder, name: string | undefined, at: string): void {
  if (!item.has('creditLine')) item.set('creditLine', name, at);
  else if (name !== undefined) item.add('infoSources', { code: name }, at);
}

const ADMINISTRATIVE: ReadonlySet<string> = new Set(
  words('Catalog Provider Creator Contributor Source FileName SystemIdentifier Property'),
);

/** A creator with a first and a last name is a byline where there is none; a login or a desk's initials stay in this house. */
function readPerson({ item }: Pick<Newsml1Source, 'item'>, name: string | undefined, at: string): void {
  if (name === undefined) return;
  if (/^[^/\d]+ [^/\d]+$/.test(name) && !item.has('byline')) item.set('byline', name, at);
  else item.add('private', { kind: 'person', text: name, at }, at);
}

function readAdministrativeProperty({ item }: Pick<Newsml1Source, 'item'>, property: XmlElement): void {
  const name = attributeOf(property, 'FormalName') ?? '';
  const value = valueIn(property);
  if (/^(?:author|validator|editor|user|owner|writer)$/i.test(name)) {
    if (value !== undefined)
      item.add('private', { kind: 'person', text: value, at: property.at }, property.at);
  } else if (/^(?:editorialinfo|editorialnote|ednote)$/i.test(name)) {
    if (value !== undefined)
      item.add('edNotes', { text: value, role: name, audience: 'private', at: property.at }, property.at);
  } else if (/^priority$/i.test(name) && !item.has('priority')) item.set('priority', value, property.at);
  else if (value !== undefined || property.children.length > 0)
    item.dropped.add(property.at, propertyWords(property), 'it steers the way through a system');
}

function readDescriptive(source: Newsml1Source, metadata: XmlElement): void {
  const { item } = source;
  for (const child of metadata.children.filter(isElement)) {
    const read = DESCRIPTIVE_READERS.get(child.name);
    if (read) read(source, child);
  }
  const bare = childrenNamed(metadata, 'Property').filter(isOfPlace);
  if (bare.length > 0) readPlace(source, bare, { role: 'subject', at: metadata.at });
  listOthers(metadata, DESCRIPTIVE, item.dropped);
}

type ReadElement = (source: Newsml1Source, element: XmlElement) => void;

const DESCRIPTIVE_READERS: ReadonlyMap<string, ReadElement> = new Map<string, ReadElement>([
  ['Language', ({ item }, language) => setOnce(item, 'language', formalName(language), language.at)],
  [
    'Genre',
    ({ item }, genre) => {
      const code = formalName(genre);
      const scheme = vocabularyOf(genre);
      if (code !== undefined) item.add('genres', { code, ...onlyGiven({ scheme }) }, genre.at);
    },
  ],
  ['SubjectCode', (source, list) => readSubjects(source, list)],
  ['Location', (source, location) => readLocation(source, location)],
  [
    'TopicOccurrence',
    ({ item, topics }, topic) => {
      const code = attributeOf(topic, 'Topic');
      const described = topics.get(code ?? '');
      if (described !== undefined) item.add('subjects', inVocabulary(described), topic.at);
      else if (code !== undefined) item.add('subjects', { code }, topic.at);
    },
  ],
  ['DateLineDate', ({ item }, date) => item.date('contentCreated', wireTime(textOf(date)), date.at)],
  ['Property', (source, property) => readDescriptiveProperty(source, property)],
  [
    'OfInterestTo',
    ({ item }, interest) => {
      const name = formalName(interest);
      if (name !== undefined)
        item.dropped.add(interest.at, `OfInterestTo ${name}`, 'agreements decide whom it reaches');
    },
  ],
]);

const DESCRIPTIVE: ReadonlySet<string> = new Set([...DESCRIPTIVE_READERS.keys(), 'Catalog', 'guid']);

function readSubjects({ item, topics }: Newsml1Source, list: XmlElement): void {
  const subjects = list.children.filter(isElement);
  for (const subject of subjects.length === 0 ? [list] : subjects) {
    const code = attributeOf(subject, 'FormalName');
    if (code === undefined) continue;
    const name = lineOf(subject) ?? topics.get(code)?.name;
    const told = { code, ...onlyGiven({ scheme: vocabularyOf(subject), name }) };
    item.add('subjects', inVocabulary(told), subject.at);
  }
}

/** Eight digits without a vocabulary, or with one of IPTC, are the subject codes of IPTC. */
function inVocabulary(told: WireSubject): WireSubject {
  const isIptc = /^\d{8}$/.test(told.code) && /^(?:|iptc.*|urn:newsml:iptc.*)$/i.test(told.scheme ?? '');
  return isIptc ? { ...told, scheme: SUBJECT_CODES } : told;
}

function readLocation(source: Newsml1Source, location: XmlElement): void {
  readPlace(source, allNamed(location, 'Property'), {
    role: roleOf(attributeOf(location, 'HowPresent')),
    at: location.at,
  });
}

/** A place in parts; some wires write them beside each other without a location around them. */
function readPlace(
  { item }: Newsml1Source,
  parts: readonly XmlElement[],
  { role, at }: { readonly role: WirePlace['role']; readonly at: string },
): void {
  const properties = new Map(
    parts.map((property) => [
      (attributeOf(property, 'FormalName') ?? '').toLowerCase(),
      valueIn(property) ?? lineOf(property),
    ]),
  );
  const country = properties.get('country');
  const isCode = /^[A-Z]{2,3}$/.test(country ?? '');
  const names = ['sublocation', 'city', 'area', 'countryarea', 'worldregion'].flatMap(
    (name) => properties.get(name) ?? [],
  );
  const name = [...names, ...(country !== undefined && !isCode ? [country] : [])].join(', ');
  if (name === '' && country === undefined) return;
  item.add('places', { role, ...onlyGiven({ name, country: isCode ? country : undefined }) }, at);
}

function roleOf(how: string | undefined): WirePlace['role'] {
  if (/^(?:origin|dateline)$/i.test(how ?? '')) return 'dateline';
  return /^event$/i.test(how ?? '') ? 'event' : 'subject';
}

function isOfPlace(property: XmlElement): boolean {
  return /^(?:city|country|countryarea|sublocation|worldregion)$/i.test(
    attributeOf(property, 'FormalName') ?? '',
  );
}

function readDescriptiveProperty(source: Newsml1Source, property: XmlElement): void {
  const name = attributeOf(property, 'FormalName') ?? '';
  const value = valueIn(property);
  if (value === undefined || isOfPlace(property)) return;
  if (/^(?:keywords?|topics?)$/i.test(name)) addKeywords(source, value, property.at);
  else if (/^event$/i.test(name))
    source.item.add(
      'subjects',
      { scheme: name, code: attributeOf(property, 'Code') ?? value, name: value },
      property.at,
    );
  else if (/^(?:category|anpacategory)$/i.test(name))
    source.item.add('subjects', { scheme: name, code: value }, property.at);
  else source.item.dropped.add(property.at, propertyWords(property), 'an item has no place for it');
}

/** Several keywords in one line are parted by semicolons or commas. */
export function addKeywords({ item }: Newsml1Source, line: string | undefined, at: string): void {
  for (const keyword of (line ?? '').split(/[;,]/))
    if (keyword.trim() !== '') item.add('keywords', keyword.trim(), at);
}

function readRights({ item }: Newsml1Source, metadata: XmlElement): void {
  const copyright = childNamed(metadata, 'Copyright');
  const holder = lineOf(childNamed(copyright, 'CopyrightHolder'));
  const date = lineOf(childNamed(copyright, 'CopyrightDate'));
  if (copyright && holder !== undefined) {
    setOnce(item, 'copyrightHolder', holder, copyright.at);
    if (date !== undefined) setOnce(item, 'copyrightNotice', `© ${date} ${holder}`, copyright.at);
  }
  const terms = childrenNamed(metadata, 'UsageRights')
    .map(usageWords)
    .filter((text) => text !== '')
    .join('\n');
  if (!item.has('usageTerms')) item.set('usageTerms', terms, metadata.at);
  listOthers(metadata, new Set(words('Catalog Copyright UsageRights')), item.dropped);
}

function usageWords(rights: XmlElement): string {
  return rights.children
    .filter(isElement)
    .flatMap((part) => {
      const text = lineOf(part);
      const label = USAGE_LABELS.get(part.name);
      return text === undefined ? [] : [label === undefined ? text : `${label}: ${text}`];
    })
    .join('\n');
}

const USAGE_LABELS: ReadonlyMap<string, string> = new Map([
  ['Geography', 'Geography'],
  ['RightsHolder', 'Rights'],
  ['StartDate', 'From'],
  ['EndDate', 'Until'],
]);
