import type { Instant } from '#kernel/instant.ts';
import { isAdaptation } from './adaptation.ts';
import type { SourcePiece } from './source-pieces.ts';
import { stateOfBlocks, type Translation, type TranslationBlock } from './translation.ts';

/**
 * An empty translation of one version, every piece of which waits to be translated; or an adaptation, which begins as the
 * source has it.
 */
export function startTranslation(start: {
  readonly id: string;
  readonly itemId: string;
  readonly language: string;
  readonly sourceLanguage: string;
  readonly sourceVersion: number;
  readonly pieces: readonly SourcePiece[];
  readonly personId?: string;
  readonly at: Instant;
}): Translation {
  const { pieces, at, ...rest } = start;
  const begun = isAdaptation(start) ? asItCame : untranslated;
  const blocks = pieces.map(begun);
  return { ...rest, state: stateOfBlocks(blocks), revision: 1, savedAt: at, blocks };
}

function untranslated({ id, kind, text }: SourcePiece): TranslationBlock {
  return { id, kind, source: text, text: '', state: 'untranslated' };
}

function asItCame({ id, kind, text }: SourcePiece): TranslationBlock {
  return { id, kind, source: text, text, state: 'confirmed' };
}
