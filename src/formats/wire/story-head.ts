import { joinedLines, paragraphText, type Paragraph, type WireLine } from './story-blocks.ts';
import { isPartnerNote, tellAbout, tellPartnerNote } from './story-sections.ts';
import type { WireItemBuilder } from './wire-item-builder.ts';
import { isAllSigns, leadingSigns, tellEmbargo, tellSigns } from './wire-signs.ts';
import { BYLINE_WORDS, type WireSign } from './wire-words.ts';

const BYLINE = new RegExp(String.raw`^(?:${BYLINE_WORDS.join('|')})[\s:：]+\S`, 'iu');

/** Is the line one that names who wrote it? Capitals must follow: "by the river" is none. */
export function isByline(text: string): boolean {
  const isNamed =
    /^\P{L}*(?:\p{L}+[\s:：]+(?:\p{Lu}|(?:dpa|apa|afp|ansa|efe)\b)|\p{Script=Han}+[\s:：])/u.test(text);
  return text.length < 160 && BYLINE.test(text) && isNamed && !/[.。]$/.test(text);
}

/**
 * Reads the lines above a story: signs, notes in brackets, the byline, the slug where it is written as one, and what is left as the
 * headline.
 */
export function tellHead(builder: WireItemBuilder, lines: readonly WireLine[]): void {
  const left: WireLine[] = [];
  let isAfterByline = false;
  for (const line of mergedBrackets(lines)) {
    const text = line.text.replace(/\s*[=<]+\s*$/, '').trim();
    if (text === '') continue;
    if (isAfterByline && text.length < 60 && left.length > 0) tellBylineRest(builder, { ...line, text });
    else if (isByline(text) && (left.length > 0 || builder.has('headline'))) {
      builder.set('byline', text, line.at);
      isAfterByline = true;
    } else if (!tellAside(builder, { ...line, text })) left.push({ ...line, text });
  }
  tellHeadline(builder, left);
}

/** A second line of a byline is where the writer works: `Associated Press`, `Von Anna Li, dpa` / `und Bo Wu`. */
function tellBylineRest(builder: WireItemBuilder, { text, at }: WireLine): void {
  if (/^(?:und|and|et|y|e|và|、)\s/.test(text)) builder.set('creditLine', text, at);
  else if (!tellAside(builder, { text, at })) builder.set('creditLine', text, at);
}

/** A bracket that is opened in one line and closed in a later one is one note. */
function mergedBrackets(lines: readonly WireLine[]): readonly WireLine[] {
  const merged: WireLine[] = [];
  let open: WireLine[] = [];
  for (const line of lines) {
    const isOpening = open.length === 0 && /^\s*[(（][^)）]*$/.test(line.text);
    if (!isOpening && open.length === 0) merged.push(line);
    else {
      open.push(line);
      const [first] = open;
      if (first !== undefined && (/[)）]/.test(line.text) || open.length > 8)) {
        merged.push({ text: joinedLines(open.map(({ text }) => text)), at: first.at });
        open = [];
      }
    }
  }
  return [...merged, ...open];
}

/** Everything in the head but the headline: true where the line was used up. */
function tellAside(builder: WireItemBuilder, { text, at }: WireLine): boolean {
  if (tellEmbargo(builder, text, at)) return true;
  if (isPartnerNote(text)) {
    tellPartnerNote(builder, text, at);
    return true;
  }
  if (isAllSigns(text)) {
    tellSigns(builder, leadingSigns(text).signs, at);
    return true;
  }
  return tellBracket(builder, text, at);
}

/** `(Berichtigung: …)`, `(RECASTS)`, `(KORR-Bericht)`: what the signs say, and the words as a note. False for a line without brackets. */
export function tellBracket(builder: WireItemBuilder, text: string, at: string): boolean {
  const inner = /^[(（[](.*)[)）\]]$/s.exec(text)?.[1]?.trim();
  if (inner === undefined) return false;
  const { signs } = leadingSigns(inner);
  tellSigns(builder, signs, at);
  const isGenre =
    signs.length === 0 &&
    !isPartnerNote(inner) &&
    !/^(?:foto|photo|bild|video|grafik|mit|with|avec)\b/i.test(inner) &&
    /^[\p{L} -]{3,30}$/u.test(inner) &&
    !/\s\P{Lu}/u.test(inner);
  if (isGenre) builder.add('genres', { code: inner, name: inner }, at);
  else if (!isAllSigns(inner))
    builder.add('edNotes', { text: inner, audience: 'partner', at, ...roleOf(signs) }, at);
  return true;
}

function roleOf(signs: readonly WireSign[]): { readonly role?: string } {
  const [first] = signs;
  return first === undefined ? {} : { role: first.signal };
}

const SLUG = /^(?=.{3,60}$)[\p{Lu}\d]+(?:[-/][\p{Lu}\p{Lt}\d]+)+(?:,? \p{Lu}+| \(.{1,20}\))?$/u;

/** Is the line a slug by its shape: capitals with hyphens or strokes, and no blanks? */
export function isSlugShaped(text: string): boolean {
  return SLUG.test(text.trim());
}

