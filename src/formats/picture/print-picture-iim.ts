import { concatBytes, latin1Bytes, uintBytes } from './located-bytes.ts';
import { md5 } from './md5.ts';
import type { PictureMetadata } from './picture-metadata.ts';
import { RESOURCE } from './read-photoshop.ts';

const ENCODER = new TextEncoder();

/** Datasets of record 2 with the most bytes that each may have (IIM 4.2 §6). */
const LENGTHS = {
  title: [5, 64],
  urgency: [10, 1],
  keywords: [25, 64],
  instructions: [40, 256],
  creators: [80, 32],
  city: [90, 32],
  sublocation: [92, 32],
  state: [95, 32],
  countryCode: [100, 3],
  country: [101, 64],
  headline: [105, 256],
  credit: [110, 32],
  source: [115, 32],
  copyrightNotice: [116, 128],
  caption: [120, 2000],
} as const;

/**
 * The metadata as IIM in UTF-8, said so by 1:90. IIM has no place for usage terms, addresses and identities, and its lengths are limits
 * in bytes: a text is cut at the last whole character, XMP has it in full.
 */
export function printPictureIim(metadata: PictureMetadata): Uint8Array {
  const { keywords = [], creators = [], urgency, countryCode, dateCreated, ...texts } = metadata;
  const many = (number: number, most: number, values: readonly string[]) =>
    values.map((value) => dataset(2, number, cut(value, most)));
  const single = Object.entries(LENGTHS).flatMap(([name, [number, most]]) => {
    const value = Object.entries(texts).find(([key]) => key === name)?.[1];
    return value === undefined || value === '' ? [] : [dataset(2, number, cut(value, most))];
  });
  const isThree = countryCode !== undefined && /^[A-Za-z]{3}$/.test(countryCode);
  return concatBytes([
    dataset(1, 90, latin1Bytes('\u001b%G')),
    dataset(2, 0, Uint8Array.of(0, 4)),
    ...single,
    ...(urgency === undefined ? [] : [dataset(2, LENGTHS.urgency[0], latin1Bytes(String(urgency)))]),
    ...many(...LENGTHS.keywords, keywords),
    ...many(...LENGTHS.creators, creators),
    ...(isThree ? [dataset(2, LENGTHS.countryCode[0], latin1Bytes(countryCode))] : []),
    ...datasetsOfTime(dateCreated),
  ]);
}

/** Image resource blocks of Photoshop: the IIM and the digest that says XMP was written together with it. */
export function printIimResources(iim: Uint8Array): Uint8Array {
  return concatBytes([resource(RESOURCE.iim, iim), resource(RESOURCE.iimDigest, md5(iim))]);
}

function resource(id: number, data: Uint8Array): Uint8Array {
  const head = [latin1Bytes('8BIM'), uintBytes(id, 2), new Uint8Array(2), uintBytes(data.length, 4)];
  return concatBytes([...head, data, new Uint8Array(data.length % 2)]);
}

function dataset(record: number, number: number, value: Uint8Array): Uint8Array {
  return concatBytes([Uint8Array.of(0x1c, record, number), uintBytes(value.length, 2), value]);
}

function cut(text: string, mostBytes: number): Uint8Array {
  const bytes = ENCODER.encode(text);
  if (bytes.length <= mostBytes) return bytes;
  let end = mostBytes;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}

/** 2:55 and 2:60; a time without an offset has no place in IIM, so only its day is said. */
function datasetsOfTime(time: string | undefined): readonly Uint8Array[] {
  const written = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(Z|[+-]\d\d:\d\d))?/.exec(time ?? '');
  if (written === null) return [];
  const [, year = '', month = '', day = '', hours, minutes, seconds, zone = ''] = written;
  const offset = zone === 'Z' ? '+0000' : zone.replace(':', '');
  const clock = `${hours}${minutes}${seconds}${offset}`;
  const date = dataset(2, 55, latin1Bytes(year + month + day));
  return hours === undefined ? [date] : [date, dataset(2, 60, latin1Bytes(clock))];
}
