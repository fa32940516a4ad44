import type { MarkupView } from '../html/walk-markup.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';

type XmlNode = XmlElement | string;

/** XHTML as a tree of markup. Elements of other vocabularies inside it count as drawings, and are dropped. */
export const XHTML_VIEW: MarkupView<XmlNode> = {
  ...common(),
  tag: (node) => {
    if (!isElement(node)) return undefined;
    return FOREIGN.has(node.ns) ? 'svg' : node.name.toLowerCase();
  },
};

const FOREIGN: ReadonlySet<string> = new Set([
  'http://www.w3.org/2000/svg',
  'http://www.w3.org/1998/Math/MathML',
]);

/** NITF as a tree of markup: its own names for what HTML has too; the rest passes as text (NITF 3.6). */
export const NITF_VIEW: MarkupView<XmlNode> = {
  ...common(),
  tag: (node) => (isElement(node) ? (NITF_NAMES.get(node.name) ?? node.name) : undefined),
};

const NITF_NAMES: ReadonlyMap<string, string> = new Map([
  ['hl1', 'h1'],
  ['hl2', 'h2'],
  ['bq', 'blockquote'],
  ['block', 'div'],
  ['note', 'div'],
  ['media', 'object'],
  ['nitf-table', 'div'],
  ['nitf-table-metadata', 'object'],
  ['lang', 'span'],
  ['copyrite', 'div'],
  ['datasource', 'div'],
  ['credit', 'div'],
  // NITF uses these words for things that HTML knows as something else.
  ['object.title', 'span'],
  ['location', 'span'],
  ['object', 'object'],
]);

function common() {
  return {
    text: (node: XmlNode) => (isElement(node) ? textOf(node) : node),
    attribute: (node: XmlNode, name: string) => {
      if (!isElement(node)) return undefined;
      return node.attributes.get(name) ?? (name === 'lang' ? node.attributes.get('xml:lang') : undefined);
    },
    children: (node: XmlNode) => (isElement(node) ? node.children : []),
  };
}
