import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal, FormatRefusalCode } from '#domain/item/document-refusal.ts';
import type { Finding } from '#domain/item/finding.ts';
import { charsetName } from './charset-labels.ts';
import { hasHkscs } from './chinese-charsets.ts';
import { composed, decodeCharset, decodeLoosely, decodeUtf8 } from './decode-charset.ts';
import { labelsOf, namedCharset, sevenBitCharset, type CharsetLabel } from './declared-charsets.ts';
import { fitIn, sampleOf, sniffCharset } from './sniff-charset.ts';
import { unicodeForm, utf8Evidence, type Utf8Evidence } from './utf-evidence.ts';

/** The largest document that is read, in bytes. */
export const DOCUMENT_BYTES = 16 * 1024 * 1024;

/** Text in NFC, the charset it really was in, what was said of it and where, and where that differs or had to be assumed. */
export type DecodedText = {
  readonly text: string;
  readonly charset: string;
  /** In the order in which they are believed; empty where nothing was said. */
  readonly declared: readonly CharsetLabel[];
  readonly findings: readonly Finding[];
};

/**
 * Turns bytes into text. What the bytes show (byte order mark, zero bytes, UTF-8 beyond ASCII, text that makes sense in one
 * charset only) outranks what is said (HTTP header, XML declaration, HTML `meta`, then `expected`, which a source's settings may
 * name; RFC 7303 §3); a label that the bytes contradict is a finding, and so is a charset that nobody named. Nothing is replaced
 * in silence: up to one byte in a thousand that stands for nothing becomes U+FFFD and a finding with its offset; more of them are
 * a refusal with the offset of the first.
 */
export function decodeText(
  bytes: Uint8Array,
  contentType?: string,
  expected?: string,
): Result<DecodedText, FormatRefusal> {
  if (bytes.length === 0) return no('document-empty', '', 'The document has no bytes.');
  if (bytes.length > DOCUMENT_BYTES)
    return no(
      'document-too-large',
      `byte ${DOCUMENT_BYTES}`,
      `The document has ${bytes.length} bytes; ${DOCUMENT_BYTES} are read.`,
    );
  const form = unicodeForm(bytes);
  const utf8 = form === undefined ? decodeUtf8(bytes) : undefined;
  const labels = labelsOf(bytes, utf8, contentType, expected);
  if (form?.charset === 'utf-7' || labels.some(isUtf7))
    return no('document-encoding-forbidden', 'byte 0', 'UTF-7 is not read: its bytes can hide markup.');
  // Zero bytes without a mark may be the padding of a line as well.
  const isPadded = form?.markBytes === 0 && decodeCharset(bytes, form.charset) === undefined;
  if (form !== undefined && !isPadded)
    return decodeAs(bytes.subarray(form.markBytes), form.charset, { labels, from: form.markBytes });
  return decodeUnmarked(bytes, labels, form === undefined ? utf8 : decodeUtf8(bytes));
}

type Case = {
  readonly labels: readonly CharsetLabel[];
  /** What nobody said and was found out. */
  readonly assumed?: readonly Finding[];
  /** Bytes before these. */
  readonly from?: number;
  /** Nothing but ASCII, which is the same in most charsets. */
  readonly isAscii?: boolean;
  /** What the bytes are in that charset, where it was read before. */
  readonly text?: string;
};

function decodeAs(bytes: Uint8Array, charset: string, given: Case): Result<DecodedText, FormatRefusal> {
  const { labels, assumed = [], from = 0, isAscii = false, text } = given;
  const read =
    text === undefined
      ? decodeLoosely(bytes, charset, strayBytes(bytes))
      : { text: isAscii ? text : composed(text), badBytes: [] };
  if (read === undefined) return broken(bytes, charset, from);
  const name = charset === 'big5' && hasHkscs(bytes) ? 'big5-hkscs' : charset;
  return accept({
    text: withoutMark(read.text),
    charset: name,
    declared: labels,
    findings: [
      ...contradicted(isAscii ? labels.filter(isWide) : labels, name),
      ...assumed,
      ...unreadable(read.badBytes, name, from),
    ],
  });
}

