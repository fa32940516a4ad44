import type { Subject } from './item.ts';
import { isMediaTopic, isTopTopic, SHIPPED_RELEASE, SHIPPED_TOPICS } from './media-topics.ts';

/**
 * What one release of the vocabulary says of some topics: by code, all topics above it, nearest first. A code that is not
 * named is not known there; what comes with the house is known beside it.
 */
export type TopicsAbove = {
  /** The day of the release, `2026-07-02`. */
  readonly release: string;
  readonly above: ReadonlyMap<string, readonly string[]>;
};

/** How one topic hangs in the vocabulary. */
export type TopicLinks = {
  readonly code: string;
  readonly broader: readonly string[];
  /** Of a retired topic: those that took its place. */
  readonly replacedBy: readonly string[];
};

/**
 * By code, everything that a story on the topic is about beside it: all broader topics and, for a retired one, those that
 * took its place with theirs. Nearest first; a circle ends where it meets itself.
 */
export function climbTopics(topics: readonly TopicLinks[]): ReadonlyMap<string, readonly string[]> {
  const up = new Map(topics.map(({ code, broader, replacedBy }) => [code, [...replacedBy, ...broader]]));
  return new Map(topics.map(({ code }) => [code, climbFrom(code, up)]));
}

function climbFrom(code: string, up: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const met = new Set([code]);
  // A set hands out what is added while it is walked.
  for (const one of met) for (const next of up.get(one) ?? []) met.add(next);
  return [...met].slice(1);
}

const SHIPPED = climbTopics(
  SHIPPED_TOPICS.map(({ code, broader, replacedBy }) => ({
    code,
    broader: broader === undefined ? [] : [broader],
    replacedBy,
  })),
);

/** What is known of topics where no release was imported. */
export const SHIPPED_ABOVE: TopicsAbove = { release: SHIPPED_RELEASE, above: new Map() };

/** The codes to look up for these subjects: those of media topics, as sent, with what was sent above them. */
export function topicsToLookUp(subjects: readonly Subject[]): readonly string[] {
  const codes = subjects.flatMap(({ code, broader }) => (isMediaTopic(code) ? [code, ...broader] : []));
  return [...new Set(codes)];
}

/** The codes of a story with all above them: first as they were sent, then what the vocabulary knows beside. */
export function codesWithAbove(
  subjects: readonly Subject[],
  known: TopicsAbove = SHIPPED_ABOVE,
): readonly string[] {
  const sent = subjects.flatMap(({ code, broader }) => [code, ...broader]);
  return [...new Set([...sent, ...sent.flatMap((code) => aboveOf(code, known) ?? [])])];
}

/** What a decision knows of the topics of an item; `undefined` when nobody classified it. */
export function topicFacts(
  subjects: readonly Subject[],
  known: TopicsAbove = SHIPPED_ABOVE,
): TopicFacts | undefined {
  const topics = subjects.filter(({ code }) => isMediaTopic(code));
  if (topics.length === 0) return undefined;
  const isRooted = topics.every((one) => codesWithAbove([one], known).some(isTopTopic));
  const isPlaced = topics.every((one) => isPlacedBelow(one, known));
  return {
    codes: codesWithAbove(topics, known),
    rooted: isRooted,
    ...(isRooted && !isPlaced ? { topsOnly: true } : {}),
    release: known.release,
  };
}

/**
 * Media topics of an item with all broader ones; `rooted` when every chain reaches a top topic, so that absence is proof of
 * a top topic. `topsOnly`: of some topic no more than its top is sure, and absence proves nothing of narrower ones.
 * `release`: what the chains were completed from; facts that were kept before it was said have none.
 */
export type TopicFacts = {
  readonly codes: readonly string[];
  readonly rooted: boolean;
  readonly topsOnly?: true;
  readonly release?: string;
};

/** The vocabulary knows it, or something below the tops that was sent above it: then its chain has no holes. */
function isPlacedBelow({ code, broader }: Subject, known: TopicsAbove): boolean {
  if (aboveOf(code, known)) return true;
  return broader.some((one) => !isTopTopic(one) && aboveOf(one, known) !== undefined);
}

function aboveOf(code: string, { above }: TopicsAbove): readonly string[] | undefined {
  return above.get(code) ?? SHIPPED.get(code);
}
