import { Type } from 'typebox';

/** The name under which OpenAPI knows it; whoever compiles shapes has `isBase64` judge it. */
export const BASE64_FORMAT = 'byte';

/** A file inside JSON (RFC 4648 §4), of at most so many letters. No pattern judges it: over megabytes one may run out of stack. */
export function Base64Text(mostLetters: number) {
  return Type.String({
    minLength: 1,
    maxLength: mostLetters,
    format: BASE64_FORMAT,
    contentEncoding: 'base64',
    description: 'base64',
  });
}

const MOST_PADDING = 2;

/** Letters of the alphabet and at the end at most two `=`; whether they end with a whole byte is not asked. */
export function isBase64(text: string): boolean {
  const end = text.indexOf('=');
  const length = end === -1 ? text.length : end;
  if (length === 0 || text.length - length > MOST_PADDING || !'=='.startsWith(text.slice(length)))
    return false;
  for (let at = 0; at < length; at += 1) if (!isLetter(text.charCodeAt(at))) return false;
  return true;
}

/** A to Z, a to z, 0 to 9, + and / by their codes. */
function isLetter(code: number): boolean {
  const isIn = (from: number, to: number): boolean => code >= from && code <= to;
  return isIn(0x61, 0x7a) || isIn(0x41, 0x5a) || isIn(0x2f, 0x39) || code === 0x2b;
}
