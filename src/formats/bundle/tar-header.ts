/** A member of an archive: a plain file, and nothing else. */
export type TarMember = { readonly name: string; readonly size: number };

/** Everything in a tar archive stands in blocks of so many bytes. */
export const TAR_BLOCK = 512;

const MOST_SIZE = 8 ** 11 - 1;

/**
 * The block before a member's bytes (POSIX.1-1988 ustar). No owner, no moment, no path but the name: it says nothing of the
 * machine that wrote it.
 */
export function printTarHeader({ name, size }: TarMember): Uint8Array {
  if (!/^[\x21-\x7e]{1,100}$/.test(name) || size > MOST_SIZE) throw new Error(`no ustar member: ${name}`);
  const block = new Uint8Array(TAR_BLOCK);
  const put = (at: number, text: string): void => block.set(new TextEncoder().encode(text), at);
  put(0, name);
  put(100, '0000644\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  put(124, `${octal(size, 11)}\0`);
  put(136, `${octal(0, 11)}\0`);
  put(156, '0');
  put(257, 'ustar\x0000');
  put(148, `${octal(checksum(block), 6)}\0 `);
  return block;
}

/**
 * Reads such a block. `end`: the empty block that closes an archive. Undefined for all that is no plain ustar file: links,
 * folders, long names and extended headers have no use here, and what has no reader can do no harm.
 */
export function readTarHeader(block: Uint8Array): TarMember | 'end' | undefined {
  if (block.length !== TAR_BLOCK) return undefined;
  if (block.every((byte) => byte === 0)) return 'end';
  if (!textAt(block, 257, 6).startsWith('ustar') || readOctal(block, 148, 8) !== checksum(block))
    return undefined;
  const kind = textAt(block, 156, 1);
  const [name, prefix] = [textAt(block, 0, 100), textAt(block, 345, 155)];
  const size = readOctal(block, 124, 12);
  if ((kind !== '0' && kind !== '') || prefix !== '' || name === '' || size === undefined) return undefined;
  return { name, size };
}

/** How many zeros follow a member's bytes up to the next block. */
export function tarPadding(size: number): number {
  return (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

function readOctal(block: Uint8Array, at: number, length: number): number | undefined {
  const text = textAt(block, at, length).trim();
  return /^[0-7]{1,11}$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

/** Up to the first zero byte. */
function textAt(block: Uint8Array, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}

/** The sum of the block's bytes, its own place counted as spaces. */
function checksum(block: Uint8Array): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
}
