import type { FieldFilter } from '#domain/search/field-filter.ts';
import type { AskedLine, Concept, Demand, Reading, SearchTerms } from '#domain/search/question.ts';
import { accept, type Result } from '#kernel/result.ts';
import { demandOf } from '../lexemes/demand-of.ts';
import { HAN } from '../lexemes/han-text.ts';
import { normalText } from '../lexemes/normal-text.ts';
import { queryLexemes } from '../lexemes/query-lexemes.ts';
import { hasMarks, looksLikeSyllable } from '../lexemes/vietnamese-syllable.ts';
import { nameConcepts, type Beside } from '../names/name-concepts.ts';
import { parseQuestion, type Part, type QuestionRefusal } from '../question/parse-question.ts';
import { readField, type NamesKnown } from '../question/read-fields.ts';
import { besideEnglish } from './beside-english.ts';
import { askInLanguage, keysIn, type SoughtAs } from './ask-in-language.ts';
import type { Lexicon } from './open-lexicon.ts';
import { LEXICON_LANGUAGES, termKey, type LexiconLanguage } from './term-key.ts';

/** What a node can look words up in; undefined where nobody gave it the words of a direction. */
export type Lexicons = {
  readonly find: (from: LexiconLanguage, to: LexiconLanguage) => Lexicon | undefined;
};

export type ReadQuestion = {
  /** Undefined when the question has no words, only fields, or nothing at all. */
  readonly terms?: SearchTerms;
  /** What it says beside its words. */
  readonly fields: readonly FieldFilter[];
  /** What is looked for in other languages, for the person to see and to take back. */
  readonly sought: readonly (SoughtAs & { readonly language: LexiconLanguage })[];
  /** What was read as more than a word, in the order of the question. */
  readonly parts: readonly Part[];
};

export type Asking = {
  readonly lexicons: Lexicons;
  /** Terms, as `sought` names them, that are not to be put into another language. */
  readonly asTyped?: readonly string[];
  readonly names: NamesKnown;
};

/**
 * A question as it was typed, and its words put into the other languages as far as there are lexicons. Phrases in quotation
 * marks and lines of a story are asked for as they stand, in no other language; a wanted word also as what it is in others.
 */
export function readQuestion(text: string, asking: Asking): Result<ReadQuestion, QuestionRefusal> {
  const parsed = parseQuestion(text);
  if (!parsed.ok) return parsed;
  const read = parsed.value.map((part) => {
    const filter = readField(part, asking.names);
    return filter ? { part, filter } : { part: lineOf(part) === undefined ? asWords(part, text) : part };
  });
  const worded = read.flatMap(({ part, filter }) => (filter ? [] : [part]));
  const { readings, sought } = readWords(worded, asking);
  const demands = worded.flatMap((part) => demandsOf(part, asking));
  const all = demands.flatMap(({ isWanted, demand }) => (isWanted ? [demand] : []));
  const none = demands.flatMap(({ isWanted, demand }) => (isWanted ? [] : [demand]));
  const hasWords = readings.length + all.length + none.length > 0;
  return accept({
    ...(hasWords ? { terms: { readings, all, none } } : {}),
    fields: read.flatMap(({ filter }) => filter ?? []),
    sought,
    parts: read.flatMap(({ part }) => (part.want === 'any' ? [] : [part])),
  });
}

function lineOf({ field }: Part): AskedLine | undefined {
  return field === 'headline' || field === 'byline' || field === 'place' ? field : undefined;
}

/** A field whose value cannot be meant is the words that were typed. */
function asWords(part: Part, question: string): Part {
  if (part.field === undefined) return part;
  const { start, end } = part;
  return { want: 'any', text: question.slice(start, end), isPhrase: false, start, end };
}

type Words = { readonly readings: readonly Reading[]; readonly sought: ReadQuestion['sought'] };

