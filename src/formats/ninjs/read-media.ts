import { parseDigest } from '#kernel/digest.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Association, NewsType, Rendition } from '#domain/item/item.ts';
import { webUrl } from '../html/web-url.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { readItemUri } from './item-uri.ts';
import type { NinjsSource } from './ninjs-source.ts';
import { countIn, objectsIn, textIn } from './read-json.ts';

/** Renditions with a web address. A `title` that is a digest is the giver's claim about the bytes. */
export function readRenditions(
  source: NinjsSource,
  at: string,
  object = source.object,
): readonly Rendition[] {
  const renditions: Rendition[] = [];
  for (const { at: place, object: one } of objectsIn(object, 'renditions', at)) {
    const href = webUrl(textIn(one, 'href') ?? '');
    if (href === undefined)
      source.dropped.add(place, textIn(one, 'name') ?? 'rendition', 'the rendition has no web address');
    else renditions.push(readRendition(one, href));
  }
  return renditions;
}

function readRendition(one: JsonObject, href: string): Rendition {
  return {
    role: oneLine(textIn(one, 'name') ?? 'main'),
    href,
    mediaType: oneLine(textIn(one, 'contentType') ?? 'application/octet-stream').toLowerCase(),
    ...onlyGiven({
      width: countIn(one, 'width'),
      height: countIn(one, 'height'),
      sizeBytes: countIn(one, 'sizeInBytes'),
      digest: parseDigest(textIn(one, 'title') ?? ''),
    }),
  };
}

/** The pictures, films and sounds that go with a text; related stories are listed as dropped. */
export function readAssociations(source: NinjsSource): readonly Association[] {
  const associations: Association[] = [];
  for (const { at, object } of objectsIn(source.object, 'associations')) {
    const newsType = mediaTypeOf(object);
    const uri = textIn(object, 'uri');
    if (newsType === undefined || uri === undefined)
      source.dropped.add(
        at,
        textIn(object, 'name') ?? 'association',
        'related stories do not travel inside a story',
      );
    else associations.push({ guid: readItemUri(uri), newsType, ...readAssociation(source, at, object) });
  }
  return associations;
}

function mediaTypeOf(object: JsonObject): NewsType | undefined {
  const type = textIn(object, 'type');
  if (type === 'picture' || type === 'graphic' || type === 'video' || type === 'audio') return type;
  return type === undefined && object['renditions'] !== undefined ? 'picture' : undefined;
}

function readAssociation(source: NinjsSource, at: string, object: JsonObject) {
  const headline = objectsIn(object, 'headlines')[0];
  const descriptions = objectsIn(object, 'descriptions');
  const credit = descriptions.find((one) => one.object['role'] === 'creditline');
  const caption =
    descriptions.find((one) => one.object['role'] === 'caption') ??
    descriptions.find((one) => one !== credit);
  return {
    ...onlyGiven({
      headline: headline && oneLine(textIn(headline.object, 'value') ?? ''),
      caption: caption && severalLines(textIn(caption.object, 'value') ?? ''),
      creditLine: credit && oneLine(textIn(credit.object, 'value') ?? ''),
      usageTerms: textIn(object, 'usageTerms') && severalLines(textIn(object, 'usageTerms') ?? ''),
    }),
    renditions: readRenditions(source, at, object),
  };
}
