import { ZONE_NAMES } from './zone-names.ts';

/** An hour as it is written somewhere in words, and the words around it. */
export type WrittenClock = {
  readonly hour: number;
  readonly minute: string;
  readonly before: string;
  readonly after: string;
};

const CLOCK = new RegExp(
  String.raw`(?<![A-Za-z\d.:/+])(?:(?<hour>\d{1,2})(?:[:.](?<colon>\d\d)(?!\d)(?::\d\d(?:[.,]\d+)?)?|\s?(?:h|g(?=\d\d)|giờ|点|點|时|時|uhr|heures?|horas?)(?![\p{Script=Latin}])\s?(?:(?<word>\d\d)(?![\d:])\s?(?:phút|分)?|(?<half>半|rưỡi))?|(?=\s*[ap]\.?\s?m(?![\p{L}])|\s?o.clock))|(?<four>(?:[01]\d|2[0-4])[0-5]\d)(?=\s*(?:(?:${ZONE_NAMES}|Z|hrs|hours)(?![\p{L}])|[+]\d{4})|(?<=(?:to|until|till|before|at) \d{4}),? (?:on )?(?:\p{L}{3,6}day(?!\p{L})|·| ·)))`,
  'giu',
);

/** Every hour that stands in a text, in the order of writing. */
export function clocksIn(text: string): readonly WrittenClock[] {
  return [...text.matchAll(CLOCK)].map((found) => {
    const { hour, colon, word, half, four } = found.groups ?? {};
    return {
      hour: Number(hour ?? four?.slice(0, 2)),
      minute: colon ?? word ?? (half === undefined ? (four?.slice(2) ?? '00') : '30'),
      before: text.slice(0, found.index),
      after: text.slice(found.index + found[0].length),
    };
  });
}

/** Words for halves and other parts of a day, in the languages of wires. */
const PARTS = {
  first: /(?<=\d\s*)a\.?\s?m(?![\p{L}])\.?|凌晨|零(?=\s*\d)/giu,
  early:
    /(?<!\p{L})(?:in the morning|sáng|morgens|vormittags|früh|du matin|de la mañana|da manhã|di mattina|del mattino)(?!\p{L})|清晨|早上|上午/giu,
  late: /(?<=\d\s*)p\.?\s?m(?![\p{L}])\.?|(?<!\p{L})(?:(?:in the )?afternoon|chiều|nachmittags|(?:de )?l['’]après-midi|(?:de|por) la tarde|da tarde|(?:di|del) pomeriggio)(?!\p{L})|下午/giu,
  evening:
    /(?<!\p{L})(?:(?:in the )?evening|tối|abends|(?:du )?soir|di sera|da noite|de la noche)(?!\p{L})|晚上|晚间|晚間|傍晚|晚/giu,
  noon: /(?<!\p{L})(?:(?:at )?noon|midday|trưa|mittags?|midi|del mediodía|mezzogiorno)(?!\p{L})|中午|正午/giu,
  night:
    /(?<!\p{L})(?:at night|tonight|đêm|nachts|de la nuit|di notte|de madrugada)(?!\p{L})|夜里|夜间|夜裡|深夜|半夜|夜晚|夜/giu,
  midnight:
    /(?<!\p{L})(?:midnight|nửa đêm|mitternacht|minuit|medianoche|mezzanotte|meia-noite)(?!\p{L})|午夜|子夜/giu,
} as const;
/** Halves and quarters of an hour, which no number tells. */
const PIECES = /(?<!\p{L})(?:half|quarter|demie?|quart|halb|viertel|media|cuarto|mezza|kém)(?!\p{L})|刻/iu;
const GERMAN = /sperrfrist|(?<!\p{L})(?:uhr|bis|ab)(?!\p{L})/iu;

type Part = keyof typeof PARTS;

function partsIn(text: string): readonly Part[] {
  const isGerman = GERMAN.test(text);
  const found: Part[] = [];
  let rest = text;
  // "Nửa đêm" is more than "đêm", and in German "am" is no half of a day.
  for (const part of ['midnight', 'night', 'evening', 'noon', 'late', 'first', 'early'] as const) {
    const left = rest.replace(PARTS[part], ' ');
    if (left !== rest && !(isGerman && /\d\s*am(?!\p{L})/iu.test(rest) && part === 'first')) found.push(part);
    rest = left;
  }
  return found;
}

/** The words right after a clock that still belong to it are left out. */
export function afterClock({ after }: WrittenClock): string {
  let rest = after;
  for (;;) {
    const next = rest.replace(TAIL, '');
    if (next === rest) return rest;
    rest = next;
  }
}

const TAIL = new RegExp(
  String.raw`^[\s,(]*(?:${Object.values(PARTS)
    .map(({ source }) => source)
    .join('|')}|[ap]\.?\s?m(?!\p{L})\.?|uhr(?!\p{L})|h(?:ou)?rs?(?!\p{L})|o.clock)`,
  'iu',
);

/** `HHMM`; `2400` for the end of the day, also where the words and the number do not fit; undefined where the hour may be of the next day. */
export function hourOf({ hour, minute, before, after }: WrittenClock): string | undefined {
  const text = `${before}${hour}:${minute}${after}`;
  const parts = partsIn(text);
  if (hour > 24 || Number(minute) > 59 || (hour === 24 && minute !== '00')) return undefined;
  if (PIECES.test(text) || parts.length > 1) return parts.some(isAtNight) && hour < 6 ? undefined : END;
  const [part] = parts;
  const meant = part === undefined ? hour : HOURS[part](hour, minute);
  if (meant === undefined) return undefined;
  return meant === 24 ? END : `${meant}`.padStart(2, '0') + minute;
}

const END = '2400';

function isAtNight(part: Part): boolean {
  return part === 'night' || part === 'midnight' || part === 'evening';
}

/** What an hour means in a part of the day; 24 for the end of the day. */
const HOURS: Readonly<Record<Part, (hour: number, minute: string) => number | undefined>> = {
  first: (hour) => (hour > 12 ? 24 : hour % 12),
  early: (hour) => (hour > 11 ? 24 : hour),
  late: (hour) => (hour === 0 ? 24 : hour < 12 ? hour + 12 : hour),
  evening: (hour, minute) => (hour % 12 === 0 ? atMidnight(minute) : afterDusk(hour, 4)),
  noon: (hour) => (hour < 4 ? hour + 12 : hour > 9 && hour < 16 ? hour : 24),
  night: (hour, minute) => (hour % 12 === 0 ? atMidnight(minute) : afterDusk(hour, 6)),
  midnight: (hour, minute) => (hour % 12 === 0 ? atMidnight(minute) : undefined),
};

/** One o'clock at night may be of the next day. */
function afterDusk(hour: number, first: number): number | undefined {
  if (hour < first) return undefined;
  return hour < 12 ? hour + 12 : hour;
}

function atMidnight(minute: string): number | undefined {
  return minute === '00' ? 24 : undefined;
}
