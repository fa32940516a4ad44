import type { NewsType } from '#domain/item/item.ts';
import { webUrl } from '../html/web-url.ts';
import { severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { fileOf } from '../wire/file-of.ts';
import { fromBase64 } from '../wire/from-base64.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireItem, WireRendition } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';
import { words } from '../words.ts';
import { attributeOf, childNamed, childrenNamed, lineOf, listOthers } from '../xml/xml-lookup.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { linesOf } from './lines-of.ts';
import type { NitfBodyNeeds } from './nitf-needs.ts';

/** A `media` of NITF as an item: its references are its technical forms, its caption is its summary. */
export function readNitfMedia(media: XmlElement, needs: NitfBodyNeeds): WireItem {
  const item = createWireItem(media.at);
  const references = media.name === 'img' ? [media] : childrenNamed(media, 'media-reference');
  const objects = childrenNamed(media, 'media-object');
  for (const metadata of childrenNamed(media, 'media-metadata')) readMetadata(item, metadata);
  item.set('type', mediaKind(media, references[0]), media.at);
  for (const caption of childrenNamed(media, 'media-caption'))
    item.set('summary', linesOf(caption), caption.at);
  for (const producer of childrenNamed(media, 'media-producer'))
    item.set('byline', lineOf(producer), producer.at);
  for (const reference of references) {
    const rendition = renditionOf(reference, needs);
    if (rendition) item.add('renditions', rendition, reference.at);
    item.set('creditLine', attributeOf(reference, 'source-credit'), reference.at);
    item.set('copyrightNotice', attributeOf(reference, 'copyright'), reference.at);
  }
  for (const object of objects) addObject(item, object, references[0]);
  const [source] = references;
  const named = lineOf(childNamed(media, 'media-id'));
  item.set(
    'uri',
    item.has('uri') ? undefined : (named ?? attributeOf(source, 'source') ?? attributeOf(media, 'id')),
    media.at,
  );
  listOthers(media, READ, item.dropped);
  return item.build();
}

const READ: ReadonlySet<string> = new Set(
  words('media-metadata media-reference media-object media-caption media-producer media-id'),
);

function mediaKind(media: XmlElement, reference: XmlElement | undefined): NewsType | undefined {
  const type = (attributeOf(media, 'media-type') ?? (media.name === 'img' ? 'image' : '')).toLowerCase();
  const known = [...KINDS].find(([word]) => type.includes(word));
  const mime = (attributeOf(reference, 'mime-type') ?? '').toLowerCase();
  return known?.[1] ?? [...KINDS].find(([word]) => mime.startsWith(word))?.[1];
}

const KINDS: ReadonlyMap<string, NewsType> = new Map([
  ['graphic', 'graphic'],
  ['image', 'picture'],
  ['photo', 'picture'],
  ['picture', 'picture'],
  ['foto', 'picture'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['text', 'text'],
  ['composite', 'composite'],
]);

function renditionOf(reference: XmlElement, needs: NitfBodyNeeds): WireRendition | undefined {
  const location = attributeOf(reference, 'data-location');
  const written = attributeOf(reference, 'source') ?? lineOf(reference) ?? location;
  if (written === undefined) return undefined;
  const href = webUrl(written, needs.baseUrl) ?? webUrl(location ?? '', needs.baseUrl);
  return {
    role: attributeOf(reference, 'name') ?? 'main',
    ...(href === undefined ? namedOf(written) : { href }),
    ...formOf(reference),
    at: reference.at,
  };
}

/** What is no address is the provider's name of the file, a path to it, or its identity. */
function namedOf(written: string): Pick<WireRendition, 'residRef' | 'fileName'> {
  return { residRef: written, ...onlyGiven({ fileName: fileOf(written) }) };
}

function formOf(reference: XmlElement) {
  const duration = Number(attributeOf(reference, 'time'));
  return onlyGiven({
    mediaType: attributeOf(reference, 'mime-type')?.toLowerCase(),
    width: countOf(reference, 'width'),
    height: countOf(reference, 'height'),
    durationSeconds: secondsOf(duration, attributeOf(reference, 'time-unit-of-measure')),
    title: attributeOf(reference, 'alternate-text'),
  });
}

function countOf(element: XmlElement, name: string): number | undefined {
  const written = /^\d{1,9}/.exec(attributeOf(element, name) ?? '')?.[0];
  return written === undefined || Number(written) === 0 ? undefined : Number(written);
}

function secondsOf(time: number, unit = 'seconds'): number | undefined {
  if (!Number.isFinite(time) || time <= 0) return undefined;
  if (/^(?:ms|milli)/i.test(unit)) return time / 1000;
  return /^min/i.test(unit) ? time * 60 : time;
}

function addObject(item: WireItemBuilder, object: XmlElement, reference: XmlElement | undefined): void {
  const text = textOf(object).replace(/\s+/g, '');
  const isBase64 = /base-?64/i.test(attributeOf(object, 'encoding') ?? '');
  const bytes = isBase64 ? fromBase64(text) : undefined;
  if (bytes === undefined) {
    item.dropped.add(object.at, `media-object ${attributeOf(object, 'encoding') ?? ''}`, 'it is not base64');
    return;
  }
  const mediaType = attributeOf(reference, 'mime-type')?.toLowerCase();
  item.add(
    'renditions',
    { role: 'main', embedded: { bytes }, ...onlyGiven({ mediaType }), at: object.at },
    object.at,
  );
}

/** Wires write their own names here; those that say the same as a field of every item are read, the others listed. */
function readMetadata(item: WireItemBuilder, metadata: XmlElement): void {
  const name = (attributeOf(metadata, 'name') ?? '').toLowerCase().replace(/[\s_-]/g, '');
  const value = severalLines(metadata.attributes.get('value') ?? textOf(metadata)) || undefined;
  if (value === undefined || (name === 'id' && metadata.children.some(isElement))) return;
  const field = METADATA.get(name);
  if (field !== undefined) item.set(field, value, metadata.at);
  else if (/^(?:keywords?|tags?)$/.test(name))
    for (const keyword of value.split(/[;,]/)) item.add('keywords', keyword.trim(), metadata.at);
  else if (/^date(?:created|taken)?$/.test(name)) item.date('contentCreated', wireTime(value), metadata.at);
  else item.dropped.add(metadata.at, `media-metadata ${name} ${value}`, 'an item has no place for it');
}

const METADATA: ReadonlyMap<
  string,
  'uri' | 'headline' | 'summary' | 'byline' | 'creditLine' | 'copyrightNotice' | 'usageTerms' | 'version'
> = new Map([
  ['id', 'uri'],
  ['mediaid', 'uri'],
  ['managementid', 'uri'],
  ['guid', 'uri'],
  ['uri', 'uri'],
  ['assetid', 'uri'],
  ['headline', 'headline'],
  ['title', 'headline'],
  ['caption', 'summary'],
  ['description', 'summary'],
  ['byline', 'byline'],
  ['photographer', 'byline'],
  ['author', 'byline'],
  ['credit', 'creditLine'],
  ['creditline', 'creditLine'],
  ['source', 'creditLine'],
  ['copyright', 'copyrightNotice'],
  ['copyrightnotice', 'copyrightNotice'],
  ['instructions', 'usageTerms'],
  ['specialinstructions', 'usageTerms'],
  ['usageterms', 'usageTerms'],
  ['version', 'version'],
]);
