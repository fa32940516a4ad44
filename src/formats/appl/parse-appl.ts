import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { NewsType } from '#domain/item/item.ts';
import { createDroppedList } from '../dropped-list.ts';
import { severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import {
  sayGravest,
  statusNamed,
  statusOfHeadline,
  statusOpening,
  type SaidAt,
} from '../wire/status-words.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { words } from '../words.ts';
import { attributeOf, childNamed, childrenNamed, lineOf, listOthers } from '../xml/xml-lookup.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { readApplAboutness } from './read-appl-aboutness.ts';
import { readApplComponents } from './read-appl-components.ts';

/** Whether a document is APPL, the publishing language of the Associated Press: a `Publication`, or a list of them. */
export function isAppl(root: XmlElement): boolean {
  return publicationsIn(root).length > 0;
}

/**
 * Reads APPL 4 and 5, with and without its namespace: text, pictures, graphics, films and sounds. Its times are in UTC and have no
 * offset. Refuses a document without a `Publication`.
 */
export function parseAppl(root: XmlElement, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const dropped = createDroppedList();
  const items: WireItem[] = [];
  for (const publication of publicationsIn(root)) {
    const read = readPublication(publication, needs);
    if (!read.ok) return read;
    items.push(read.value);
  }
  if (items.length === 0)
    return refuse({
      code: 'document-without-items',
      at: root.at,
      detail: 'The document holds no Publication.',
    });
  return accept({ items, dropped: dropped.all(), warnings: [] });
}

function publicationsIn(root: XmlElement): readonly XmlElement[] {
  const all = root.name === 'Publication' ? [root] : childrenNamed(root, 'Publication');
  return all.filter((one) => childNamed(one, 'Identification') ?? childNamed(one, 'PublicationManagement'));
}

function readPublication(publication: XmlElement, needs: WireNeeds): Result<WireItem, FormatRefusal> {
  const item = createWireItem(publication.at);
  const part = (name: string) => childNamed(publication, name);
  readIdentification(item, part('Identification'));
  const said = readManagement(item, part('PublicationManagement'));
  readLines(item, part('NewsLines'), part('FilingMetadata'));
  readAdministration(item, part('AdministrativeMetadata'));
  readRights(item, part('RightsMetadata'));
  readApplAboutness(item, part('DescriptiveMetadata'));
  const components = readApplComponents(item, childrenNamed(publication, 'PublicationComponent'), needs);
  if (!components.ok) return components;
  const headline = item.get('headline');
  sayGravest(item, [...said, { said: statusOfHeadline(headline), at: publication.at }]);
  listOthers(publication, PARTS, item.dropped);
  return accept(item.build());
}

const PARTS: ReadonlySet<string> = new Set(
  words(
    'Identification PublicationManagement NewsLines AdministrativeMetadata RightsMetadata DescriptiveMetadata FilingMetadata ' +
      'PublicationComponent',
  ),
);

const TYPES: ReadonlyMap<string | undefined, NewsType> = new Map([
  ['text', 'text'],
  ['photo', 'picture'],
  ['graphic', 'graphic'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['complexdata', 'composite'],
]);

function readIdentification(item: WireItemBuilder, identification: XmlElement | undefined): void {
  const named = (name: string) => childNamed(identification, name);
  const at = (name: string) => named(name)?.at ?? identification?.at ?? '';
  item.set('uri', lineOf(named('ItemId')), at('ItemId'));
  item.set('version', lineOf(named('RecordSequenceNumber')), at('RecordSequenceNumber'));
  item.set('type', TYPES.get(lineOf(named('MediaType'))?.toLowerCase()), at('MediaType'));
  item.set('language', lineOf(named('DefaultLanguage')), at('DefaultLanguage'));
  const urgency = Number(lineOf(named('Priority')));
  if (urgency >= 1 && urgency <= 9) item.set('urgency', urgency, at('Priority'));
  item.set('priority', lineOf(named('EditorialPriority')), at('EditorialPriority'));
  for (const name of ['RecordId', 'FriendlyKey']) {
    const code = lineOf(named(name));
    if (code !== undefined) item.add('altIds', { scheme: name, code }, at(name));
  }
}

const TIMES = [
  ['versionCreated', 'ArrivalDateTime'],
  ['contentModified', 'LastModifiedDateTime'],
  ['published', 'ItemStartDateTime'],
  ['expires', 'ItemExpireDateTime'],
] as const;

/** Times and status; the release of what is embargoed ends its embargo. */
function readManagement(item: WireItemBuilder, management: XmlElement | undefined): readonly SaidAt[] {
  if (management === undefined) return [];
  for (const [field, name] of TIMES) {
    const element = childNamed(management, name);
    item.date(field, utc(lineOf(element)), element?.at ?? '');
  }
  const created = childNamed(management, 'FirstCreated');
  item.date('firstCreated', firstCreated(created), created?.at ?? '');
  const status = readStatus(item, management);
  readPeople(item, [created, childNamed(management, 'LastModifiedDateTime')]);
  readIdsAndLinks(item, management);
  listOthers(management, MANAGED, item.dropped);
  return [status, ...readInstructions(item, management)];
}

function readStatus(item: WireItemBuilder, management: XmlElement): SaidAt {
  const status = childNamed(management, 'Status');
  const said = statusNamed(lineOf(status));
  const release = childNamed(management, 'ReleaseDateTime');
  if (said?.isEmbargoed && release) item.embargo(utc(lineOf(release)) ?? lineOf(release), release.at);
  return { said, at: status?.at ?? management.at };
}

/** Who filed it and who changed it stays in this house. */
function readPeople(item: WireItemBuilder, elements: readonly (XmlElement | undefined)[]): void {
  for (const element of elements) {
    const text = attributeOf(element, 'UserName');
    if (element && text !== undefined)
      item.add('private', { kind: 'desk', text, at: element.at }, element.at);
  }
}

const MANAGED: ReadonlySet<string> = new Set(
  words(
    'RecordType FilingType ChangeEvent ItemKey IsDistributionReady ArrivalDateTime FirstCreated LastModifiedDateTime Status ' +
      'ReleaseDateTime EditorialId ItemStartDateTime ItemStartDateTimeActual ItemExpireDateTime SpecialInstructions Editorial ' +
      'AssociatedWith RefersTo Destination TimeRestrictions IsDigitized',
  ),
);

function readIdsAndLinks(item: WireItemBuilder, management: XmlElement): void {
  for (const { at, ...id } of childrenNamed(management, 'EditorialId').map((one) => ({
    at: one.at,
    scheme: 'EditorialId',
    code: lineOf(one) ?? '',
  })))
    if (id.code !== '') item.add('altIds', id, at);
  for (const name of ['AssociatedWith', 'RefersTo'])
    for (const link of childrenNamed(management, name)) {
      const uri = lineOf(link);
      if (uri !== undefined) item.add('links', { rel: 'seeAlso', uri, at: link.at }, link.at);
    }
}

/** Notes to editors, and what kind of filing it is: `Editorial/Type` says `Correction`, `Kill`, `Lead`. */
function readInstructions(item: WireItemBuilder, management: XmlElement): readonly SaidAt[] {
  const notes = childrenNamed(management, 'SpecialInstructions').map((note): SaidAt => {
    const text = severalLines(textOf(note));
    if (text !== '') item.add('edNotes', { text, audience: 'partner', at: note.at }, note.at);
    return { said: statusOpening(text), at: note.at };
  });
  const types = childrenNamed(management, 'Editorial').flatMap((one) => childrenNamed(one, 'Type'));
  const kinds = types.map((type): SaidAt => {
    const code = lineOf(type);
    if (code !== undefined) item.add('genres', { scheme: 'editorialtypes', code }, type.at);
    return { said: statusNamed(code), at: type.at };
  });
  return [...notes, ...kinds];
}

function utc(written: string | undefined): string | undefined {
  const time = wireTime(written);
  return time?.includes('T') && !/(?:Z|[+-]\d\d:\d\d)$/.test(time) ? `${time}Z` : time;
}

/** `Year`, `Month` and `Day`, and `Time` where it is known. */
function firstCreated(created: XmlElement | undefined): string | undefined {
  const part = (name: string) => (attributeOf(created, name) ?? '').padStart(2, '0');
  const time = attributeOf(created, 'Time');
  const day = `${part('Year')}-${part('Month')}-${part('Day')}`;
  return utc(time === undefined ? day : `${day}T${time}`) ?? utc(lineOf(created));
}

const LINES = [
  ['HeadLine', 'headline'],
  ['DateLine', 'dateline'],
  ['CreditLine', 'creditLine'],
  ['CopyrightLine', 'copyrightNotice'],
  ['RightsLine', 'usageTerms'],
  ['BodySubHeader', 'summary'],
] as const;

const HEADLINES = ['Title', 'OriginalHeadLine', 'ExtendedHeadLine', 'OverLine'];

function readLines(
  item: WireItemBuilder,
  lines: XmlElement | undefined,
  filing: XmlElement | undefined,
): void {
  for (const [name, field] of LINES)
    for (const one of childrenNamed(lines, name)) item.set(field, lineOf(one), one.at);
  const bylines = childrenNamed(lines, 'ByLine');
  item.set('byline', bylines.flatMap(bylineOf).join(', '), bylines[0]?.at ?? '');
  const slug = childNamed(filing, 'SlugLine') ?? childNamed(lines, 'Title');
  item.set('slugline', lineOf(slug), slug?.at ?? '');
  readFurtherLines(item, lines);
  listOthers(lines, WRITTEN, item.dropped);
}

function readFurtherLines(item: WireItemBuilder, lines: XmlElement | undefined): void {
  for (const name of HEADLINES)
    for (const { text, at } of linesOf(lines, name))
      if (text !== item.get('headline') && text !== item.get('slugline'))
        item.add('headlines', { role: name, text }, at);
  for (const { text, at } of linesOf(lines, 'KeywordLine')) item.add('keywords', text, at);
  for (const { text, at } of linesOf(lines, 'SeriesLine'))
    item.add('links', { rel: 'series', title: text, at }, at);
}

function linesOf(parent: XmlElement | undefined, name: string) {
  return childrenNamed(parent, name).flatMap((one) => {
    const text = lineOf(one);
    return text === undefined ? [] : [{ text, at: one.at }];
  });
}

const WRITTEN: ReadonlySet<string> = new Set([
  ...LINES.map(([name]) => name),
  ...HEADLINES,
  ...words('ByLine KeywordLine SeriesLine'),
]);

function bylineOf(byline: XmlElement): readonly string[] {
  const title = attributeOf(byline, 'Title');
  const name = lineOf(byline);
  if (name === undefined) return [];
  return [title === undefined ? name : `${name}, ${title}`];
}

function readAdministration(item: WireItemBuilder, administration: XmlElement | undefined): void {
  const named = (name: string) => childrenNamed(administration, name);
  for (const [index, provider] of named('Provider').entries()) {
    const name = lineOf(provider);
    const code = attributeOf(provider, 'Id') ?? name;
    if (code !== undefined && index === 0)
      item.set('provider', { code, ...onlyGiven({ name }) }, provider.at);
  }
  for (const source of named('Source')) {
    const name = lineOf(source);
    const code = attributeOf(source, 'Id') ?? name;
    if (code !== undefined) item.add('infoSources', { code, ...onlyGiven({ name }) }, source.at);
  }
  for (const type of named('ItemContentType')) {
    const code = lineOf(type);
    if (code !== undefined) item.add('genres', { scheme: 'ItemContentType', code }, type.at);
  }
  for (const desk of [...named('WorkflowInfo'), ...named('ContactName')])
    item.add('private', { kind: 'desk', text: lineOf(desk) ?? '', at: desk.at }, desk.at);
}

/** Who holds the copyright, and each limit of use as words. */
function readRights(item: WireItemBuilder, rights: XmlElement | undefined): void {
  const copyright = childNamed(rights, 'Copyright');
  item.set('copyrightHolder', attributeOf(copyright, 'Holder'), copyright?.at ?? '');
  const terms = childrenNamed(rights, 'UsageRights').map((usage) =>
    usage.children
      .filter(isElement)
      .flatMap((one) => (lineOf(one) === undefined ? [] : [`${one.name}: ${lineOf(one)}`]))
      .join('; '),
  );
  item.set('usageTerms', terms.filter((one) => one !== '').join('\n'), rights?.at ?? '');
}
