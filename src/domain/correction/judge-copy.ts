import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { Change, Published } from './known-words.ts';
import { plainWords, standing } from './plain-words.ts';

/** What an address answered, as anybody sees it who has no account there. */
export type SeenPage = {
  readonly status: number;
  /** What the page says of itself; nothing where it says nothing. */
  readonly mark?: 'live' | 'withheld' | 'withdrawn';
  readonly version?: number;
  /** What readers can read on it; absent where that could not be told. */
  readonly text?: string;
};

/**
 * What a look at the address of a copy shows of what its holder says it did. `confirmed`: the address agrees.
 * `contradicted`: readers still get what was recalled. `unclear`: it answers and does not say. `unreached`: no answer.
 */
export const COPY_FINDINGS = ['confirmed', 'contradicted', 'unclear', 'unreached'] as const;
export type CopyFinding = (typeof COPY_FINDINGS)[number];

/** What a recall asks of an address; a release and an end of the offer ask nothing that could be seen there. */
export type AskedOfCopy =
  | { readonly kind: 'kill' | 'withhold'; readonly published?: Published }
  | { readonly kind: 'correction'; readonly version: number; readonly changes?: readonly Change[] };

/** A finding, and the words that led to it, where words did: what still stands, or what stands in its place now. */
export type CopyLook = { readonly finding: CopyFinding; readonly words?: readonly string[] };

/** What readers can read there goes before what the page says of itself, and both before a status that says nothing. */
export function judgeCopy(asked: AskedOfCopy, seen: SeenPage | undefined): CopyLook {
  if (!seen || isBusy(seen.status)) return { finding: 'unreached' };
  const byWords = asked.kind === 'correction' ? judgeChanged(asked, seen) : judgeStanding(asked, seen);
  return byWords ?? { finding: judgeMark(asked, seen) };
}

/**
 * Of a kill or a stop any text that still stands contradicts. Where the address says that the page is gone, a headline does not: a notice
 * names what it is about, and a page of "not found" lists others.
 */
function judgeStanding(
  { published }: Extract<AskedOfCopy, { readonly published?: Published }>,
  seen: SeenPage,
): CopyLook | undefined {
  if (!published || seen.text === undefined) return undefined;
  const found = [...standing(plainWords(seen.text), published.keys())].flatMap(
    (plain) => published.get(plain) ?? [],
  );
  const counted = found.filter(({ kind }) => kind === 'paragraph' || !isGone(seen));
  return counted.length === 0
    ? undefined
    : look(
        'contradicted',
        counted.map(({ text }) => text),
      );
}

/**
 * Old words that stand without the new ones contradict a correction; all new words that could be seen without any old ones prove it. Where
 * both stand, as in a note of what was wrong, or neither, as on a shortened page, words say nothing.
 */
function judgeChanged(
  { changes }: Extract<AskedOfCopy, { readonly kind: 'correction' }>,
  seen: SeenPage,
): CopyLook | undefined {
  if (!changes || seen.text === undefined || isGone(seen)) return undefined;
  const sides = changes.flatMap(({ was, now }) => [...was.keys(), ...now.keys()]);
  const found = standing(plainWords(seen.text), sides);
  const stands = (texts: Change['was']): string[] =>
    [...texts].flatMap(([plain, text]) => (found.has(plain) ? [text] : []));
  const left = changes.filter(({ now }) => stands(now).length === 0).flatMap(({ was }) => stands(was));
  if (left.length > 0) return look('contradicted', left);
  const sought = changes.filter(({ now }) => now.size > 0);
  const isProven =
    sought.length > 0 &&
    sought.every(({ now }) => stands(now).length > 0) &&
    changes.every(({ was }) => stands(was).length === 0);
  return isProven
    ? look(
        'confirmed',
        sought.flatMap(({ now }) => stands(now)),
      )
    : undefined;
}

/** Of a page nothing else is kept. */
const MOST_WORDS = 3;
const MOST_CHARACTERS = 120;

function look(finding: CopyFinding, texts: readonly string[]): CopyLook {
  return { finding, words: texts.slice(0, MOST_WORDS).map(clip) };
}

function clip(text: string): string {
  const characters = Array.from(text);
  if (characters.length <= MOST_CHARACTERS) return text;
  return `${characters.slice(0, MOST_CHARACTERS).join('').trimEnd()}…`;
}

function judgeMark(asked: AskedOfCopy, seen: SeenPage): CopyFinding {
  if (isGone(seen)) return 'confirmed';
  if (seen.mark !== 'live') return 'unclear';
  if (asked.kind !== 'correction') return 'contradicted';
  if (seen.version === undefined) return 'unclear';
  return seen.version >= asked.version ? 'confirmed' : 'contradicted';
}

function isGone({ status, mark }: SeenPage): boolean {
  return GONE.has(status) || mark === 'withdrawn' || mark === 'withheld';
}

/** Not found, gone, unavailable for legal reasons (RFC 9110, RFC 7725). */
const GONE: ReadonlySet<number> = new Set([404, 410, 451]);

function isBusy(status: number): boolean {
  return status === 401 || status === 403 || status === 407 || status === 429 || status >= 500;
}

const FIRST_PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 24 * 3600;

/** When to look again after so many looks: ever more rarely, at most a day apart, for ever. What is confirmed is looked at no more. */
export function nextLook(finding: CopyFinding, looks: number, at: Instant): Instant | undefined {
  if (finding === 'confirmed') return undefined;
  return plusSeconds(at, Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** Math.max(0, looks - 1)));
}
