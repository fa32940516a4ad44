/**
 * One element of a document, without comments and processing instructions. `attributes` are keyed by local name, those of
 * another namespace by `{namespace}name`, and `xml:lang` and `xml:base` by that.
 */
export type XmlElement = {
  /** Local name, as written. */
  readonly name: string;
  /** Namespace name; empty when there is none. */
  readonly ns: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Elements and text in order; text is never empty and never next to text. */
  readonly children: readonly (XmlElement | string)[];
  /** `line:column` of the start tag, from 1. */
  readonly at: string;
};

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

export function isElement(node: XmlElement | string): node is XmlElement {
  return typeof node !== 'string';
}

/** All text inside an element in document order. The reader bounds the depth. */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const child of element.children) text += isElement(child) ? textOf(child) : child;
  return text;
}
