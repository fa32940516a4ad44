/** A member of a tar archive (POSIX ustar, plain files alone). */
export type Member = { readonly name: string; readonly bytes: Buffer };

const BLOCK = 512;

export function packTar(members: readonly Member[]): Buffer {
  const parts = members.flatMap(({ name, bytes }) => [headerOf(name, bytes.length), bytes, paddingOf(bytes)]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** The members up to the two empty blocks; a text that says why where it is no such archive. */
export function unpackTar(file: Buffer, isWithoutEnd = false): readonly Member[] | string {
  const members: Member[] = [];
  for (let at = 0; ;) {
    const block = file.subarray(at, at + BLOCK);
    if (block.length < BLOCK) return isWithoutEnd ? members : 'it ends before its end';
    if (block.every((byte) => byte === 0))
      return closes(file.subarray(at)) ? members : 'it goes on behind its end';
    if (textAt(block, 257, 5) !== 'ustar' || textAt(block, 156, 1) !== '0')
      return 'a member is no plain file';
    if (Number.parseInt(textAt(block, 148, 8), 8) !== checksumOf(block)) return 'a header does not add up';
    const size = Number.parseInt(textAt(block, 124, 12), 8);
    const bytes = file.subarray(at + BLOCK, at + BLOCK + size);
    if (bytes.length < size && !isWithoutEnd) return 'a member is cut off';
    members.push({ name: textAt(block, 0, 100), bytes });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function closes(end: Buffer): boolean {
  return end.length === 2 * BLOCK && end.every((byte) => byte === 0);
}

function headerOf(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  block.write(name, 0, 100);
  block.write(octal(0o644, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.write('0', 156);
  block.write('ustar\x0000', 257);
  block.write(`${octal(checksumOf(block), 6)} `, 148);
  return block;
}

function paddingOf({ length }: Buffer): Buffer {
  return Buffer.alloc((BLOCK - (length % BLOCK)) % BLOCK);
}

function textAt(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString('latin1');
}

/** The sum of the bytes, its own place counted as spaces. */
function checksumOf(block: Buffer): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
}
