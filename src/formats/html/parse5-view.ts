import { defaultTreeAdapter, type DefaultTreeAdapterTypes } from 'parse5';
import type { MarkupView } from './walk-markup.ts';

type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

/** parse5's own tree. Comments and doctypes look like empty text. */
export const PARSE5_VIEW: MarkupView<HtmlNode> = {
  tag: (node) => (defaultTreeAdapter.isElementNode(node) ? htmlName(node) : undefined),
  text: (node) => (defaultTreeAdapter.isTextNode(node) ? node.value : ''),
  attribute: (node, name) =>
    defaultTreeAdapter.isElementNode(node) ? node.attrs.find((one) => one.name === name)?.value : undefined,
  children: (node) => (defaultTreeAdapter.isElementNode(node) ? node.childNodes : []),
};

/** An element of SVG or MathML is never taken for the HTML element of the same name. */
function htmlName(element: DefaultTreeAdapterTypes.Element): string {
  return element.namespaceURI === 'http://www.w3.org/1999/xhtml' ? element.tagName : 'svg';
}
