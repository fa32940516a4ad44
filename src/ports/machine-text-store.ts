import type { Instant } from '#kernel/instant.ts';

/** Which translation by machine is meant: of the latest version of stories, into one language. */
export type MachineAsked = { readonly language: string; readonly engine: string };

/** What stories say in other languages, translated by machine for searching; those of killed stories go with the kill (I6). */
export type MachineTextStore = {
  /** Of the newest stories those in other languages that lack one, the newest first; refused ones again after a day. */
  missing(asked: MachineAsked, at: Instant, limit: number): Promise<readonly string[]>;
  /** `lexemes` as PostgreSQL writes a tsvector; left out: asked about, and not translated. Of a killed story nothing is kept. */
  keep(
    text: MachineAsked & { readonly itemId: string; readonly version: number; readonly lexemes?: string },
    at: Instant,
  ): Promise<void>;
  /** Lets go those of stories that are not among the newest any more. */
  dropOld(): Promise<void>;
};
