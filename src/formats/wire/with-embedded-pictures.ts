import { isItemName } from '../ninjs/item-uri.ts';
import { parsePicture, type PictureNeeds } from '../picture/parse-picture.ts';
import { pictureType } from '../picture-type.ts';
import { onlyGiven } from '../only-given.ts';
import { laterEmbargo } from './later-embargo.ts';
import { gravestOf } from './status-words.ts';
import { createWireItem } from './wire-item-builder.ts';
import type { WireItem, WireRendition } from './wire-item.ts';

/**
 * The item with an address for every picture that lies inside its document, its bytes put into `embedded` under that address.
 * Nobody fetches it: it stands for the bytes that are here.
 */
export function withEmbeddedPictures(
  wire: WireItem,
  embedded: Map<string, Uint8Array>,
  needs: PictureNeeds & { readonly provider: string },
): WireItem {
  const place = (one: WireRendition): WireRendition => {
    if (one.embedded === undefined || !isPicture(one)) return one;
    const address = `${originOf(needs.provider)}/embedded/${nameIn(wire.uri)}/${embedded.size + 1}`;
    embedded.set(address, one.embedded.bytes);
    return { ...one, href: address };
  };
  const whole = withAttachedPictures(wire, needs);
  return {
    ...whole,
    renditions: whole.type === 'picture' ? whole.renditions.map(place) : whole.renditions,
    associations: whole.associations.map((one) =>
      one.type === 'picture'
        ? { ...one, renditions: one.renditions.map(place) }
        : withEmbeddedPictures(one, embedded, needs),
    ),
  };
}

/**
 * The item with what the files of its pictures say of themselves. What is attached to a text goes with it as a picture of its own, with
 * words, credit and terms; a logo in the midst of a mail does not. Of a mail that has no text, the first picture is the item.
 */
export function withAttachedPictures(wire: WireItem, needs: PictureNeeds): WireItem {
  const attached = attachedTo(wire, needs);
  const pictures = [...attached].map(([one, said]) => ({
    ...said,
    renditions: [{ ...said.renditions[0], ...one }],
  }));
  const renditions = wire.renditions.filter((one) => !attached.has(one));
  const [first, ...others] = pictures;
  if (first === undefined) return wire;
  if (wire.type !== 'picture')
    return { ...wire, renditions, associations: [...wire.associations, ...pictures] };
  const own = withWordsOf({ ...wire, renditions }, first);
  return { ...own, associations: [...own.associations, ...others] };
}

function isPicture({ href, embedded }: WireRendition): boolean {
  return href === undefined && embedded !== undefined && pictureType(embedded.bytes) !== undefined;
}

/** The pictures that go with a text, each with what its file says of itself. */
function attachedTo(wire: WireItem, needs: PictureNeeds): ReadonlyMap<WireRendition, WireItem> {
  const found = wire.renditions.filter(isPicture).map((one) => [one, saidIn(one, needs)] as const);
  return new Map(found.filter(([one, said]) => !isOfLayout(one, said)));
}

const LISTS = [
  'signals',
  'genres',
  'subjects',
  'keywords',
  'places',
  'edNotes',
  'renditions',
  'associations',
  'links',
  'private',
  'dropped',
  'warnings',
] as const;

/** The words around a picture go before those in its file; of two embargoes the later holds, of two orders the graver. */
function withWordsOf(wire: WireItem, said: WireItem): WireItem {
  const lists = Object.fromEntries(LISTS.map((name) => [name, [...wire[name], ...said[name]]]));
  const orders = [wire.instruction, said.instruction].filter((one) => one !== undefined);
  return {
    ...said,
    ...wire,
    ...lists,
    warnings: [...wire.warnings, ...said.warnings.filter(({ code }) => code !== 'identity-missing')],
    dates: { ...said.dates, ...wire.dates },
    sources: { ...said.sources, ...wire.sources },
    ...onlyGiven({
      instruction: gravestOf(orders),
      embargo:
        wire.embargo === undefined || said.embargo === undefined
          ? (wire.embargo ?? said.embargo)
          : laterEmbargo(wire.embargo, said.embargo),
    }),
  };
}

/** A picture whose metadata cannot be read goes along without words. */
function saidIn({ embedded, at }: WireRendition, needs: PictureNeeds): WireItem {
  const read = parsePicture(embedded?.bytes ?? new Uint8Array(), needs);
  const said = (read.ok ? read.value.items[0] : undefined) ?? createWireItem(at).build();
  return { ...said, uri: isItemName(said.uri) ? said.uri : '', type: 'picture' };
}

/** No news picture is less than so many pixels high or wide. */
const SMALLEST = 200;

function isOfLayout({ role }: WireRendition, { renditions: [own] }: WireItem): boolean {
  return role === 'inline' && Math.min(own?.width ?? 0, own?.height ?? 0) < SMALLEST;
}

/** Where the agency lives that answers for the document (did:web, §3.2). */
function originOf(provider: string): string {
  const [host = ''] = provider.replace(/^did:web:/, '').split(':');
  return `https://${decodeURIComponent(host)}`;
}

function nameIn(uri: string): string {
  return uri.replace(/[^\w.-]+/g, '-').slice(0, 200);
}
