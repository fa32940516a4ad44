import type { Instant } from '#kernel/instant.ts';

/** `untranslated` has no text; `stale` has one, made from a source that has changed since. */
export type TranslationBlockState = 'untranslated' | 'draft' | 'confirmed' | 'stale';

/** One piece of the source beside its translation. */
export type TranslationBlock = {
  /** `headline`, `summary`, or the id of a body block; stable over versions of the source. */
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  /** The source that `text` was made from, while it is stale, or while nobody has confirmed what a change made of it. */
  readonly previousSource?: string;
  readonly text: string;
  readonly state: TranslationBlockState;
};

/** `stale`: some block is. `ready`: every block is confirmed. `killed`: the source was, and nothing opens it again. */
export type TranslationState = 'draft' | 'ready' | 'stale' | 'killed';

/** One item in another language, or edited in its own (an adaptation), block by block. */
export type Translation = {
  readonly id: string;
  readonly itemId: string;
  readonly language: string;
  /** Of the item; the same as `language` makes it an adaptation. */
  readonly sourceLanguage: string;
  /** The version of the item that every `source` here is of. */
  readonly sourceVersion: number;
  readonly state: TranslationState;
  /** Raised by every change, so that two people never overwrite each other. */
  readonly revision: number;
  readonly personId?: string;
  readonly savedAt: Instant;
  readonly blocks: readonly TranslationBlock[];
};

/** What the blocks alone say about a translation that was not killed. */
export function stateOfBlocks(blocks: readonly TranslationBlock[]): Exclude<TranslationState, 'killed'> {
  if (blocks.some(({ state }) => state === 'stale')) return 'stale';
  return blocks.every(({ state }) => state === 'confirmed') ? 'ready' : 'draft';
}

/** How many blocks keep it from being published. */
export function countUnfinished(blocks: readonly TranslationBlock[]): number {
  return blocks.filter(({ state }) => state !== 'confirmed').length;
}
