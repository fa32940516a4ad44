import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';

/**
 * Old systems send a whole text as one paragraph, in which a line that is set in begins a new one and lines at the margin go on
 * (Reuters). Such a paragraph becomes several; one whose lines are all set in was only laid out so, and stays whole.
 */
export function splitIndented(node: XmlElement | string): readonly (XmlElement | string)[] {
  if (!isElement(node) || node.name !== 'p' || node.children.some(isElement)) return [node];
  const paragraphs = indentedParagraphs(textOf(node));
  return paragraphs.length < 2 ? [node] : paragraphs.map((text) => ({ ...node, children: [text] }));
}

/** The paragraphs of a text that marks them by setting their first line in; one when it marks none. */
export function indentedParagraphs(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const later = lines.slice(1).filter((line) => line.trim() !== '');
  const isMarked = later.some((line) => SET_IN.test(line)) && later.some((line) => /^\S/.test(line));
  if (!isMarked) return [text];
  const paragraphs: string[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    if (paragraphs.length === 0 || SET_IN.test(line)) paragraphs.push(line.trim());
    else paragraphs.push(`${paragraphs.pop() ?? ''} ${line.trim()}`);
  }
  return paragraphs;
}

const SET_IN = /^[ \t]{3,}\S/;
