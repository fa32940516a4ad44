import type { Association, ItemVersion } from '#domain/item/item.ts';
import { readRestrictions } from './read-restrictions.ts';
import { FORBIDDEN_BY, type Restriction } from './restriction.ts';

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
  return wordsIn(item, item.associations);
}

/** The same of the story alone: what stands beside a picture restricts that picture, and the story may go without it. */
export function wordsOfStory(item: Worded): string | undefined {
  return wordsIn(item, []);
}

/** The same of the story with one of its pictures; undefined where nothing stands beside this picture itself. */
export function wordsWithPicture(item: Worded, picture: Association): string | undefined {
  const isWorded = wordsIn({}, [picture]) !== undefined;
  return isWorded ? wordsIn(item, [picture]) : undefined;
}

/**
 * Does a term that was read or confirmed restrict the story itself? Not when its words stand beside pictures alone. A term without words,
 * or with words that stand nowhere, was said of the whole.
 */
export function restrictsStory({ words }: Restriction, item: Worded): boolean {
  if (words === '' || textsOfStory(item).some((text) => text.includes(words))) return true;
  return !item.associations.some((picture) => isBeside(words, picture));
}

/** Does it restrict this picture of the story? What restricts the story restricts all its pictures. */
export function restrictsPicture(term: Restriction, item: Worded, picture: Association): boolean {
  return restrictsStory(term, item) || isBeside(term.words, picture);
}

function isBeside(words: string, { usageTerms = '', caption = '' }: Association): boolean {
  return usageTerms.includes(words) || caption.includes(words);
}

function textsOfStory(item: Worded): readonly string[] {
  const { usageTerms, copyrightNotice, editorialNote, summary, privateRestrictions = [] } = item;
  return unique([usageTerms, copyrightNotice, editorialNote, summary, ...privateRestrictions]);
}

function wordsIn(item: Omit<Worded, 'associations'>, pictures: readonly Association[]): string | undefined {
  const terms = unique([item.usageTerms, ...pictures.map(({ usageTerms }) => usageTerms)]);
  const phrases = unique([
    ...restrictingWords(item.copyrightNotice),
    ...restrictingWords(item.editorialNote),
    ...unreadTerms(item.editorialNote),
    ...(item.privateRestrictions ?? []),
    ...[item.summary, ...pictures.map(({ caption }) => caption)].flatMap((caption) =>
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

/**
 * What a note seems to forbid in words that no phrase knows, in capitals as wires write such terms: `TIMES OUT`, `NO BILLBOARDS`. A person says what
 * it means.
 */
function unreadTerms(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  return readRestrictions(text)
    .unread.flatMap((piece) => piece.split(/[.;\n]| [-–—] /))
    .map((piece) => piece.trim())
    .filter((piece) => TERM.test(piece));
}

const TERM =
  /^(?:[\p{Lu}\p{N}&/,' ]{2,60} OUT|(?:NO|NOT FOR) [\p{Lu}\p{N}&/,' ]{2,60}|[\p{Lu}\p{N}&/,' ]{2,60} ONLY)$/u;

function unique(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.flatMap((one) => (one === undefined || one.trim() === '' ? [] : [one])))];
}

/** Scripts without capitals have nothing to tell them apart by, and count. */
function isInCapitals(words: string): boolean {
  return words === words.toUpperCase();
}