/** One byte in a thousand may be stray; a short text has none to spare. */
function strayBytes(bytes: Uint8Array): number {
  return Math.floor(bytes.length / 1000);
}

function unreadable(badBytes: readonly number[], charset: string, from: number): readonly Finding[] {
  const [first] = badBytes;
  if (first === undefined) return [];
  const places = badBytes.slice(0, 20).map((at) => at + from);
  const more = badBytes.length > places.length ? ` and ${badBytes.length - places.length} more` : '';
  return [
    {
      code: 'bytes-unreadable',
      at: `byte ${first + from}`,
      detail: `Bytes ${places.join(', ')}${more} are not ${charset}; U+FFFD stands in their place.`,
    },
  ];
}

function decodeUnmarked(
  bytes: Uint8Array,
  labels: readonly CharsetLabel[],
  text: string | undefined,
): Result<DecodedText, FormatRefusal> {
  const named = labels.flatMap(({ written }) => namedCharset(written, bytes) ?? []);
  if (text !== undefined) return readUtf8(bytes, { named, labels, text });
  const evidence = utf8Evidence(bytes);
  if (isUtf8WithStrays(evidence, bytes)) return decodeAs(bytes, 'utf-8', { labels });
  return decodeLegacy(bytes, { named, labels, evidence });
}

/** Far more characters of UTF-8 than bytes that are none: those are the mistake, not the charset. */
function isUtf8WithStrays({ badBytes, beyondAscii }: Utf8Evidence, bytes: Uint8Array): boolean {
  return badBytes <= strayBytes(bytes) && beyondAscii > 2 * badBytes;
}

type Evidence = {
  readonly named: readonly string[];
  readonly labels: readonly CharsetLabel[];
  readonly evidence: Utf8Evidence;
};

function readUtf8(
  bytes: Uint8Array,
  { named, labels, text }: Omit<Evidence, 'evidence'> & { readonly text: string },
): Result<DecodedText, FormatRefusal> {
  const first = named.find((charset) => !/^utf-(?:16|32)/.test(charset));
  // Beyond ASCII, a character has more bytes than it has units of a string.
  const isAscii = text.length === bytes.length;
  const seven = isAscii ? sevenBitCharset(bytes, named) : undefined;
  if (seven !== undefined && decodeCharset(bytes, seven) !== undefined)
    return decodeAs(bytes, seven, { labels, assumed: named.includes(seven) ? [] : [assumption(seven)] });
  // A few characters may be UTF-8 by chance, but only where the label's charset has two bytes to a character as well.
  const byChance =
    first !== undefined && isMultiByte(first) && utf8Evidence(bytes).beyondAscii < CERTAIN_UTF8;
  if (byChance && decodeCharset(bytes, first) !== undefined) return decodeAs(bytes, first, { labels });
  // Plain ASCII contradicts only labels that are wide or unknown.
  return decodeAs(bytes, 'utf-8', { labels, isAscii, text });
}

/** So many characters beyond ASCII are not valid UTF-8 by chance. */
const CERTAIN_UTF8 = 6;

function isMultiByte(charset: string): boolean {
  return /^(?:gb|big5|shift_jis|euc|iso-2022)/.test(charset);
}

/** Bytes that are no UTF-8: the first label that they agree with, unless they make sense in another charset only. */
function decodeLegacy(
  bytes: Uint8Array,
  { named, labels, evidence }: Evidence,
): Result<DecodedText, FormatRefusal> {
  const sample = sampleOf(bytes);
  const canRead = (charset: string) => decodeLoosely(bytes, charset, strayBytes(bytes)) !== undefined;
  const sniffed = sniffCharset(sample, canRead);
  const fitting = named.find((charset) => charset !== 'utf-8' && canRead(charset));
  const fit = fitting === undefined ? undefined : fitIn(sample, fitting);
  const isOverruled =
    sniffed !== undefined &&
    fit !== undefined &&
    sniffed.fit.units >= CERTAIN_UNITS &&
    sniffed.fit.share >= CERTAIN_SHARE &&
    fit.share < sniffed.fit.share - CLEARLY_LESS;
  if (fitting !== undefined && !isOverruled) return decodeAs(bytes, fitting, { labels });
  const unread = unreadLabel(labels, sniffed?.charset);
  if (unread !== undefined) return no('document-encoding-unknown', `byte ${evidence.firstBadByte}`, unread);
  if (sniffed !== undefined)
    return decodeAs(bytes, sniffed.charset, { labels, assumed: [assumption(sniffed.charset)] });
  if (fitting !== undefined) return decodeAs(bytes, fitting, { labels });
  return refuseUnknown(bytes, { named, labels, evidence });
}

