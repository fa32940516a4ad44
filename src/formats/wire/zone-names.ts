/** Offsets of zones by the names that wires write. A name with two meanings is here by the later one, or is none (IST, BST, ET). */
const ZONES: ReadonlyMap<string, string> = new Map([
  ['Z', 'Z'],
  ['GMT', 'Z'],
  ['UTC', 'Z'],
  ['UT', 'Z'],
  ['CET', '+01:00'],
  ['MEZ', '+01:00'],
  ['CEST', '+02:00'],
  ['MESZ', '+02:00'],
  ['EET', '+02:00'],
  ['EEST', '+03:00'],
  ['MSK', '+03:00'],
  ['ICT', '+07:00'],
  ['HKT', '+08:00'],
  ['JST', '+09:00'],
  ['KST', '+09:00'],
  ['AEST', '+10:00'],
  ['AEDT', '+11:00'],
  ['EST', '-05:00'],
  ['EDT', '-04:00'],
  ['CST', '-06:00'],
  ['CDT', '-05:00'],
  ['MST', '-07:00'],
  ['MDT', '-06:00'],
  ['PST', '-08:00'],
  ['PDT', '-07:00'],
]);

/** Names for a pattern, the longer ones first; a lone `Z` is one only after a clock. */
export const ZONE_NAMES: string = [...ZONES.keys()]
  .filter((name) => name !== 'Z')
  .toSorted((one, other) => other.length - one.length)
  .join('|');

/** `Z` or `+07:00` for `UTC`, `ict`, `+0700`; undefined for a name that says nothing certain. */
export function offsetOfZone(zone: string): string | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return sign === undefined ? ZONES.get(zone.toUpperCase()) : `${sign}${hours}:${minutes}`;
}

const NAMED = new RegExp(
  String.raw`(?<![\p{L}])(?<name>${ZONE_NAMES}|gmt|utc)(?![\p{L}])(?:\s?(?<sign>[+\-−–])\s?(?<hours>\d{1,2})(?::?(?<minutes>\d\d))?(?![\d:]))?|(?<=\d\s?)(?<zulu>Z)(?![\p{L}])`,
  'gu',
);
// `-20:00` may be the end of a span.
const NUMBERED = /^[\s(]*(?<offset>\+\d\d:?\d\d|[-−]\d{4})(?!\d)/;

/** A text whose zones tell no numbers any more, which might be read as hours. */
export function withoutOffsets(text: string): string {
  return text.replaceAll(NAMED, (_whole, name: string | undefined) => name ?? 'Z');
}

/** Every offset that the zones of a text have, by name, by number after the clock or by both (`GMT-5`); undefined among them for one that is none. */
export function offsetsIn(text: string, afterClock: string): readonly (string | undefined)[] {
  const named = [...text.matchAll(NAMED)].map(({ groups = {} }) => {
    const { name, zulu, sign, hours = '', minutes = '00' } = groups;
    const offset = offsetOfZone(name ?? zulu ?? '');
    if (sign === undefined) return offset;
    return offset === 'Z' && Number(hours) <= 14
      ? `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`
      : undefined;
  });
  const number = NUMBERED.exec(afterClock)?.groups?.['offset'];
  return [...new Set([...named, ...(number === undefined ? [] : [offsetOfZone(number.replace('−', '-'))])])];
}

/** Right after a clock: a zone, a place or a number that is none known here. */
export function isUnknownZone(afterClock: string): boolean {
  const rest = afterClock.replace(NUMBERED, '');
  if (/^[\s(]*[+\-−–]\s?\d/.test(rest)) return true;
  const word = NEXT_WORD.exec(rest)?.groups?.['word'];
  return word !== undefined && !KNOWN.test(word);
}

const NEXT_WORD = /^[\s,(]*(?:(?:in|at|à|ở|tại|en|em|of)\s+)?(?<word>\p{Lu}[\p{L}]*)/u;
/** Zones, days of the week and words that go on with the sentence. */
const KNOWN = new RegExp(
  String.raw`^(?:${ZONE_NAMES}|Z|on|at|by|of|the|this|for|until|till|and|please|uhr|am|den|dem|der|le|el|il|de|del|du|ngày|đến|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|sonnabend|sharp|hours|hrs)$`,
  'iu',
);
