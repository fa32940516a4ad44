import type { Instant } from '#kernel/instant.ts';
import type { Subject } from '#domain/item/item.ts';
import type { ReleaseChanges, ReleasedTopic, TopicRelease } from '#domain/item/topic-release.ts';
import type { TopicsAbove } from '#domain/item/topic-tree.ts';

/** What is known of the topics of subjects; read in the transaction that decides by it. */
export type TopicReader = { topicsAbove(subjects: readonly Subject[]): Promise<TopicsAbove> };

/** The vocabulary of media topics. It is the node's, the same for all its agencies. */
export type TopicStore = {
  /** All topics by code, and the release that was imported last. Until the end of the transaction nobody else imports one. */
  lock(): Promise<{ readonly here?: Instant; readonly topics: ReadonlyMap<string, ReleasedTopic> }>;
  /**
   * Keeps what a release changes; names that it changes are kept beside. Every agency of the node gets a job to sort its
   * items anew.
   */
  save(
    release: TopicRelease,
    kept: {
      readonly changes: ReleaseChanges;
      /** All topics above each, by code, as they are after it. */
      readonly above: ReadonlyMap<string, readonly string[]>;
      readonly at: Instant;
    },
  ): Promise<void>;
};
