import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal, FormatRefusalCode } from '#domain/item/document-refusal.ts';
import type { Finding } from '#domain/item/finding.ts';
import { charsetName, decodeCharset } from './decode-charset.ts';
import { unicodeForm, utf8Evidence } from './utf-evidence.ts';

/** The largest document that is read, in bytes. */
export const DOCUMENT_BYTES = 16 * 1024 * 1024;

/** Text, the charset it really was in, and where that differs from what was said. */
export type DecodedText = {
  readonly text: string;
  readonly charset: string;
  readonly findings: readonly Finding[];
};

type Label = { readonly from: 'HTTP header' | 'XML declaration'; readonly written: string };

/**
 * Turns bytes into text without ever replacing a character. What the bytes show (byte order mark, zero bytes, UTF-8 beyond
 * ASCII) outranks what labels say (HTTP header, then XML declaration; RFC 7303 §3); a label that the bytes contradict is a
 * finding when the bytes tell better, else a refusal with the place of the first byte that does not fit.
 */
export function decodeText(bytes: Uint8Array, contentType?: string): Result<DecodedText, FormatRefusal> {
  if (bytes.length === 0) return no('document-empty', '', 'The document has no bytes.');
  if (bytes.length > DOCUMENT_BYTES)
    return no(
      'document-too-large',
      `byte ${DOCUMENT_BYTES}`,
      `The document has ${bytes.length} bytes; ${DOCUMENT_BYTES} are read.`,
    );
  const labels = labelsOf(bytes, contentType);
  const form = unicodeForm(bytes);
  if (form?.charset === 'utf-7' || labels.some(isUtf7))
    return no('document-encoding-forbidden', 'byte 0', 'UTF-7 is not read: its bytes can hide markup.');
  if (form !== undefined) return decodeAs(bytes.subarray(form.markBytes), form.charset, labels);
  return decodeUnmarked(bytes, labels);
}

function decodeAs(
  bytes: Uint8Array,
  charset: string,
  labels: readonly Label[],
): Result<DecodedText, FormatRefusal> {
  const text = decodeCharset(bytes, charset);
  if (text === undefined) return broken(bytes, charset);
  return accept({ text: withoutMark(text), charset, findings: contradicted(labels, charset) });
}

function decodeUnmarked(bytes: Uint8Array, labels: readonly Label[]): Result<DecodedText, FormatRefusal> {
  const { firstBadByte, beyondAscii } = utf8Evidence(bytes);
  const named = labels.flatMap((label) => {
    const charset = charsetName(label.written);
    return charset === undefined || /^utf-(?:16|32)/.test(charset) ? [] : [charset];
  });
  if (firstBadByte === undefined) return decodeUtf8(bytes, { named, labels, beyondAscii });
  const fitting = named.find((charset) => charset !== 'utf-8' && decodeCharset(bytes, charset) !== undefined);
  if (fitting !== undefined) return decodeAs(bytes, fitting, labels);
  const at = `byte ${firstBadByte}`;
  if (named.length === 0 && labels.length > 0)
    return no(
      'document-encoding-unknown',
      at,
      `"${labels[0]?.written}" is no known charset, and this is no UTF-8.`,
    );
  if (named[0] !== undefined && named[0] !== 'utf-8') return broken(bytes, named[0]);
  return no('document-encoding-broken', at, 'The bytes are no UTF-8 from here on.');
}

type Utf8Case = {
  readonly named: readonly string[];
  readonly labels: readonly Label[];
  readonly beyondAscii: number;
};

function decodeUtf8(
  bytes: Uint8Array,
  { named, labels, beyondAscii }: Utf8Case,
): Result<DecodedText, FormatRefusal> {
  const [first] = named;
  // A few characters may be UTF-8 by chance, but only where the label's charset has two bytes to a character as well.
  const byChance = beyondAscii < CERTAIN_UTF8 && first !== undefined && isMultiByte(first);
  if (byChance && decodeCharset(bytes, first) !== undefined) return decodeAs(bytes, first, labels);
  // Plain ASCII contradicts only labels that are wide or unknown.
  return decodeAs(bytes, 'utf-8', beyondAscii === 0 ? labels.filter(isWide) : labels);
}

/** So many characters beyond ASCII are not valid UTF-8 by chance. */
const CERTAIN_UTF8 = 6;

function isMultiByte(charset: string): boolean {
  return /^(?:gb|big5|shift_jis|euc|iso-2022)/.test(charset);
}

function isWide(label: Label): boolean {
  return /^utf-?(?:16|32)/i.test(label.written) || charsetName(label.written) === undefined;
}

function isUtf7(label: Label): boolean {
  return /^(?:x-|unicode-1-1-)?utf-?7$/i.test(label.written);
}

function labelsOf(bytes: Uint8Array, contentType: string | undefined): readonly Label[] {
  const header = /;\s*charset\s*=\s*"?([^\s";]{1,60})/i.exec(contentType ?? '')?.[1];
  const start = String.fromCharCode(...bytes.subarray(0, 400).filter((byte) => byte !== 0));
  const declared = /<\?xml[^>]{0,200}\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,60})["']/.exec(start)?.[1];
  return [
    ...(header === undefined ? [] : [{ from: 'HTTP header', written: header } as const]),
    ...(declared === undefined ? [] : [{ from: 'XML declaration', written: declared } as const]),
  ];
}

function contradicted(labels: readonly Label[], charset: string): readonly Finding[] {
  return labels
    .filter(({ written }) => !sameCharset(charsetName(written), charset))
    .map(({ from, written }) => ({
      code: 'charset-label-wrong',
      at: from,
      detail: `"${written}" is said, but the bytes are ${charset}.`,
    }));
}

/** "UTF-16" without an end means either. */
function sameCharset(named: string | undefined, charset: string): boolean {
  if (named === undefined) return false;
  const family = (name: string) => name.replace(/^(utf-(?:16|32))(?:le|be)$/, '$1');
  return named === charset || family(named) === family(charset);
}

/** A second mark at the start of the text is a mark too, not a character of it. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function broken(bytes: Uint8Array, charset: string): Result<never, FormatRefusal> {
  let line = 1;
  let start = 0;
  const inLines =
    !charset.startsWith('utf-16') && !charset.startsWith('utf-32') && !charset.startsWith('iso-2022');
  while (inLines && start < bytes.length) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end + 1;
    if (decodeCharset(bytes.subarray(start, stop), charset) === undefined) break;
    line += 1;
    start = stop;
  }
  const at = inLines ? `line ${line}` : '';
  return no('document-encoding-broken', at, `The bytes are not ${charset}, which they are said to be.`);
}

function no(code: FormatRefusalCode, at: string, detail: string): Result<never, FormatRefusal> {
  return refuse({ code, at, detail });
}
