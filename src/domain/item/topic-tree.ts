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
  /** Those that were retired in favour of one of these or of one above them. */
  readonly retired?: readonly TopicLinks[];
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

const SHIPPED_LINKS: readonly TopicLinks[] = SHIPPED_TOPICS.map(({ code, broader, replacedBy }) => ({
  code,
  broader: broader === undefined ? [] : [broader],
  replacedBy,
}));
const SHIPPED = climbTopics(SHIPPED_LINKS);
const SHIPPED_RETIRED = SHIPPED_LINKS.filter(({ replacedBy }) => replacedBy.length > 0);

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
  const codes = codesWithAbove(topics, known);
  const retired = retiredFor(topics, codes, known);
  return {
    codes,
    rooted: isRooted,
    ...(isRooted ? doubtOf(topics, known) : {}),
    ...(retired.length === 0 ? {} : { retired }),
    release: known.release,
  };
}

/**
 * What was retired in favour of what the story is about, step by step. Where the broader topic itself took over, a story
 * about another narrower one is none of that: only one that names the broader topic is.
 */
function retiredFor(
  topics: readonly Subject[],
  codes: readonly string[],
  known: TopicsAbove,
): readonly string[] {
  const named = new Set(topics.map(({ code }) => code));
  const met = new Set(codes);
  const links = [...SHIPPED_RETIRED, ...(known.retired ?? [])];
  for (let before = -1; before !== met.size;) {
    before = met.size;
    for (const { code, broader, replacedBy } of links)
      if (replacedBy.some((one) => named.has(one) || (met.has(one) && !broader.includes(one)))) met.add(code);
  }
  return [...met].slice(codes.length);
}

/**
 * Media topics of an item with all broader ones; `rooted` when every chain reaches a top topic, so that absence is proof of
 * a top topic. `topsOnly`: of some topic no more than its top is sure, and absence proves nothing of narrower ones;
 * `secondOnly`: no more than what stands at the second level. `retired`: topics that were retired in favour of one of these;
 * whether the story is about them, nobody knows. `release`: what the chains were completed from; facts that were kept
 * before it was said have none.
 */
export type TopicFacts = {
  readonly codes: readonly string[];
  readonly rooted: boolean;
  readonly topsOnly?: true;
  readonly secondOnly?: true;
  readonly retired?: readonly string[];
  readonly release?: string;
};

/** Of a topic that the vocabulary does not know, no more is sure than what is known of those that were sent above it. */
function doubtOf(
  topics: readonly Subject[],
  known: TopicsAbove,
): Pick<TopicFacts, 'topsOnly' | 'secondOnly'> {
  const unknown = topics.filter(({ code }) => aboveOf(code, known) === undefined);
  if (unknown.length === 0) return {};
  const isBelowSecond = unknown.every(({ broader }) =>
    broader.some((one) => !isTopTopic(one) && aboveOf(one, known) !== undefined),
  );
  return isBelowSecond ? { secondOnly: true } : { topsOnly: true };
}

function aboveOf(code: string, { above }: TopicsAbove): readonly string[] | undefined {
  return above.get(code) ?? SHIPPED.get(code);
}
