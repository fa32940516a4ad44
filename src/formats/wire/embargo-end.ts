import { daysInWords, timeInWords } from './wire-clock.ts';
import { wireTime } from './wire-time.ts';
import type { WireTime } from './wire-item.ts';

/**
 * The end of an embargo as a line of words tells it; a day where no hour is told. Undefined where the words can be read in two ways, for an
 * embargo must not end before it is meant to: more than one day or hour, a day and a month that may change places (`11/12/2026`), the clock
 * of a place or of a zone that is not known.
 */
export function embargoEnd(line: string): WireTime | undefined {
  const text = line.normalize('NFC');
  if (daysInWords(text).length > 1) return undefined;
  const exact = EXACT.exec(text)?.[0];
  if (exact !== undefined) return wireTime(exact);
  const home = HOMES.find(([words]) => words.test(text));
  const plain = home === undefined ? text : text.replace(home[0], ' ');
  if (clocksIn(plain).length > 1) return undefined;
  if (mayBeTurned(text) || OTHER_CLOCK.test(plain) || OTHER_ZONE.test(plain)) return undefined;
  const end = timeInWords(plain);
  const isFloating = end !== undefined && /T[\d:.]+$/.test(end);
  return home !== undefined && isFloating ? `${end}${home[1]}` : end;
}

const EXACT = /\d{4}-\d\d-\d\d[T ]\d\d:?\d\d(?::?\d\d)?\s*(?:Z|[+-]\d\d:?\d\d)/;

/** Clocks of the places that Vietnamese and Chinese wires name. */
const HOMES: readonly (readonly [RegExp, string])[] = [
  [/giờ (?:hà nội|việt nam)|hanoi time|越南时间|河内时间/iu, '+07:00'],
  [/giờ bắc kinh|(?:beijing|china standard) time|北京时间/iu, '+08:00'],
];

function clocksIn(text: string): readonly string[] {
  const found = text.matchAll(
    /(?<![\d.:/-])\d{1,2}(?:[:h点时]\d\d|\s*[ap]\.?m\b|\s?giờ|[点时])(?!\d)|(?<![\d/.-])\d{4}(?=\s*(?:GMT|UTC|Z\b|hrs))/giu,
  );
  return [...new Set([...found].map(([written]) => written))];
}

/** Americans write the month first. */
function mayBeTurned(text: string): boolean {
  const [, one, other] = /(?<!\d)(\d{1,2})\/(\d{1,2})\/\d{4}/.exec(text) ?? [];
  return one !== undefined && one !== other && Number(one) <= 12 && Number(other) <= 12;
}

const OTHER_CLOCK =
  /\p{L}+ time\b|\bheures? (?:de|locale)|\bhora (?:de|del|local)\b|\bora (?:di|locale)\b|ortszeit|\p{L}+er zeit\b|giờ \p{Lu}|giờ địa phương|\p{Script=Han}时间/u;
/** Abbreviations of zones that have two meanings or none that is known here. */
const OTHER_ZONE =
  /\b(?!(?:CE?S?T|ME?S?Z|EES?T|EE?T|ICT|HKT|JST|KST|AE[SD]T|E[SD]T|C[SD]T|M[SD]T|P[SD]T|GMT|UT|SAT|OCT|SEPT|AT|NOT|BUT)\b)[A-Z]{1,4}T\b|\b(?:WIB|WITA|ET|CT|MT|PT)\b/u;
