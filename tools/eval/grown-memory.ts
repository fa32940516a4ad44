import { linkTerms, type Standing } from '#domain/translation/memory/link-terms.ts';
import type { MemoryTerm, Remembered } from '#domain/translation/memory/memory-piece.ts';
import { keysOf, memoryTerms } from '#formats/lexicon/memory-terms.ts';
import { LEXICON_LANGUAGES, type LexiconLanguage } from '#formats/lexicon/term-key.ts';
import type { EvalText } from './retrieval-set.ts';

const SENTENCE = /(?<=[.!?。！？]["”’」]?)\s*(?=\S)/u;
const TAG = { vi: 'vi', zh: 'zh-Hans', en: 'en' } as const;

type Direction = readonly [from: LexiconLanguage, to: LexiconLanguage];
type Pair = { readonly left: readonly MemoryTerm[]; readonly right: readonly MemoryTerm[] };

/** What an agency remembers that translated texts of FLORES, sentence by sentence; the questions of XQuAD ask after other texts. */
export function grownMemory(texts: readonly EvalText[]): {
  readonly remembered: readonly Remembered[];
  readonly milliseconds: number;
  readonly pairs: number;
} {
  const stories = [...Map.groupBy(texts, ({ id }) => id).values()];
  const from = performance.now();
  const directions = LEXICON_LANGUAGES.flatMap((one, at) =>
    LEXICON_LANGUAGES.slice(at + 1).map((other): Direction => [one, other]),
  );
  const learned = directions.map((direction) =>
    learn(
      stories.flatMap((story) => pairsOf(story, direction)),
      direction,
    ),
  );
  return {
    remembered: learned.flatMap(({ remembered }) => remembered),
    pairs: learned.reduce((sum, { pairs }) => sum + pairs, 0),
    milliseconds: performance.now() - from,
  };
}

function learn(pairs: readonly Pair[], [from, to]: Direction) {
  const standing = { left: standingOf(pairs, 'left'), right: standingOf(pairs, 'right') };
  const remembered = pairs.flatMap(({ left, right }): readonly Remembered[] => {
    const keys = { left: left.map(({ key }) => key), right: right.map(({ key }) => key) };
    return linkTerms(keys, standing).flatMap((link) => {
      const [one, other] = [
        left.find(({ key }) => key === link.left),
        right.find(({ key }) => key === link.right),
      ];
      if (!one || !other) return [];
      return [
        ...keysOf(one, from).map((key) => ({ from, key, to, text: other.text, pieces: 1 })),
        ...keysOf(other, to).map((key) => ({ from: to, key, to: from, text: one.text, pieces: 1 })),
      ];
    });
  });
  return { remembered, pairs: pairs.length };
}

function standingOf(pairs: readonly Pair[], side: 'left' | 'right'): Standing {
  const standing = new Map<string, number[]>();
  for (const [at, pair] of pairs.entries())
    for (const { key } of pair[side]) {
      const known = standing.get(key) ?? [];
      known.push(at);
      standing.set(key, known);
    }
  return standing;
}

/** Where both have as many sentences, one by one; else the whole. */
function pairsOf(story: readonly EvalText[], [from, to]: Direction): readonly Pair[] {
  const [left, right] = [from, to].map((one) => story.find(({ lang }) => lang === TAG[one])?.text ?? '');
  const [ours, theirs] = [(left ?? '').split(SENTENCE), (right ?? '').split(SENTENCE)];
  const sides = ours.length === theirs.length ? ours.map((one, at) => [one, theirs[at]]) : [[left, right]];
  return sides.map(([one = '', other = '']) => ({
    left: memoryTerms(one, from),
    right: memoryTerms(other, to),
  }));
}
