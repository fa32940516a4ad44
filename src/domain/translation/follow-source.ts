import type { Instant } from '#kernel/instant.ts';
import type { SourcePiece } from './source-pieces.ts';
import { stateOfBlocks, type Translation, type TranslationBlock } from './translation.ts';

/**
 * The translation beside a later version of its source: blocks whose source changed become stale, and only those; new
 * ones wait untranslated; those of removed pieces go. An older or the same version, or a killed translation, changes
 * nothing, so it may be called again (I2, I4).
 */
export function followSource(
  translation: Translation,
  later: { readonly version: number; readonly pieces: readonly SourcePiece[]; readonly at: Instant },
): Translation {
  if (translation.state === 'killed' || later.version <= translation.sourceVersion) return translation;
  const known = new Map(translation.blocks.map((block) => [block.id, block]));
  const blocks = later.pieces.map((piece) => followPiece(known.get(piece.id), piece));
  return {
    ...translation,
    blocks,
    state: stateOfBlocks(blocks),
    sourceVersion: later.version,
    revision: translation.revision + 1,
    savedAt: later.at,
  };
}

function followPiece(block: TranslationBlock | undefined, { id, kind, text }: SourcePiece): TranslationBlock {
  if (!block) return { id, kind, source: text, text: '', state: 'untranslated' };
  if (block.source === text) return { ...block, kind };
  if (block.state === 'untranslated') return { id, kind, source: text, text: '', state: 'untranslated' };
  const madeFrom = block.previousSource ?? block.source;
  // The source went back to what was translated: the text fits again, and a person says so.
  if (madeFrom === text) return { id, kind, source: text, text: block.text, state: 'draft' };
  return { id, kind, source: text, previousSource: madeFrom, text: block.text, state: 'stale' };
}

/** The end of a translation whose source was killed; absorbing (I6). */
export function killTranslation(translation: Translation, at: Instant): Translation {
  if (translation.state === 'killed') return translation;
  return { ...translation, state: 'killed', revision: translation.revision + 1, savedAt: at };
}
