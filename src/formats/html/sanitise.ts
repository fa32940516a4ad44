import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import { createDroppedList } from '../dropped-list.ts';
import { SafeHtml } from './safe-html.ts';
import { walkHtml } from './walk-html.ts';

/** One piece of text with inline markup, and the same without markup. */
export type Inline = { readonly html: SafeHtml; readonly text: string; readonly dropped: readonly Dropped[] };

/**
 * What a person typed or a wire sent as one block (a headline, an edited paragraph): block borders become line breaks.
 * Safe for every `Block.html` that comes back from outside.
 */
export function sanitiseInline(html: string, baseUrl?: string): Result<Inline, FormatRefusal> {
  const dropped = createDroppedList();
  const read = walkHtml(html, { dropped, baseUrl });
  if (!read.ok) return read;
  const pieces = read.value;
  return accept({
    html: new SafeHtml(pieces.map((piece) => piece.html).join('<br>')),
    text: pieces.map((piece) => piece.text).join('\n'),
    dropped: dropped.all(),
  });
}
