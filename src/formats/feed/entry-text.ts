import { refuse, accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Block } from '#domain/item/item.ts';
import { sanitiseInline } from '../html/sanitise.ts';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { numberBlocks, toBlocks } from '../html/to-blocks.ts';
import { walkMarkup } from '../html/walk-markup.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { XHTML_VIEW } from '../xml/xhtml-view.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { NS, type EntrySource } from './feed-source.ts';

/** How an element says its text is to be read: as it is, as escaped HTML, or as XHTML elements inside it. */
export type TextForm = 'text' | 'html' | 'xhtml';

/** The form of an Atom text (RFC 4287 §3.1.1; Atom 0.3 `mode`); of an RSS text it is always escaped HTML. */
export function atomForm(element: XmlElement): TextForm {
  const type = (element.attributes.get('type') ?? 'text').toLowerCase();
  const isEscaped = element.attributes.get('mode') === 'escaped';
  if ((type === 'xhtml' || type === 'application/xhtml+xml') && !isEscaped) return 'xhtml';
  if (type === 'html' || type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  return element.children.some((child) => isElement(child) && child.ns === NS.xhtml) ? 'xhtml' : 'text';
}

/** A title: one line without markup. Text that only looks like markup (`a < b`) stays. */
export function titleText(element: XmlElement, form: TextForm): string {
  return oneLine(withoutMarkup(textOf(element), form));
}

/** A summary: its lines without markup. */
export function summaryText(element: XmlElement, form: TextForm): string {
  return severalLines(withoutMarkup(textOf(element), form));
}

function withoutMarkup(text: string, form: TextForm): string {
  if (form !== 'html' || !/[<&]/.test(text)) return text;
  const inline = sanitiseInline(text);
  return inline.ok ? inline.value.text : text;
}

/** A body as blocks; what it loses is listed under the element's place. */
export function bodyBlocks(
  { dropped, baseUrl }: Pick<EntrySource, 'dropped' | 'baseUrl'>,
  element: XmlElement,
  form: TextForm,
): Result<readonly Block[], FormatRefusal> {
  const base = element.attributes.get('xml:base') ?? baseUrl;
  if (form === 'text') return accept(textToBlocks(textOf(element)));
  if (form === 'xhtml')
    return accept(numberBlocks(walkMarkup(element.children, XHTML_VIEW, { dropped, baseUrl: base })));
  const read = toBlocks(textOf(element), base);
  if (!read.ok) return refuse({ ...read.error, at: element.at });
  for (const { at, what, why } of read.value.dropped) dropped.add(`${element.at} ${at}`, what, why);
  return accept(read.value.blocks);
}
