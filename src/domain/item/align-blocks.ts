import type { Block } from './item.ts';

/** The blocks of a later version under stable ids, and what became of those of the version before. */
export type AlignedBlocks = {
  /** `next` in its own order; only the ids differ from what was given. */
  readonly blocks: readonly Block[];
  /** Kept their id but not their text. */
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
};

/**
 * Gives the blocks of a later version the ids of the blocks they continue. Equal text keeps its id wherever it moved to,
 * similar text keeps it and counts as changed, anything else gets an id that the item never had before.
 * The ids in `next` are ignored; `lastNumber` is the highest ever used in the item (`lastBlockNumber` of all versions).
 * A change of markup or kind alone is no change: translators and readers of other languages have the text.
 */
export function alignBlocks(
  previous: readonly Block[],
  next: readonly Block[],
  lastNumber: number,
): AlignedBlocks {
  const match: Match = { previous, next, oldOf: new Map(), newOf: new Map() };
  matchEqualEnds(match);
  matchEqual(match);
  matchSimilar(match);
  matchBetweenNeighbours(match);
  return settle(match, Math.max(lastNumber, lastBlockNumber(previous)));
}

/** The highest number among ids of the form `b12`; 0 when there is none. */
export function lastBlockNumber(blocks: readonly { readonly id: string }[]): number {
  return blocks.reduce((last, { id }) => Math.max(last, Number(/^b(\d+)$/.exec(id)?.[1] ?? 0)), 0);
}

/** Share of character pairs that two texts have in common, 0 to 1 (Sørensen and Dice); no word boundaries needed. */
export function textLikeness(one: string, other: string): number {
  return likeness(pairsOf(one), pairsOf(other));
}

/** Below this a text is a new one. A paragraph with one sentence of two replaced stays above it. */
const SIMILAR = 0.5;
/** Enough when nothing else can have taken the place between the same two neighbours. */
const SIMILAR_IN_PLACE = 0.2;
/** How far apart, in blocks not matched otherwise, similar texts are looked for: bounds the work on hostile input. */
const REACH = 60;

type Match = {
  readonly previous: readonly Block[];
  readonly next: readonly Block[];
  /** New position to old position, and back. */
  readonly oldOf: Map<number, number>;
  readonly newOf: Map<number, number>;
};

function join({ oldOf, newOf }: Match, oldAt: number, newAt: number): void {
  oldOf.set(newAt, oldAt);
  newOf.set(oldAt, newAt);
}

