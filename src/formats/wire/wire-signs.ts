import { embargoEnd } from './embargo-end.ts';
import { isLiftedLater } from './embargo-lifted.ts';
import { holdsTime } from './wire-clock.ts';
import type { WireItemBuilder } from './wire-item-builder.ts';
import { EMBARGO_OPENERS, EMBARGO_PHRASES, SIGN_WORDS, type WireSign } from './wire-words.ts';
import { withYear } from './year-of-day.ts';

const PATTERNS: readonly { readonly sign: WireSign; readonly pattern: RegExp }[] = SIGN_WORDS.map(
  ({ sign, words }) => ({
    sign,
    pattern: new RegExp(
      String.raw`^(?:${words.toSorted(longerFirst).map(literal).join('|')})(?![\p{L}\p{M}])`,
      'iu',
    ),
  }),
);
const EMBARGO = new RegExp(
  String.raw`(?:${EMBARGO_PHRASES.map(literal).join('|')})|^[^\p{L}\p{N}]*(?:${EMBARGO_OPENERS.join('|')})(?:\s*[:：–—-]|\s+(?:\d|at\s|bis\s|to\s|am\s|đến\s|tới\s|até\s|on\s\p{L}{3,9}\s\d)|\s*$)`,
  'iu',
);

function longerFirst(one: string, other: string): number {
  return other.length - one.length;
}

function literal(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** What a piece of a wire's head says: its signs in order, and the words after them. */
export type ReadSigns = { readonly signs: readonly WireSign[]; readonly rest: string };

/**
 * Reads the signs at the start of a line (`URGENT`, `1ST LEAD`, `Berichtigung: …`, `UPDATE 2-…`). Without signs, `rest` is the
 * line. Numbers and ordinals before and between them belong to them.
 */
export function leadingSigns(line: string): ReadSigns {
  const signs: WireSign[] = [];
  let rest = line.trim().replace(/^[*\s]+|[*\s]+$/g, '');
  for (;;) {
    const bare = rest.replace(/^(?:\d{1,2}(?:st|nd|rd|th|º|°|\.)?[\s-]+)/i, '');
    const found = PATTERNS.map(({ sign, pattern }) => ({ sign, match: pattern.exec(bare)?.[0] })).find(
      ({ match }) => match !== undefined,
    );
    if (found?.match === undefined) return { signs, rest: signs.length > 0 ? rest : line.trim() };
    signs.push(found.sign);
    rest = bare
      .slice(found.match.length)
      .replace(/^\s*\d{0,2}\s*(?:[-–—:/,.+!]+\s*)?/u, '')
      .trimStart();
  }
}

/** Is the line nothing but signs? */
export function isAllSigns(line: string): boolean {
  const { signs, rest } = leadingSigns(line);
  return signs.length > 0 && rest === '';
}

/** Notes the signals that signs are; `settleSigns` says what follows from them all. */
export function tellSigns(builder: WireItemBuilder, signs: readonly WireSign[], at: string): void {
  for (const { signal, priority } of signs) {
    builder.add('signals', { code: signal }, at);
    if (!builder.has('priority')) builder.set('priority', priority, at);
  }
}

/** Sets the instruction and the status that the gravest of all signals asks for: a kill stays one among leads and flashes. */
export function settleSigns(builder: WireItemBuilder): void {
  const signals = builder.list('signals');
  if (signals.length === 0 || builder.has('instruction')) return;
  const [gravest] = GRAVITY.filter((one) => signals.some(({ code }) => code === one));
  const sign = SIGN_WORDS.find((one) => one.sign.signal === gravest)?.sign;
  const index = signals.findIndex(({ code }) => code === gravest);
  if (sign === undefined) return;
  const at = builder.placeOf(`signals/${index}`) ?? '';
  builder.set('instruction', sign.instruction, at);
  builder.set('pubStatus', sign.pubStatus, at);
}

const GRAVITY = ['kill', 'withhold', 'correction', 'update', 'repeat', 'advisory'];

/** Does the line lay an embargo? */
export function isEmbargoLine(line: string): boolean {
  return line.length < 240 && (EMBARGO.test(line) || (isLiftedLater(line) && holdsTime(line)));
}

/** An embargo laid by a line: its end where the line dates it, else only that there is one, with the words as a note. */
export function tellEmbargo(builder: WireItemBuilder, line: string, at: string): boolean {
  if (!isEmbargoLine(line)) return false;
  const end = embargoEnd(line) ?? embargoEnd(withYear(line, builder.build()) ?? '');
  if (end !== undefined) builder.set('embargo', end, at);
  else builder.set('isEmbargoed', true, at);
  builder.add('edNotes', { text: line.trim(), role: 'embargo', audience: 'partner', at }, at);
  return true;
}

/** The stories that words of a kill or a correction name: URNs, transmission numbers, slugs after `slugged` or in capitals with hyphens. */
export function namedStories(text: string): readonly string[] {
  const found = [
    ...text.matchAll(/\burn:newsml:[^\s,;()"]+/g),
    ...text.matchAll(
      /\b(?:slug(?:ged|line)?|headlined|transmission|story|số|编号)\s*(?:no\.?|number|#|:)?\s*["“«]?([A-Za-z]{1,6}[-A-Za-z]*\d{2,5}|[A-Z]{2}-[^\s,;()"”»]{2,60})/gi,
    ),
    ...text.matchAll(/\b(?:slug(?:ged|line)?|headlined)\s*:?\s*["“«]([^"”»\n]{3,80})["”»]/gi),
    ...text.matchAll(/(?<![\w-])([A-Za-z]{1,4}\d{4})(?![\w-])/g),
    ...text.matchAll(/(?<![\w-])((?:[A-Z]{2}-)+-?[A-Z][\w-]{3,60})/g),
  ];
  return [...new Set(found.map((match) => match[1] ?? match[0]))];
}
