/**
 * Text of bytes in one charset, or undefined where the bytes are not that charset or the charset is not known.
 * A character is never replaced: what a decoder of the Encoding Standard lets through although the charset has no such
 * character (C1 controls, ICU's private marks) counts as broken too.
 */
export function decodeCharset(bytes: Uint8Array, label: string): string | undefined {
  if (label === 'utf-32le' || label === 'utf-32be') return decodeUtf32(bytes, label === 'utf-32le');
  const decoder = decoderFor(label);
  if (decoder === undefined) return undefined;
  try {
    const text = decoder.decode(bytes);
    return decoder.encoding.startsWith('utf-') || !NOT_IN_LEGACY.test(text) ? text : undefined;
  } catch {
    // A fatal decoder throws where another would write U+FFFD: here that means "not this charset".
    return undefined;
  }
}

/** The Encoding Standard's name for a label; undefined for labels it does not have. */
export function charsetName(label: string): string | undefined {
  const plain = label.trim().toLowerCase();
  const utf32 = /^utf-?32(le|be)?$/.exec(plain);
  if (utf32) return `utf-32${utf32[1] ?? 'be'}`;
  return decoderFor(plain)?.encoding;
}

function decoderFor(label: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    // RangeError: no such label.
    return undefined;
  }
}

const NOT_IN_LEGACY = /[\u0080-\u0084\u0086-\u009F\uFFFD\uF8F0-\uF8FF]/;

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
