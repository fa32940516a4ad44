import type { Instant } from '#kernel/instant.ts';
import { crc32 } from './crc32.ts';

/** One file of an archive; its name may have folders, parted by `/`, in any script. */
export type ZipFile = { readonly name: string; readonly bytes: Uint8Array };

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Bit 11 of the general purpose flag: names are UTF-8 (APPNOTE 6.3.10 §4.4.4). */
const UTF8_NAMES = 0x0800;
const VERSION = 20;
const MADE_ON_UNIX = 3 << 8;
/** A plain file that its owner writes and everybody reads; the upper half of the external attributes. */
const PLAIN_FILE = 0o100644;

/**
 * A ZIP archive of files stored as they are, in the order given, all dated with one moment (UTC, even seconds). Names are said to be UTF-8,
 * composed (NFC), so that Windows, macOS and Linux show Vietnamese and Chinese alike. Below 4 GiB and 65,536 files: the caller
 * has smaller limits. Source: PKWARE APPNOTE 6.3.10.
 */
export function writeZip(files: readonly ZipFile[], at: Instant): Uint8Array {
  const stamp = dosTime(at);
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const path = new TextEncoder().encode(name.normalize('NFC'));
    const facts = [...stamp, u32(crc32(bytes)), u32(bytes.length), u32(bytes.length), u16(path.length)];
    const head = join([u32(LOCAL), u16(VERSION), u16(UTF8_NAMES), u16(0), ...facts, u16(0), path]);
    const made = [u32(CENTRAL), u16(MADE_ON_UNIX | VERSION), u16(VERSION), u16(UTF8_NAMES), u16(0)];
    const plain = [u16(0), u16(0), u16(0), u16(0), u32(PLAIN_FILE * 0x10000), u32(offset)];
    directory.push(join([...made, ...facts, ...plain, path]));
    parts.push(head, bytes);
    offset += head.length + bytes.length;
  }
  const central = join(directory);
  const count = u16(files.length);
  const end = [u32(END), u16(0), u16(0), count, count, u32(central.length), u32(offset), u16(0)];
  return join([...parts, central, ...end]);
}

/** Time, then date, as MS-DOS counted them: from 1980, in steps of two seconds. */
function dosTime(at: Instant): readonly [Uint8Array, Uint8Array] {
  const [year = 1980, month = 1, day = 1, hour = 0, minute = 0, second = 0] = at.split(/\D+/).map(Number);
  const years = Math.min(Math.max(year - 1980, 0), 127);
  return [u16((hour << 11) | (minute << 5) | (second >> 1)), u16((years << 9) | (month << 5) | day)];
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
