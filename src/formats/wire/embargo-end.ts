import { afterClock, clocksIn, hourOf } from './clocks-in-words.ts';
import { BREAK, dayInWords, daysInWords, daysTold, momentOf, type WrittenDay } from './wire-clock.ts';
import type { WireTime } from './wire-item.ts';
import { wireTime } from './wire-time.ts';
import { isUnknownZone, offsetsIn, withoutOffsets, ZONE_NAMES } from './zone-names.ts';

/**
 * The end of an embargo as a line of words tells it; a day where no hour is told. Undefined where the words can be read in two ways, for an
 * embargo must not end before it is meant to: more than one day or hour, a day and a month that may change places (`11/12/2026`), the clock
 * of a place or of a zone that is not known.
 */
export function embargoEnd(line: string): WireTime | undefined {
  const text = line.normalize('NFC');
  if (new Set(daysTold(text)).size > 1) return undefined;
  const exact = EXACT.exec(text)?.[0];
  if (exact !== undefined)
    return clocksIn(text.replace(exact, BREAK)).length > 0 ? undefined : wireTime(exact);
  const day = dayInWords(text);
  if (day === undefined || mayBeTurned(text)) return undefined;
  const home = HOMES.find(([words]) => words.test(text));
  const here = home === undefined ? text : text.replace(home[0], ' ');
  const plain = daysInWords(here).reduce((left, written) => left.replace(written, BREAK), here);
  const isElsewhere = OTHER_CLOCK.test(plain) || OTHER_ZONE.test(plain) || namesPlace(plain);
  return isElsewhere ? undefined : endOn(day, plain, home?.[1]);
}

/** On a day, by the words around it. */
function endOn(day: WrittenDay, text: string, home: string | undefined): WireTime | undefined {
  const clocks = clocksIn(withoutOffsets(text));
  const [clock] = clocks;
  const hours = new Set(clocks.map(({ hour, minute }) => `${hour}:${minute}`));
  const afters = ['', ...clocks.map(afterClock)];
  const offsets = new Set(afters.flatMap((after) => offsetsIn(text, after)));
  if (home !== undefined) offsets.add(home);
  const isVague = hours.size > 1 || offsets.size > 1 || offsets.has(undefined);
  if (isVague || afters.some(isUnknownZone)) return undefined;
  const hour = clock === undefined ? '2400' : hourOf(clock);
  return hour === undefined ? undefined : momentOf(day, hour, [...offsets][0]);
}

/** `29 November 2026 (Washington)` tells whose clock it is, and not how late that is. */
function namesPlace(text: string): boolean {
  const after = text.slice(text.indexOf(BREAK) + BREAK.length).trimStart();
  return after.startsWith('(') && isUnknownZone(after);
}

const EXACT = /\d{4}-\d\d-\d\d[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)/;

/** Clocks of the places that Vietnamese and Chinese wires name. */
const HOMES: readonly (readonly [RegExp, string])[] = [
  [/giờ (?:hà nội|việt nam)|hanoi time|越南时间|河内时间/iu, '+07:00'],
  [/giờ bắc kinh|(?:beijing|china standard) time|北京时间/iu, '+08:00'],
];

/** Americans write the month first. */
function mayBeTurned(text: string): boolean {
  const [, one, other] = /(?<!\d)(\d{1,2})\/(\d{1,2})\/\d{4}/.exec(text) ?? [];
  return one !== undefined && one !== other && Number(one) <= 12 && Number(other) <= 12;
}

const OTHER_CLOCK =
  /\p{L}+ time\b|\b(?:Eastern|Central|Mountain|Pacific|Atlantic)\b|\bheures? (?:de|locale)|\bhora (?:de|del|local)\b|\bora (?:di|locale)\b|ortszeit|\p{L}+er zeit\b|giờ \p{Lu}|giờ địa phương|\p{Script=Han}时间/u;
/** Abbreviations of zones that have two meanings or none that is known here. */
const OTHER_ZONE = new RegExp(
  String.raw`\b(?!(?:${ZONE_NAMES}|SAT|OCT|SEPT|AT|NOT|BUT)\b)[A-Z]{1,4}T\b|\b(?:WIB|WITA)\b`,
  'u',
);
