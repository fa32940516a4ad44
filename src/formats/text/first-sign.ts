const BLANKS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0xa0]);

/** The first of the bytes that is no blank; undefined where 200 are. It tells most formats apart before anything is decoded. */
export function firstSign(bytes: Uint8Array): number | undefined {
  return bytes.subarray(0, 200).find((byte) => !BLANKS.has(byte));
}

/** Whether a byte is a letter of ASCII. */
export function isLetterByte(byte: number): boolean {
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x7a;
}
