import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Block, ItemVersion } from '#domain/item/item.ts';

/** New words for one block; an empty text takes the block out. */
export type TextEdit = { readonly id: string; readonly text: string };

export type CorrectionText = {
  readonly note: string;
  readonly headline?: string;
  readonly edits: readonly TextEdit[];
};

/**
 * The next version of an own story: its number is one higher, blocks that were not named stay as they are with their ids.
 * Refuses a correction that changes nothing: readers would be told of a change that is none.
 */
export function correctVersion(
  version: ItemVersion,
  { note, headline, edits }: CorrectionText,
  at: Instant,
  escapeText: (text: string) => string,
): Result<ItemVersion, { readonly code: 'correction-empty' }> {
  const texts = new Map(edits.map(({ id, text }) => [id, text.trim()]));
  const blocks = version.blocks
    .map((block) => edited(block, texts.get(block.id), escapeText))
    .filter(({ text }) => text !== '');
  const isSame =
    blocks.length === version.blocks.length &&
    blocks.every((block, index) => block === version.blocks[index]);
  const newHeadline = headline?.trim() ?? version.headline;
  if (isSame && newHeadline === version.headline) return refuse({ code: 'correction-empty' });
  return accept({
    ...version,
    version: version.version + 1,
    versionCreatedAt: at,
    headline: newHeadline,
    editorialNote: note,
    blocks,
  });
}

function edited(block: Block, text: string | undefined, escapeText: (text: string) => string): Block {
  if (text === undefined || text === block.text) return block;
  return { ...block, text, html: escapeText(text) };
}
