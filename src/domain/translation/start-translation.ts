import type { Instant } from '#kernel/instant.ts';
import type { SourcePiece } from './source-pieces.ts';
import type { Translation } from './translation.ts';

/** An empty translation of one version; every piece waits to be translated. */
export function startTranslation(start: {
  readonly id: string;
  readonly itemId: string;
  readonly language: string;
  readonly sourceVersion: number;
  readonly pieces: readonly SourcePiece[];
  readonly personId?: string;
  readonly at: Instant;
}): Translation {
  const { pieces, at, ...rest } = start;
  return {
    ...rest,
    state: 'draft',
    revision: 1,
    savedAt: at,
    blocks: pieces.map(({ id, kind, text }) => ({ id, kind, source: text, text: '', state: 'untranslated' })),
  };
}
