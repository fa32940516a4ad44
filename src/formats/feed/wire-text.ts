import { createDroppedList } from '../dropped-list.ts';
import { walkMarkup } from '../html/walk-markup.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { XHTML_VIEW } from '../xml/xhtml-view.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import { atomForm, summaryText, titleText, type TextForm } from './entry-text.ts';
import { NS } from './feed-source.ts';

/** How the text of an element is to be read: Atom says it, RSS is always escaped HTML. */
export function formOf(element: XmlElement): TextForm {
  if (element.ns === NS.xhtml) return 'xhtml';
  return /atom/i.test(element.ns) ? atomForm(element) : 'html';
}

/** The words of an element in one line, whatever markup they are written with. */
export function lineIn(element: XmlElement | undefined): string {
  if (element === undefined) return '';
  return holdsMarkup(element) ? oneLine(piecesIn(element).join(' ')) : titleText(element, formOf(element));
}

/** The words of an element, its blocks on lines of their own. */
export function linesIn(element: XmlElement): string {
  return holdsMarkup(element)
    ? severalLines(piecesIn(element).join('\n'))
    : summaryText(element, formOf(element));
}

/** Markup stands inside as elements: XHTML, or HTML that should have been escaped. */
export function holdsMarkup(element: XmlElement): boolean {
  return element.children.some(isElement);
}

function piecesIn(element: XmlElement): readonly string[] {
  const needs = { dropped: createDroppedList() };
  return walkMarkup(element.children, XHTML_VIEW, needs).map(({ text }) => text);
}