/** What stories are ranked by: all words that are wanted at all. */
function readWords(parts: readonly Part[], asking: Asking): Words {
  const wanted = parts.filter(({ want, field }) => want !== 'none' && field !== 'place');
  const free = wanted.filter(({ isPhrase, field }) => !isPhrase && field === undefined);
  const text = free.map((part) => part.text).join(' ');
  // Marks of punctuation keep what stands apart in the question from being a pair.
  const typed = queryLexemes(
    [text, ...wanted.filter((part) => !free.includes(part)).map((part) => part.text)].join(' " '),
  );
  if (typed.length === 0 || text.trim() === '') return { readings: typed, sought: [] };
  const own = languagesOf(text);
  const asked = directionsOf(own, asking).map((direction) => ({
    ...askInLanguage(text, direction),
    language: direction.to,
    beside: besideOf(direction.lexicon),
  }));
  const put = asked.filter(({ sought }) => sought.length > 0);
  const notIn = put.map(({ language }) => language).filter((language) => !own.includes(language));
  // A place has one lexeme under all its names, whatever the language.
  const places = typed.flatMap(({ concepts }) => concepts.filter(({ kind }) => kind === 'place'));
  const isWanted = ({ said }: Concept): boolean => !said || !(asking.asTyped ?? []).includes(said.term);
  return {
    readings: [
      ...typed.map((reading) => ({ ...reading, notIn })),
      ...put.map(({ concepts, language, beside }) => ({
        concepts: [...concepts, ...places, ...nameConcepts(text, language, beside).filter(isWanted)],
        onlyIn: [language],
      })),
      ...namedReadings(
        text,
        { typed, isWanted },
        LEXICON_LANGUAGES.filter((to) => !own.includes(to) && !notIn.includes(to)),
      ),
    ],
    sought: asked.flatMap(({ sought, language }) => sought.map((one) => ({ ...one, language }))),
  };
}

/** Beside which names are sought by what they are read as: a lexicon that lacks most words is as none for them. */
export function besideOf(lexicon: Lexicon | undefined): Beside {
  return lexicon && !lexicon.isSparse ? 'with lexicon' : 'without lexicon';
}

/** Where no lexicon leads, what was typed and the names in it as stories in these languages write them. */
function namedReadings(
  text: string,
  {
    typed,
    isWanted,
  }: { readonly typed: readonly Reading[]; readonly isWanted: (concept: Concept) => boolean },
  languages: readonly LexiconLanguage[],
): readonly Reading[] {
  return languages.flatMap((language) => {
    const names = nameConcepts(text, language, 'without lexicon').filter(isWanted);
    if (names.length === 0) return [];
    return typed.map(({ concepts }) => ({ concepts: [...concepts, ...names], onlyIn: [language] }));
  });
}

type Direction = Parameters<typeof askInLanguage>[1];

function directionsOf(own: readonly LexiconLanguage[], asking: Asking): readonly Direction[] {
  const { lexicons, asTyped = [] } = asking;
  return own.flatMap((from) =>
    LEXICON_LANGUAGES.flatMap((to) => {
      const lexicon = from === to ? undefined : besideEnglish(lexicons, from, to);
      return lexicon ? [{ from, to, lexicon, asTyped }] : [];
    }),
  );
}

function demandsOf(
  part: Part,
  asking: Asking,
): readonly { readonly isWanted: boolean; readonly demand: Demand }[] {
  if (part.want === 'any') return [];
  const line = lineOf(part);
  const demand = demandOf(part.text, {
    as: part.isPhrase ? 'phrase' : 'word',
    ...(line === undefined ? {} : { line }),
  });
  if (!demand) return [];
  const others =
    part.want === 'all' && !part.isPhrase && line === undefined ? putDemands(part.text, asking) : [];
  return [{ isWanted: part.want === 'all', demand: { ...demand, anyOf: [...demand.anyOf, ...others] } }];
}

/** A translation that is less probable than this is not what was wanted. */
const LEAST_PROBABILITY = 0.05;

/** What one term is in other languages; none of a word that is several terms, or more than its term (`5月`), or that is kept as typed. */
function putDemands(text: string, asking: Asking): Demand['anyOf'] {
  return directionsOf(languagesOf(text), asking).flatMap((direction) => {
    const { concepts, sought } = askInLanguage(text, direction);
    const [term, ...others] = sought.map((one) => termKey(one.term, direction.from));
    if (term !== termKey(text, direction.from) || others.length > 0) return [];
    return (concepts[0]?.alternatives ?? [])
      .filter(({ probability }) => probability >= LEAST_PROBABILITY)
      .map(({ lexemes }) => lexemes);
  });
}

/** Every term that the words of a question could be looked up by, each with the language it would be in. */
export function termsAsked(
  text: string,
): readonly { readonly language: LexiconLanguage; readonly keys: readonly string[] }[] {
  return languagesOf(text).map((language) => ({ language, keys: keysIn(text, language) }));
}

/** The languages that a question may be in; what is typed without marks may be Vietnamese or English. */
function languagesOf(text: string): readonly LexiconLanguage[] {
  if (HAN.test(text)) return ['zh'];
  const normal = normalText(text);
  if (hasMarks(normal)) return ['vi'];
  const words = normal.match(/[a-z]+/gu) ?? [];
  return words.length > 1 && words.every(looksLikeSyllable) ? ['vi', 'en'] : ['en'];
}
