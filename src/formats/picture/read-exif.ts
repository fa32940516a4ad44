import { decodeCharset } from '../text/decode-charset.ts';
import { legacyText } from './legacy-text.ts';
import { latin1Of } from './located-bytes.ts';
import type { Said } from './picture-fields.ts';
import { fractionsOf, numbersOf, type TiffDirectory, type TiffEntry, type TiffRead } from './read-tiff.ts';

/** What EXIF says that an item has a place for, or that must not leave. */
export type ExifFacts = {
  readonly description?: Said;
  readonly artist?: Said;
  readonly copyright?: Said;
  readonly title?: Said;
  readonly keywords?: Said;
  readonly comments: readonly Said[];
  readonly taken?: Said;
  readonly digitised?: Said;
  readonly changed?: Said;
  readonly imageId?: Said;
  readonly orientation?: number;
  readonly colourSpace?: string;
  readonly position?: Said;
  readonly serialNumbers: readonly Said[];
  readonly people: readonly Said[];
  readonly hidden: readonly Said[];
  /** Tags that are none of these: technical facts of the camera. */
  readonly others: number;
};

/** The private and the technical tags (EXIF 3.0 §4.6.5 to §4.6.8, DNG 1.7, Microsoft's XP tags). */
const TAG = {
  description: 0x010e,
  orientation: 0x0112,
  changed: 0x0132,
  artist: 0x013b,
  hostComputer: 0x013c,
  copyright: 0x8298,
  taken: 0x9003,
  digitised: 0x9004,
  changedOffset: 0x9010,
  takenOffset: 0x9011,
  digitisedOffset: 0x9012,
  makerNote: 0x927c,
  userComment: 0x9286,
  colourSpace: 0xa001,
  imageId: 0xa420,
  owner: 0xa430,
  bodySerial: 0xa431,
  lensSerial: 0xa435,
  title: 0xa436,
  photographer: 0xa437,
  editor: 0xa438,
  dngSerial: 0xc62f,
  xpTitle: 0x9c9b,
  xpComment: 0x9c9c,
  xpAuthor: 0x9c9d,
  xpKeywords: 0x9c9e,
  xpSubject: 0x9c9f,
} as const;

/** More is no caption. */
const MOST_TEXT_BYTES = 100_000;

const KNOWN: ReadonlySet<number> = new Set<number>([
  ...Object.values(TAG),
  0x8769,
  0x8825,
  0xa005,
  700,
  33723,
  34377,
]);

/** Picks the facts out of the directories. Thumbnails and further pages say nothing of the picture. */
export function readExif(tiff: TiffRead): ExifFacts {
  const own = tiff.directories.filter(({ name }) => name === 'main' || name === 'exif');
  const find = (tag: number) => own.map(({ entries }) => entries.get(tag)).find((one) => one !== undefined);
  const text = (tag: number) => said(find(tag), plainText);
  const wide = (tag: number) => said(find(tag), (entry) => decodeCharset(evenBytes(entry), 'utf-16le'));
  const number = (tag: number) => {
    const entry = find(tag);
    return entry && numbersOf(entry, tiff.isLittleEndian)[0];
  };
  const comment = said(find(TAG.userComment), (entry) => userComment(entry, tiff.isLittleEndian));
  const colourSpace = COLOUR_SPACES.get(number(TAG.colourSpace) ?? 0);
  return given({
    description: text(TAG.description) ?? wide(TAG.xpSubject),
    artist: text(TAG.artist) ?? text(TAG.photographer) ?? wide(TAG.xpAuthor),
    copyright: text(TAG.copyright),
    title: text(TAG.title) ?? wide(TAG.xpTitle),
    keywords: wide(TAG.xpKeywords),
    comments: [comment, wide(TAG.xpComment)].filter(isSaid),
    taken: moment(text(TAG.taken), text(TAG.takenOffset)),
    digitised: moment(text(TAG.digitised), text(TAG.digitisedOffset)),
    changed: moment(text(TAG.changed), text(TAG.changedOffset)),
    imageId: text(TAG.imageId),
    orientation: number(TAG.orientation),
    colourSpace,
    position: positionIn(tiff),
    serialNumbers: [text(TAG.bodySerial), text(TAG.lensSerial), text(TAG.dngSerial)].filter(isSaid),
    people: [text(TAG.owner), text(TAG.editor)].filter(isSaid),
    hidden: [text(TAG.hostComputer), said(find(TAG.makerNote), makerNote)].filter(isSaid),
    others: own.reduce(
      (sum, one) => sum + [...one.entries.keys()].filter((tag) => !KNOWN.has(tag)).length,
      0,
    ),
  });
}

