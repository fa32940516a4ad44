import type { JsonObject } from '#kernel/json.ts';
import type { Association, ItemVersion, Rendition, Subject } from '#domain/item/item.ts';
import { printBlocks } from '../html/print-blocks.ts';
import { printItemUri } from './item-uri.ts';

/**
 * One item as ninjs 3.1, the form in which partners exchange it. `parseNinjs` gives the same item back.
 * What ninjs has no member for stands where its own vocabulary comes nearest: the provider's DID as an info source, the
 * credit line as a description, a rendition's digest as its title, codes above a topic as subjects with `rel` "broader".
 */
export function printNinjs(item: ItemVersion): JsonObject {
  return withoutAbsent({
    standard: {
      name: 'ninjs',
      version: '3.1',
      schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#',
    },
    uri: printItemUri(item.guid),
    type: item.newsType,
    version: String(item.version),
    versionCreated: item.versionCreatedAt,
    embargoedUntil: item.embargoEndAt,
    pubStatus: item.pubStatus,
    urgency: item.urgency,
    language: item.language,
    ...printWords(item),
    subjects: filled(item.subjects.flatMap(printSubject)),
    places: filled(item.places.map((name) => ({ name }))),
    infoSources: [{ role: 'provider', uri: item.provider }],
    renditions: filled(item.renditions.map(printRendition)),
    associations: filled(item.associations.map(printAssociation)),
    altIds:
      item.canonicalUrl === undefined ? undefined : [{ role: 'canonicalUrl', value: item.canonicalUrl }],
  });
}

function printWords(item: ItemVersion) {
  const body = { role: 'main', contentType: 'text/html', value: printBlocks(item.blocks).markup };
  return {
    headlines: item.headline === '' ? undefined : [{ role: 'main', value: item.headline }],
    descriptions: describe(item.newsType === 'text' ? 'summary' : 'caption', item.summary, item.creditLine),
    bodies: item.blocks.length === 0 ? undefined : [body],
    by: item.byline,
    located: item.dateline,
    slugline: item.slugline,
    copyrightNotice: item.copyrightNotice,
    usageTerms: item.usageTerms,
    edNote: item.editorialNote,
  };
}

function describe(role: string, text: string | undefined, creditLine: string | undefined) {
  return filled([
    ...(text === undefined ? [] : [{ role, value: text }]),
    ...(creditLine === undefined ? [] : [{ role: 'creditline', value: creditLine }]),
  ]);
}

function printSubject({ code, name, broader }: Subject): readonly JsonObject[] {
  return [
    withoutAbsent({ name, uri: topicUri(code) }),
    ...broader.map((above) => ({ rel: 'broader', uri: topicUri(above) })),
  ];
}

function topicUri(code: string): string {
  return code.replace(/^medtop:/, 'http://cv.iptc.org/newscodes/mediatopic/');
}

function printRendition(rendition: Rendition): JsonObject {
  return withoutAbsent({
    name: rendition.role,
    href: rendition.href,
    contentType: rendition.mediaType,
    width: rendition.width,
    height: rendition.height,
    sizeInBytes: rendition.sizeBytes,
    title: rendition.digest,
  });
}

function printAssociation(association: Association): JsonObject {
  return withoutAbsent({
    name: association.headline ?? association.guid,
    uri: printItemUri(association.guid),
    type: association.newsType,
    headlines:
      association.headline === undefined ? undefined : [{ role: 'main', value: association.headline }],
    descriptions: describe('caption', association.caption, association.creditLine),
    usageTerms: association.usageTerms,
    renditions: filled(association.renditions.map(printRendition)),
  });
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function withoutAbsent(members: { readonly [name: string]: JsonObject[string] | undefined }): JsonObject {
  const present: Record<string, JsonObject[string]> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) present[name] = value;
  return present;
}
