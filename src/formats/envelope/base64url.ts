const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const NOT_A_DIGIT = 255;
const VALUE_OF = new Uint8Array(128).fill(NOT_A_DIGIT);
for (let value = 0; value < ALPHABET.length; value += 1) VALUE_OF[ALPHABET.charCodeAt(value)] = value;

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

function digit(value: number): string {
  return ALPHABET.charAt(value & 63);
}

/** Bytes as base64url without padding (RFC 4648 §5). */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index;
    const bits = (byteAt(bytes, index) << 16) | (byteAt(bytes, index + 1) << 8) | byteAt(bytes, index + 2);
    text += digit(bits >> 18) + digit(bits >> 12);
    if (left > 1) text += digit(bits >> 6);
    if (left > 2) text += digit(bits);
  }
  return text;
}

/**
 * The bytes of unpadded base64url; undefined for padding, other alphabets, white space and left-over bits.
 * One byte string has one spelling only, so a signed text cannot be respelt (I2, I20).
 */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let written = 0;
  for (let index = 0; index < text.length; index += 1) {
    const value = VALUE_OF[text.charCodeAt(index)] ?? NOT_A_DIGIT;
    if (value === NOT_A_DIGIT) return undefined;
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[written] = bits >> held;
    written += 1;
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : undefined;
}
