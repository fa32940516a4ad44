import { isItemName } from '../ninjs/item-uri.ts';
import { parsePicture, type PictureNeeds } from '../picture/parse-picture.ts';
import { pictureType } from '../picture-type.ts';
import { createWireItem } from './wire-item-builder.ts';
import type { WireItem, WireRendition } from './wire-item.ts';

/**
 * The item with an address for every picture that lies inside its document, its bytes put into `embedded` under that address.
 * Nobody fetches it: it stands for the bytes that are here. What is attached to a text goes with it as a picture of its own, with
 * the words, credit and terms that the picture file says of itself; a logo in the midst of a mail does not.
 */
export function withEmbeddedPictures(
  wire: WireItem,
  embedded: Map<string, Uint8Array>,
  needs: PictureNeeds & { readonly provider: string },
): WireItem {
  const isText = wire.type !== 'picture';
  const attached = isText ? wire.renditions.filter((one) => isPicture(one) && !isOfLayout(one, needs)) : [];
  const rest = wire.renditions.filter((one) => !attached.includes(one));
  const place = (one: WireRendition): WireRendition => {
    if (one.embedded === undefined || !isPicture(one)) return one;
    const address = `${originOf(needs.provider)}/embedded/${nameIn(wire.uri)}/${embedded.size + 1}`;
    embedded.set(address, one.embedded.bytes);
    return { ...one, href: address };
  };
  const further = attached.map((one) => associated(place(one), needs));
  return {
    ...wire,
    renditions: isText ? rest : rest.map(place),
    associations: [
      ...wire.associations.map((one) =>
        one.type === 'picture'
          ? { ...one, renditions: one.renditions.map(place) }
          : withEmbeddedPictures(one, embedded, needs),
      ),
      ...further,
    ],
  };
}

function isPicture({ href, embedded }: WireRendition): boolean {
  return href === undefined && embedded !== undefined && pictureType(embedded.bytes) !== undefined;
}

/** No news picture is less than so many pixels high or wide. */
const SMALLEST = 200;

function isOfLayout({ role, embedded }: WireRendition, needs: PictureNeeds): boolean {
  if (role !== 'inline' || embedded === undefined) return false;
  const read = parsePicture(embedded.bytes, needs);
  const [{ width = 0, height = 0 } = {}] = (read.ok ? read.value.items[0]?.renditions : undefined) ?? [];
  return Math.min(width, height) < SMALLEST;
}

/** What the file says of itself; a picture whose metadata cannot be read goes along without words. */
function associated(rendition: WireRendition, needs: PictureNeeds): WireItem {
  const read = parsePicture(rendition.embedded?.bytes ?? new Uint8Array(), needs);
  const said = (read.ok ? read.value.items[0] : undefined) ?? createWireItem(rendition.at).build();
  const uri = isItemName(said.uri) ? said.uri : '';
  return { ...said, uri, type: 'picture', renditions: [{ ...said.renditions[0], ...rendition }] };
}

/** Where the agency lives that answers for the document (did:web, §3.2). */
function originOf(provider: string): string {
  const [host = ''] = provider.replace(/^did:web:/, '').split(':');
  return `https://${decodeURIComponent(host)}`;
}

function nameIn(uri: string): string {
  return uri.replace(/[^\w.-]+/g, '-').slice(0, 200);
}
