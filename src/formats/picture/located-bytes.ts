/** Bytes out of a file that still know where they stood in it, also when they were put together from several places. */
export type LocatedBytes = {
  readonly bytes: Uint8Array;
  /** Offset in the file of the byte at an offset in `bytes`. */
  placeOf(offset: number): number;
};

/** A stretch of a file. */
export function stretchOf(file: Uint8Array, start: number, end: number): LocatedBytes {
  return { bytes: file.subarray(start, end), placeOf: (offset) => start + offset };
}

/** The part of such bytes between two offsets. */
export function partOf(whole: LocatedBytes, start: number, end = whole.bytes.length): LocatedBytes {
  return { bytes: whole.bytes.subarray(start, end), placeOf: (offset) => whole.placeOf(start + offset) };
}

/** Bytes that were unpacked: all of them stand where their packing began. */
export function unpackedAt(bytes: Uint8Array, place: number): LocatedBytes {
  return { bytes, placeOf: () => place };
}

/** Several stretches as one, in the order given. */
export function joinBytes(parts: readonly LocatedBytes[]): LocatedBytes {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const bytes = concatBytes(parts.map((part) => part.bytes));
  return {
    bytes,
    placeOf(offset) {
      let left = offset;
      for (const part of parts) {
        if (left < part.bytes.length) return part.placeOf(left);
        left -= part.bytes.length;
      }
      const last = parts.at(-1);
      return last === undefined ? 0 : last.placeOf(last.bytes.length + left);
    },
  };
}

/** One array with the bytes of all. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** An unsigned number of 2 or 4 bytes; undefined where the bytes end before it does. */
export function uintAt(
  bytes: Uint8Array,
  at: number,
  size: 2 | 4,
  isLittleEndian = false,
): number | undefined {
  if (at < 0 || at + size > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, size);
  return size === 2 ? view.getUint16(0, isLittleEndian) : view.getUint32(0, isLittleEndian);
}

/** An unsigned number as bytes, most significant first. */
export function uintBytes(value: number, size: 2 | 4, isLittleEndian = false): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  if (size === 2) view.setUint16(0, value, isLittleEndian);
  else view.setUint32(0, value, isLittleEndian);
  return bytes;
}

/** Bytes as the characters of the same numbers. */
export function latin1Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

/** Characters up to U+00FF as bytes of the same numbers. */
export function latin1Bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Do these characters (up to U+00FF) stand there? */
export function standsAt(bytes: Uint8Array, at: number, text: string): boolean {
  if (at + text.length > bytes.length) return false;
  for (let index = 0; index < text.length; index += 1)
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}
