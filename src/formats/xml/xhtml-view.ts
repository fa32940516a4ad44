import type { MarkupView } from '../html/walk-markup.ts';
import { isElement, textOf, type XmlElement } from './xml-element.ts';

type XmlNode = XmlElement | string;

/** XHTML as a tree of markup. Elements of other vocabularies inside it count as drawings, and are dropped. */
export const XHTML_VIEW: MarkupView<XmlNode> = {
  tag: (node) => {
    if (!isElement(node)) return undefined;
    return FOREIGN.has(node.ns) ? 'svg' : node.name.toLowerCase();
  },
  text: (node) => (isElement(node) ? textOf(node) : node),
  attribute: (node, name) => {
    if (!isElement(node)) return undefined;
    return node.attributes.get(name) ?? (name === 'lang' ? node.attributes.get('xml:lang') : undefined);
  },
  children: (node) => (isElement(node) ? node.children : []),
};

const FOREIGN: ReadonlySet<string> = new Set([
  'http://www.w3.org/2000/svg',
  'http://www.w3.org/1998/Math/MathML',
]);
