import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Block } from '#domain/item/item.ts';
import { createDroppedList } from '../dropped-list.ts';
import { walkHtml } from './walk-html.ts';
import type { RawBlock } from './walk-markup.ts';

/** A body as blocks, and what could not come along. `at` of a dropped thing is `block N`. */
export type ReadBody = { readonly blocks: readonly Block[]; readonly dropped: readonly Dropped[] };

/**
 * Splits an HTML body into blocks of safe inline markup, numbered `b1` … in order.
 * Where every block carries its own distinct `id="bN"`, as our own printer writes them, those ids are kept.
 * Refuses only what passes `HTML_LIMITS`; bad markup is read as browsers read it (WHATWG HTML, tree construction).
 */
export function toBlocks(html: string, baseUrl?: string): Result<ReadBody, FormatRefusal> {
  const dropped = createDroppedList();
  const raw = walkHtml(html, { dropped, baseUrl });
  return raw.ok ? accept({ blocks: numberBlocks(raw.value), dropped: dropped.all() }) : raw;
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
