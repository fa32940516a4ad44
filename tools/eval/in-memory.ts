import type { SearchTerms } from '#domain/search/question.ts';
import { rankStories, type Candidate } from '#domain/search/rank-stories.ts';
import { worthOf } from '#domain/search/searched-fields.ts';
import { indexFields } from '#formats/lexemes/index-fields.ts';
import { readQuestion, type Lexicons } from '#formats/lexicon/read-question.ts';
import { NO_NAMES, type Engine } from './engines.ts';
import type { EvalText } from './retrieval-set.ts';

const DEPTH = 10;

type Memory = {
  readonly ask: (terms: SearchTerms, language: string) => readonly string[];
  readonly engine: (name: string, lexicons: Lexicons) => Engine;
};

/**
 * The same lexemes and the same ranking as the wire, without its database and its choice of candidates: every text is looked at. For
 * trying things out; what is published is measured at the wire.
 */
export function inMemory(texts: readonly EvalText[]): Memory {
  const byLanguage = Map.groupBy(texts, ({ lang }) => lang);
  const held = new Map([...byLanguage].map(([language, some]) => [language, some.map(candidateOf)]));
  const corpora = new Map([...held].map(([language, some]) => [language, corpusOf(some)]));
  const ask: Memory['ask'] = (terms, language) => {
    const [candidates, corpus] = [held.get(language) ?? [], corpora.get(language)];
    if (!corpus) return [];
    return rankStories(candidates, terms.readings, corpus)
      .slice(0, DEPTH)
      .map(({ id }) => id);
  };
  return {
    ask,
    engine: (name, lexicons) => ({
      name,
      search: async (question, language) => ask(termsOf(question, lexicons), language),
    }),
  };
}

function termsOf(question: string, lexicons: Lexicons): SearchTerms {
  const read = readQuestion(question, { lexicons, names: NO_NAMES });
  return (read.ok ? read.value.terms : undefined) ?? { readings: [], all: [], none: [] };
}

function candidateOf({ id, lang, text }: EvalText): Candidate {
  const vector = indexFields({ language: lang, headline: '', blocks: [{ text }], associations: [] });
  const counts = new Map(
    [...vector.matchAll(/'((?:[^']|'')*)':([\d,]+)/gu)].map(([, lexeme = '', positions = '']) => [
      lexeme.replaceAll("''", "'").replaceAll('\\\\', '\\'),
      worthOf(positions.split(',').map(Number)),
    ]),
  );
  return { id, counts, length: counts.size, language: lang };
}

function corpusOf(candidates: readonly Candidate[]) {
  const holding = new Map<string, number>();
  for (const { counts } of candidates)
    for (const lexeme of counts.keys()) holding.set(lexeme, (holding.get(lexeme) ?? 0) + 1);
  return {
    storiesOf: () => candidates.length,
    storiesWith: (lexeme: string) => holding.get(lexeme) ?? 0,
  };
}
