import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';

/** One version of a dialect that an agency keeps (docs/dialects.md). `content` is the file's JSON without its `version`. */
export type KeptDialect = {
  readonly id: string;
  /** From 1; switching off or on is a version too. */
  readonly version: number;
  readonly content: JsonObject;
  readonly state: 'on' | 'off';
  readonly at: Instant;
  readonly personId: string;
};

/** `by` is the person's name. */
export type NamedDialect = KeptDialect & { readonly by: string };

/** The dialect that a document was read with; without `version` it is one that came with the house or lies in the data folder. */
export type ReadWith = { readonly id: string; readonly version?: number };

/** That a source's documents were read with a dialect, and when last. */
export type SourceReadWith = { readonly sourceId: string; readonly dialect: ReadWith; readonly at: Instant };

export type DialectStore = {
  /** The newest version of each, in the order of their ids. */
  list(): Promise<readonly NamedDialect[]>;
  /** Newest first. */
  versions(id: string): Promise<readonly NamedDialect[]>;
  /** False, and nothing kept, where the version is taken already. */
  keep(dialect: KeptDialect): Promise<boolean>;
  recordRead(read: SourceReadWith): Promise<void>;
  /** One for each source and dialect. */
  listReads(): Promise<readonly SourceReadWith[]>;
};
