import { charsetName } from './charset-labels.ts';
import { decodeBig5, decodeHz } from './chinese-charsets.ts';
import { decodeIso2022 } from './iso-2022.ts';
import { DIN_66003, SINGLE_BYTE_TABLES, VISCII_LOW } from './single-byte-tables.ts';
import { utf8Length } from './utf-evidence.ts';
import { vniCharacter } from './vni-windows.ts';

/** Text with U+FFFD where a byte stands for nothing, and the offsets of those bytes. */
export type LooseText = { readonly text: string; readonly badBytes: readonly number[] };

/**
 * Text of bytes in one charset in NFC, or undefined where the bytes are not that charset or the charset is not known.
 * A character is never replaced: what a decoder of the Encoding Standard lets through although the charset has no such
 * character (C1 controls, private marks of ICU) counts as broken too.
 */
export function decodeCharset(bytes: Uint8Array, label: string): string | undefined {
  return decodeLoosely(bytes, label, 0)?.text;
}

/** As `decodeCharset`, with at most so many bytes that stand for nothing; more of them, and it is not that charset. */
export function decodeLoosely(bytes: Uint8Array, label: string, most: number): LooseText | undefined {
  const charset = charsetName(label);
  if (charset === undefined) return undefined;
  const read = readAs(bytes, charset, most);
  return read && { ...read, text: composed(read.text) };
}

/** Text of bytes in UTF-8 as it is written, not in NFC yet; undefined where they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return UTF_8.decode(bytes);
  } catch {
    // As in `decodeStrictly`.
    return undefined;
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * NFC, but for the compatibility ideographs, which names are written with and NFC would replace, and for the signs of markup, which
 * a stroke after them would make other characters of.
 */
export function composed(text: string): string {
  const whole = text.normalize('NFC');
  // Most texts are in NFC as they come.
  if (whole === text) return text;
  const pieces = text.split(/([\uF900-\uFAFF]|\uD87E[\uDC00-\uDE1F]|[<=>](?=\u0338))/);
  return pieces.map((piece, index) => (index % 2 === 0 ? piece.normalize('NFC') : piece)).join('');
}

function readAs(bytes: Uint8Array, charset: string, most: number): LooseText | undefined {
  if (charset === 'utf-32le' || charset === 'utf-32be')
    return whole(decodeUtf32(bytes, charset === 'utf-32le'));
  if (charset === 'hz-gb-2312') return whole(decodeHz(bytes));
  if (charset === 'iso-2022-kr' || charset === 'iso-2022-cn') return whole(decodeIso2022(bytes, charset));
  const strict =
    charset.startsWith('big5') || isByteCharset(charset) ? undefined : decodeStrictly(bytes, charset);
  if (strict !== undefined) return { text: strict, badBytes: [] };
  const next = stepOf(charset);
  return next && step(bytes, next, most);
}

function whole(text: string | undefined): LooseText | undefined {
  return text === undefined ? undefined : { text, badBytes: [] };
}

function decodeStrictly(bytes: Uint8Array, charset: string): string | undefined {
  if (charset === 'utf-8') return decodeUtf8(bytes);
  try {
    const text = new TextDecoder(charset === 'gbk' ? 'gb18030' : charset, {
      fatal: true,
      ignoreBOM: true,
    }).decode(bytes);
    return charset.startsWith('utf-') || !NOT_IN_LEGACY.test(text) ? text : undefined;
  } catch {
    // A fatal decoder throws where another would write U+FFFD: here that means "not this charset".
    return undefined;
  }
}

const NOT_IN_LEGACY = /[\u0080-\u0084\u0086-\u009F\uFFFD\uE000-\uF8FF]/;

/** The next character from a place on: how many bytes it has and its text, which is undefined where the bytes stand for nothing. */
type Step = (
  bytes: Uint8Array,
  at: number,
  before: string,
) => { readonly length: number; readonly text: string | undefined };

function step(bytes: Uint8Array, next: Step, most: number): LooseText | undefined {
  const badBytes: number[] = [];
  const pieces: string[] = [];
  let before = '';
  for (let at = 0; at < bytes.length;) {
    const { length, text } = next(bytes, at, before);
    if (text === undefined) {
      if (badBytes.length >= most) return undefined;
      badBytes.push(at);
    }
    before = text ?? '\uFFFD';
    pieces.push(before);
    at += length;
  }
  return { text: pieces.join(''), badBytes };
}

