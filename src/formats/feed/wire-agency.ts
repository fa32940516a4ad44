import type { NewsType } from '#domain/item/item.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { statusNamed } from '../wire/status-words.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireInstruction } from '../wire/wire-item.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { FeedChildren } from './feed-names.ts';
import { timeIn, type WireEntrySource } from './wire-entry-source.ts';

/**
 * Reads what AP puts beside Atom (`apcm:ContentMetadata`, `apnm:NewsManagement`), and WENN after its model. Answers the headline,
 * which goes before the title of the entry: that is often a slug.
 */
export function readAgencyExtension(source: WireEntrySource): string {
  const { children, head } = source;
  const management = children.first('apnm:newsmanagement');
  if (management !== undefined) readManagement(source, new FeedChildren(management, head.names));
  const content = children.first('apcm:contentmetadata');
  return content === undefined ? '' : readContent(source, new FeedChildren(content, head.names));
}

/** What AP's own words ask for; the others are those of all wires. */
const INSTRUCTIONS: ReadonlyMap<string, WireInstruction> = new Map([
  ['add', 'publish'],
  ['change', 'update'],
  ['cancel', 'kill'],
  ['delete', 'kill'],
]);

function readManagement(source: WireEntrySource, parts: FeedChildren): void {
  const { item } = source;
  const version = parts.firstFilled('apnm:managementsequencenumber');
  const status = parts.firstFilled('apnm:publishingstatus');
  const type = parts.firstFilled('apnm:managementtype');
  const word = (element: XmlElement | undefined) => (element === undefined ? '' : oneLine(textOf(element)));
  item.set('version', word(version), version?.at ?? '');
  const isEmbargoed = status !== undefined && readStatus(item, word(status), status.at);
  if (type !== undefined && !item.has('instruction'))
    item.set('instruction', INSTRUCTIONS.get(word(type).toLowerCase()), type.at);
  readRelease(source, parts, isEmbargoed);
  const medium = parts.firstFilled('apnm:mediatype');
  item.set('type', TYPES.get(word(medium).toLowerCase()), medium?.at ?? '');
  for (const note of parts.all('apnm:editorial', 'apnm:publishingspecialinstructions', 'apnm:editorialnote'))
    if (word(note) !== '')
      item.add('edNotes', { text: severalLines(textOf(note)), audience: 'partner', at: note.at }, note.at);
  parts.pass('apnm:managementid', 'apnm:priority', 'apnm:original_article_id', 'apnm:consumerready');
  listRest(source, parts);
}

/** Whether it lays an embargo, which withholds a story until its release; a cancelled one is killed, whatever is asked beside. */
function readStatus(item: WireItemBuilder, status: string, at: string): boolean {
  const said = statusNamed(status);
  const isEmbargoed = said?.isEmbargoed === true;
  if (said === undefined)
    item.dropped.add(at, `status ${status}`, 'no dialect that is known has this status');
  item.set('pubStatus', isEmbargoed ? 'withheld' : said?.pubStatus, at);
  if (said?.pubStatus === 'canceled') item.set('instruction', 'kill', at);
  return isEmbargoed;
}

/** A release in the future is the end of an embargo; of any other status it is when the story came out. */
function readRelease(source: WireEntrySource, parts: FeedChildren, isEmbargoed: boolean): void {
  const { item } = source;
  const release = parts.firstFilled(
    'apnm:publishingreleasedatetime',
    'apnm:releasedatetime',
    'apnm:published',
  );
  const time = timeIn(source, release, release === undefined ? '' : textOf(release));
  if (release !== undefined && isEmbargoed) item.set('embargo', time, release.at);
  else if (release !== undefined) item.date('published', time, release.at);
  if (isEmbargoed && time === undefined) item.set('isEmbargoed', true, '');
  const updated = parts.firstFilled('apnm:updated');
  if (updated !== undefined)
    item.date('versionCreated', timeIn(source, updated, textOf(updated)), updated.at);
}

const TYPES: ReadonlyMap<string, NewsType> = new Map([
  ['text', 'text'],
  ['photo', 'picture'],
  ['graphic', 'graphic'],
  ['video', 'video'],
  ['audio', 'audio'],
]);

function readContent(source: WireEntrySource, parts: FeedChildren): string {
  const { item } = source;
  const line = (field: 'slugline' | 'dateline' | 'byline' | 'summary', ...names: readonly string[]) => {
    const element = parts.firstFilled(...names);
    if (element !== undefined) item.set(field, oneLine(textOf(element)), element.at);
  };
  line('slugline', 'apcm:slugline');
  line('dateline', 'apcm:dateline');
  line('byline', 'apcm:byline');
  line('summary', 'apcm:first_line');
  const headline = parts.firstFilled('apcm:headline', 'apcm:title');
  const extended = parts.firstFilled('apcm:extendedheadline');
  if (extended !== undefined)
    item.add('headlines', { role: 'extended', text: oneLine(textOf(extended)) }, extended.at);
  for (const keywords of parts.all('apcm:keywords'))
    for (const keyword of textOf(keywords).split(/[,;]/))
      if (keyword.trim() !== '') item.add('keywords', oneLine(keyword), keywords.at);
  readClassifications(source, parts);
  readPriority(source, parts);
  const characteristics = parts.first('apcm:characteristics');
  const type = TYPES.get((characteristics?.attributes.get('MediaType') ?? '').toLowerCase());
  if (characteristics !== undefined) item.set('type', type, characteristics.at);
  listRest(source, parts);
  return headline === undefined ? '' : oneLine(textOf(headline));
}

function readPriority({ item }: WireEntrySource, parts: FeedChildren): void {
  for (const { attributes, at } of parts.all('apcm:priority')) {
    const urgency = Number(attributes.get('Numeric'));
    if (urgency >= 1 && urgency <= 9) item.set('urgency', urgency, at);
    item.set('priority', attributes.get('Legacy')?.trim(), at);
  }
  for (const source of parts.all('apcm:source')) {
    const name = oneLine(textOf(source));
    const code = oneLine(source.attributes.get('Id') ?? '') || name;
    if (code !== '') item.add('infoSources', { code, name }, source.at);
  }
}

function readClassifications({ item }: WireEntrySource, parts: FeedChildren): void {
  for (const element of parts.all('apcm:subjectclassification', 'apcm:entityclassification')) {
    const { attributes, at } = element;
    const name = oneLine(attributes.get('Value') ?? textOf(element));
    const code = oneLine(attributes.get('Id') ?? '') || name;
    if (code !== '')
      item.add('subjects', { code, ...onlyGiven({ scheme: attributes.get('Authority'), name }) }, at);
  }
  for (const { attributes, at } of parts.all('apcm:datelinelocation')) {
    const name = oneLine(attributes.get('City') ?? attributes.get('Value') ?? '');
    const country = oneLine(attributes.get('Country') ?? '');
    if (name !== '') item.add('places', { role: 'dateline', name, ...onlyGiven({ country }) }, at);
  }
}

function listRest({ item }: WireEntrySource, parts: FeedChildren): void {
  for (const { at, name } of parts.unread()) item.dropped.add(at, name, 'an item has no place for it');
}
