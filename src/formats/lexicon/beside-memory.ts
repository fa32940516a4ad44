import { LEAST_TOGETHER } from '#domain/translation/memory/link-terms.ts';
import type { Remembered } from '#domain/translation/memory/memory-piece.ts';
import type { Lexicon, Translation } from './open-lexicon.ts';
import type { Lexicons } from './read-question.ts';

/** What the agency's own translations count beside packs, which people made. */
const MEMORY_WEIGHT = 0.3;
const LEAST_SHARE = 0.15;

/** The lexicons of a node, and beside them what an agency has learned from its own translations. */
export function besideMemory(lexicons: Lexicons, remembered: readonly Remembered[]): Lexicons {
  if (remembered.length === 0) return lexicons;
  const byDirection = Map.groupBy(remembered, ({ from, to }) => `${from}-${to}`);
  return {
    find(from, to) {
      const [pack, own] = [lexicons.find(from, to), byDirection.get(`${from}-${to}`)];
      return own ? mixed(pack, own) : pack;
    },
  };
}

function mixed(pack: Lexicon | undefined, own: readonly Remembered[]): Lexicon {
  const byKey = Map.groupBy(own, ({ key }) => key);
  return {
    // A memory alone knows few words of a question.
    isSparse: pack === undefined || (pack.isSparse ?? false),
    find: (key) => mixedShares(pack?.find(key) ?? [], sharesOf(byKey.get(key) ?? [])),
  };
}

/** Of translations that one piece bears out nothing is said; the others have a sum of 1. */
function sharesOf(remembered: readonly Remembered[]): readonly Translation[] {
  const pieces = new Map<string, number>();
  for (const one of remembered) pieces.set(one.text, (pieces.get(one.text) ?? 0) + one.pieces);
  const often = [...pieces].filter(([, count]) => count >= LEAST_TOGETHER);
  const total = sumOf(often.map(([, count]) => count));
  return often
    .map(([text, count]) => ({ text, share: count / total, isOwn: true }))
    .filter(({ share }) => share >= LEAST_SHARE);
}

function mixedShares(packed: readonly Translation[], own: readonly Translation[]): readonly Translation[] {
  if (own.length === 0) return packed;
  if (packed.length === 0) return own.toSorted((a, b) => b.share - a.share);
  const total = 1 + MEMORY_WEIGHT;
  const shares = new Map(packed.map((one) => [one.text, { ...one, share: one.share / total }]));
  for (const one of own) {
    const known = shares.get(one.text)?.share ?? 0;
    shares.set(one.text, { ...one, share: known + (one.share * MEMORY_WEIGHT) / total });
  }
  return [...shares.values()].toSorted((a, b) => b.share - a.share);
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
