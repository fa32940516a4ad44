import type { Concept, SearchTerms } from '#domain/search/question.ts';
import { analyse, type LexemeTier } from './analyse.ts';
import { isStopWord } from './english-stem.ts';
import { HAN } from './han-text.ts';
import { normalText } from './normal-text.ts';
import { hasMarks, looksLikeSyllable } from './vietnamese-syllable.ts';

/** Longer questions say nothing more. */
const MOST_LEXEMES = 240;
const QUOTED = /["“”„«»「」]([^"“”„«»「」]+)["“”„«»「」]/gu;

/** Foreign names stand in a Vietnamese question too. */
const MOSTLY = 0.6;

type Weights = { readonly [Tier in Exclude<LexemeTier, 'reading'>]: number };

/** With any mark typed the exact spelling counts and the folded one helps after a slip (multilingual.md §2.1). */
const TYPED_WITH_MARKS: Weights = { exact: 1, pair: 1, folded: 0.2, 'folded-pair': 0.2, place: 0.8 };
const TYPED_WITHOUT_MARKS: Weights = { exact: 0.8, pair: 0.8, folded: 1, 'folded-pair': 1, place: 0.8 };
/** Many words are no syllables, so the question is English; names in Vietnamese stories are still found. */
const TYPED_IN_ENGLISH: Weights = { exact: 1, pair: 0.2, folded: 0.2, 'folded-pair': 0.2, place: 0.8 };

/**
 * What to look for, from what a person typed in any of the languages; no reading when there is no word in it. Words in quotation marks
 * must all be there.
 */
export function queryLexemes(text: string): SearchTerms {
  const weights = weightsFor(normalText(text));
  const asked = new Map<string, Concept>();
  for (const { lexeme, tier, kind } of analyse(text, 'either')) {
    if (asked.size === MOST_LEXEMES) break;
    // Characters are sought as they stand; what they are read as is for questions in Latin letters.
    if (tier === 'reading') continue;
    const alternatives = [{ lexemes: [lexeme], probability: 1 }];
    if (!asked.has(lexeme)) asked.set(lexeme, { kind, weight: weights[tier], alternatives });
  }
  return { readings: asked.size === 0 ? [] : [{ concepts: [...asked.values()] }], all: quotedGroups(text) };
}

function weightsFor(text: string): Weights {
  if (hasMarks(text)) return TYPED_WITH_MARKS;
  const words = text.match(/[a-z]+/gu) ?? [];
  const syllables = words.filter(looksLikeSyllable).length;
  return syllables >= words.length * MOSTLY ? TYPED_WITHOUT_MARKS : TYPED_IN_ENGLISH;
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
      .filter((word) => !isStopWord(normalText(word)))
      .map((word) => lexemesOf(word, ['exact', 'folded']))
      .filter((group) => group.length > 0);
  });
}

function lexemesOf(text: string, tiers: readonly LexemeTier[]): string[] {
  const found = [...analyse(text, 'either')].filter(({ tier }) => tiers.includes(tier));
  return [...new Set(found.map(({ lexeme }) => lexeme))];
}
