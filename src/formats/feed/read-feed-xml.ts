import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Finding } from '#domain/item/finding.ts';
import { NAMED_CHARACTERS } from '../xml/named-characters.ts';
import { readXml } from '../xml/read-xml.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { feedKind } from './feed-names.ts';
import { mendXml } from './mend-xml.ts';

/** A tree, and where it had to be mended to become one. */
export type FeedXml = { readonly root: XmlElement; readonly warnings: readonly Finding[] };

/**
 * Reads XML strictly; a feed that is broken only as XML is mended and read once more under the same limits, as feed readers do,
 * with a finding that says where it was broken first. Of whatever is no feed, signs are mended that stand for themselves (`AT&T`,
 * `&nbsp;`); else it is refused as the strict reader refuses it.
 */
export function readFeedXml(written: string): Result<FeedXml, FormatRefusal> {
  const text = withoutControls(written);
  const strict = readXml(text);
  if (strict.ok) return accept({ root: strict.value, warnings: [] });
  if (strict.error.code !== 'xml-malformed') return strict;
  const { at, detail } = strict.error;
  const warnings: readonly Finding[] = [
    { code: 'xml-mended', at, detail: `${detail} It was mended and read.` },
  ];
  const mended = readXml(mendXml(text));
  if (mended.ok && feedKind(mended.value) !== undefined) return accept({ root: mended.value, warnings });
  const escaped = readXml(withAmpersands(text));
  if (escaped.ok) return accept({ root: escaped.value, warnings });
  // A limit that the mended text passes is a truth about the document; a second break is not, for it may be ours.
  return mended.ok || mended.error.code === 'xml-malformed' ? strict : mended;
}

const WHOLE = /<!\[CDATA\[[^]*?\]\]>|<!--[^]*?-->|&(?:#\d+;|#x[\dA-F]+;|(\w+);)?/gi;

/** An `&` that begins no reference stands for itself, and names of characters mean what the DTD of NITF says. */
function withAmpersands(text: string): string {
  return text.replace(WHOLE, (written, name?: string) => {
    if (written === '&') return '&amp;';
    if (name === undefined || XML_NAMES.test(name)) return written;
    return named.get(name) ?? `&amp;${name};`;
  });
}

const XML_NAMES = /^(?:amp|lt|gt|quot|apos)$/;
const named = new Map(NAMED_CHARACTERS);

/** What windows-1252 has at 80 to 9F, where ISO 8859-1 and Unicode have controls that no story holds. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** The control characters 80 to 9F, as such or as references, are those of windows-1252 (WHATWG HTML §13.2.5.80 reads them so). */
function withoutControls(text: string): string {
  if (!text.includes('&#') && !/[\u0080-\u009F]/.test(text)) return text;
  return text.replace(
    /[\u0080-\u009F]|&#(?:0*(1[2-5]\d)|[xX]0*([89][0-9A-Fa-f]));/g,
    (written, decimal?: string, hex?: string) => {
      const code = hex === undefined ? Number(decimal ?? written.charCodeAt(0)) : Number.parseInt(hex, 16);
      return WINDOWS_1252[code - 0x80] ?? written;
    },
  );
}
