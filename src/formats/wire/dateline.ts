import { matched } from './matched.ts';
import { paragraphText, type Paragraph } from './story-blocks.ts';
import type { WireItemBuilder } from './wire-item-builder.ts';

/** The place and the agency at the start of a story. */
export type Dateline = {
  readonly written: string;
  readonly place: string;
  readonly agency?: string;
  readonly rest: string;
};

/** Agencies that put no dash after their name. */
const WITHOUT_DASH = 'PTI|UNI|IANS|ANI|BSS|APP|VNA|TTXVN|Kyodo|Bernama|ANTARA|Yonhap|Xinhua|EFE|Lusa';

const DATELINES: readonly RegExp[] = [
  // HANOI, Nov. 29 (VNA) - …; Berlin (dpa) - …; BUENOS AIRES, Argentina (AP) _ …; Madrid, 29 nov (EFE).- …
  /^(?<place>\p{Lu}[^()（）!?:;"“«]{1,70}?)\s*[(（](?<agency>[^()（）]{2,40})[)）]\s*\.?\s*[-–—_:]{1,2}\s*/u,
  new RegExp(
    String.raw`^(?<place>\p{Lu}[^()（）!?:;"“«]{1,70}?)\s*[(（](?<agency>(?:${WITHOUT_DASH})(?:[ /,][^()]{1,20})?)[)）]\s*`,
    'u',
  ),
  // Genève (ats) Le scandale …
  /^(?<place>\p{Lu}[^()（）!?:;"“«]{1,40}?)\s*\((?<agency>ats|sda|afp|apa|dpa|keystone-sda)\)\s+(?=[\p{Lu}«"“„])/u,
  // SAITAMA, Japan, Nov. 29 Kyodo - …
  new RegExp(
    String.raw`^(?<place>\p{Lu}[^()!?:;"“«]{1,60}?,\s\p{L}{3,9}\.?\s\d{1,2})\s(?<agency>${WITHOUT_DASH})\s*[-–—]{1,2}\s+`,
    'u',
  ),
  // MOSCOW, November 29. /TASS/. …
  /^(?<place>\p{Lu}[^()/!?:;"“«]{1,60}?)\.?\s*\/(?<agency>[\p{L}-]{2,14}(?:\s[\p{L}]{2,14})?)\/\s*\.?\s*[-–—]{0,2}\s*/u,
  // (ANSA) - ROMA, 29 NOV - …; (AFP) - …
  /^[(（](?<agency>\p{Lu}[\p{L}/-]{1,14})[)）]\s*[-–—]\s*(?<place>\p{Lu}[\p{Lu} .'-]{1,30},\s?\d{1,2}\s\p{L}{3,9}\.?)\s*[-–—.:]\s*/u,
  // 新华社北京11月29日电（记者 …）…; 越通社河内11月29日电
  /^[(（]?(?<agency>[\p{Script=Han}]{2,6}社|中新网|中央社)(?<place>[\p{Script=Han}]{2,8}?)\d{0,4}年?(?:\d{1,2}月)?\d{1,2}日(?:电|電)\s*(?:[（(][^（）()]{2,60}[)）])?[)）]?\s*/u,
  // Da Nang, 29. November 2026 – …; BOSTON, Nov. 29, 2026 -- …
  /^(?<place>\p{Lu}[\p{L} .'-]{1,40}),\s(?:\d{1,2}\.?\s\p{L}{3,10}\.?(?:\s\d{4})?|\p{L}{3,10}\.?\s\d{1,2}(?:,\s\d{4})?)\s*(?:--|–|—|-)\s+/u,
  // Hà Nội, ngày 29/11/2026 - …
  /^(?<place>\p{Lu}[\p{L} .'-]{1,40}),\s(?:ngày\s)?\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\s*(?:--|–|—|-)\s+/u,
  // TORONTO _ …; GENEVA, 29 November -- …
  /^(?<place>\p{Lu}[\p{Lu} .'-]{2,30}(?:,\s[\p{L}\d. ]{2,20})?)\s+(?:--|_|–|—)\s+/u,
];

/** Words in small letters that places and days have. */
const SMALL =
  /^(?:de|del|la|le|les|du|des|da|do|di|el|al|sur|am|an|auf|bei|der|im|in|of|the|upon|and|on|den|van|von|ngày|tháng|và|nov|déc|dic|ene|janv?|févr?|feb|mars?|marzo|avr|avril|abr|mai|mayo|maio|juin|jun|juil|jul|août|ago|sept?|set|oct|out|ott|noviembre|novembre|novembro|diciembre|décembre|dezembro)\.?,?$/u;

/** Is what stands before the agency a place, perhaps with a day: names and numbers, and no words of a sentence? */
function isPlace(before: string): boolean {
  const words = before.split(/\s+/);
  return (
    words.length <= 9 &&
    words.every((word) => /^[\p{Lu}\p{N}\p{Script=Han}'’(]/u.test(word) || SMALL.test(word))
  );
}

/** What a story begins with; undefined where it does not begin with a place. */
export function datelineOf(text: string): Dateline | undefined {
  for (const pattern of DATELINES) {
    const found = matched(pattern, text);
    const before = found?.('place') ?? '';
    const place = before.split(/[,，]|\s\d/)[0]?.trim() ?? '';
    if (found === undefined || place === '' || !isPlace(before)) continue;
    const whole = pattern.exec(text)?.[0] ?? '';
    const agency = found('agency')
      .replace(/[,\s]+\d.*$/, '')
      .trim();
    const written = whole.replace(/\s*[-–—_:]+\s*$/u, '').trim();
    const rest = text.slice(whole.length).trim();
    return { written, place, rest, ...(agency === '' ? {} : { agency }) };
  }
  return undefined;
}

/** Writes a dateline into the item: its words, its place, and its agency where nobody else is named. */
export function tellPlace(builder: WireItemBuilder, { written, place, agency }: Dateline, at: string): void {
  builder.set('dateline', written, at);
  builder.add('places', { name: place, role: 'dateline' }, at);
  if (agency !== undefined && !builder.has('provider')) builder.set('provider', { code: agency }, at);
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
  tellPlace(builder, dateline, at);
  const rest: Paragraph = { lines: dateline.rest === '' ? [] : [{ text: dateline.rest, at }] };
  return [
    ...paragraphs.slice(0, index),
    ...(rest.lines.length > 0 ? [rest] : []),
    ...paragraphs.slice(index + 1),
  ];
}
