import type { Dropped } from '#domain/item/dropped.ts';
import type { Instant } from '#kernel/instant.ts';
import { printOutgoingNinjs } from '../ninjs/print-outgoing-ninjs.ts';
import type { OutgoingItem, OutgoingPicture } from '../outgoing-item.ts';
import { printOutgoingText } from '../print-outgoing-text.ts';
import { labelsIn } from '../text/print-text.ts';
import { writeZip } from '../zip/write-zip.ts';
import { RIGHTS_FILE } from './package-words.ts';
import { printRights } from './print-rights.ts';
import { printOutgoingHtml } from './story-html.ts';

/** What leaves with a story beside its own words. */
export type OutgoingExtras = {
  readonly pictures: readonly OutgoingPicture[];
  /** What may not leave with it. */
  readonly dropped: readonly Dropped[];
  /** When it leaves. */
  readonly at: Instant;
};

/** A story with its pictures as one ZIP: as a page, as plain text and as ninjs, with its rights in a file for people. */
export function printPackage(outgoing: OutgoingItem, { pictures, dropped, at }: OutgoingExtras): Uint8Array {
  const { item } = outgoing;
  const name = fileNameOf(item.headline === '' ? item.guid : item.headline);
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const shown = pictures.map(({ fileName, ...one }) => ({ ...one, src: encodeURIComponent(fileName) }));
  const files = [
    { name: `${name}.html`, bytes: encode(printOutgoingHtml(outgoing, shown)) },
    { name: `${name}.txt`, bytes: encode(printOutgoingText(outgoing)) },
    {
      name: `${name}.ninjs.json`,
      bytes: encode(`${JSON.stringify(printOutgoingNinjs(outgoing), undefined, 2)}\n`),
    },
    { name: RIGHTS_FILE[labelsIn(item.language)], bytes: encode(printRights(outgoing, pictures, dropped)) },
    ...pictures.map(({ fileName, bytes }) => ({ name: fileName, bytes })),
  ];
  return writeZip(
    files.map((file) => ({ ...file, name: `${name}/${file.name}` })),
    at,
  );
}

const LONGEST_NAME = 60;

/**
 * A headline as the name of a file: without what Windows, macOS or Linux do not take in one, at most 60 characters. Windows
 * takes no name that ends in a dot or a blank.
 */
export function fileNameOf(headline: string): string {
  const plain = headline
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{C}\\/:*?"<>|]+/gu, ' ');
  const words = Array.from(plain.replace(/\s+/g, ' ').trim()).slice(0, LONGEST_NAME).join('');
  const name = words.replace(/^[. ]+|[. ]+$/g, '');
  return name === '' || WINDOWS_DEVICE.test(name) ? `story ${name}`.trim() : name;
}

const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
