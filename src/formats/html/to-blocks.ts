import { defaultTreeAdapter, type DefaultTreeAdapterTypes } from 'parse5';
import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Block } from '#domain/item/item.ts';
import { createDroppedList } from '../dropped-list.ts';
import { parseFragment } from './parse-fragment.ts';
import { walkMarkup, type MarkupView, type RawBlock } from './walk-markup.ts';

/** A body as blocks, and what could not come along. `at` of a dropped thing is `block N`. */
export type ReadBody = { readonly blocks: readonly Block[]; readonly dropped: readonly Dropped[] };

/**
 * Splits an HTML body into blocks of safe inline markup, numbered `b1` … in order.
 * Where every block carries its own distinct `id="bN"`, as our own printer writes them, those ids are kept.
 * Refuses only what passes `HTML_LIMITS`; bad markup is read as browsers read it (WHATWG HTML, tree construction).
 */
export function toBlocks(html: string, baseUrl?: string): Result<ReadBody, FormatRefusal> {
  const parsed = parseFragment(html);
  if (!parsed.ok) return parsed;
  const dropped = createDroppedList();
  const raw = walkMarkup(parsed.value, PARSE5_VIEW, { dropped, baseUrl });
  return accept({ blocks: numberBlocks(raw), dropped: dropped.all() });
}

/** Gives blocks their ids: the claimed ones if all are there and distinct, else `b1` … in order. */
export function numberBlocks(raw: readonly RawBlock[]): readonly Block[] {
  const claimed = new Set(raw.map((block) => block.claimedId).filter(isBlockId));
  const keep = claimed.size === raw.length;
  return raw.map(({ claimedId, kind, html, text }, index) => ({
    id: keep && claimedId !== undefined ? claimedId : `b${index + 1}`,
    kind,
    html,
    text,
  }));
}

function isBlockId(text: string | undefined): boolean {
  return text !== undefined && /^b[1-9]\d{0,5}$/.test(text);
}

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
