import { createDroppedList } from '../dropped-list.ts';
import { toBlocks } from '../html/to-blocks.ts';
import { walkMarkup } from '../html/walk-markup.ts';
import { severalLines } from '../item-text.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { nitfView } from './nitf-view.ts';

/** The text inside with a line for each paragraph; undefined when there is none. */
export function linesOf(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const silent = createDroppedList();
  const blocks = walkMarkup(element.children, nitfView(silent), { dropped: silent });
  const text = severalLines(blocks.map((block) => block.text).join('\n'));
  return text === '' ? undefined : withoutTags(text);
}

/** Some systems write the markup of a paragraph as its characters. */
function withoutTags(text: string): string {
  if (!/^<(?:p|div|span)\b[^>]*>/i.test(text)) return text;
  const read = toBlocks(text);
  return read.ok ? severalLines(read.value.blocks.map((block) => block.text).join('\n')) : text;
}
