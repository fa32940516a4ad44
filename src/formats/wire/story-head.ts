import { datelineOf } from './dateline.ts';
import { joinedLines, type WireLine } from './story-blocks.ts';
import { isPartnerNote, tellAbout, tellPartnerNote } from './story-sections.ts';
import type { WireItemBuilder } from './wire-item-builder.ts';
import { isAllSigns, leadingSigns, tellEmbargo, tellSigns } from './wire-signs.ts';
import { words } from '../words.ts';
import { BYLINE_WORDS } from './note-words.ts';
import type { WireSign } from './wire-words.ts';

const BYLINE = new RegExp(String.raw`^(?:${BYLINE_WORDS.join('|')})[\s:：]+\S`, 'iu');

/** Is the line one that names who wrote it? Capitals must follow: "by the river" is none. */
export function isByline(text: string): boolean {
  const isNamed =
    /^\P{L}*(?:\p{L}+[\s:：]+(?:\p{Lu}|(?:dpa|apa|afp|ansa|efe)\b)|\p{Script=Han}+[\s:：])/u.test(text);
  return text.length < 160 && BYLINE.test(text) && isNamed && !/[.。]$/.test(text) && !isSentence(text);
}

/** "Di Maria segna due gol": names and professions have few small words among them, but for the little ones of names. */
function isSentence(text: string): boolean {
  const [names = ''] = text.split(/[,–—|/]| - /);
  const small = names
    .split(/\s+/)
    .slice(1)
    .filter((word) => /^\p{Ll}{2,}$/u.test(word) && !LITTLE.has(word));
  return small.length > (/^(?:di|da)\s/i.test(text) ? 0 : 2);
}

const LITTLE: ReadonlySet<string> = new Set(
  words(
    'and und et en og och ja le la les de del della dei der den des di da do dos du van von zu zum bin ibn al el in a im for at with mit aus i af av och inviato corrispondente ' +
      'writer correspondent staff reporter editor korrespondent korrespondenten envoyé spécial enviado especial thị văn ngọc',
  ),
);

/**
 * Reads the lines above a story: signs, notes in brackets, the byline, the slug where it is written as one, and what is left as the
 * headline.
 */
export function tellHead(builder: WireItemBuilder, lines: readonly WireLine[]): void {
  const left: WireLine[] = [];
  const byline: WireLine[] = [];
  for (const line of mergedBrackets(lines.filter(({ text }) => /[^\s=<]/.test(text)))) {
    const text = withoutBracketSigns(builder, line.text.replace(/\s*[=<]+\s*$/, '').trim(), line.at);
    const isPossible = left.length > 0 || builder.has('headline');
    const goesOn = byline.length > 0 && /^(?:und|and|et|y|e|và)\s/.test(text);
    if (goesOn || (isPossible && isByline(text))) byline.push({ ...line, text });
    else if (tellAside(builder, { ...line, text })) continue;
    else if (byline.length > 0 && text.length < 60) builder.set('creditLine', text, line.at);
    else left.push({ ...line, text });
  }
  builder.set('byline', joinedLines(byline.map(({ text }) => text)), byline[0]?.at ?? '');
  tellHeadline(builder, left);
}

/** `(Achtung) Bitte löschen`, `（更正）广州…`: signs in brackets before the words of a line. */
function withoutBracketSigns(builder: WireItemBuilder, text: string, at: string): string {
  const [, inner = '', rest = ''] = /^[(（[]([^()（）[\]]{2,30})[)）\]]\s*(\S.*)$/su.exec(text) ?? [];
  const { signs } = leadingSigns(inner);
  if (signs.length === 0 || !isAllSigns(inner)) return text;
  tellSigns(builder, signs, at);
  return rest;
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
  const subtitle = /^Utl\.?\s*:\s*(.+)$/.exec(text)?.[1];
  if (subtitle !== undefined) {
    builder.add('headlines', { role: 'subtitle', text: subtitle }, at);
    return true;
  }
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
  const whole = joinedLines(lines.map(({ text }) => text)).replace(/^#{1,3}\s+/, '');
  const at = lines[0]?.at ?? '';
  const { signs, headline } = headlineOf(whole);
  tellSigns(builder, signs, at);
  if (signs.some(({ instruction }) => instruction === 'kill' || instruction === 'correct'))
    tellAbout(builder, whole, at);
  builder.set('headline', headline, at);
}

/** The signs that a headline has, as `headlineOf` counts them; all where it is nothing but signs. */
export function saidSigns(text: string): readonly WireSign[] {
  return isAllSigns(text) ? leadingSigns(text).signs : headlineOf(text).signs;
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