const COLOUR_SPACES: ReadonlyMap<number, string> = new Map([
  [1, 'sRGB'],
  [2, 'Adobe RGB'],
]);

type Unsure = { readonly [Name in keyof ExifFacts]: ExifFacts[Name] | undefined } & Pick<
  ExifFacts,
  'comments' | 'serialNumbers' | 'people' | 'hidden' | 'others'
>;

/** Without the keys that say nothing. */
function given({ comments, serialNumbers, people, hidden, others, ...unsure }: Unsure): ExifFacts {
  const known: Partial<ExifFacts> = Object.fromEntries(
    Object.entries(unsure).filter(([, value]) => value !== undefined),
  );
  return { ...known, comments, serialNumbers, people, hidden, others };
}

function isSaid(one: Said | undefined): one is Said {
  return one !== undefined;
}

function said(
  entry: TiffEntry | undefined,
  read: (entry: TiffEntry) => string | undefined,
): Said | undefined {
  if (entry === undefined || entry.value.bytes.length === 0) return undefined;
  const text = read(entry)?.replace(/\0+$/, '').trim() ?? '';
  return text === ''
    ? undefined
    : { text: text.replaceAll('\0', '; '), at: `byte ${entry.value.placeOf(0)}` };
}

function plainText({ value }: TiffEntry): string {
  return legacyText(value.bytes.subarray(0, MOST_TEXT_BYTES)).text;
}

function evenBytes({ value }: TiffEntry): Uint8Array {
  return value.bytes.subarray(0, value.bytes.length & ~1);
}

function makerNote({ value }: TiffEntry): string {
  return `maker notes of the camera, ${value.bytes.length} bytes`;
}

/** EXIF 3.0 §4.6.6.4.2: eight bytes name the code. Writers are often wrong about the byte order of UNICODE. */
function userComment({ value }: TiffEntry, isLittleEndian: boolean): string | undefined {
  const code = latin1Of(value.bytes.subarray(0, 8)).replace(/[\0 ]+$/, '');
  const body = value.bytes.subarray(8, MOST_TEXT_BYTES);
  if (code === 'JIS') return decodeCharset(body, 'iso-2022-jp');
  if (code !== 'UNICODE') return legacyText(body).text;
  const even = body.subarray(0, body.length & ~1);
  const zeros = [0, 1].map((odd) => even.filter((byte, index) => byte === 0 && index % 2 === odd).length);
  const [first = 0, second = 0] = zeros;
  const isLittle = first === second ? isLittleEndian : second > first;
  return decodeCharset(even, isLittle ? 'utf-16le' : 'utf-16be');
}

/** `2026:11:29 10:00:00` and `+07:00`, which together are a time of ISO 8601. */
function moment(written: Said | undefined, offset: Said | undefined): Said | undefined {
  const parts = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d:\d\d:\d\d)/.exec(written?.text ?? '');
  if (written === undefined || parts === null) return undefined;
  const zone = /^[+-]\d\d:\d\d$/.test(offset?.text ?? '') ? offset?.text : '';
  return { ...written, text: `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${zone}` };
}

/** GPS as degrees, north and east positive; altitude, time and the rest of the directory go with it. */
function positionIn({ directories, isLittleEndian }: TiffRead): Said | undefined {
  const gps = directories.find(({ name }) => name === 'gps');
  if (gps === undefined || gps.entries.size === 0) return undefined;
  const latitude = degreesIn(gps, 1, isLittleEndian);
  const longitude = degreesIn(gps, 3, isLittleEndian);
  const text = latitude === undefined || longitude === undefined ? 'GPS data' : `${latitude}, ${longitude}`;
  return { text, at: `byte ${gps.at}` };
}

function degreesIn(
  { entries }: TiffDirectory,
  reference: number,
  isLittleEndian: boolean,
): string | undefined {
  const letter = latin1Of(entries.get(reference)?.value.bytes.subarray(0, 1) ?? new Uint8Array());
  const entry = entries.get(reference + 1);
  const [degrees, minutes = 0, seconds = 0] = entry ? fractionsOf(entry, isLittleEndian) : [];
  if (degrees === undefined) return undefined;
  const value = degrees + minutes / 60 + seconds / 3600;
  return (letter === 'S' || letter === 'W' ? -value : value).toFixed(5);
}
