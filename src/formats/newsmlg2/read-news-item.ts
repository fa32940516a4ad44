import { parseInstant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Finding } from '#domain/item/finding.ts';
import type { ItemVersion, NewsType, PubStatus } from '#domain/item/item.ts';
import { createDroppedList } from '../dropped-list.ts';
import { beginning, languageTag, oneLine } from '../item-text.ts';
import { readItemUri } from '../ninjs/item-uri.ts';
import { versionNumber, type Note, type ReadItem, type ReadNeeds } from '../read-item.ts';
import { words } from '../words.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { webUrl } from '../html/web-url.ts';
import { describe, XmlReading } from '../xml/xml-reading.ts';
import type { G2Source } from './g2-source.ts';
import { iptcCode, readQcodes } from './qcodes.ts';
import { readContent, readRenditions } from './read-content.ts';
import { readAboutness } from './read-subjects.ts';
import { headlinesOf, readWording } from './read-wording.ts';

/** A news item, with the identities of the items that it says go with it. */
export type G2Item = ReadItem & { readonly linked: readonly string[] };

/**
 * Reads one `newsItem` of NewsML-G2 2.x. The version is 1 where none is written, as the standard says (spec §8.3).
 * `catalogs` are those of the message around it.
 */
export function readNewsItem(
  element: XmlElement,
  needs: ReadNeeds & { readonly provider: string },
  catalogs: readonly XmlElement[],
): Result<G2Item, FormatRefusal> {
  const findings: Finding[] = [];
  const note: Note = (code, at, detail) => findings.push({ code, at, detail });
  const reading = new XmlReading();
  const qcodes = readQcodes([...catalogs, ...reading.all(element, 'catalog')], reading);
  const source: G2Source = { element, reading, qcodes, dropped: createDroppedList(), note, needs };
  const itemMeta = reading.first(element, 'itemMeta');
  const contentMeta = reading.first(element, 'contentMeta');
  const guid = readItemUri(element.attributes.get('guid')?.trim() ?? '');
  if (guid === '') return no(element.at, 'A newsItem has no guid.');
  const newsType = newsTypeOf(source, itemMeta);
  if (newsType === undefined)
    return no(itemMeta?.at ?? element.at, 'The item says of no known class to be (itemClass).');
  const headlines = headlinesOf(source, itemMeta, contentMeta);
  const body = readContent(source, headlines);
  if (!body.ok) return body;
  const pubStatus = pubStatusOf(source, itemMeta);
  const wording = readWording(source, { itemMeta, contentMeta, newsType, head: body.value.head });
  const words = [body.value.head.headline, body.value.blocks[0]?.text, wording.summary, wording.slugline];
  const headline = headlineOf(source, headlines, words) ?? (pubStatus === 'usable' ? undefined : '');
  if (headline === undefined) return no(element.at, 'The item has no headline and no text.');
  const item: ItemVersion = {
    guid,
    ...readTimes(source, itemMeta),
    provider: needs.provider,
    newsType,
    pubStatus,
    language: languageOf(source, contentMeta),
    headline,
    ...wording,
    ...readAboutness(source, contentMeta),
    blocks: body.value.blocks,
    renditions: readRenditions(source),
    associations: [],
    ...readOwnPage(source, itemMeta),
  };
  const linked = linksOf(source, itemMeta);
  reading.listUnread(element, source.dropped, SILENT);
  return accept({ item, dropped: source.dropped.all(), findings, linked });
}

/** Elements about the document itself, which say nothing about the story. */
const SILENT: ReadonlySet<string> = new Set(
  words(
    'catalog catalogRef generator profile transmitId provider firstCreated contentCreated contentModified hopHistory',
  ),
);

function newsTypeOf({ reading, qcodes }: G2Source, itemMeta: XmlElement | undefined): NewsType | undefined {
  const itemClass = reading.first(itemMeta, 'itemClass');
  if (itemClass === undefined) return undefined;
  const written = itemClass.attributes.get('qcode')?.split(':').at(-1) ?? '';
  return NEWS_TYPES.get(iptcCode(qcodes.uriOf(itemClass), 'ninature') ?? written);
}

