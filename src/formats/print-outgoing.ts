import { printNewsmlG2 } from './newsmlg2/print-newsml-g2.ts';
import { printOutgoingNinjs } from './ninjs/print-outgoing-ninjs.ts';
import { printNitf } from './nitf/print-nitf.ts';
import { printOutgoingText } from './print-outgoing-text.ts';
import type { OutgoingItem } from './outgoing-item.ts';
import { printDocx } from './docx/print-docx.ts';
import { printPackage, type OutgoingExtras } from './outgoing/print-package.ts';
import { printOutgoingHtml } from './outgoing/story-html.ts';

/** The forms in which an item leaves for another system. */
export const OUTGOING_FORMATS = ['ninjs', 'newsml-g2', 'nitf', 'text', 'html', 'docx', 'zip'] as const;
export type OutgoingFormat = (typeof OUTGOING_FORMATS)[number];

/** A file as it is handed over, text or bytes; `ending` belongs to its name. */
export type OutgoingFile = {
  readonly content: string | Uint8Array;
  readonly mediaType: string;
  readonly ending: string;
};

/** One item with its rights, in the form that the other system reads. Only `zip` has the pictures in it. */
export function printOutgoing(
  outgoing: OutgoingItem,
  as: OutgoingFormat,
  extras: OutgoingExtras,
): OutgoingFile {
  switch (as) {
    case 'ninjs':
      return {
        content: `${JSON.stringify(printOutgoingNinjs(outgoing), undefined, 2)}\n`,
        mediaType: 'application/vnd.iptc.ninjs+json',
        ending: 'ninjs.json',
      };
    case 'newsml-g2':
      return {
        content: printNewsmlG2(outgoing),
        mediaType: `application/vnd.iptc.g2.${outgoing.item.associations.length > 0 ? 'newsmessage' : 'newsitem'}+xml`,
        ending: 'newsml.xml',
      };
    case 'nitf':
      return { content: printNitf(outgoing).text, mediaType: 'application/nitf+xml', ending: 'nitf.xml' };
    case 'text':
      return { content: printOutgoingText(outgoing), mediaType: 'text/plain', ending: 'txt' };
    case 'html':
      return { content: printOutgoingHtml(outgoing, []), mediaType: 'text/html', ending: 'html' };
    case 'docx':
      return {
        content: printDocx(outgoing, extras.at),
        mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        ending: 'docx',
      };
    case 'zip':
      return { content: printPackage(outgoing, extras), mediaType: 'application/zip', ending: 'zip' };
  }
}
