import { newStemmer } from 'snowball-stemmers';

const stemmer = newStemmer('english');

/** A stem costs 35 µs and news repeats its words: keep the most recent ones, bounded. */
const KEPT = 60_000;
const stems = new Map<string, string>();

/** The Snowball stem of a lower-case English word (`elections` and `elected` are `elect`). */
export function englishStem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer.stem(word);
  if (stems.size >= KEPT) stems.clear();
  stems.set(word, stem);
  return stem;
}

const STOP_WORDS = new Set(
  (
    'a about above after again against all am an and any are as at be because been before being below between both ' +
    'but by can did do does doing down during each few for from further had has have having he her here hers herself ' +
    'him himself his how i if in into is it its itself just me more most my myself no nor not now of off on once only ' +
    'or other our ours ourselves out over own s same she should so some such t than that the their theirs them ' +
    'themselves then there these they this those through to too under until up very was we were what when where which ' +
    'while who whom why will with would you your yours yourself yourselves'
  ).split(' '),
);

/** A word that every English story has. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
