import { speaksOf, type Reading, type Said } from './question.ts';
import { occurrences, rarityOf, type Candidate, type Corpus } from './rank-stories.ts';

/** Names and numbers tell a person more than a word does that merely is rare. */
const WORTH: Readonly<Record<Said['what'], number>> = { name: 2, number: 2, word: 1 };

/** What a candidate has of what was asked for, in the words of the question, the most telling first. */
export function whatMatched(
  candidate: Candidate,
  readings: readonly Reading[],
  corpus: Corpus,
): readonly Said[] {
  const ofLanguage = { storiesWith: corpus.storiesWith, stories: corpus.storiesOf(candidate.language) };
  const found = new Map<string, { readonly said: Said; readonly worth: number }>();
  for (const { concepts } of readings.filter((reading) => speaksOf(reading, candidate.language)))
    for (const concept of concepts) {
      const { said } = concept;
      if (!said || occurrences(concept, candidate.counts) === 0) continue;
      const worth = rarityOf(concept, ofLanguage) * WORTH[said.what];
      if (worth > (found.get(said.term)?.worth ?? 0)) found.set(said.term, { said, worth });
    }
  return [...found.values()].toSorted((a, b) => b.worth - a.worth).map(({ said }) => said);
}
