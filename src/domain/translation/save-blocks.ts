import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isAdaptation } from './adaptation.ts';
import { stateOfBlocks, type Translation, type TranslationBlock } from './translation.ts';

export type SavedBlock = {
  readonly id: string;
  readonly text: string;
  readonly state: 'draft' | 'confirmed';
};

export type SaveRefusal =
  | { readonly code: 'translation-outdated'; readonly revision: number }
  | { readonly code: 'translation-killed' }
  | { readonly code: 'block-unknown'; readonly block: string };

/**
 * The translation with some blocks saved; the others stay as they are. Saving a stale block says that it fits its source
 * again. A blank text is untranslated, whatever was said of it: nothing goes missing by a key pressed too often. An
 * adaptation may leave out its summary and any of its text, and a person confirms that it does.
 * `revision` must be the one that the writer has read.
 */
export function saveBlocks(
  translation: Translation,
  save: { readonly revision: number; readonly blocks: readonly SavedBlock[] },
  by: { readonly personId?: string; readonly at: Instant },
): Result<Translation, SaveRefusal> {
  if (translation.state === 'killed') return refuse({ code: 'translation-killed' });
  if (save.revision !== translation.revision)
    return refuse({ code: 'translation-outdated', revision: translation.revision });
  const saved = new Map(save.blocks.map((block) => [block.id, block]));
  const known = new Set(translation.blocks.map(({ id }) => id));
  const unknown = save.blocks.find(({ id }) => !known.has(id));
  if (unknown) return refuse({ code: 'block-unknown', block: unknown.id });
  const blocks = translation.blocks.map((block) =>
    saveBlock(block, saved.get(block.id), isAdaptation(translation)),
  );
  return accept({
    ...translation,
    blocks,
    state: stateOfBlocks(blocks),
    revision: translation.revision + 1,
    savedAt: by.at,
    ...(by.personId === undefined ? {} : { personId: by.personId }),
  });
}

function saveBlock(
  block: TranslationBlock,
  saved: SavedBlock | undefined,
  mayLeaveOut: boolean,
): TranslationBlock {
  if (!saved) return block;
  const { id, kind, source } = block;
  const text = tidy(saved.text);
  const isMissing = text === '' && !(mayLeaveOut && kind !== 'headline' && kind !== 'caption');
  return { id, kind, source, text, state: isMissing ? 'untranslated' : saved.state };
}

/** Composed letters, so that Vietnamese typed on any machine is one text; no stray space at the ends. */
function tidy(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}