/** ninature of IPTC, with the plural that wires write. */
const NEWS_TYPES: ReadonlyMap<string, NewsType> = new Map([
  ['text', 'text'],
  ['picture', 'picture'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['graphic', 'graphic'],
  ['graphics', 'graphic'],
  ['animated', 'graphic'],
  ['composite', 'composite'],
]);

/** Usable where nothing is said: that is the standard's default (spec §8.6). */
function pubStatusOf({ reading, qcodes }: G2Source, itemMeta: XmlElement | undefined): PubStatus {
  const element = reading.first(itemMeta, 'pubStatus');
  if (element === undefined) return 'usable';
  reading.take(element);
  const code =
    iptcCode(qcodes.uriOf(element), 'pubstatusg2') ?? element.attributes.get('qcode')?.split(':').at(-1);
  return code === 'canceled' || code === 'withheld' ? code : 'usable';
}

function readTimes({ element, reading, note, needs }: G2Source, itemMeta: XmlElement | undefined) {
  const written = reading.text(reading.first(itemMeta, 'versionCreated'))?.trim() ?? '';
  const createdAt = instantOf(written);
  if (createdAt === undefined)
    note(
      'time-assumed',
      itemMeta?.at ?? element.at,
      `versionCreated "${beginning(written, 40)}" is no time; ${needs.receivedAt}, when it came, is used.`,
    );
  const embargoEndAt = instantOf(reading.text(reading.first(itemMeta, 'embargoed'))?.trim() ?? '');
  return {
    version: versionNumber(element.attributes.get('version') ?? '1', createdAt, (detail) =>
      note('version-assumed', element.at, `${detail}.`),
    ),
    versionCreatedAt: createdAt ?? needs.receivedAt,
    ...(embargoEndAt === undefined ? {} : { embargoEndAt }),
  };
}

/** XML dates may lack the time or the offset; the day then begins at midnight UTC (XML Schema part 2, §3.2.7). */
function instantOf(written: string) {
  const day = /^\d{4}-\d\d-\d\d$/.test(written) ? `${written}T00:00:00Z` : written;
  return parseInstant(day) ?? parseInstant(`${day}Z`);
}

function languageOf({ element, reading, note }: G2Source, contentMeta: XmlElement | undefined): string {
  const language = reading.first(contentMeta, 'language');
  if (language) reading.take(language);
  const written = language?.attributes.get('tag') ?? element.attributes.get('xml:lang');
  const tag = written === undefined ? undefined : languageTag(written);
  if (tag === undefined && written === undefined)
    note('language-assumed', element.at, 'No language is given.');
  else if (tag === undefined)
    note('language-malformed', element.at, `"${beginning(written ?? '', 40)}" is no language tag.`);
  return tag ?? 'und';
}

function headlineOf(
  { element, note }: G2Source,
  headlines: readonly string[],
  others: readonly (string | undefined)[],
): string | undefined {
  const [headline] = headlines;
  if (headline !== undefined) return headline;
  const first = others.find((text) => text !== undefined && text !== '');
  if (first === undefined) return undefined;
  note('headline-assumed', element.at, 'No headline is given; the first words are used.');
  return beginning(first, 120);
}

/** The item as a page of the provider's own site: the alternative representation that is HTML. */
function readOwnPage(
  { reading, dropped, needs }: G2Source,
  itemMeta: XmlElement | undefined,
): Pick<ItemVersion, 'canonicalUrl'> {
  let canonicalUrl: string | undefined;
  for (const altRep of reading.all(itemMeta, 'altRep')) {
    const isPage = /^(?:text\/html|application\/xhtml)/.test(altRep.attributes.get('contenttype') ?? '');
    const url = isPage ? webUrl(reading.text(altRep)?.trim() ?? '', needs.baseUrl) : undefined;
    if (url === undefined || canonicalUrl !== undefined)
      dropped.add(altRep.at, describe(altRep), 'an item keeps one web address of its own');
    canonicalUrl ??= url;
    reading.take(altRep);
  }
  return canonicalUrl === undefined ? {} : { canonicalUrl };
}

/** Items that go with this one: links to an identity with a relation of belonging together. */
function linksOf({ reading }: G2Source, itemMeta: XmlElement | undefined): readonly string[] {
  return reading.all(itemMeta, 'link').flatMap((link) => {
    const guid = link.attributes.get('residref');
    if (
      guid === undefined ||
      !/associatedWith|seeAlso|isIllustratedBy/i.test(link.attributes.get('rel') ?? '')
    )
      return [];
    reading.take(link);
    return [readItemUri(oneLine(guid))];
  });
}

function no(at: string, detail: string): Result<never, FormatRefusal> {
  return refuse({ code: 'newsmlg2-invalid', at, detail });
}
