import { decodeText } from '../text/decode-text.ts';
import type { MimePart } from './mime-part.ts';
import { base64Bytes, bytesOf, quotedPrintable } from './transfer-encoding.ts';

const WORD = /=\?([^?\s*]{1,60})(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=/g;

/**
 * A header field as text: encoded words of any charset (RFC 2047), also where one character is split over two of them, and raw
 * bytes as old mailers send them. `expected` is the charset of the body, for raw bytes.
 */
export function headerText(value: string, expected?: string): string {
  const pieces: string[] = [];
  let pending: { charset: string; bytes: number[] } | undefined;
  let end = 0;
  const close = () => {
    if (pending !== undefined) pieces.push(decoded(Uint8Array.from(pending.bytes), pending.charset));
    pending = undefined;
  };
  for (const match of value.matchAll(WORD)) {
    const [whole, charset = '', kind = '', content = ''] = match;
    const between = value.slice(end, match.index);
    // Blanks between encoded words are none of the text.
    const isJoined = pending !== undefined && between.trim() === '';
    if (!isJoined || pending?.charset.toLowerCase() !== charset.toLowerCase()) close();
    if (!isJoined) pieces.push(decoded(bytesOf(between), expected));
    pending ??= { charset, bytes: [] };
    pending.bytes.push(...wordBytes(kind, content));
    end = match.index + whole.length;
  }
  close();
  pieces.push(decoded(bytesOf(value.slice(end)), expected));
  return pieces.join('').replace(/\s+/g, ' ').trim();
}

function wordBytes(kind: string, content: string): Uint8Array {
  return kind.toLowerCase() === 'b' ? base64Bytes(content) : quotedPrintable(content.replaceAll('_', '=20'));
}

function decoded(bytes: Uint8Array, charset: string | undefined): string {
  if (bytes.length === 0) return '';
  const read = decodeText(bytes, undefined, charset);
  // Whoever asks wants something to show; bytes that are no text in any charset are nothing.
  return read.ok ? read.value.text : '';
}

/** The name of an attached file: RFC 2231 first, then encoded words, which mailers write there as well. Without folders. */
export function fileNameOf(part: MimePart, expected?: string): string | undefined {
  const found =
    nameIn(part.dispositionParameters, 'filename', expected) ?? nameIn(part.parameters, 'name', expected);
  const name = found
    ?.replace(/^.*[\\/]/s, '')
    .replace(/[\0-\u001F\u007F]/g, '')
    .trim();
  return name === '' ? undefined : name;
}

function nameIn(
  parameters: ReadonlyMap<string, string>,
  key: string,
  expected: string | undefined,
): string | undefined {
  const extended = parameters.get(`${key}*`);
  if (extended !== undefined) return extendedText(extended);
  const plain = parameters.get(key);
  return plain === undefined ? undefined : headerText(plain, expected);
}

/** `utf-8'vi'B%E1%BA%A3n`: charset, language, and the bytes (RFC 2231 §4). */
function extendedText(value: string): string {
  const [, charset, content = value] = /^([\w.:-]*)'[\w-]*'(.*)$/s.exec(value) ?? [];
  const bytes = bytesOf(
    content.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
  return decoded(bytes, charset === '' ? undefined : charset);
}
