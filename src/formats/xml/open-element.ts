import type { SaxesTagNS } from 'saxes';
import { XML_NAMESPACE, type XmlElement } from './xml-element.ts';

/** An element whose end tag has not come yet; `text` is not among its children until `flush`. */
export type OpenElement = {
  readonly element: XmlElement;
  readonly children: (XmlElement | string)[];
  text: string;
};

/** `at` as in `XmlElement`. */
export function openElement(tag: SaxesTagNS, at: string): OpenElement {
  const children: (XmlElement | string)[] = [];
  const element = { name: tag.local, ns: tag.uri, attributes: attributesOf(tag), children, at };
  return { element, children, text: '' };
}

/** Puts the text that came in pieces among the children. */
export function flush(open: OpenElement): void {
  if (open.text !== '') open.children.push(open.text);
  open.text = '';
}

function attributesOf(tag: SaxesTagNS): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const { uri, local, value } of Object.values(tag.attributes)) {
    if (uri === '') attributes.set(local, value);
    else if (uri === XML_NAMESPACE) attributes.set(`xml:${local}`, value);
    else if (uri !== 'http://www.w3.org/2000/xmlns/') attributes.set(`{${uri}}${local}`, value);
  }
  return attributes;
}

/** Where a tag begins: saxes tells of it when it has read one character past its name. */
export function startOfTag(
  { line, column }: { readonly line: number; readonly column: number },
  name: string,
  linesBefore = 0,
): string {
  const start = column - name.length - 1;
  return start > 0 ? `${line + linesBefore}:${start}` : `${line + linesBefore - 1}:1`;
}

/** Why a text is no XML. saxes puts `line:column: ` before its words; callers say the place themselves. */
export function reasonOf(error: Error): string {
  return `This is no XML: ${error.message.replace(/^(?:\d+:\d+: )+/, '').slice(0, 200)}`;
}
