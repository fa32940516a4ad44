import type { LexiconPack } from '#formats/lexicon/read-pack.ts';
import type { RetrievalSet } from './retrieval-set.ts';

const KEYWORDS = 3;
/** Of how many syllables or characters a word of a dictionary may be. */
const LONGEST = 6;

/**
 * The three rarest words of a question, in their order: what a person types who does not write a sentence. Words are those
 * of the dictionaries, for nobody types half of `cầu thủ` or 黑豹; a word that many questions hold (`bao nhiêu`) asks and is no keyword.
 */
export function threeKeywords(
  { texts, questions }: RetrievalSet,
  dictionaries: readonly LexiconPack[],
  language: string,
): (text: string) => string {
  const wordsOf = wordsByDictionary(termsOf(dictionaries, language), language);
  const ofLanguage = ({ lang }: { readonly lang: string }): boolean => lang === language;
  const kinds = [texts.filter(ofLanguage), questions.filter(ofLanguage)].map((all) => ({
    holding: countHolding(all.map(({ text }) => wordsOf(text.toLowerCase()))),
    of: all.length,
  }));
  const commonness = (word: string): number =>
    // A character of Chinese that stands alone is seldom a word.
    (isChinese(language) && [...word].length === 1 ? 1 : 0) +
    Math.max(...kinds.map(({ holding, of }) => (holding.get(word.toLowerCase()) ?? 0) / of));
  return (text) => {
    const words = [...new Set(wordsOf(text))];
    const rarest = new Set(words.toSorted((a, b) => commonness(a) - commonness(b)).slice(0, KEYWORDS));
    return words.filter((word) => rarest.has(word)).join(' ');
  };
}

function isChinese(language: string): boolean {
  return language.startsWith('zh');
}

function countHolding(texts: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const holding = new Map<string, number>();
  for (const words of texts)
    for (const word of new Set(words)) holding.set(word, (holding.get(word) ?? 0) + 1);
  return holding;
}

/** Every term of the dictionaries in the language, from either side of them. */
function termsOf(dictionaries: readonly LexiconPack[], language: string): ReadonlySet<string> {
  const spoken = language.slice(0, 2);
  return new Set(
    dictionaries.flatMap(({ from, to, entries }) =>
      entries.flatMap(({ term, translations }) => [
        ...(from === spoken ? [term.toLowerCase()] : []),
        ...(to === spoken ? translations.map(({ text }) => text.toLowerCase()) : []),
      ]),
    ),
  );
}

function wordsByDictionary(
  terms: ReadonlySet<string>,
  language: string,
): (text: string) => readonly string[] {
  const granularity = isChinese(language) ? 'grapheme' : 'word';
  const segmenter = new Intl.Segmenter(language, { granularity });
  const glue = isChinese(language) ? '' : ' ';
  return (text) => {
    // A run ends where anything but letters and figures stands, except the space inside words of several syllables.
    const runs = text.split(isChinese(language) ? /[^\p{L}\p{N}]+/u : /[^\p{L}\p{N}\s'’-]+/u);
    return runs.flatMap((run) => {
      const parts = [...segmenter.segment(run)]
        .map(({ segment }) => segment)
        .filter((part) => part.trim() !== '');
      const words: string[] = [];
      for (let at = 0; at < parts.length;) {
        const length = longestTerm(parts.slice(at, at + LONGEST), (some) =>
          terms.has(some.join(glue).toLowerCase()),
        );
        words.push(parts.slice(at, at + length).join(glue));
        at += length;
      }
      return words;
    });
  };
}

function longestTerm(parts: readonly string[], isTerm: (parts: readonly string[]) => boolean): number {
  for (let length = parts.length; length > 1; length -= 1) if (isTerm(parts.slice(0, length))) return length;
  return 1;
}