function stepOf(charset: string): Step | undefined {
  if (charset === 'utf-8') return utf8Step;
  if (charset === 'vni-windows')
    return (bytes, at, before) => ({ length: 1, text: vniCharacter(bytes[at] ?? 0, before) });
  if (charset === 'viscii') return visciiStep;
  if (isByteCharset(charset)) return byteStep(charset);
  if (charset === 'big5' || charset === 'big5-hkscs') return decodeBig5;
  const lead = LEADS.get(charset);
  return lead && ((bytes, at) => unitStep(bytes, at, charset, lead));
}

function utf8Step(bytes: Uint8Array, at: number): { length: number; text: string | undefined } {
  const length = utf8Length(bytes, at);
  const text = length === 0 ? undefined : decodeStrictly(bytes.subarray(at, at + length), 'utf-8');
  return { length: Math.max(length, 1), text };
}

/** How many bytes a character has by its first two, where it is more than one. */
const LEADS: ReadonlyMap<string, (lead: number, trail: number) => number> = new Map([
  ['gbk', gbLength],
  ['gb18030', gbLength],
  ['shift_jis', (lead) => ((lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc) ? 2 : 1)],
  ['euc-jp', (lead) => (lead === 0x8f ? 3 : lead === 0x8e || lead >= 0xa1 ? 2 : 1)],
  ['euc-kr', (lead) => (lead > 0x80 ? 2 : 1)],
]);

function gbLength(lead: number, trail: number): number {
  if (lead <= 0x80) return 1;
  return trail >= 0x30 && trail <= 0x39 ? 4 : 2;
}

function unitStep(
  bytes: Uint8Array,
  at: number,
  charset: string,
  lengthOf: (lead: number, trail: number) => number,
): { length: number; text: string | undefined } {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return { length: 1, text: String.fromCharCode(lead) };
  const length = lengthOf(lead, bytes[at + 1] ?? 0);
  const text = decodeStrictly(bytes.subarray(at, at + length), charset);
  // After a bad byte the next one may begin a character of its own.
  return { length: text === undefined ? 1 : length, text };
}

function isByteCharset(charset: string): boolean {
  return charset === 'vni-windows' || charset === 'viscii' || byteTable(charset) !== undefined;
}

function byteStep(charset: string): Step {
  const table = byteTable(charset) ?? [];
  return (bytes, at) => ({ length: 1, text: table[bytes[at] ?? 0] });
}

function visciiStep(bytes: Uint8Array, at: number): { length: number; text: string | undefined } {
  const byte = bytes[at] ?? 0;
  const letter = VISCII_LOW.get(byte);
  // The frame of a wire uses STX, ENQ and ACK at the start of a word, where a letter with these codes hardly ever stands.
  const isLetter = isLetterByte(bytes[at - 1]) || (byte > 0x06 && isLetterByte(bytes[at + 1]));
  if (letter !== undefined && isLetter) return { length: 1, text: letter };
  return { length: 1, text: byteTable('viscii')?.[byte] };
}

function isLetterByte(byte: number | undefined): boolean {
  return byte !== undefined && (byte >= 0x80 || /[A-Za-z]/.test(String.fromCharCode(byte)));
}

const TABLES = new Map<string, readonly (string | undefined)[] | undefined>();

/** What each of the 256 bytes stands for; undefined where the charset is not one of single bytes. */
function byteTable(charset: string): readonly (string | undefined)[] | undefined {
  if (!TABLES.has(charset)) TABLES.set(charset, madeTable(charset));
  return TABLES.get(charset);
}

function madeTable(charset: string): readonly (string | undefined)[] | undefined {
  const low = Array.from({ length: 0x80 }, (_, byte) => String.fromCharCode(byte));
  if (charset === 'din-66003') return low.map((ascii, byte) => DIN_66003.get(byte) ?? ascii);
  const own = SINGLE_BYTE_TABLES.get(charset);
  if (own !== undefined) return [...low, ...[...own].map((one) => (one === '\uFFFD' ? undefined : one))];
  if (!/^(?:windows-|iso-8859-|koi8-|ibm866$|macintosh$|x-mac-cyrillic$)/.test(charset)) return undefined;
  const high = Array.from({ length: 0x80 }, (_, byte) => decodeStrictly(Uint8Array.of(0x80 + byte), charset));
  return [...low, ...high];
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string | undefined {
  if (bytes.length % 4 !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const code = view.getUint32(at, littleEndian);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    pieces.push(String.fromCodePoint(code));
  }
  return pieces.join('');
}
