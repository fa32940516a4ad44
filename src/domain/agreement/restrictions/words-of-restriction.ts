import type { ItemVersion } from '#domain/item/item.ts';
import { readRestrictions } from './read-restrictions.ts';
import { FORBIDDEN_BY } from './restriction.ts';

/** Where words of restriction can stand in an item. */
type Worded = Pick<
  ItemVersion,
  'usageTerms' | 'copyrightNotice' | 'editorialNote' | 'summary' | 'privateRestrictions' | 'associations'
>;

/**
 * Everything beside an item that restricts its use, as one text: a person confirms it as a whole, and another text is
 * confirmed anew. Usage terms stand in full, of the item and of each picture, so that no word of theirs is overlooked; other
 * places also say other things, and of them only the phrases that restrict something. In captions those are capitals, for
 * plain prose may say the same about the world. Undefined where nothing restricts.
 */
export function wordsOfRestriction(item: Worded): string | undefined {
  const terms = unique([item.usageTerms, ...item.associations.map(({ usageTerms }) => usageTerms)]);
  const phrases = unique([
    ...restrictingWords(item.copyrightNotice),
    ...restrictingWords(item.editorialNote),
    ...(item.privateRestrictions ?? []),
    ...[item.summary, ...item.associations.map(({ caption }) => caption)].flatMap((caption) =>
      restrictingWords(caption).filter(isInCapitals),
    ),
  ]);
  const text = [...terms, ...phrases.filter((words) => !terms.some((one) => one.includes(words)))].join('\n');
  return text === '' ? undefined : text;
}

/** Every text of these that goes to partners with the item. */
export function publicText(item: Worded): string {
  const { usageTerms, copyrightNotice, editorialNote, summary, associations } = item;
  const ofPictures = associations.flatMap((one) => [one.usageTerms, one.caption]);
  return unique([usageTerms, copyrightNotice, editorialNote, summary, ...ofPictures]).join('\n');
}

/** The phrases of a text that forbid some use, as they stand in it. */
export function restrictingWords(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  return readRestrictions(text)
    .terms.filter(({ code }) => FORBIDDEN_BY[code].length > 0)
    .map(({ words }) => words);
}

function unique(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.flatMap((one) => (one === undefined || one.trim() === '' ? [] : [one])))];
}

/** Scripts without capitals have nothing to tell them apart by, and count. */
function isInCapitals(words: string): boolean {
  return words === words.toUpperCase();
}
