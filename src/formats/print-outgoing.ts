import { printNewsmlG2 } from './newsmlg2/print-newsml-g2.ts';
import { printOutgoingNinjs } from './ninjs/print-outgoing-ninjs.ts';
import { printOutgoingText } from './print-outgoing-text.ts';
import type { OutgoingItem } from './outgoing-item.ts';

/** The forms in which an item leaves for another system. */
export const OUTGOING_FORMATS = ['ninjs', 'newsml-g2', 'text'] as const;
export type OutgoingFormat = (typeof OUTGOING_FORMATS)[number];

/** A file as it is handed over; `ending` belongs to its name. */
export type OutgoingFile = { readonly text: string; readonly mediaType: string; readonly ending: string };

/** One item with its rights, in the form that the other system reads. */
export function printOutgoing(outgoing: OutgoingItem, as: OutgoingFormat): OutgoingFile {
  switch (as) {
    case 'ninjs':
      return {
        text: `${JSON.stringify(printOutgoingNinjs(outgoing), undefined, 2)}\n`,
        mediaType: 'application/vnd.iptc.ninjs+json',
        ending: 'ninjs.json',
      };
    case 'newsml-g2':
      return {
        text: printNewsmlG2(outgoing),
        mediaType: `application/vnd.iptc.g2.${outgoing.item.associations.length > 0 ? 'newsmessage' : 'newsitem'}+xml`,
        ending: 'newsml.xml',
      };
    case 'text':
      return { text: printOutgoingText(outgoing), mediaType: 'text/plain', ending: 'txt' };
  }
}
