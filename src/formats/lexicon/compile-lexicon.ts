import type { LexiconPack } from './read-pack.ts';
import { foldedKey, LEXICON_LANGUAGES, termKey, type LexiconLanguage } from './term-key.ts';

/** For each key of a term its translations with their shares; those of one term sum up to 1. */
type Shares = ReadonlyMap<string, ReadonlyMap<string, number>>;
type Direction = { readonly from: LexiconLanguage; readonly to: LexiconLanguage };

/** A term has many words in a large dictionary; the unlikeliest only cost. */
const MOST_TRANSLATIONS = 12;
const LEAST_SHARE = 0.01;
/** What a way over the third language counts beside a pack of the direction itself. */
const DETOUR = 0.35;

/**
 * What a question is looked up in for one direction, as text: lines `key<TAB>translation=share|…`, in order of their code units,
 * so that `openLexicon` finds a line without reading the others. Packs count by their weights, also backwards and over the
 * third language. Vietnamese terms stand a second time under what is typed without marks.
 */
export function compileLexicon(packs: readonly LexiconPack[], direction: Direction): string {
  const { from, to } = direction;
  const over = LEXICON_LANGUAGES.filter((one) => one !== from && one !== to);
  const direct = directShares(packs, direction);
  const detours = over.map((middle) =>
    composed(directShares(packs, { from, to: middle }), directShares(packs, { from: middle, to }), middle),
  );
  const compiled = mixed([
    { shares: direct, weight: 1 },
    ...detours.map((shares) => ({ shares, weight: DETOUR })),
  ]);
  const lines = [...compiled, ...(from === 'vi' ? unmarked(compiled) : [])].map(
    ([key, shares]) => `${key}\t${printShares(shares)}\n`,
  );
  return lines.toSorted(byCodeUnits).join('');
}

/** As `<` compares strings, and `openLexicon` looks them up; a tab comes before every letter. */
function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function directShares(packs: readonly LexiconPack[], { from, to }: Direction): Shares {
  return mixed(
    packs.flatMap((pack) => {
      if (pack.from === from && pack.to === to) return [{ shares: sharesOf(pack), weight: pack.weight }];
      if (pack.from === to && pack.to === from && pack.back > 0)
        return [{ shares: sharesBack(pack), weight: pack.back }];
      return [];
    }),
  );
}

function sharesOf({ entries, from }: LexiconPack): Shares {
  const shares = new Map<string, Map<string, number>>();
  for (const { term, translations } of entries)
    for (const { text, share } of translations) addShare(shares, termKey(term, from), [text, share]);
  return shares;
}

function sharesBack({ entries, to }: LexiconPack): Shares {
  const shares = new Map<string, Map<string, number>>();
  for (const { term, translations } of entries)
    for (const { text, share } of translations) addShare(shares, termKey(text, to), [term, share]);
  return shares;
}

function addShare(
  shares: Map<string, Map<string, number>>,
  key: string,
  [text, share]: readonly [string, number],
): void {
  if (key === '' || text === '') return;
  const known = shares.get(key) ?? new Map<string, number>();
  known.set(text, (known.get(text) ?? 0) + share);
  shares.set(key, known);
}

function composed(first: Shares, second: Shares, middle: LexiconLanguage): Shares {
  const shares = new Map<string, Map<string, number>>();
  for (const [key, translations] of first)
    for (const [text, share] of translations)
      for (const [further, onward] of second.get(termKey(text, middle)) ?? [])
        addShare(shares, key, [further, share * onward]);
  return shares;
}

/** Each counts by its weight; every one is first brought to a sum of 1 for a term. */
function mixed(parts: readonly { readonly shares: Shares; readonly weight: number }[]): Shares {
  const sums = new Map<string, Map<string, number>>();
  for (const { shares, weight } of parts)
    for (const [key, translations] of shares) {
      const total = sumOf(translations);
      for (const [text, share] of translations) addShare(sums, key, [text, (share / total) * weight]);
    }
  return new Map([...sums].map(([key, translations]) => [key, likeliest(translations)]));
}

/** Spellings that the target language does not tell apart were counted apart; the likeliest of the terms stay, with a sum of 1. */
function likeliest(translations: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const most = [...translations].toSorted(([, a], [, b]) => b - a).slice(0, MOST_TRANSLATIONS);
  const total = most.reduce((sum, [, share]) => sum + share, 0);
  return new Map(most.map(([text, share]) => [text, share / total]));
}

function sumOf(translations: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const share of translations.values()) total += share;
  return total;
}

/** Terms of two syllables and more; one syllable without its mark could be a dozen words. */
function unmarked(shares: Shares): Shares {
  return mixed(
    [...shares].flatMap(([key, translations]) => {
      const syllables = key.split(' ');
      if (syllables.length < 2) return [];
      return [{ shares: new Map([[foldedKey(syllables.map(withoutTone)), translations]]), weight: 1 }];
    }),
  );
}

/** `hoa2`, the canonical syllable, as letters. */
function withoutTone(canonical: string): string {
  return canonical.replace(/\d$/u, '');
}

function printShares(shares: ReadonlyMap<string, number>): string {
  return [...shares]
    .filter(([, share]) => share >= LEAST_SHARE)
    .map(([text, share]) => `${text.replaceAll(/[\t\n|=]/gu, ' ')}=${share.toFixed(3)}`)
    .join('|');
}
