/** Content with its transfer encoding undone (RFC 2045 §6). What is not base64 or quoted-printable in it is left out or left alone. */
export function transferDecoded(body: string, encoding: string): Uint8Array {
  if (encoding === 'base64') return base64Bytes(body);
  if (encoding === 'quoted-printable') return quotedPrintable(body);
  return bytesOf(body);
}

/** The bytes of a text that has one character for each of them. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** The six bits of each byte; 64 for one that is none of the alphabet. */
const VALUES = new Uint8Array(256).fill(64);
for (let value = 0; value < ALPHABET.length; value += 1) VALUES[ALPHABET.charCodeAt(value)] = value;

/** Bytes of base64; characters that are none of it are skipped (RFC 2045 §6.8). */
export function base64Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4) + 3);
  let written = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = VALUES[text.charCodeAt(at) & 0xff] ?? 64;
    if (value === 64) continue;
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[written] = (held >> bits) & 0xff;
    written += 1;
    held &= (1 << bits) - 1;
  }
  return bytes.slice(0, written);
}

/** Bytes of quoted-printable (RFC 2045 §6.7): soft line ends are taken out, blanks at line ends too. */
export function quotedPrintable(body: string): Uint8Array {
  const text = body
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll('=\n', '');
  return bytesOf(
    text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}