function keyOf(block: Block | undefined): string | undefined {
  return block?.text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Equal beginnings and ends first, so that of several equal texts the one in its place is taken. */
function matchEqualEnds(match: Match): void {
  const { previous, next } = match;
  const shorter = Math.min(previous.length, next.length);
  let head = 0;
  while (head < shorter && keyOf(previous[head]) === keyOf(next[head])) {
    join(match, head, head);
    head += 1;
  }
  for (let back = 1; back <= shorter - head; back += 1) {
    const [oldAt, newAt] = [previous.length - back, next.length - back];
    if (keyOf(previous[oldAt]) !== keyOf(next[newAt])) return;
    join(match, oldAt, newAt);
  }
}

/** Equal texts wherever they moved to: the first left over to the first left over. */
function matchEqual(match: Match): void {
  const waiting = new Map<string, number[]>();
  for (const [oldAt, block] of match.previous.entries()) {
    const key = keyOf(block) ?? '';
    if (!match.newOf.has(oldAt)) waiting.set(key, [...(waiting.get(key) ?? []), oldAt]);
  }
  for (const [newAt, block] of match.next.entries()) {
    if (match.oldOf.has(newAt)) continue;
    const oldAt = waiting.get(keyOf(block) ?? '')?.shift();
    if (oldAt !== undefined) join(match, oldAt, newAt);
  }
}

type Pair = { readonly oldAt: number; readonly newAt: number; readonly score: number };

/** The most alike pair first; of equally alike ones the pair that moved least. */
function matchSimilar(match: Match): void {
  const pairs = similarPairs(match).toSorted(
    (a, b) => b.score - a.score || Math.abs(a.oldAt - a.newAt) - Math.abs(b.oldAt - b.newAt),
  );
  for (const { oldAt, newAt } of pairs)
    if (!match.newOf.has(oldAt) && !match.oldOf.has(newAt)) join(match, oldAt, newAt);
}

function similarPairs(match: Match): Pair[] {
  const olds = leftOver(match.previous, match.newOf);
  if (olds.length === 0) return []; // a first version, or one that only grew: nothing to compare with
  const news = leftOver(match.next, match.oldOf);
  return news.flatMap((one, rank) => {
    const near = olds.slice(Math.max(0, rank - REACH), rank + REACH);
    return near.flatMap((other) => {
      const score = likeness(one.pairs, other.pairs);
      return score >= SIMILAR ? [{ oldAt: other.at, newAt: one.at, score }] : [];
    });
  });
}

function leftOver(
  blocks: readonly Block[],
  matched: ReadonlyMap<number, number>,
): { readonly at: number; readonly pairs: TextPairs }[] {
  return [...blocks.entries()]
    .filter(([at]) => !matched.has(at))
    .map(([at, block]) => ({ at, pairs: pairsOf(block.text) }));
}

/** A block that was rewritten where it stood: same neighbours on both sides, same kind, and something in common. */
function matchBetweenNeighbours(match: Match): void {
  for (const [newAt, block] of match.next.entries()) {
    if (match.oldOf.has(newAt)) continue;
    const oldAt = newAt === 0 ? 0 : (match.oldOf.get(newAt - 1) ?? Number.NaN) + 1;
    const old = match.previous[oldAt];
    if (!old || match.newOf.has(oldAt) || old.kind !== block.kind) continue;
    const isLast = newAt + 1 === match.next.length && oldAt + 1 === match.previous.length;
    const closes = isLast || match.oldOf.get(newAt + 1) === oldAt + 1;
    if (closes && textLikeness(old.text, block.text) >= SIMILAR_IN_PLACE) join(match, oldAt, newAt);
  }
}

function settle({ previous, next, oldOf, newOf }: Match, lastNumber: number): AlignedBlocks {
  const changed: string[] = [];
  const added: string[] = [];
  let number = lastNumber;
  const blocks = next.map((block, newAt) => {
    const old = previous[oldOf.get(newAt) ?? -1];
    if (!old) {
      number += 1;
      added.push(`b${number}`);
      return { ...block, id: `b${number}` };
    }
    if (keyOf(old) !== keyOf(block)) changed.push(old.id);
    return { ...block, id: old.id };
  });
  const removed = previous.filter((_, oldAt) => !newOf.has(oldAt)).map(({ id }) => id);
  return { blocks, changed, added, removed };
}

type TextPairs = { readonly counts: ReadonlyMap<string, number>; readonly size: number };

function pairsOf(text: string): TextPairs {
  const characters = Array.from(text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim());
  const counts = new Map<string, number>();
  const last = Math.max(1, characters.length - 1);
  for (let at = 0; at < last && at < characters.length; at += 1) {
    const pair = `${characters[at] ?? ''}${characters[at + 1] ?? ''}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return { counts, size: characters.length === 0 ? 0 : last };
}

function likeness(one: TextPairs, other: TextPairs): number {
  const total = one.size + other.size;
  if (total === 0) return 1;
  // The best there could be: skips most pairs of very different length.
  if ((2 * Math.min(one.size, other.size)) / total < SIMILAR_IN_PLACE) return 0;
  const [small, large] = one.counts.size <= other.counts.size ? [one, other] : [other, one];
  let common = 0;
  for (const [pair, count] of small.counts) common += Math.min(count, large.counts.get(pair) ?? 0);
  return (2 * common) / total;
}
