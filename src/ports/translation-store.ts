import type { Translation } from '#domain/translation/translation.ts';

export type TranslationReader = {
  find(id: string): Promise<Translation | undefined>;
  findFor(itemId: string, language: string): Promise<Translation | undefined>;
};

/** Translations with their blocks. */
export type TranslationStore = TranslationReader & {
  /** Locks the translation until the transaction ends. */
  lock(id: string): Promise<Translation | undefined>;
  /** All of one item, locked. */
  lockOfItem(itemId: string): Promise<readonly Translation[]>;
  /** Keeps it unless the item has one into this language already; gives the one that is kept. */
  addOrFind(translation: Translation): Promise<Translation>;
  save(translation: Translation): Promise<void>;
};
