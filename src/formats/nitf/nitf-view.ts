import type { DroppedList } from '../dropped-list.ts';
import type { MarkupView } from '../html/walk-markup.ts';
import { words } from '../words.ts';
import { attributeOf } from '../xml/xml-lookup.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';

type XmlNode = XmlElement | string;

/**
 * NITF as a tree of markup: its own names for what HTML has too; the rest passes as text (NITF 3.6). Media, notes to editors
 * and the labels of a block are no text of the story: they are read elsewhere, so nobody sees them here.
 */
export function nitfView(dropped: DroppedList): MarkupView<XmlNode> {
  return {
    tag: (node) => (isElement(node) ? (NITF_NAMES.get(node.name) ?? node.name.toLowerCase()) : undefined),
    text: (node) => (isElement(node) ? textOf(node) : node),
    attribute: (node, name) => {
      if (!isElement(node)) return undefined;
      return node.attributes.get(name) ?? (name === 'lang' ? node.attributes.get('xml:lang') : undefined);
    },
    children: (node) => (isElement(node) ? storyNodes(node.children, dropped) : []),
  };
}

/** The nodes that are text of the story. */
export function storyNodes(nodes: readonly XmlNode[], dropped: DroppedList): readonly XmlNode[] {
  return nodes.filter((node) => {
    if (!isElement(node)) return true;
    if (LABELS.has(node.name)) {
      if (textOf(node).trim() !== '' || node.attributes.size > 0)
        dropped.add(node.at, `${node.name} ${textOf(node).trim()}`, 'the label of a part of the text');
      return false;
    }
    return !isMedia(node) && !isEditorsNote(node);
  });
}

/** NITF has `media`; one wire names its pictures by `img` with a `source`. An `img` of HTML is no part of a wire's pictures. */
export function isMedia(element: XmlElement): boolean {
  return element.name === 'media' || (element.name === 'img' && element.attributes.has('source'));
}

/** What stands before the text of a block and is about that block alone (NITF 3.6, `block`). */
const LABELS: ReadonlySet<string> = new Set(
  words('tobject key-list classifier nitf-table-metadata nitf-col nitf-colgroup media-metadata'),
);

/** A note that is told to editors; other notes are footnotes, which readers see. */
export function isEditorsNote(element: XmlElement): boolean {
  if (element.name !== 'note') return false;
  const told = attributeOf(element, 'noteclass');
  const type = attributeOf(element, 'type');
  return told === 'editorsnote' || told === 'cpyrt' || type === 'pa' || type === 'npa';
}

const NITF_NAMES: ReadonlyMap<string, string> = new Map([
  ['hl1', 'h1'],
  ['hl2', 'h2'],
  ['bq', 'blockquote'],
  ['block', 'div'],
  ['note', 'div'],
  ['nitf-table', 'div'],
  ['lang', 'span'],
  ['copyrite', 'div'],
  ['datasource', 'div'],
  ['credit', 'div'],
  ['fn', 'div'],
  ['byline', 'div'],
  ['byttl', 'div'],
  ['dateline', 'div'],
  ['abstract', 'div'],
  ['tagline', 'div'],
  ['bibliography', 'div'],
  ['postaddr', 'div'],
  ['body.content', 'div'],
  // NITF uses these words for things that HTML knows as something else.
  ['object.title', 'span'],
  ['object', 'object'],
]);
