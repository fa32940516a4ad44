import type { Instant } from '#kernel/instant.ts';
import type { AlertSettings, Follow, Follower } from './saved-search.ts';
import { afterQuiet, scheduledAt } from './tell-at.ts';

/** What happened to a story last: `number` counts such changes of an agency. */
export type StoryChange = {
  readonly number: number;
  readonly itemId: string;
  readonly version: number;
  readonly what: 'arrived' | 'withheld' | 'released' | 'killed';
};

/**
 * One naming of a story to one follower. `story`: this version of it is there; the others say what became of it. There is one for each
 * follower, story, version, word and turn; `turn` tells stops of one version from each other and is 0 elsewhere.
 */
export type Mention = {
  readonly follower: Follower;
  readonly itemId: string;
  readonly version: number;
  readonly word: 'story' | 'withheld' | 'released' | 'killed';
  readonly turn: number;
  /** The person took the story. */
  readonly isTaken: boolean;
  /** The saved searches that found it. */
  readonly because: readonly string[];
  readonly dueAt: Instant;
  /** When it may also go by mail; absent: it does not. */
  readonly mailAt?: Instant;
};

/** What is known when stories have changed. */
export type MentionFacts = {
  readonly at: Instant;
  /** At most one for a story: its last. */
  readonly changes: readonly StoryChange[];
  /** Which of them each search that is followed finds now. */
  readonly found: readonly { readonly follow: Follow; readonly itemIds: readonly string[] }[];
  readonly takers: readonly { readonly personId: string; readonly itemId: string }[];
  /** To whom a story was named before. */
  readonly told: readonly {
    readonly follower: Follower;
    readonly itemId: string;
    readonly byMail: boolean;
  }[];
  readonly settingsOf: (follower: Follower) => AlertSettings;
};

/** Whom to tell of changed stories and when: once a follower, however many searches found it, at the earliest of their moments. */
export function planMentions(facts: MentionFacts): readonly Mention[] {
  const changes = new Map(facts.changes.map((change) => [change.itemId, change]));
  const planned = new Map<string, Mention>();
  for (const mention of [
    ...foundMentions(facts, changes),
    ...takenMentions(facts, changes),
    ...killMentions(facts, changes),
  ]) {
    const key = keyOf(mention);
    const other = planned.get(key);
    planned.set(key, other ? joined(other, mention) : mention);
  }
  return [...planned.values()];
}

type Changes = ReadonlyMap<string, StoryChange>;

function foundMentions({ found, settingsOf, at }: MentionFacts, changes: Changes): readonly Mention[] {
  return found.flatMap(({ follow, itemIds }) => {
    const { follower, schedule, searchId, byMail } = follow;
    const settings = settingsOf(follower);
    const dueAt = afterQuiet(scheduledAt(schedule, at, settings.timeZone), settings);
    return itemIds.flatMap((itemId) => {
      const change = changes.get(itemId);
      if (!change || change.what === 'killed' || change.what === 'withheld') return [];
      const mention = { ...bare(follower, change, 'story'), because: [searchId], dueAt };
      return [byMail ? { ...mention, mailAt: dueAt } : mention];
    });
  });
}

/** Whoever took a story is told at once; by mail by their choice, and of a kill also when it is quiet. */
function takenMentions({ takers, settingsOf, at }: MentionFacts, changes: Changes): readonly Mention[] {
  return takers.flatMap(({ personId, itemId }) => {
    const change = changes.get(itemId);
    if (!change) return [];
    const settings = settingsOf({ personId });
    const word = change.what === 'arrived' ? 'story' : change.what;
    const mention = { ...bare({ personId }, change, word), isTaken: true, dueAt: at };
    if (!settings.takenByMail) return [mention];
    return [{ ...mention, mailAt: word === 'killed' ? at : afterQuiet(at, settings) }];
  });
}

/** A kill of what was told is told. */
function killMentions({ told, settingsOf, at }: MentionFacts, changes: Changes): readonly Mention[] {
  return told.flatMap(({ follower, itemId, byMail }) => {
    const change = changes.get(itemId);
    if (change?.what !== 'killed') return [];
    const dueAt = afterQuiet(at, settingsOf(follower));
    const mention = { ...bare(follower, change, 'killed'), dueAt };
    return [byMail ? { ...mention, mailAt: dueAt } : mention];
  });
}

function bare(
  follower: Follower,
  { itemId, version, number }: StoryChange,
  word: Mention['word'],
): Omit<Mention, 'dueAt'> {
  const turn = word === 'withheld' || word === 'released' ? number : 0;
  return { follower, itemId, version, word, turn, isTaken: false, because: [] };
}

function joined(one: Mention, other: Mention): Mention {
  const mailAt = earlier(one.mailAt, other.mailAt);
  return {
    ...one,
    isTaken: one.isTaken || other.isTaken,
    because: [...new Set([...one.because, ...other.because])],
    dueAt: one.dueAt < other.dueAt ? one.dueAt : other.dueAt,
    ...(mailAt === undefined ? {} : { mailAt }),
  };
}

function earlier(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

function keyOf({ follower, itemId, version, word, turn }: Mention): string {
  return [followerKey(follower), itemId, version, word, turn].join(' ');
}

/** A follower as one text. */
export function followerKey(follower: Follower): string {
  return 'personId' in follower ? `person ${follower.personId}` : `destination ${follower.destinationId}`;
}
