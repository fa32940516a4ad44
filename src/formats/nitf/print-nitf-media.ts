import type { Association, ItemVersion, Rendition } from '#domain/item/item.ts';
import type { DroppedList } from '../dropped-list.ts';
import { element, type XmlMarkup } from '../xml/print-xml.ts';

/**
 * The technical forms of the item itself, and of each picture beside it, as `media`; the one with the identity of the document
 * is the document's own.
 */
export function printNitfMedia(item: ItemVersion, dropped: DroppedList): readonly XmlMarkup[] {
  const isOwn = item.newsType !== 'text' || item.renditions.length > 0;
  const { guid, newsType, renditions } = item;
  return [
    ...(isOwn ? [printMedia({ guid, newsType, renditions }, 'renditions', dropped)] : []),
    ...item.associations.map((one, index) => printMedia(one, `associations/${index}/renditions`, dropped)),
  ];
}

function printMedia(
  { guid, newsType, headline, caption, creditLine, usageTerms, renditions }: Association,
  at: string,
  dropped: DroppedList,
): XmlMarkup {
  const references = renditions.map((rendition, index) =>
    printReference(rendition, `${at}/${index}`, dropped),
  );
  return element(
    'media',
    { 'media-type': newsType },
    metadata('id', guid),
    metadata('headline', headline),
    metadata('credit', creditLine),
    metadata('usageterms', usageTerms),
    // A media without any reference is not valid; an empty one says that there is none.
    ...(references.length === 0 ? [element('media-reference', {})] : references),
    caption === undefined
      ? undefined
      : element('media-caption', {}, ...caption.split('\n').map((line) => element('p', {}, line))),
  );
}

function metadata(name: string, value: string | undefined): XmlMarkup | undefined {
  return value === undefined ? undefined : element('media-metadata', { name, value });
}

function printReference(
  { role, href, mediaType, width, height, sizeBytes }: Rendition,
  at: string,
  dropped: DroppedList,
): XmlMarkup {
  if (sizeBytes !== undefined) dropped.add(`${at}/sizeBytes`, String(sizeBytes), 'NITF does not tell sizes');
  return element('media-reference', { name: role, source: href, 'mime-type': mediaType, width, height });
}
