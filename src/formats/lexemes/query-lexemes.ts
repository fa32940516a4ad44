import { analyse, type LexemeKind, type LexemeTier } from './analyse.ts';
import { HAN } from './han-text.ts';
import { normalText } from './normal-text.ts';
import { hasMarks, looksLikeSyllable } from './vietnamese-syllable.ts';

/** One thing to look for and how much finding it tells; `weight` is above 0, at most 1. */
export type QueryLexeme = {
  readonly lexeme: string;
  readonly weight: number;
  readonly kind: LexemeKind;
};

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
/** A word that is no syllable, so the question is English; names in Vietnamese stories are still found. */
const TYPED_IN_ENGLISH: Weights = { exact: 1, pair: 0.2, folded: 0.2, 'folded-pair': 0.2, place: 0.8 };

/** What to look for, from what a person typed in any of the languages; empty when there is no word in it. */
export function queryLexemes(text: string): SearchQuery {
  const weights = weightsFor(normalText(text));
  const any = new Map<string, QueryLexeme>();
  for (const { lexeme, tier, kind } of analyse(text, 'either')) {
    if (any.has(lexeme)) continue;
    if (any.size === MOST_LEXEMES) break;
    any.set(lexeme, { lexeme, kind, weight: weights[tier] });
  }
  return { any: [...any.values()], all: quotedGroups(text) };
}

function weightsFor(text: string): Weights {
  if (hasMarks(text)) return TYPED_WITH_MARKS;
  const words = text.match(/[a-z]+/gu) ?? [];
  return words.every(looksLikeSyllable) ? TYPED_WITHOUT_MARKS : TYPED_IN_ENGLISH;
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
