import type { Instant } from '#kernel/instant.ts';
import type { CopyFinding } from '#domain/correction/judge-copy.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { StoryPage } from '#domain/publication/story-page.ts';
import type { RecallKind } from './recall-store.ts';

/** One address where a holder says that it did what a recall of ours asks. */
export type CopyToSee = {
  readonly recallId: string;
  /** The item that it is a copy of. */
  readonly itemId: string;
  readonly partnerDid: string;
  readonly url: string;
  readonly kind: RecallKind;
  /** Of our item, that the recall issued or stopped. */
  readonly version: number;
  /** How often it was looked at before. */
  readonly looks: number;
};

/** What is known of the words of a copy: those of the story, and those of our own pages of it, in several versions each. */
export type CopyTexts = {
  /** As the holder has told it of its page at this address. */
  readonly headline?: string;
  readonly versions: readonly ItemVersion[];
  readonly pages: readonly {
    readonly language: string;
    readonly version: number;
    readonly page: Pick<StoryPage, 'headline' | 'summary' | 'blocks'>;
  }[];
};

export type CopyStore = {
  /** Those to be looked at now, the longest due first, at most `limit`. */
  due(at: Instant, limit: number): Promise<readonly CopyToSee[]>;
  /** Some versions before the one that the recall is about, that one, and some that came later; also of a killed story: to compare, never for a screen. */
  texts(copy: CopyToSee): Promise<CopyTexts>;
  /** The newest other stories, at most `limit`, in their latest version. */
  others(itemId: string, limit: number): Promise<readonly ItemVersion[]>;
  /** What a look has shown, and when the next one is due, if one is. */
  record(look: {
    readonly copy: CopyToSee;
    readonly finding: CopyFinding;
    /** That stood there and led to the finding. */
    readonly words: readonly string[];
    readonly at: Instant;
    readonly nextAt?: Instant;
  }): Promise<void>;
};
