import { readingOf } from '../lexemes/analyse.ts';
import { lexemesOf, textUnits } from '../lexemes/text-units.ts';
import { hasMarks } from '../lexemes/vietnamese-syllable.ts';
import { normalText } from '../lexemes/normal-text.ts';

/** Words of a phrase, each as what it may be in a text; between words of one run nothing stands but blanks. */
export type ReadPhrase = readonly { readonly lexemes: ReadonlySet<string>; readonly run: number }[];

/** A phrase to be looked for in texts; with marks it is found only with them. */
export function readPhrase(phrase: string): ReadPhrase {
  const isMarked = hasMarks(normalText(phrase));
  return [...textUnits(phrase)].map((unit) => ({
    lexemes: new Set(lexemesOf(unit, 'either').filter((lexeme) => !(isMarked && lexeme.startsWith('~')))),
    run: unit.run,
  }));
}

/** Does the text, in its language, hold these words in this order, with nothing between them but blanks, and punctuation where the phrase has some? */
export function holdsPhrase(text: string, language: string, phrase: ReadPhrase): boolean {
  const reading = readingOf(language);
  const units = [...textUnits(text)].map((unit) => ({ run: unit.run, lexemes: lexemesOf(unit, reading) }));
  return phrasesIn(units, phrase).next().done === false;
}

/** Where a phrase begins among the units of a text, one after the other. */
export function* phrasesIn(
  units: readonly { readonly run: number; readonly lexemes: readonly string[] }[],
  phrase: ReadPhrase,
): Generator<number> {
  if (phrase.length === 0) return;
  for (const start of units.keys()) {
    const fits = phrase.every((word, at) => {
      const unit = units[start + at];
      const mayBreak = at === 0 || word.run !== phrase[at - 1]?.run;
      return (
        unit !== undefined &&
        (mayBreak || unit.run === units[start + at - 1]?.run) &&
        unit.lexemes.some((lexeme) => word.lexemes.has(lexeme))
      );
    });
    if (fits) yield start;
  }
}
