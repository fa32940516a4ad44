import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkTerms, type AlignedTerms, type Standing } from './link-terms.ts';

function standingOf(pairs: readonly AlignedTerms[], side: 'left' | 'right'): Standing {
  const standing = new Map<string, number[]>();
  for (const [at, pair] of pairs.entries())
    for (const term of pair[side]) standing.set(term, [...(standing.get(term) ?? []), at]);
  return standing;
}

function linksOf(pairs: readonly AlignedTerms[], at: number) {
  const pair = pairs[at] ?? { left: [], right: [] };
  return linkTerms(pair, { left: standingOf(pairs, 'left'), right: standingOf(pairs, 'right') });
}

const BRIDGES: readonly AlignedTerms[] = [
  { left: ['cầu', 'treo', 'cầu treo', 'mới'], right: ['新', '吊桥'] },
  { left: ['cầu', 'treo', 'cầu treo', 'dài'], right: ['长', '吊桥'] },
  { left: ['cầu', 'cũ'], right: ['桥', '旧'] },
  { left: ['nhà', 'mới'], right: ['房', '新'] },
];

test('what stands together only is linked first, and a term that is linked as a whole not by its words', () => {
  expect(linksOf(BRIDGES, 0)).toEqual([
    { left: 'cầu treo', right: '吊桥' },
    { left: 'mới', right: '新' },
  ]);
});

test('what was seen together once is not linked: it may be chance', () => {
  expect(linksOf(BRIDGES, 2)).toEqual([]);
});

test('of any pairs each term is linked at most once, and only with one that it stood beside twice', () => {
  const terms = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'a b', 'b c'), { maxLength: 5 });
  const memory = fc.array(fc.record({ left: terms, right: terms }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(memory, (pairs) => {
      const links = linksOf(pairs, 0);
      expect(new Set(links.map(({ left }) => left)).size).toBe(links.length);
      expect(new Set(links.map(({ right }) => right)).size).toBe(links.length);
      for (const { left, right } of links)
        expect(
          pairs.filter((pair) => pair.left.includes(left) && pair.right.includes(right)).length,
        ).toBeGreaterThan(1);
    }),
  );
});
