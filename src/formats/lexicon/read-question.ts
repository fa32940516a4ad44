import type { Concept, Reading, SearchTerms } from '#domain/search/question.ts';
import { HAN } from '../lexemes/han-text.ts';
import { normalText } from '../lexemes/normal-text.ts';
import { queryLexemes } from '../lexemes/query-lexemes.ts';
import { hasMarks, looksLikeSyllable } from '../lexemes/vietnamese-syllable.ts';
import { nameConcepts } from '../names/name-concepts.ts';
import { askInLanguage, type SoughtAs } from './ask-in-language.ts';
import type { Lexicon } from './open-lexicon.ts';
import { LEXICON_LANGUAGES, type LexiconLanguage } from './term-key.ts';

/** What a node can look words up in; undefined where nobody gave it the words of a direction. */
export type Lexicons = {
  readonly find: (from: LexiconLanguage, to: LexiconLanguage) => Lexicon | undefined;
};

export type ReadQuestion = {
  readonly terms: SearchTerms;
  /** What is looked for in other languages, for the person to see and to take back. */
  readonly sought: readonly (SoughtAs & { readonly language: LexiconLanguage })[];
};

/**
 * A question as it was typed, and put into the other languages as far as there are lexicons. `asTyped`: terms, as `sought` names
 * them, that are not to be put into another language. Words in quotation marks are asked for as they stand, in no other language.
 */
export function readQuestion(
  text: string,
  { lexicons, asTyped = [] }: { readonly lexicons: Lexicons; readonly asTyped?: readonly string[] },
): ReadQuestion {
  const typed = queryLexemes(text);
  if (typed.readings.length === 0 || typed.all.length > 0) return { terms: typed, sought: [] };
  const own = languagesOf(text);
  const directions = own.flatMap((from) =>
    LEXICON_LANGUAGES.flatMap((to) => {
      const lexicon = from === to ? undefined : lexicons.find(from, to);
      return lexicon ? [{ from, to, lexicon, asTyped }] : [];
    }),
  );
  const asked = directions.map((direction) => ({
    ...askInLanguage(text, direction),
    language: direction.to,
  }));
  const put = asked.filter(({ sought }) => sought.length > 0);
  const notIn = put.map(({ language }) => language).filter((language) => !own.includes(language));
  // A place has one lexeme under all its names, whatever the language.
  const places = typed.readings.flatMap(({ concepts }) => concepts.filter(({ kind }) => kind === 'place'));
  const isWanted = ({ said }: Concept): boolean => !said || !asTyped.includes(said.term);
  const readings = [
    ...typed.readings.map((reading) => ({ ...reading, notIn })),
    ...put.map(({ concepts, language }) => ({
      concepts: [...concepts, ...places, ...nameConcepts(text, language, 'with lexicon').filter(isWanted)],
      onlyIn: [language],
    })),
    ...namedReadings(
      text,
      { typed, isWanted },
      LEXICON_LANGUAGES.filter((to) => !own.includes(to) && !notIn.includes(to)),
    ),
  ];
  return {
    terms: { ...typed, readings },
    sought: asked.flatMap(({ sought, language }) => sought.map((one) => ({ ...one, language }))),
  };
}

/** Where no lexicon leads, what was typed and the names in it as stories in these languages write them. */
function namedReadings(
  text: string,
  { typed, isWanted }: { readonly typed: SearchTerms; readonly isWanted: (concept: Concept) => boolean },
  languages: readonly LexiconLanguage[],
): readonly Reading[] {
  return languages.flatMap((language) => {
    const names = nameConcepts(text, language, 'without lexicon').filter(isWanted);
    if (names.length === 0) return [];
    return typed.readings.map(({ concepts }) => ({ concepts: [...concepts, ...names], onlyIn: [language] }));
  });
}

/** The languages that a question may be in; what is typed without marks may be Vietnamese or English. */
function languagesOf(text: string): readonly LexiconLanguage[] {
  if (HAN.test(text)) return ['zh'];
  const normal = normalText(text);
  if (hasMarks(normal)) return ['vi'];
  const words = normal.match(/[a-z]+/gu) ?? [];
  return words.length > 1 && words.every(looksLikeSyllable) ? ['vi', 'en'] : ['en'];
}
