import type { DroppedList } from '../dropped-list.ts';
import type { Finding } from '#domain/item/finding.ts';
import { decodeCharset } from '../text/decode-charset.ts';
import type { WireEncoding } from '../wire/wire-item.ts';
import { legacyText } from './legacy-text.ts';
import { concatBytes, latin1Of, partOf, uintAt, type LocatedBytes } from './located-bytes.ts';

/** One dataset as text, `number` such as `2:105`. */
export type IimText = { readonly number: string; readonly text: string; readonly at: string };

type Dataset = { readonly number: string; readonly value: LocatedBytes };
/** The texts of a block, what 1:90 says of their charset, and in which they are. */
export type ReadIim = { readonly texts: readonly IimText[]; readonly encoding: WireEncoding };

/** Takes note of something that had to be decided. */
export type Warn = (code: Finding['code'], at: string, detail: string) => void;

const TAG = 0x1c;
const MOST_DATASETS = 10_000;

/**
 * Reads IPTC-IIM 4.2 (§1.5: tag, record, dataset, length of two bytes, or of as many bytes as those two say). All texts of a block
 * share one charset: the one that 1:90 names by its ISO 2022 escape, where the bytes agree, else what they look like together.
 */
export function readIim(block: LocatedBytes, dropped: DroppedList, warn: Warn): ReadIim {
  const datasets = splitIim(block, dropped);
  const texts = datasets.filter(({ number }) => isText(number));
  for (const { number, value } of datasets)
    if (!isText(number) && !BOOKKEEPING.has(number) && value.bytes.length > 0)
      dropped.add(`byte ${value.placeOf(0)}`, `IIM ${number}`, 'it holds no text');
  const { lines, encoding } = decodeAll(datasets, texts, `byte ${block.placeOf(0)}`, warn);
  const read = texts.map(({ number, value }, index) => ({
    number,
    text: (lines[index] ?? '').replaceAll('\0', '').replace(/\r\n?/g, '\n').trim(),
    at: `byte ${value.placeOf(0)}`,
  }));
  return { texts: read, encoding };
}

/** Versions of the records and formats, and the charset, which has been obeyed. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['1:0', '1:20', '1:22', '1:90', '2:0']);

function splitIim(block: LocatedBytes, dropped: DroppedList): readonly Dataset[] {
  const { bytes } = block;
  const datasets: Dataset[] = [];
  let at = 0;
  while (at < bytes.length && datasets.length < MOST_DATASETS) {
    const length = bytes[at] === TAG ? lengthAt(bytes, at + 3) : undefined;
    if (length === undefined || length.start + length.size > bytes.length) break;
    const end = length.start + length.size;
    datasets.push({
      number: `${bytes[at + 1]}:${bytes[at + 2]}`,
      value: partOf(block, length.start, end),
    });
    at = end;
  }
  if (bytes.subarray(at).some((byte) => byte !== 0))
    dropped.add(`byte ${block.placeOf(at)}`, 'IIM', 'no whole dataset begins here');
  return datasets;
}

/** §1.5.3: with the highest bit set, the two bytes say how many bytes of length follow. */
function lengthAt(bytes: Uint8Array, at: number): { start: number; size: number } | undefined {
  const short = uintAt(bytes, at, 2);
  if (short === undefined || short < 0x8000)
    return short === undefined ? short : { start: at + 2, size: short };
  const count = short & 0x7fff;
  const size = count === 4 ? uintAt(bytes, at + 2, 4) : count === 2 ? uintAt(bytes, at + 2, 2) : undefined;
  return size === undefined ? undefined : { start: at + 2 + count, size };
}

/** Binary: record and file versions, the charset escape, rasterised captions, previews, the object itself. */
function isText(number: string): boolean {
  return !/^(?:1:(?:0|20|22|90|120|122)|2:(?:0|125|200|201|202)|[3-9]:\d+)$/.test(number);
}

function decodeAll(
  datasets: readonly Dataset[],
  texts: readonly Dataset[],
  at: string,
  warn: Warn,
): { readonly lines: readonly string[]; readonly encoding: WireEncoding } {
  const lines = concatBytes(texts.flatMap(({ value }) => [value.bytes, NEW_LINE]));
  const label = datasets.find(({ number }) => number === '1:90');
  const named = label && charsetOfEscape(latin1Of(label.value.bytes));
  const asNamed = named && decodeCharset(lines, named);
  const declared = named === undefined ? [] : [{ from: 'IIM 1:90', written: named } as const];
  if (named !== undefined && asNamed !== undefined)
    return { lines: textsIn(asNamed, texts), encoding: { declared, found: named } };
  const { text, charset, isAssumed } = legacyText(lines);
  if (named !== undefined && label !== undefined)
    warn(
      'charset-label-wrong',
      `byte ${label.value.placeOf(0)}`,
      `IIM 1:90 says ${named}, but the texts are ${charset}.`,
    );
  if (isAssumed) warn('charset-assumed', at, `The IIM texts say no charset; they are read as ${charset}.`);
  return { lines: textsIn(text, texts), encoding: { declared, found: charset } };
}

/** Each dataset's own lines out of the text of all: no charset of wires has a line feed inside a character. */
function textsIn(whole: string, texts: readonly Dataset[]): readonly string[] {
  const lines = whole.split('\n');
  let next = 0;
  return texts.map(({ value }) => {
    const count = value.bytes.filter((byte) => byte === 0x0a).length + 1;
    next += count;
    return lines.slice(next - count, next).join('\n');
  });
}

const NEW_LINE = Uint8Array.of(0x0a);

/** ISO 2022 escapes of IIM appendix C that agencies use. */
function charsetOfEscape(escape: string): string | undefined {
  if (/\u001B%(?:G|\/[GHI])/.test(escape)) return 'utf-8';
  const part = /\u001B[-,./]([A-Z])/.exec(escape)?.[1];
  return part === undefined ? undefined : RIGHT_HALVES.get(part);
}

const RIGHT_HALVES: ReadonlyMap<string, string> = new Map([
  ['A', 'windows-1252'],
  ['B', 'iso-8859-2'],
  ['C', 'iso-8859-3'],
  ['D', 'iso-8859-4'],
  ['L', 'iso-8859-5'],
  ['G', 'iso-8859-6'],
  ['F', 'iso-8859-7'],
  ['H', 'iso-8859-8'],
  ['M', 'windows-1254'],
  ['b', 'iso-8859-15'],
]);
