import type { DeliveryAnswer, RemoteMedia, Shipment, ShippedPicture } from '#ports/destination.ts';
import { answered, STOPPED, type Heard } from './speak.ts';

/** A picture that was sent, and how the other system calls it; without that, what it said instead. */
export type LaidPicture = { readonly heard: Heard; readonly media?: RemoteMedia };

/**
 * Sends the pictures that are not there yet, and notes each in `media`. Gives why it broke off, if it did: also after the last
 * picture it asks whether the story may still go.
 */
export async function layPictures(
  { pictures, mayGoOn }: Pick<Shipment, 'pictures' | 'mayGoOn'>,
  media: Record<string, RemoteMedia>,
  lay: (picture: ShippedPicture, index: number) => Promise<LaidPicture>,
): Promise<DeliveryAnswer | undefined> {
  for (const [index, picture] of pictures.entries()) {
    if (media[picture.guid]) continue;
    if (!(await mayGoOn())) return STOPPED;
    const laid = await lay(picture, index);
    if (!laid.media) return answered(laid.heard, 'failed');
    media[picture.guid] = laid.media;
  }
  return (await mayGoOn()) ? undefined : STOPPED;
}
