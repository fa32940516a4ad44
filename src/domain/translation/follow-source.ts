import type { Instant } from '#kernel/instant.ts';
import { isAdaptation } from './adaptation.ts';
import type { SourcePiece } from './source-pieces.ts';
import { stateOfBlocks, type Translation, type TranslationBlock } from './translation.ts';

/** A later version of a source. */
export type LaterSource = {
  readonly version: number;
  readonly pieces: readonly SourcePiece[];
  readonly at: Instant;
};

/** Works a change of the source into a text that was edited; undefined where both changed the same words. */
export type MergeText = (
  texts: { readonly from: string; readonly theirs: string; readonly ours: string },
  language: string,
) => string | undefined;

/**
 * The translation beside a later version of its source: blocks whose source changed become stale, and only those; new
 * ones wait untranslated; those of removed pieces go. Into an adaptation a change is worked where it can be, and stays a
 * draft until a person confirms it. An older or the same version, or a killed translation, changes nothing, so it may be
 * called again (I2, I4).
 */
export function followSource(
  translation: Translation,
  later: LaterSource,
  mergeText: MergeText,
): Translation {
  if (translation.state === 'killed' || later.version <= translation.sourceVersion) return translation;
  const { language } = translation;
  const follow = isAdaptation(translation)
    ? (block: TranslationBlock | undefined, piece: SourcePiece) =>
        adaptPiece(block, piece, (texts) => mergeText(texts, language))
    : followPiece;
  const known = new Map(translation.blocks.map((block) => [block.id, block]));
  const blocks = later.pieces.map((piece) => follow(known.get(piece.id), piece));
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

/** A paragraph that is new in the source is new here as well; one that was left out here (it is blank) stays out. */
function adaptPiece(
  block: TranslationBlock | undefined,
  { id, kind, text }: SourcePiece,
  merge: (texts: Parameters<MergeText>[0]) => string | undefined,
): TranslationBlock {
  if (!block) return { id, kind, source: text, text, state: 'draft' };
  if (block.source === text || block.text === '') return { ...block, kind, source: text };
  // A stale text was not merged with what its source said since.
  const from = block.state === 'stale' ? (block.previousSource ?? block.source) : block.source;
  const previousSource = block.previousSource ?? block.source;
  const merged = merge({ from, theirs: text, ours: block.text });
  const beside = previousSource === text ? {} : { previousSource };
  return merged === undefined
    ? { id, kind, source: text, previousSource, text: block.text, state: 'stale' }
    : { id, kind, source: text, ...beside, text: merged, state: 'draft' };
}

/** The end of a translation whose source was killed; absorbing (I6). */
export function killTranslation(translation: Translation, at: Instant): Translation {
  if (translation.state === 'killed') return translation;
  return { ...translation, state: 'killed', revision: translation.revision + 1, savedAt: at };
}
