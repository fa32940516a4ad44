import { embargoEnd } from './embargo-end.ts';
import { isEmbargoLifted, isLiftedLater } from './embargo-lifted.ts';
import type { WireItem } from './wire-item.ts';
import { isEmbargoLine } from './wire-signs.ts';

/**
 * An embargo that nothing but a note or the head of the headline lays, whichever format it came in; where the words date it,
 * until then.
 */
export function withWordedEmbargo(item: WireItem): WireItem {
  if (item.embargo !== undefined || item.isEmbargoed === true) return item;
  const laid = layingNote(item) ?? layingHeadline(item);
  if (laid === undefined) return item;
  const end = embargoEnd(laid.text);
  return end !== undefined
    ? { ...item, embargo: end, sources: { ...item.sources, embargo: laid.at } }
    : { ...item, isEmbargoed: true, sources: { ...item.sources, isEmbargoed: laid.at } };
}

type Laying = { readonly text: string; readonly at: string };

function layingNote({ edNotes }: WireItem): Laying | undefined {
  for (const { text, at, role = '' } of edNotes)
    for (const line of text.split('\n'))
      if (isLiftedLater(line) || (isOfEmbargo(line, role) && !isEmbargoLifted(line)))
        return { text: line, at };
  return undefined;
}

function isOfEmbargo(line: string, role: string): boolean {
  return isEmbargoLine(line) || /embargo|sperrfrist/i.test(role);
}

function layingHeadline({ headline, at, sources }: WireItem): Laying | undefined {
  return headline !== undefined && EMBARGOED_HEADLINE.test(headline)
    ? { text: headline, at: sources['headline'] ?? at }
    : undefined;
}

/** In capitals and with what follows it: an embargo on oil is news. */
const EMBARGOED_HEADLINE =
  /^[^\p{L}\p{N}]*(?:EMBARGO(?:ED)?|SPERRFRIST)\s*(?:[-–—:(/\d]|UNTIL\b|TILL\b|FOR\b|BIS\b|HASTA\b|(?:ĐẾN|TỚI|ATÉ)\s)/u;
