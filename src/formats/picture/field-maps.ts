import type { ExifFacts } from './read-exif.ts';
import type { IimText } from './read-iim.ts';
import { legacyText } from './legacy-text.ts';
import { FIELD_PAIRS, say, type FieldMap, type FieldName, type Said } from './picture-fields.ts';
import type { PictureNote } from './picture-parts.ts';
import type { XmpProperties } from './xmp-properties.ts';
import { decodeCharset } from '../text/decode-charset.ts';

/** The fields of an XMP packet. */
export function fieldsOfXmp(properties: XmpProperties): FieldMap {
  const map: FieldMap = new Map();
  for (const [name, property] of [...FIELD_PAIRS, ...COPIES]) {
    const isSaid = map.has(name);
    for (const said of properties.said(property)) if (!isSaid) say(map, name, said);
  }
  return map;
}

/** Copies of EXIF in XMP (XMP part 2 §3.5), for pictures that have no more than these. */
const COPIES: readonly (readonly [FieldName, string])[] = [
  ['description', 'tiff:ImageDescription'],
  ['creator', 'tiff:Artist'],
  ['copyrightNotice', 'tiff:Copyright'],
  ['dateCreated', 'exif:DateTimeOriginal'],
  ['digitised', 'exif:DateTimeDigitized'],
];

/** The fields of an IIM block; days and times of day, which stand apart there, become one. */
export function fieldsOfIim(texts: readonly IimText[]): FieldMap {
  const map: FieldMap = new Map();
  for (const [name, , number] of FIELD_PAIRS)
    for (const { text, at } of texts.filter((one) => one.number === `2:${number}`)) {
      const time = TIMES.get(number);
      say(map, name, { text: time === undefined ? text : iimMoment(text, textOf(texts, time)), at });
    }
  return map;
}

const TIMES: ReadonlyMap<number, string> = new Map([
  [55, '2:60'],
  [62, '2:63'],
]);

/** IIM §6: `CCYYMMDD` and `HHMMSS±HHMM`, as one time of ISO 8601; what is neither stays as it is. */
export function iimMoment(day: string, time: string | undefined): string {
  const date = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(day);
  if (date === null) return day;
  // Zeros stand for a part that is not known (IIM 2:55).
  const known = `${date[1]}-${date[2]}-${date[3]}`;
  const clock = /^(\d\d):?(\d\d):?(\d\d)\s*([+-]\d\d:?\d\d|Z)?$/.exec(time ?? '');
  return clock === null ? known : `${known}T${clock[1]}:${clock[2]}:${clock[3]}${clock[4] ?? ''}`;
}

function textOf(texts: readonly IimText[], number: string): string | undefined {
  return texts.find((one) => one.number === number)?.text;
}

/** The fields that EXIF has too. */
export function fieldsOfExif(facts: ExifFacts): FieldMap {
  const map: FieldMap = new Map();
  const put = (name: FieldName, said: Said | undefined): void => {
    if (said !== undefined) say(map, name, said);
  };
  put('description', isCameraWords(facts.description) ? undefined : facts.description);
  put('creator', facts.artist);
  put('copyrightNotice', facts.copyright);
  put('title', facts.title);
  put('dateCreated', facts.taken);
  put('digitised', facts.digitised);
  for (const keyword of facts.keywords?.text.split(';') ?? [])
    put('keywords', { text: keyword, at: facts.keywords?.at ?? '' });
  return map;
}

/** What cameras write into every picture. */
function isCameraWords(said: Said | undefined): boolean {
  return /^(?:OLYMPUS DIGITAL CAMERA|SONY DSC|DCIM\\.*|Created with GIMP|SAMSUNG.*DIGITAL CAMERA)$/i.test(
    said?.text ?? '',
  );
}

const PNG_KEYWORDS: ReadonlyMap<string, FieldName> = new Map([
  ['Title', 'title'],
  ['Author', 'creator'],
  ['Description', 'description'],
  ['Copyright', 'copyrightNotice'],
  ['Source', 'source'],
]);

/** Of the program and the moment of saving. */
const TECHNICAL: ReadonlySet<string> = new Set(['Software', 'Creation Time', 'date:create', 'date:modify']);

/** The fields of PNG's own text chunks (PNG 3rd edition §11.3.3.1), and the notes that are none of them. */
export function fieldsOfNotes(notes: readonly PictureNote[]): {
  readonly map: FieldMap;
  readonly rest: readonly (Said & { readonly keyword: string })[];
} {
  const map: FieldMap = new Map();
  const rest: (Said & { readonly keyword: string })[] = [];
  for (const { keyword, text, isUtf8 } of notes) {
    const name = PNG_KEYWORDS.get(keyword);
    const utf8 = isUtf8 ? decodeCharset(text.bytes, 'utf-8') : undefined;
    const said = {
      text: (utf8 ?? legacyText(text.bytes).text).replaceAll('\0', '').trim(),
      at: `byte ${text.placeOf(0)}`,
    };
    if (name !== undefined) say(map, name, said);
    else if (said.text !== '' && !TECHNICAL.has(keyword)) rest.push({ keyword, ...said });
  }
  return { map, rest };
}