/** EUC-TW and what it is made of (CNS 11643), which no standard of the web reads: its bytes look like Thai or Greek to a sniffer. */
const UNREAD = /^(?:x-)?(?:euc[-_]?tw|cns[-_]?11643(?:[-_]\d+)?)$/i;

/** Why a document under such a label is not read; undefined where there is none, or where the bytes are clearly another Chinese charset. */
function unreadLabel(labels: readonly CharsetLabel[], sniffed = ''): string | undefined {
  const label = labels.find(({ written }) => UNREAD.test(written));
  if (label === undefined || /^(?:big5|gb)/.test(sniffed)) return undefined;
  return `"${label.written}" is a charset that is not read here. Ask for the document in UTF-8, Big5 or GB 18030.`;
}

/** A label is overruled only by that many words or characters, so good in another charset and so much worse in its own. */
const CERTAIN_UNITS = 6;
const CERTAIN_SHARE = 0.8;
const CLEARLY_LESS = 0.2;

function assumption(charset: string): Finding {
  return {
    code: 'charset-assumed',
    at: '',
    detail: `No label says so, but the text makes sense as ${charset}.`,
  };
}

function refuseUnknown(
  bytes: Uint8Array,
  { named, labels, evidence }: Evidence,
): Result<never, FormatRefusal> {
  const at = `byte ${evidence.firstBadByte}`;
  if (named.length === 0 && labels.length > 0)
    return no(
      'document-encoding-unknown',
      at,
      `"${labels[0]?.written}" is no known charset, and this is no UTF-8.`,
    );
  if (named[0] !== undefined && named[0] !== 'utf-8') return broken(bytes, named[0], 0);
  return no('document-encoding-broken', at, 'The bytes are no UTF-8 from here on, and no other text either.');
}

function isWide({ written }: CharsetLabel): boolean {
  const charset = charsetName(written);
  return charset === undefined || /^utf-(?:16|32)/.test(charset);
}

function isUtf7(label: CharsetLabel): boolean {
  return /^(?:x-|unicode-1-1-)?utf-?7$/i.test(label.written);
}

function contradicted(labels: readonly CharsetLabel[], charset: string): readonly Finding[] {
  return labels
    .filter(({ written }) => !sameCharset(charsetName(written), charset))
    .map(({ from, written }) => ({
      code: 'charset-label-wrong',
      at: from,
      detail: `"${written}" is said, but the bytes are ${charset}.`,
    }));
}

/** "UTF-16" without an end means either; GBK is GB18030 without its long codes, Big5-HKSCS is Big5 with more. */
function sameCharset(named: string | undefined, charset: string): boolean {
  if (named === undefined) return false;
  const family = (name: string) =>
    name
      .replace(/^(utf-(?:16|32))(?:le|be)$/, '$1')
      .replace(/^gbk$/, 'gb18030')
      .replace(/^big5-hkscs$/, 'big5');
  return named === charset || family(named) === family(charset);
}

/** A second mark at the start of the text is a mark too, not a character of it. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function broken(bytes: Uint8Array, charset: string, from: number): Result<never, FormatRefusal> {
  const [first] = decodeLoosely(bytes, charset, bytes.length)?.badBytes ?? [];
  const at = first === undefined ? '' : `byte ${first + from}`;
  return no('document-encoding-broken', at, `The bytes are not ${charset}, which they are said to be.`);
}

function no(code: FormatRefusalCode, at: string, detail: string): Result<never, FormatRefusal> {
  return refuse({ code, at, detail });
}
