import { printOutgoingNinjs } from '#formats/ninjs/print-outgoing-ninjs.ts';
import type { OutgoingItem, OutgoingPicture } from '#formats/outgoing-item.ts';
import { printOutgoingText } from '#formats/print-outgoing-text.ts';
import { storyHtml } from '#formats/outgoing/story-html.ts';
import type { Instant } from '#kernel/instant.ts';
import type { CallBack, Shipment } from '#ports/destination.ts';
import type { Deed, Placement } from '#ports/destination-store.ts';

type Message = {
  readonly placement: Placement;
  readonly outgoing: OutgoingItem;
  readonly deed: Deed;
  readonly at: Instant;
};

/** A story as a destination gets it: whole as ninjs, and as a page with its rights for systems that read no ninjs. */
export function makeShipment(
  message: Message,
  pictures: readonly OutgoingPicture[],
  mayGoOn: () => Promise<boolean>,
): Shipment {
  const { outgoing } = message;
  const { headline, summary } = outgoing.item;
  return {
    ...namedIn(message),
    headline,
    ...(summary === undefined ? {} : { summary }),
    html: (sourceOf) =>
      storyHtml(
        outgoing,
        pictures.flatMap((one) => {
          const src = sourceOf(one.guid);
          return src === undefined ? [] : [{ ...one, src }];
        }),
      ).markup,
    text: printOutgoingText(outgoing),
    pictures: pictures.map(({ guid, fileName, mediaType, bytes, ...words }) => ({
      guid,
      fileName,
      mediaType,
      bytes,
      caption: [words.caption, words.creditLine, words.usageTerms].filter((one) => one).join(' · '),
    })),
    mayGoOn,
  };
}

/** The word that takes a story back. */
export function makeCallBack(message: Message): CallBack {
  return { ...namedIn(message), isKill: message.deed === 'kill' };
}

function namedIn({ placement, outgoing, deed, at }: Message) {
  const { version, language } = outgoing.item;
  const { orderedAt, settledAt } = placement;
  // What was told before is over: told a second time after something else, it is no repetition.
  const since = settledAt !== undefined && settledAt > orderedAt ? settledAt : orderedAt;
  return {
    // The same for every attempt at one thing, so that a receiver knows a repetition (Standard Webhooks §webhook-id).
    messageId: `${placement.id}.${deed}.${version}.${since}`.replace(/[^\w.-]/g, ''),
    placementId: placement.id,
    slug: placement.slug,
    language,
    ninjs: JSON.stringify(printOutgoingNinjs(outgoing)),
    at,
  };
}
