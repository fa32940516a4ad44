import type { Near } from '#domain/search/near.ts';
import type { Instant } from '#kernel/instant.ts';

/** Where stories lie in the space of a model; those of killed stories go with the kill (I6). */
export type VectorStore = {
  /** Of the newest stories those without a vector of their latest version by this model, the newest first; refused ones again after a day. */
  missing(model: string, at: Instant, limit: number): Promise<readonly string[]>;
  /** `near` left out: asked about, and the text stays in the house. Of a killed story nothing is kept. */
  keep(
    story: {
      readonly itemId: string;
      readonly version: number;
      readonly model: string;
      readonly near?: Near;
    },
    at: Instant,
  ): Promise<void>;
  /** Lets go those of stories that are not among the newest any more. */
  dropOld(): Promise<void>;
};
