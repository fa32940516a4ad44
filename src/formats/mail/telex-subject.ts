import { tellSlugLine } from '../anpa1312/head-lines.ts';
import { tellAnpaHeader } from '../anpa1312/parse-anpa-1312.ts';
import { tellIptcHeader } from '../iptc7901/parse-iptc-7901.ts';
import { matched } from '../wire/matched.ts';
import { isSlugShaped } from '../wire/story-head.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';

/** `ZCZC XHA123`: a telex with its name and number. */
const OPENING = /^ZCZC(?!\p{L})\s*/u;
const NUMBER = /^(?<number>[A-Za-z]{1,8}[\s-]?\d{1,5})(?![\p{L}\d])(?<rest>.*)$/su;
/** `XHA123 3 POL 345` (IPTC 7901 §3): source and number, priority, category, words. */
const IPTC = /^(?<head>[A-Za-z]{2,4}\d{3,4}\s+[1-8]\s+[A-Za-z]{1,4}\s+\d{2,5})(?![\p{L}\d])(?<rest>.*)$/su;
/** `a0123 r a bc-slug 01-02 0345` (ANPA 1312 §3): number, priority, category, slug and version, day, words. */
const ANPA =
  /^(?:(?<number>[A-Za-z]\d{3,4})\s+)?(?<head>[bdfrsuw]\s+[a-z]\s+(?=\S*\p{L})\S.*?\s\d{1,2}-\d{1,2}\s+\d{3,5})(?![\p{L}\d])(?<rest>.*)$/isu;
/** `BC-EU--Flood,345`: a slug with its cycle, and its count or version, or no blank in it. */
const SLUG = /^(?:AM|PM|BC|AP|BN)-\S+$|^(?:AM|PM|BC|AP|BN)-[^,]{2,60}(?:,[^,]{3,40})?,\s*\d{2,5}$/;

/**
 * Reads what is clearly the header of a telex at the beginning of a mail's subject: it says number, priority, category, words and slug,
 * and is no headline. Answers the rest of the subject, which is all of it where no header stands there.
 */
export function tellTelexSubject(builder: WireItemBuilder, subject: string): string {
  const at = 'Subject';
  const inner = subject.replace(OPENING, '').replace(/\s{0,9}NNNN\s{0,9}$/, '');
  const [iptc, anpa] = [matched(IPTC, inner), matched(ANPA, inner)];
  if (iptc !== undefined) {
    tellNumber(builder, tellIptcHeader(builder, { text: iptc('head'), at }));
    return restOf(builder, iptc('rest'));
  }
  if (anpa !== undefined && tellAnpaHeader(builder, { text: anpa('head'), at })) {
    tellNumber(builder, anpa('number'));
    return restOf(builder, anpa('rest'));
  }
  if (SLUG.test(inner) && tellSlugLine(builder, inner, at)) return '';
  const numbered = OPENING.test(subject) ? matched(NUMBER, inner) : undefined;
  if (numbered === undefined) return subject;
  tellNumber(builder, numbered('number').replace(/[\s-]/, ''));
  return restOf(builder, numbered('rest'));
}

/** The mail is named by its own id; the telex in it keeps its number beside. */
function tellNumber(builder: WireItemBuilder, code: string): void {
  if (code !== '') builder.add('altIds', { scheme: 'telex', code }, 'Subject');
}

function restOf(builder: WireItemBuilder, written: string): string {
  const rest = written.replace(/^[\s:：|/–—-]+/, '').trim();
  if (builder.has('slugline') || !isSlugShaped(rest)) return rest;
  builder.set('slugline', rest, 'Subject');
  return '';
}
