import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { createDroppedList } from '../dropped-list.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { setOnce } from '../wire/set-once.ts';
import { statusOfHeadline, sayGravest } from '../wire/status-words.ts';
import { allNamed, attributeOf, childNamed, findNamed, lineOf, listOthers } from '../xml/xml-lookup.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { fillFromBody } from './fill-from-nitf.ts';
import { readDocdata, readUrgency } from './read-docdata.ts';
import { readMeta } from './read-meta.ts';
import { readNitfBody } from './read-nitf-body.ts';
import { readTobject } from './read-tobject.ts';
import { withSmallNames } from './small-names.ts';

/** Whether a document is NITF: its root is, or it wraps several. */
export function isNitf(root: XmlElement): boolean {
  return root.name === 'nitf' || root.name === 'NITF' || allNamed(root, 'nitf').length > 0;
}

/**
 * Reads NITF 2.5 to 3.6, with and without its namespace, its names small or in capitals. A wrapper around several `nitf` gives several items; what stands
 * beside them is dropped. Refuses a document without any, or whose texts all pass the limits of a text.
 */
export function parseNitf(written: XmlElement, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const root = written.name === 'NITF' ? withSmallNames(written) : written;
  const documents = root.name === 'nitf' ? [root] : allNamed(root, 'nitf');
  const dropped = createDroppedList();
  const items: WireItem[] = [];
  let refused: FormatRefusal | undefined;
  for (const document of documents) {
    const read = readNitf(document, needs);
    if (read.ok) items.push(read.value);
    else {
      refused ??= read.error;
      dropped.add(read.error.at, 'nitf', read.error.detail);
    }
  }
  if (items.length === 0)
    return refuse(
      refused ?? { code: 'document-without-items', at: root.at, detail: 'The document holds no nitf.' },
    );
  if (root.name !== 'nitf') listOthers(root, new Set(['nitf']), dropped);
  return accept({ items, dropped: dropped.all(), warnings: [] });
}

/** One `nitf`. */
function readNitf(document: XmlElement, needs: WireNeeds): Result<WireItem, FormatRefusal> {
  const item = createWireItem(document.at);
  const head = childNamed(document, 'head');
  const title = childNamed(head, 'title');
  const docdata = childNamed(head, 'docdata') ?? findNamed(document, 'docdata');
  const body = readNitfBody(document, {
    ...needs,
    dropped: item.dropped,
    headlines: [lineOf(title) ?? ''],
  });
  if (!body.ok) return body;
  item.set('language', attributeOf(document, 'baselang') ?? attributeOf(document, 'xml:lang'), document.at);
  // A notice in words says more than a holder and a year.
  item.set(
    'copyrightNotice',
    body.value.head.copyrightNotice,
    body.value.head.at['copyrightNotice'] ?? document.at,
  );
  const statements = readDocdata(item, docdata);
  readUrgency(item, childNamed(head, 'urgency'));
  readTobject(item, childNamed(head, 'tobject'));
  fillFromBody(item, { ...body.value, media: mergeOwn(item, docdata, body.value.media) });
  setOnce(item, 'type', 'text', document.at);
  if (title && lineOf(title) !== body.value.head.headline) readTitle(item, title);
  readMeta(item, head);
  item.set('uri', item.has('uri') ? undefined : attributeOf(document, 'uno'), document.at);
  const headline = body.value.head.headline ?? lineOf(title);
  sayGravest(item, [
    ...statements,
    { said: statusOfHeadline(headline), at: body.value.head.at['headline'] ?? document.at },
  ]);
  listOthers(head, READ, item.dropped);
  return accept(item.build());
}

const READ: ReadonlySet<string> = new Set([
  'title',
  'meta',
  'tobject',
  'iim',
  'docdata',
  'urgency',
  'pubdata',
  'revision-history',
  'original-storyid',
  'base',
]);

/** A media that is called by the document's own name is the document itself: its kind and its forms. */
function mergeOwn(
  item: WireItemBuilder,
  docdata: XmlElement | undefined,
  media: readonly WireItem[],
): readonly WireItem[] {
  const identity = attributeOf(childNamed(docdata, 'doc-id'), 'id-string');
  const own = media.find(({ uri }) => uri !== '' && uri === identity);
  if (own === undefined) return media;
  item.set('type', own.type, own.at);
  for (const rendition of own.renditions) item.add('renditions', rendition, rendition.at);
  for (const { at, what, why } of own.dropped) item.dropped.add(at, what, why);
  return media.filter((one) => one !== own);
}

/** A title is the headline where the body has none; further titles are headlines beside it. */
function readTitle(item: WireItemBuilder, title: XmlElement): void {
  const text = lineOf(title);
  const role = attributeOf(title, 'type') ?? 'title';
  if (!item.has('headline')) item.set('headline', text, title.at);
  else if (text !== undefined) item.add('headlines', { role, text }, title.at);
}
