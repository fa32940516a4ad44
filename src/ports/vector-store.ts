import type { Near } from '#domain/search/near.ts';
import type { Instant } from '#kernel/instant.ts';

/** Where stories lie in the space of a model; those of killed stories are gone. */
export type VectorStore = {
  /** Of the newest stories those without a vector of their latest version by this model, the newest first; refused ones again after a day. */
  missing(model: string, at: Instant, limit: number): Promise<readonly string[]>;
  /** `near` left out: asked about, and the text stays in the house. */
  keep(
    story: {
      readonly itemId: string;
      readonly version: number;
      readonly model: string;
      readonly near?: Near;
    },
    at: Instant,
  ): Promise<void>;
  dropKilled(): Promise<void>;
};
