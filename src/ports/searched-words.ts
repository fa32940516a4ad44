import type { ItemVersion } from '#domain/item/item.ts';

/** The words that find an item. */
export type SearchedWords = {
  /** Items indexed by an analyzer before `analyzerVersion`, in order of id, with their latest version; a killed one without. */
  outdated(asked: {
    readonly analyzerVersion: number;
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly { readonly itemId: string; readonly content?: ItemVersion }[]>;
  countOutdated(analyzerVersion: number): Promise<number>;
  /** Leaves out those that meanwhile got a new version, and with it this analyzer. `lexemes`: as PostgreSQL writes a tsvector. */
  replace(
    analyzerVersion: number,
    rows: readonly { readonly itemId: string; readonly lexemes: string }[],
  ): Promise<void>;
};
