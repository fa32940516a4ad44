import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Finding } from '#domain/item/finding.ts';
import { readXml } from '../xml/read-xml.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { feedKind } from './feed-names.ts';
import { mendXml } from './mend-xml.ts';

/** A tree, and where it had to be mended to become one. */
export type FeedXml = { readonly root: XmlElement; readonly warnings: readonly Finding[] };

/**
 * Reads XML strictly; a feed that is broken only as XML is mended and read once more under the same limits, as feed readers do,
 * with a finding that says where it was broken first. Whatever is no feed is refused as the strict reader refuses it.
 */
export function readFeedXml(text: string): Result<FeedXml, FormatRefusal> {
  const strict = readXml(text);
  if (strict.ok) return accept({ root: strict.value, warnings: [] });
  if (strict.error.code !== 'xml-malformed') return strict;
  const mended = readXml(mendXml(text));
  // A limit that the mended text passes is a truth about the document; a second break is not, for it may be ours.
  if (!mended.ok) return mended.error.code === 'xml-malformed' ? strict : mended;
  if (feedKind(mended.value) === undefined) return strict;
  const { at, detail } = strict.error;
  const warnings: readonly Finding[] = [
    { code: 'xml-mended', at, detail: `${detail} It was mended and read.` },
  ];
  return accept({ root: mended.value, warnings });
}