function tellHeadline(builder: WireItemBuilder, left: readonly WireLine[]): void {
  const [first, ...more] = left;
  if (first === undefined) return;
  const isSlug = more.length > 0 && SLUG.test(first.text);
  if (isSlug) builder.set('slugline', first.text, first.at);
  const lines = isSlug ? more : left;
  const whole = joinedLines(lines.map(({ text }) => text));
  const at = lines[0]?.at ?? '';
  const { signs, headline } = headlineOf(whole);
  tellSigns(builder, signs, at);
  if (signs.some(({ instruction }) => instruction === 'kill' || instruction === 'correct'))
    tellAbout(builder, whole, at);
  builder.set('headline', headline, at);
}

/** Signs before a headline count where they stand in capitals or before a colon: "Lead poisoning …" is news. */
function headlineOf(text: string): { readonly signs: readonly WireSign[]; readonly headline: string } {
  const { signs, rest } = leadingSigns(text);
  const said = text.slice(0, text.length - rest.length);
  const isSaid =
    signs.length > 0 &&
    (/[:：/!+]\s*$|\d-$|\s[-–—]+\s*$/.test(said) ||
      (said === said.toUpperCase() && text !== text.toUpperCase()));
  const before = isSaid && rest !== '' ? { signs, headline: rest } : { signs: [], headline: text };
  const after = /^(.{8,}?)\s*[(（]([^()（）]{3,40})[)）]$/u.exec(before.headline);
  const tail = leadingSigns(after?.[2] ?? '');
  if (after === null || tail.signs.length === 0) return before;
  return { signs: [...before.signs, ...tail.signs], headline: after[1] ?? before.headline };
}

/** A line shaped like a headline: short, without the end of a sentence, and not the start of a story. */
export function isHeadlineShaped(text: string): boolean {
  const words = text.trim();
  return (
    words.length >= 3 &&
    words.length <= 200 &&
    !/[.;,，；。]$/.test(words.replace(/\.\.\.$|…$/, '')) &&
    datelineOf(words) === undefined
  );
}

/** The place and the agency at the start of a story. */
export type Dateline = {
  readonly written: string;
  readonly place: string;
  readonly agency?: string;
  readonly rest: string;
};

const DATELINES: readonly RegExp[] = [
  // HANOI, Nov 29 (VNA) - …; Berlin (dpa) - …; BUENOS AIRES, Argentina (AP) _ …; Hà Nội (TTXVN 29/11) - …
  /^(?<place>\p{Lu}[^()（）.!?:;"“«]{1,70}?(?:\bSt\. [^()]{2,40})?)\s*[(（](?<agency>[^()（）]{2,40})[)）]\s*[-–—_:]{1,2}\s*/u,
  // (AFP) - …, "Mass. (AP) _"
  /^(?<place>\p{Lu}[\p{L} .'-]{1,40},\s[\p{L}. ]{2,20})\s*\((?<agency>[^()]{2,20})\)\s*[-–—_]{1,2}\s*/u,
  // 新华社北京11月29日电（记者 …）…
  /^[(（]?(?<agency>[\p{Script=Han}]{2,6}社|中新网|中新社)(?<place>[\p{Script=Han}]{2,8}?)\d{0,4}年?\d{1,2}月\d{1,2}日(?:电|電)\s*(?:[（(][^（）()]{2,60}[)）])?[)）]?\s*/u,
  // TORONTO _ …; GENEVA, 29 November -- …
  /^(?<place>\p{Lu}[\p{Lu} .'-]{2,30}(?:,\s[\p{L}\d. ]{2,20})?)\s+(?:--|_|–|—)\s+/u,
];

/** What a story begins with; undefined where it does not begin with a place. */
export function datelineOf(text: string): Dateline | undefined {
  for (const pattern of DATELINES) {
    const found = pattern.exec(text);
    const place = found?.groups?.['place']?.split(/[,，]/)[0]?.trim();
    if (found === null || place === undefined || place.split(' ').length > 6) continue;
    const agency = found.groups?.['agency']?.replace(/[,\s]+\d.*$/, '').trim();
    const written = found[0].replace(/\s*[-–—_:]+\s*$/u, '').trim();
    const rest = text.slice(found[0].length).trim();
    return { written, place, rest, ...(agency === undefined ? {} : { agency }) };
  }
  return undefined;
}

/** Takes the dateline off the first paragraphs of a story, into its own field. */
export function tellDateline(
  builder: WireItemBuilder,
  paragraphs: readonly Paragraph[],
): readonly Paragraph[] {
  const index = paragraphs.slice(0, 4).findIndex((one) => datelineOf(paragraphText(one)) !== undefined);
  const found = paragraphs[index];
  const dateline = found && datelineOf(paragraphText(found));
  if (found === undefined || dateline === undefined) return paragraphs;
  const at = found.lines[0]?.at ?? '';
  builder.set('dateline', dateline.written, at);
  builder.add('places', { name: dateline.place, role: 'dateline' }, at);
  if (dateline.agency !== undefined && !builder.has('provider'))
    builder.set('provider', { code: dateline.agency }, at);
  const rest: Paragraph = { lines: dateline.rest === '' ? [] : [{ text: dateline.rest, at }] };
  return [
    ...paragraphs.slice(0, index),
    ...(rest.lines.length > 0 ? [rest] : []),
    ...paragraphs.slice(index + 1),
  ];
}
