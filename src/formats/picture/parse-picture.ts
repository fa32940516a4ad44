import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireNeeds, WireRead, WireRendition } from '../wire/wire-item.ts';
import { collectPicture, pictureKind } from './collect-picture.ts';
import { fieldsOfExif, fieldsOfIim, fieldsOfNotes, fieldsOfXmp } from './field-maps.ts';
import { findC2pa, type FoundC2pa } from './find-c2pa.ts';
import { fillFields } from './fill-fields.ts';
import { fillFromIim } from './fill-from-iim.ts';
import { fillFromXmp } from './fill-from-xmp.ts';
import { fillPrivateExif, fillPrivateXmp, listUnread } from './fill-private.ts';
import type { Inflate, PictureParts } from './picture-parts.ts';
import type { ExifFacts } from './read-exif.ts';
import { readBlocks, readXmpBlocks } from './read-blocks.ts';
import type { XmpProperties } from './xmp-properties.ts';

/** `inflate`: for PNG text that is deflated; without it such text is listed as dropped. */
export type PictureNeeds = WireNeeds & { readonly inflate?: Inflate };

/** Are these the bytes of a picture whose metadata are read (JPEG, PNG, TIFF, WebP)? */
export function isPicture(bytes: Uint8Array): boolean {
  return pictureKind(bytes) !== undefined;
}

/**
 * Reads what a picture file says of itself into one item of type `picture`, by the IPTC Photo Metadata Standard 2023.2. Blocks are
 * believed in the order XMP, IIM, EXIF, PNG texts; IIM before XMP when Photoshop's digest of the IIM shows that it was changed
 * later by a program that does not know XMP (MWG Guidelines 2.0 §5.2).
 *
 * `uri` is the first of: DigImageGUID, PLUS image supplier's id, IIM Unique Name of Object (1:100), `dc:identifier`, XMP
 * DocumentID, EXIF ImageUniqueID. The Job Identifier (IIM 2:103) and reference numbers (2:47, 2:50) name assignments and other
 * pictures, never this one. Where nothing names it, `uri` is empty and a warning says so.
 *
 * Captions in further languages are `headlines` with the role `description@vi`; the source and the job are `links`. Position,
 * contacts, serial numbers and people of the desk go into `private`. A broken container is refused at `byte N`; a broken block inside
 * a whole one is listed as dropped.
 */
export function parsePicture(bytes: Uint8Array, needs: PictureNeeds = {}): Result<WireRead, FormatRefusal> {
  const parts = collectPicture(bytes, needs.inflate);
  return parts.ok ? accept(itemOf(parts.value, bytes)) : parts;
}

function itemOf(parts: PictureParts, bytes: Uint8Array): WireRead {
  const item = createWireItem('byte 0');
  item.set('type', 'picture', 'byte 0');
  const { xmp, iim, encoding, exif, isIimNewer } = readBlocks(parts, item);
  const notes = fieldsOfNotes(parts.notes);
  const [first, second] = [fieldsOfXmp(xmp), fieldsOfIim(iim)];
  const believed = isIimNewer ? [second, first] : [first, second];
  fillFields(item, [...believed, fieldsOfExif(exif), notes.map]);
  fillFromXmp(item, xmp);
  nameItem(item, xmp, 'Iptc4xmpExt:DigImageGUID', 'plus:ImageSupplierImageID');
  fillFromIim(item, iim);
  nameItem(item, xmp, 'dc:identifier', 'xmpMM:DocumentID');
  if (exif.imageId && !item.has('uri')) item.set('uri', exif.imageId.text, exif.imageId.at);
  if (!item.has('uri'))
    item.warn('identity-missing', 'byte 0', 'No field of the picture names it; a name must be given to it.');
  fillPrivateXmp(item, xmp);
  fillPrivateExif(item, exif);
  if (exif.changed) item.date('contentModified', exif.changed.text, exif.changed.at);
  for (const { keyword, text, at } of notes.rest)
    item.add('edNotes', { text, role: keyword, audience: 'private', at }, at);
  item.add('renditions', renditionOf(parts, { exif, xmp, sizeBytes: bytes.length }), 'byte 0');
  addCredentials(item, xmp, findC2pa(bytes));
  listTechnical(item, xmp, exif);
  return { items: [item.build()], encoding, dropped: parts.dropped.all(), warnings: [] };
}

/** That there are Content Credentials, in the file or elsewhere; what they are worth only a verifier can say. */
function addCredentials(item: WireItemBuilder, xmp: XmpProperties, found: FoundC2pa | undefined): void {
  if (found) item.add('signals', { scheme: 'c2pa', code: 'manifest' }, found.at);
  for (const { text, at } of xmp.said('dcterms:provenance'))
    if (INSIDE.test(text)) item.dropped.add(at, text, 'it names the credentials in the file itself');
    else {
      item.add('links', { rel: 'provenance', href: text, at }, at);
      if (found === undefined)
        item.warn(
          'credentials-elsewhere',
          at,
          `Content Credentials lie at ${text}; they are not fetched and not verified.`,
        );
    }
}

/** C2PA 2.4 §11.5: XMP may name the manifest that is embedded, by a reference into the file. */
const INSIDE = /^self#/i;

/** Where the Content Credentials of a picture lie that has none itself, as it writes it: an address, or the name of a file. */
export function credentialsElsewhere(bytes: Uint8Array): string | undefined {
  const parts = collectPicture(bytes, undefined);
  if (!parts.ok) return undefined;
  const named = readXmpBlocks(parts.value, createWireItem('byte 0')).said('dcterms:provenance');
  return named.find(({ text }) => !INSIDE.test(text))?.text.slice(0, MOST_SHOWN);
}

const MOST_SHOWN = 300;

function nameItem(item: WireItemBuilder, xmp: XmpProperties, ...names: readonly string[]): void {
  for (const name of names) {
    const said = xmp.said(name)[0];
    if (said && !item.has('uri')) item.set('uri', said.text, said.at);
  }
}

const MEDIA_TYPES = { jpeg: 'image/jpeg', png: 'image/png', tiff: 'image/tiff', webp: 'image/webp' } as const;

function renditionOf(
  { kind, width, height, colour, profile }: PictureParts,
  facts: { readonly exif: ExifFacts; readonly xmp: XmpProperties; readonly sizeBytes: number },
): WireRendition {
  const { exif, xmp, sizeBytes } = facts;
  const [named] = [
    ...xmp.said('photoshop:ICCProfile').map(({ text }) => text),
    profile,
    exif.colourSpace,
    colour,
  ].filter((one) => one !== undefined);
  const [orientation = 0] = [
    exif.orientation,
    ...xmp.said('tiff:Orientation').map(({ text }) => Number(text)),
  ].filter((one) => one !== undefined);
  return {
    role: 'original',
    mediaType: MEDIA_TYPES[kind],
    sizeBytes,
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(orientation >= 1 && orientation <= 8 ? { orientation } : {}),
    ...(named === undefined ? {} : { colourSpace: named }),
    at: 'byte 0',
  };
}

/** Processing parameters, of which there may be hundreds, in a line for each kind. */
function listTechnical(item: WireItemBuilder, xmp: XmpProperties, { others }: ExifFacts): void {
  xmp.take('xmpNote:HasExtendedXMP');
  listUnread(item, xmp);
  if (others > 0)
    item.dropped.add('byte 0', `EXIF: ${others} tags`, 'technical facts of the camera or the file');
}
