/** A Unicode form that the first bytes give away, and how many of them are the byte order mark. */
export type UnicodeForm = {
  readonly charset: 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | 'utf-7';
  readonly markBytes: number;
};

/**
 * Reads the form off a byte order mark, or off the zero bytes around the first character, which in XML and JSON is ASCII
 * (XML 1.0 appendix F; RFC 4627 §3). Undefined when the bytes do not tell.
 */
export function unicodeForm(bytes: Uint8Array): UnicodeForm | undefined {
  const first = bytes[0] ?? 0;
  // Most documents begin with two characters of ASCII.
  if (first > 0x00 && first < 0x80 && first !== 0x2b && (bytes[1] ?? 0) > 0x00) return undefined;
  const start = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const marked = MARKS.find(([mark]) => start.startsWith(mark));
  if (marked !== undefined) return { charset: marked[1], markBytes: marked[0].length / 2 };
  const shape = start.replace(/[0-9a-f]{2}/g, (byte) => (byte === '00' ? '0' : 'x'));
  const charset = SHAPES.get(shape);
  return charset === undefined ? undefined : { charset, markBytes: 0 };
}

// The longer marks first: UTF-32LE begins like UTF-16LE.
const MARKS: readonly (readonly [string, UnicodeForm['charset']])[] = [
  ['0000feff', 'utf-32be'],
  ['fffe0000', 'utf-32le'],
  ['efbbbf', 'utf-8'],
  ['feff', 'utf-16be'],
  ['fffe', 'utf-16le'],
  ['2b2f7638', 'utf-7'],
  ['2b2f7639', 'utf-7'],
  ['2b2f762b', 'utf-7'],
  ['2b2f762f', 'utf-7'],
];
const SHAPES: ReadonlyMap<string, UnicodeForm['charset']> = new Map([
  ['000x', 'utf-32be'],
  ['x000', 'utf-32le'],
  ['0x0x', 'utf-16be'],
  ['x0x0', 'utf-16le'],
]);

/** What the bytes look like as UTF-8: which bytes are not it, and how many characters beyond ASCII the others spell. */
export type Utf8Evidence = {
  readonly firstBadByte: number | undefined;
  readonly badBytes: number;
  readonly beyondAscii: number;
};

/** One pass by the table of well-formed byte sequences (Unicode, table 3-7). */
export function utf8Evidence(bytes: Uint8Array): Utf8Evidence {
  let beyondAscii = 0;
  let badBytes = 0;
  let firstBadByte: number | undefined;
  let at = 0;
  while (at < bytes.length) {
    const length = utf8Length(bytes, at);
    if (length === 0) {
      firstBadByte ??= at;
      badBytes += 1;
    } else if (length > 1) beyondAscii += 1;
    at += Math.max(length, 1);
  }
  return { firstBadByte, badBytes, beyondAscii };
}

/** How many bytes the character of UTF-8 at a place has; 0 where there is none. */
export function utf8Length(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  return lead < 0x80 ? 1 : sequenceLength(bytes, at, lead);
}

function sequenceLength(bytes: Uint8Array, at: number, lead: number): number {
  const rule = RULES.find(({ from, to }) => lead >= from && lead <= to);
  if (rule === undefined) return 0;
  const second = bytes[at + 1] ?? 0;
  if (second < rule.low || second > rule.high) return 0;
  for (let index = 2; index < rule.length; index += 1)
    if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  return rule.length;
}

const RULES = [
  { from: 0xe1, to: 0xec, low: 0x80, high: 0xbf, length: 3 },
  { from: 0xc2, to: 0xdf, low: 0x80, high: 0xbf, length: 2 },
  { from: 0xe0, to: 0xe0, low: 0xa0, high: 0xbf, length: 3 },
  { from: 0xed, to: 0xed, low: 0x80, high: 0x9f, length: 3 },
  { from: 0xee, to: 0xef, low: 0x80, high: 0xbf, length: 3 },
  { from: 0xf0, to: 0xf0, low: 0x90, high: 0xbf, length: 4 },
  { from: 0xf1, to: 0xf3, low: 0x80, high: 0xbf, length: 4 },
  { from: 0xf4, to: 0xf4, low: 0x80, high: 0x8f, length: 4 },
] as const;
