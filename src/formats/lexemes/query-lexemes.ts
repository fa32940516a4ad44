import { analyse, type LexemeTier } from './analyse.ts';
import { HAN } from './han-text.ts';
import { hasMarks } from './vietnamese-syllable.ts';

/** One thing to look for and how much finding it tells; `weight` is above 0, at most 1. */
export type QueryLexeme = { readonly lexeme: string; readonly weight: number };

/**
 * `any`: at least one must be there. `all`: of each group one must be there; they are the words in quotation marks.
 */
export type SearchQuery = {
  readonly any: readonly QueryLexeme[];
  readonly all: readonly (readonly string[])[];
};

/** Longer questions say nothing more. */
const MOST_LEXEMES = 64;
const QUOTED = /["“”„«»「」]([^"“”„«»「」]+)["“”„«»「」]/gu;

type Weights = { readonly [Tier in LexemeTier]: number };

/** With any mark typed the exact spelling counts and the folded one helps after a slip (multilingual.md §2.1). */
const TYPED_WITH_MARKS: Weights = { exact: 1, pair: 1, folded: 0.2, 'folded-pair': 0.2, place: 0.8 };
const TYPED_WITHOUT_MARKS: Weights = { exact: 0.8, pair: 0.8, folded: 1, 'folded-pair': 1, place: 0.8 };

/** What to look for, from what a person typed in any of the languages; empty when there is no word in it. */
export function queryLexemes(text: string): SearchQuery {
  const weights = hasMarks(text.normalize('NFC').toLowerCase()) ? TYPED_WITH_MARKS : TYPED_WITHOUT_MARKS;
  const any = new Map<string, number>();
  for (const { lexeme, tier } of analyse(text, 'either')) {
    if (any.size >= MOST_LEXEMES && !any.has(lexeme)) break;
    any.set(lexeme, Math.max(weights[tier], any.get(lexeme) ?? 0));
  }
  return { any: [...any].map(([lexeme, weight]) => ({ lexeme, weight })), all: quotedGroups(text) };
}

/**
 * Words in quotation marks must all be there; Han and marked Vietnamese ones next to each other, which pairs can tell.
 * Words without marks are sought in either language.
 */
function quotedGroups(text: string): string[][] {
  return [...text.matchAll(QUOTED)].flatMap(([, quoted = '']) => {
    if (hasMarks(quoted) || HAN.test(quoted)) return lexemesOf(quoted, ['pair']).map((pair) => [pair]);
    return quoted
      .split(/\s+/u)
      .map((word) => lexemesOf(word, ['exact', 'folded']))
      .filter((group) => group.length > 0);
  });
}

function lexemesOf(text: string, tiers: readonly LexemeTier[]): string[] {
  const found = [...analyse(text, 'either')].filter(({ tier }) => tiers.includes(tier));
  return [...new Set(found.map(({ lexeme }) => lexeme))];
}
