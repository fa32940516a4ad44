import { crc32 } from 'node:zlib';

const FIRST_CHUNK = 8;
const AROUND_DATA = 12;

/**
 * Is every chunk of a PNG there and unbroken up to its end (PNG 3rd edition §5.3)? Decoders show a picture once its pixels
 * are there, whatever follows; bytes after the end are no matter, because a derivative does not have them.
 */
export function isWholePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = FIRST_CHUNK;
  while (at + AROUND_DATA <= bytes.byteLength) {
    const length = view.getUint32(at);
    const end = at + AROUND_DATA + length;
    if (end > bytes.byteLength) return false;
    const named = bytes.subarray(at + 4, end - 4);
    if (crc32(named) !== view.getUint32(end - 4)) return false;
    if (Buffer.from(named.subarray(0, 4)).toString('latin1') === 'IEND') return true;
    at = end;
  }
  return false;
}
