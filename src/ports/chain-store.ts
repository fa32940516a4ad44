import type { SaidKind } from '#domain/chain/story-link.ts';
import type { TextSketch } from '#domain/chain/text-sketch.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { StoryPage } from '#domain/publication/story-page.ts';
import type { Instant } from '#kernel/instant.ts';

/** A text of ours that others are compared with: an item's, or that of a translation of it that we published. */
export type SketchedText = {
  readonly itemId: string;
  readonly translationId?: string;
  /** None of one too short to be told from others, and of one that was killed. */
  readonly sketch?: TextSketch;
};

export type ChainLink = { readonly itemId: string; readonly otherId: string; readonly said: SaidKind };
export type ChainDeed = { readonly personId: string; readonly at: Instant };

/** What stories are linked by. */
export type ChainStore = {
  /** Items without a sketch of this kind, in order of id, with their latest version; a killed one without. */
  unsketched(asked: {
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly { readonly itemId: string; readonly content?: ItemVersion }[]>;
  /** The same of our pages that show a translation, in order of the translation's id. */
  unsketchedPages(asked: { readonly after?: string; readonly limit: number }): Promise<
    readonly {
      readonly itemId: string;
      readonly translationId: string;
      readonly language: string;
      readonly page: StoryPage;
    }[]
  >;
  /** Keeps them where there is none of this kind, and links what is alike. */
  sketchOld(sketched: readonly SketchedText[], at: Instant): Promise<void>;
  /** Compares once more those that came in at the same time as others; says how many there were, at most so many. */
  settle(limit: number, at: Instant): Promise<number>;
  /** What a person says of two stories, in place of what was said before. */
  say(link: ChainLink, by: ChainDeed): Promise<void>;
  /** Takes back what was said of two stories; false when nothing was. */
  unsay(link: Omit<ChainLink, 'said'>, by: ChainDeed): Promise<boolean>;
};
