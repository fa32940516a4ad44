import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { partOf, standsAt, uintAt, type LocatedBytes } from './located-bytes.ts';

/** One tag of a directory; `value` are its bytes as they stand, wherever they stand. */
export type TiffEntry = {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: LocatedBytes;
};

/** `main`: the picture; `more`: thumbnails and further pages; the others hang below by a tag of their own. */
export type TiffDirectoryName = 'main' | 'more' | 'exif' | 'gps' | 'interoperability';
export type TiffDirectory = {
  readonly name: TiffDirectoryName;
  readonly at: number;
  readonly entries: ReadonlyMap<number, TiffEntry>;
};

/** What could be read, and what stopped the reading, if anything did. */
export type TiffRead = {
  readonly isLittleEndian: boolean;
  readonly directories: readonly TiffDirectory[];
  readonly problem?: FormatRefusal;
};

const MOST_DIRECTORIES = 100;
const MOST_ENTRIES = 2000;
const SIZE_OF_TYPE = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
const CHILDREN: ReadonlyMap<number, TiffDirectoryName> = new Map([
  [0x8769, 'exif'],
  [0x8825, 'gps'],
  [0xa005, 'interoperability'],
]);

/** `from`: place in the file of the offset that names it. */
type Waiting = { readonly name: TiffDirectoryName; readonly at: number; readonly from: number };

/**
 * Reads the directories of a TIFF or EXIF block (TIFF 6.0 §2, EXIF 3.0 §4.6), in either byte order. Each directory is read
 * once, at most a hundred of them; offsets that lead out of the block or round in a circle end the reading with a `problem`.
 */
export function readTiff(block: LocatedBytes): TiffRead {
  const { bytes } = block;
  const isLittleEndian = standsAt(bytes, 0, 'II');
  const isKnown = isLittleEndian || standsAt(bytes, 0, 'MM');
  const first = uintAt(bytes, 4, 4, isLittleEndian);
  if (!isKnown || uintAt(bytes, 2, 2, isLittleEndian) !== 42 || first === undefined)
    return {
      isLittleEndian,
      directories: [],
      problem: problemAt(block.placeOf(0), 'This is no TIFF structure.'),
    };
  const directories: TiffDirectory[] = [];
  const waiting: Waiting[] = [{ name: 'main', at: first, from: block.placeOf(4) }];
  const seen = new Set<number>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const count = uintAt(bytes, next.at, 2, isLittleEndian);
    const fault = faultIn(next, { seen, count });
    if (fault !== undefined || count === undefined)
      return { isLittleEndian, directories, problem: problemAt(next.from, fault ?? '') };
    seen.add(next.at);
    const directory = readDirectory(block, next, count, isLittleEndian);
    directories.push(directory);
    waiting.push(...childrenOf(directory, isLittleEndian), ...followerOf(block, next, count, isLittleEndian));
  }
  return { isLittleEndian, directories };
}

function faultIn(
  { at }: Waiting,
  { seen, count }: { readonly seen: ReadonlySet<number>; readonly count: number | undefined },
): string | undefined {
  if (seen.has(at)) return 'A directory is named twice; they lead in a circle.';
  if (seen.size >= MOST_DIRECTORIES) return `There are more than ${MOST_DIRECTORIES} directories.`;
  if (count === undefined) return 'The directory named here lies beyond the end.';
  return count > MOST_ENTRIES ? `The directory named here has more than ${MOST_ENTRIES} tags.` : undefined;
}

function followerOf(
  block: LocatedBytes,
  { name, at }: Waiting,
  count: number,
  isLittleEndian: boolean,
): readonly Waiting[] {
  if (name !== 'main' && name !== 'more') return [];
  const link = at + 2 + count * 12;
  const following = uintAt(block.bytes, link, 4, isLittleEndian) ?? 0;
  return following === 0 ? [] : [{ name: 'more', at: following, from: block.placeOf(link) }];
}

function readDirectory(
  block: LocatedBytes,
  { name, at }: Waiting,
  count: number,
  isLittleEndian: boolean,
): TiffDirectory {
  const entries = new Map<number, TiffEntry>();
  for (let index = 0; index < count; index += 1) {
    const entry = readEntry(block, at + 2 + index * 12, isLittleEndian);
    if (entry === undefined) break;
    if (!entries.has(entry.tag)) entries.set(entry.tag, entry);
  }
  return { name, at: block.placeOf(at), entries };
}

/** A value beyond the end is read as far as it goes: empty. */
function readEntry(block: LocatedBytes, at: number, isLittleEndian: boolean): TiffEntry | undefined {
  const { bytes } = block;
  const tag = uintAt(bytes, at, 2, isLittleEndian);
  const type = uintAt(bytes, at + 2, 2, isLittleEndian);
  const count = uintAt(bytes, at + 4, 4, isLittleEndian);
  const offset = uintAt(bytes, at + 8, 4, isLittleEndian);
  if (tag === undefined || type === undefined || count === undefined || offset === undefined)
    return undefined;
  const size = (SIZE_OF_TYPE[type] ?? 0) * count;
  const start = size <= 4 ? at + 8 : offset;
  const isInside = start + size <= bytes.length;
  return { tag, type, count, value: isInside ? partOf(block, start, start + size) : partOf(block, at, at) };
}

function childrenOf({ entries }: TiffDirectory, isLittleEndian: boolean): readonly Waiting[] {
  return [...CHILDREN].flatMap(([tag, name]) => {
    const entry = entries.get(tag);
    const at = entry && uintAt(entry.value.bytes, 0, 4, isLittleEndian);
    return at === undefined || entry === undefined ? [] : [{ name, at, from: entry.value.placeOf(0) }];
  });
}

function problemAt(place: number, detail: string): FormatRefusal {
  return { code: 'picture-invalid', at: `byte ${place}`, detail };
}

/** The whole numbers of a tag (types BYTE, SHORT, LONG); empty for other types. */
export function numbersOf({ type, value, count }: TiffEntry, isLittleEndian: boolean): readonly number[] {
  if (type === 1 || type === 7) return [...value.bytes.subarray(0, 64)];
  if (type !== 3 && type !== 4) return [];
  const size = type === 3 ? 2 : 4;
  return Array.from({ length: Math.min(count, 64) }, (_, index) =>
    uintAt(value.bytes, index * size, size, isLittleEndian),
  ).filter((number) => number !== undefined);
}

/** The fractions of a tag (type RATIONAL) as numbers; one without a denominator is left out. */
export function fractionsOf({ type, value, count }: TiffEntry, isLittleEndian: boolean): readonly number[] {
  if (type !== 5) return [];
  return Array.from({ length: Math.min(count, 8) }, (_, index) => {
    const numerator = uintAt(value.bytes, index * 8, 4, isLittleEndian) ?? 0;
    const denominator = uintAt(value.bytes, index * 8 + 4, 4, isLittleEndian) ?? 0;
    return numerator / denominator;
  }).filter((number) => Number.isFinite(number));
}
