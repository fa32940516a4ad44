import { speaksOf, type Concept, type Reading } from './question.ts';

/** A story that may answer a question. */
export type Candidate = {
  readonly id: string;
  /** How often it holds each lexeme that was asked for; once in a headline counts more than once in the text. */
  readonly counts: ReadonlyMap<string, number>;
  /** Number of different lexemes in it. */
  readonly length: number;
  /** BCP 47. */
  readonly language: string;
};

export type Corpus = {
  /** How many stories of a candidate's language the reader may see; at least the candidates that are of it. */
  readonly storiesOf: (language: string) => number;
  /** In how many of them a lexeme is, as far as it is known or must be assumed. */
  readonly storiesWith: (lexeme: string) => number;
};

/** Okapi BM25 (Robertson and Zaragoza 2009, §3.2): how soon repetition tells no more, and how much length excuses. */
const SATURATION = 0.9;
const LENGTH_SHARE = 0.4;

/**
 * Candidates with their scores, best first; those that hold nothing of the question are left out. A concept with several alternatives is
 * counted as one word that occurs as often as they do, each by its probability (probabilistic structured queries, Darwish and Oard
 * 2003). Equal ones keep their order.
 */
export function rankStories(
  candidates: readonly Candidate[],
  readings: readonly Reading[],
  corpus: Corpus,
): readonly { readonly id: string; readonly score: number }[] {
  const scored = [...Map.groupBy(candidates, ({ language }) => language).entries()].flatMap(
    ([language, ofLanguage]) => {
      const speaking = readings.filter((reading) => speaksOf(reading, language));
      return scoresIn(ofLanguage, speaking, { ...corpus, stories: corpus.storiesOf(language) });
    },
  );
  const scores = new Map(scored.filter(({ score }) => score > 0).map(({ id, score }) => [id, score]));
  return candidates
    .flatMap(({ id }) => ({ id, score: scores.get(id) ?? 0 }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
}

/** What is known of the stories in one language. */
export type OneLanguage = Pick<Corpus, 'storiesWith'> & { readonly stories: number };

/** Candidates of one language, for length and rarity are compared within a language. */
function scoresIn(
  candidates: readonly Candidate[],
  readings: readonly Reading[],
  corpus: OneLanguage,
): readonly { readonly id: string; readonly score: number }[] {
  const meanLength = candidates.reduce((sum, { length }) => sum + length, 0) / candidates.length || 1;
  const weighed = readings.map(({ concepts }) =>
    concepts.map((concept) => ({ concept, rarity: rarityOf(concept, corpus) })),
  );
  return candidates.map(({ id, counts, length }) => {
    const pace = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / meanLength);
    const scores = weighed.map((reading) =>
      reading.reduce((sum, { concept, rarity }) => {
        const times = occurrences(concept, counts);
        return times === 0 ? sum : sum + (rarity * times * (SATURATION + 1)) / (times + pace);
      }, 0),
    );
    return { id, score: Math.max(0, ...scores) };
  });
}

/** How much finding the concept tells: its weight, and more the fewer stories hold it. */
export function rarityOf({ weight, alternatives }: Concept, { stories, storiesWith }: OneLanguage): number {
  const holding = alternatives.reduce(
    (sum, { lexemes, probability }) => sum + probability * Math.min(...lexemes.map(storiesWith)),
    0,
  );
  const within = Math.min(Math.max(holding, 0.5), stories);
  return weight * Math.log(1 + (stories - within + 0.5) / (within + 0.5));
}

/** Lexemes that must all be there occur together at most as often as the rarest of them. */
export function occurrences({ alternatives }: Concept, counts: ReadonlyMap<string, number>): number {
  let times = 0;
  for (const { lexemes, probability } of alternatives) {
    let together = Infinity;
    for (const lexeme of lexemes) together = Math.min(together, counts.get(lexeme) ?? 0);
    times += probability * together;
  }
  return times;
}
