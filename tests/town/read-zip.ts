import { crc32 } from 'node:zlib';

/** Files of an archive by name, read through its central directory as APPNOTE says; throws at what does not fit. */
export function readZip(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = archive.length - 22;
  if (view.getUint32(end, true) !== 0x06054b50) throw new Error('no end of central directory');
  const files = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error('no entry of the central directory');
    const nameBytes = view.getUint16(at + 28, true);
    const name = new TextDecoder('utf-8', { fatal: true }).decode(
      archive.subarray(at + 46, at + 46 + nameBytes),
    );
    if ((view.getUint16(at + 8, true) & 0x0800) === 0) throw new Error(`${name} is not said to be UTF-8`);
    const bytes = readFile(archive, view, view.getUint32(at + 42, true));
    if (crc32(bytes) !== view.getUint32(at + 16, true)) throw new Error(`${name} has another checksum`);
    files.set(name, bytes);
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

function readFile(archive: Uint8Array, view: DataView, at: number): Uint8Array {
  if (view.getUint32(at, true) !== 0x04034b50) throw new Error('no local header');
  if (view.getUint16(at + 8, true) !== 0) throw new Error('not stored as it is');
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  return archive.subarray(from, from + view.getUint32(at + 18, true));
}
