import { accept, refuse, type Result } from '#kernel/result.ts';
import { fieldNamed, type FieldName } from './field-names.ts';

/** One thing that a question says. */
export type Part = {
  /** `+` before it says `all`, `-` says `none`; a quoted phrase and a field are always wanted. */
  readonly want: 'any' | 'all' | 'none';
  readonly field?: FieldName;
  readonly text: string;
  readonly isPhrase: boolean;
  /** Where it stands in the question, sign and quotation marks included. */
  readonly start: number;
  readonly end: number;
};

export type QuestionRefusal =
  | { readonly code: 'question-too-long'; readonly most: number }
  | { readonly code: 'question-unreadable'; readonly at: number };

/** UTF-16 units; a longer question says nothing more. */
export const LONGEST_QUESTION = 500;

const QUOTES = '"“”„‟«»「」『』＂';
const SIGNS: Readonly<Record<string, Part['want']>> = {
  '+': 'all',
  '＋': 'all',
  '-': 'none',
  '－': 'none',
  '−': 'none',
};
const COLON = /[:：]/u;
const BLANK = /\s/u;
/** What no keyboard types and no story holds. */
const UNREADABLE = /(?![\t\n\r])[\p{Cc}\p{Noncharacter_Code_Point}]|\p{Surrogate}/u;

/**
 * Reads the language of questions: words, `+word` and `-word`, phrases in quotation marks of any script, `field:value`. In
 * one pass; what is not quite in it is searched for as it stands (an open quotation mark, a sign by itself, an unknown field).
 * Refused are only questions that are too long, and signs that are no text.
 */
export function parseQuestion(text: string): Result<readonly Part[], QuestionRefusal> {
  if (text.length > LONGEST_QUESTION) return refuse({ code: 'question-too-long', most: LONGEST_QUESTION });
  const at = text.search(UNREADABLE);
  if (at !== -1) return refuse({ code: 'question-unreadable', at });
  const parts: Part[] = [];
  for (let from = nextPart(text, 0); from < text.length;) {
    const part = partAt(text, from);
    if (part.text !== '') parts.push(part);
    from = nextPart(text, part.end);
  }
  return accept(parts);
}

function nextPart(text: string, from: number): number {
  let at = from;
  while (at < text.length && BLANK.test(text.charAt(at))) at += 1;
  return at;
}

function partAt(text: string, start: number): Part {
  const want = SIGNS[text.charAt(start)];
  const from = want === undefined ? start : start + 1;
  // A sign by itself, or before another, is no sign.
  const isSigned = want !== undefined && /[^\s+＋\-－−]/u.test(text.charAt(from));
  const read = isSigned ? from : start;
  const value = valueAt(text, read);
  if (!value.isPhrase) {
    const named = fieldAt(text, { start, read, end: value.end });
    if (named) return { ...named, want: want === 'none' && isSigned ? 'none' : 'all' };
  }
  const wanted = isSigned ? want : value.isPhrase ? 'all' : 'any';
  return { want: wanted, start, ...value };
}

type Value = Pick<Part, 'text' | 'isPhrase' | 'end'>;

/** A phrase, or what reaches to the next blank or quotation mark. A mark that is never closed is passed over. */
function valueAt(text: string, from: number): Value {
  if (isQuote(text.charAt(from))) {
    const close = closingQuote(text, from + 1);
    if (close === -1) return { text: '', isPhrase: false, end: from + 1 };
    return { text: text.slice(from + 1, close).trim(), isPhrase: true, end: close + 1 };
  }
  let end = from;
  while (end < text.length && !BLANK.test(text.charAt(end)) && !isQuote(text.charAt(end))) end += 1;
  return { text: text.slice(from, end), isPhrase: false, end };
}

/** `field:value` or `field:"value"`; undefined when the name is no field or nothing follows. */
function fieldAt(
  text: string,
  { start, read, end }: { readonly start: number; readonly read: number; readonly end: number },
): Omit<Part, 'want'> | undefined {
  const head = text.slice(read, end);
  const colon = head.search(COLON);
  const field = colon > 0 ? fieldNamed(head.slice(0, colon)) : undefined;
  if (field === undefined) return undefined;
  const value = valueAt(text, read + colon + 1);
  return value.text === '' ? undefined : { field, start, ...value };
}

function isQuote(character: string): boolean {
  return character !== '' && QUOTES.includes(character);
}

function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (isQuote(text.charAt(at))) return at;
  return -1;
}
