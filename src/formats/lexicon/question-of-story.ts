import { primarySubtag, type Concept, type Reading, type SearchTerms } from '#domain/search/question.ts';
import { analyse, readingOf, type LexemeTier } from '../lexemes/analyse.ts';
import { aliasConcepts, nameConcepts } from '../names/name-concepts.ts';
import { askInLanguage, keysIn } from './ask-in-language.ts';
import { besideEnglish } from './beside-english.ts';
import { besideOf, type Lexicons } from './read-question.ts';
import { LEXICON_LANGUAGES, lexiconLanguage, type LexiconLanguage } from './term-key.ts';

/** What of a story is asked for. */
export type AskingStory = {
  /** BCP 47. */
  readonly language: string;
  readonly headline: string;
  readonly summary?: string;
  readonly blocks: readonly { readonly text: string }[];
};

/** What follows says the same again. */
const LEAD_CHARACTERS = 600;
/** So many tell a story from all others (multilingual.md §3.2). */
const MOST_CONCEPTS = 40;
/** In the headline a thing tells twice what it does in the lead; one that stands in both has the whole weight. */
const WORTH = { headline: 2 / 3, lead: 1 / 3 } as const;
/** Of two that stand in the same place. */
const WHAT_FIRST = { name: 2, number: 2, word: 1 } as const;
const TIERS: { readonly [Tier in LexemeTier]?: number } = { exact: 1, pair: 1, place: 1 };

/**
 * A whole story as a question after the same event: the things of its headline and, counting half, of its lead, in its own language
 * and in the others as far as there are lexicons; where one lacks, by names and numbers alone. The story itself answers best. Pass
 * the `terms` to a search, and narrow that to the languages that are wanted.
 */
export function questionOfStory(
  story: AskingStory,
  { lexicons }: { readonly lexicons: Lexicons },
): SearchTerms {
  const own = primarySubtag(story.language);
  const from = lexiconLanguage(story.language);
  const parts = [
    { text: story.headline, worth: WORTH.headline },
    { text: leadOf(story), worth: WORTH.lead },
  ];
  const written = parts.map(({ text, worth }) => weighed(asWritten(text, story.language), worth)).flat();
  // A place has one lexeme under all its names, whatever the language.
  const places = parts.flatMap(({ text, worth }) => weighed(aliasConcepts(text), worth));
  const foreign = LEXICON_LANGUAGES.filter((to) => to !== from).map((to): Reading => ({
    concepts: mostTelling([
      ...places,
      ...parts.flatMap(({ text, worth }) => weighed(askedIn(text, { from, to, lexicons }), worth)),
    ]),
    onlyIn: [to],
  }));
  const inOwn: Reading = { concepts: mostTelling(written, 2 * MOST_CONCEPTS), onlyIn: [own] };
  return { readings: [inOwn, ...foreign].filter(({ concepts }) => concepts.length > 0), all: [], none: [] };
}

/** What `questionOfStory` looks up; nothing of a story in a language that has no lexicons. */
export function termsOfStory(
  story: AskingStory,
): readonly { readonly language: LexiconLanguage; readonly keys: readonly string[] }[] {
  const language = lexiconLanguage(story.language);
  return language ? [{ language, keys: keysIn(`${story.headline}\n.\n${leadOf(story)}`, language) }] : [];
}

function leadOf({ headline, summary = '', blocks }: AskingStory): string {
  const text = [summary, ...blocks.map((block) => block.text)].filter((part) => part !== headline);
  return text.join('\n.\n').slice(0, LEAD_CHARACTERS).toWellFormed();
}

type Asking = {
  readonly from: LexiconLanguage | undefined;
  readonly to: LexiconLanguage;
  readonly lexicons: Lexicons;
};

function askedIn(text: string, { from, to, lexicons }: Asking): readonly Concept[] {
  const lexicon = from && besideEnglish(lexicons, from, to);
  const names = nameConcepts(text, to, besideOf(lexicon));
  if (lexicon) return [...askInLanguage(text, { from, to, lexicon }).concepts, ...names];
  const untranslated = askInLanguage(text, { from: from ?? 'en', to, lexicon: { find: () => [] } });
  return [...untranslated.concepts.filter(({ said }) => said?.what !== 'word'), ...names];
}

function asWritten(text: string, language: string): readonly Concept[] {
  return [...analyse(text, readingOf(language))].flatMap(({ lexeme, tier, kind }) => {
    const weight = TIERS[tier];
    return weight === undefined
      ? []
      : [{ kind, weight, alternatives: [{ lexemes: [lexeme], probability: 1 }] }];
  });
}

function weighed(concepts: readonly Concept[], worth: number): readonly Concept[] {
  return concepts.map((concept) => ({ ...concept, weight: concept.weight * worth }));
}

/** Each once, with the weight of all its places together. */
function mostTelling(concepts: readonly Concept[], most = MOST_CONCEPTS): readonly Concept[] {
  const merged = new Map<string, Concept>();
  for (const concept of concepts) {
    const key = concept.alternatives.map(({ lexemes }) => lexemes.join(' ')).join('|');
    const known = merged.get(key);
    merged.set(key, known ? { ...known, weight: Math.min(1, known.weight + concept.weight) } : concept);
  }
  const rank = ({ weight, said }: Concept): number => weight * WHAT_FIRST[said?.what ?? 'word'];
  return [...merged.values()].toSorted((a, b) => rank(b) - rank(a)).slice(0, most);
}
