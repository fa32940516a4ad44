import type { InterfaceLanguage, Trilingual } from '#kernel/language.ts';
import type { Instant } from '#kernel/instant.ts';

/** A topic for people. Names that nobody has are empty; in the languages of `ours` the name is ours and not IPTC’s. */
export type TopicLine = {
  readonly code: string;
  readonly name: Trilingual;
  readonly ours: readonly InterfaceLanguage[];
  readonly broader: readonly string[];
  readonly isRetired: boolean;
};

/** All that is known of one topic. */
export type TopicCard = TopicLine & {
  /** In every language that the release has, by tag. */
  readonly names: Readonly<Record<string, string>>;
  readonly definitions: Readonly<Record<string, string>>;
  readonly above: readonly string[];
  readonly narrower: readonly string[];
  readonly replacedBy: readonly string[];
  readonly matches: readonly string[];
  readonly retiredAt?: Instant;
  /** What it was called up to which release, the latest first. */
  readonly before: readonly { readonly until: Instant; readonly names: Readonly<Record<string, string>> }[];
};

/** `release`: the day of what is known here; `isImported`: not only what came with the house. */
export type TopicList = {
  readonly release: string;
  readonly isImported: boolean;
  readonly topics: readonly TopicLine[];
};

/** The vocabulary of the node, in the order of codes. */
export type TopicReads = {
  list(): Promise<TopicList>;
  find(code: string): Promise<TopicCard | undefined>;
};
