import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { oneLine } from '../item-text.ts';
import { fillFromBody, fillFromHead } from '../nitf/fill-from-nitf.ts';
import { findNamed } from '../xml/xml-lookup.ts';
import { words } from '../words.ts';
import { createWireItem } from '../wire/wire-item-builder.ts';
import { sayGravest, type SaidAt } from '../wire/status-words.ts';
import { setBlocksApart } from '../wire/story-sections.ts';
import type { WireItem, WireKind, WireNeeds } from '../wire/wire-item.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import { XmlReading } from '../xml/xml-reading.ts';
import type { G2Source } from './g2-source.ts';
import { readQcodes } from './qcodes.ts';
import { readAboutness } from './read-aboutness.ts';
import { isEvents, readContent } from './read-content.ts';
import { assumeDateline, readContentMeta } from './read-content-meta.ts';
import { readConcept } from './read-event.ts';
import { readItemMeta } from './read-item-meta.ts';
import { identityOf } from './read-names.ts';
import { readPackage } from './read-package.ts';
import { readPlanning } from './read-planning.ts';
import { readRenditions } from './read-renditions.ts';
import { readRights } from './read-rights.ts';

/**
 * Reads one item of any class of NewsML-G2 2.x; a knowledge item, or a news item that holds events, gives several. `catalogs`
 * are those of the message around it.
 */
export function readAnyItem(
  element: XmlElement,
  needs: WireNeeds,
  catalogs: readonly XmlElement[],
): Result<readonly WireItem[], FormatRefusal> {
  // A package without an identity still tells what belongs together.
  if ((element.attributes.get('guid')?.trim() ?? '') === '' && element.name !== 'packageItem')
    return refuse({ code: 'newsmlg2-invalid', at: element.at, detail: `A ${element.name} has no guid.` });
  const source = sourceOf(element, element, needs, catalogs);
  const signalled = readItemMeta(source);
  readRights(source);
  readContentMeta(source);
  readAboutness(source);
  source.item.set('language', element.attributes.get('xml:lang')?.trim(), element.at);
  const inside = readInside(source, catalogs);
  if (!inside.ok) return inside;
  sayGravest(source.item, [...signalled, ...readHead(source)]);
  source.reading.listUnread(element, source.item.dropped, SILENT);
  const own = source.item.build();
  return accept(
    element.name === 'knowledgeItem' && inside.value.length > 0 ? inside.value : [own, ...inside.value],
  );
}

/** Elements about the document itself, which say nothing about the story. */
const SILENT: ReadonlySet<string> = new Set(
  words(
    'catalog catalogRef generator profile transmitId hopHistory pubHistory incomingFeedId metadataCreator',
  ),
);

const KINDS: ReadonlyMap<string, WireKind> = new Map([
  ['packageItem', 'package'],
  ['planningItem', 'planning'],
  ['conceptItem', 'concept'],
  ['knowledgeItem', 'concept'],
  ['catalogItem', 'concept'],
]);

function sourceOf(
  element: XmlElement,
  document: XmlElement,
  needs: WireNeeds,
  catalogs: readonly XmlElement[],
): G2Source {
  const reading = new XmlReading();
  const qcodes = readQcodes([...catalogs, ...reading.all(document, 'catalog')], reading);
  const hasEvent = concepts(element).some((one) => one.children.some(isNamed('eventDetails')));
  const kind = hasEvent && element.name !== 'newsItem' ? 'event' : (KINDS.get(element.name) ?? 'news');
  const asserted = new Map(
    reading.all(document, 'assert').flatMap((one) => {
      const id = identityOf(one);
      return id === undefined ? [] : [[id, one] as const];
    }),
  );
  return { element, reading, qcodes, item: createWireItem(element.at, kind), needs, asserted };
}

function isNamed(name: string) {
  return (node: XmlElement | string): boolean => isElement(node) && node.name === name;
}

function concepts(element: XmlElement): readonly XmlElement[] {
  if (element.name === 'concept' || element.name === 'event') return [element];
  return element.children.filter(isElement).filter(isNamed('concept'));
}

function readInside(
  source: G2Source,
  catalogs: readonly XmlElement[],
): Result<readonly WireItem[], FormatRefusal> {
  const { element, reading, item } = source;
  readRenditions(source);
  switch (element.name) {
    case 'packageItem':
      readPackage(source);
      break;
    case 'planningItem':
      readPlanning(source);
      break;
    case 'conceptItem':
      for (const concept of reading.all(element, 'concept')) readConcept(source, concept);
      break;
    case 'knowledgeItem':
      return accept(
        readParts(source, reading.all(reading.first(element, 'conceptSet'), 'concept'), catalogs),
      );
    default: {
      const body = readText(source);
      if (!body.ok) return body;
    }
  }
  const contentSet = reading.first(element, 'contentSet');
  const events = reading
    .all(contentSet, 'inlineXML')
    .flatMap((inline) => inline.children.filter(isEvents))
    .flatMap((list) => list.children.filter(isElement));
  for (const title of reading.all(reading.first(element, 'itemMeta'), 'title')) {
    const text = oneLine(reading.text(title) ?? '');
    if (!item.has('headline')) item.set('headline', text, title.at);
    else if (text !== '' && text !== item.get('headline'))
      item.dropped.add(title.at, `title ${text}`, 'a name of the item for systems, beside its headline');
  }
  assumeDateline(source, element.at);
  return accept(readParts(source, events, catalogs));
}

function readText(source: G2Source): Result<true, FormatRefusal> {
  const { element, reading, item } = source;
  const title = reading.text(reading.first(reading.first(element, 'itemMeta'), 'title'));
  const known = [item.get('headline'), ...item.list('headlines').map(({ text }) => text), title];
  const body = readContent(
    source,
    known.flatMap((text) => (text === undefined ? [] : [text])),
  );
  if (!body.ok) return body;
  const { blocks, nitf } = body.value;
  const at = reading.first(element, 'contentSet')?.at ?? element.at;
  item.set('body', setBlocksApart(item, blocks, at), at);
  if (!item.has('headline')) item.set('headline', title?.trim().replaceAll(/\s+/g, ' '), at);
  if (nitf !== undefined) fillFromBody(item, nitf);
  return accept(true);
}

/** The head of a NITF that is the content, and what it says of the status. */
function readHead({ element, reading, item }: G2Source): readonly SaidAt[] {
  const nitf = findNamed(reading.first(element, 'contentSet'), 'nitf');
  return nitf === undefined ? [] : fillFromHead(item, nitf);
}

/** Concepts or events inside one item: each by itself, with the status and times of what they came in. */
function readParts(
  { element, needs, item }: G2Source,
  parts: readonly XmlElement[],
  catalogs: readonly XmlElement[],
): readonly WireItem[] {
  if (parts.length === 0) return [];
  const around = item.build();
  return parts.map((part, index) => {
    const source = sourceOf(part, element, needs, catalogs);
    const id = part.children.filter(isElement).find(isNamed('conceptId'));
    readConcept(source, part);
    const told = source.item.build();
    const uri = id?.attributes.get('uri') ?? id?.attributes.get('qcode') ?? `${around.uri}#${index + 1}`;
    return {
      ...told,
      kind: part.children.some(isNamed('eventDetails')) ? 'event' : 'concept',
      uri,
      ...(around.version === undefined ? {} : { version: around.version }),
      ...(around.provider === undefined ? {} : { provider: around.provider }),
      ...(around.language === undefined ? {} : { language: around.language }),
      ...(around.pubStatus === undefined ? {} : { pubStatus: around.pubStatus }),
      dates: around.dates,
    };
  });
}
