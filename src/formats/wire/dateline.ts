import { onlyGiven } from '../only-given.ts';
import { matched } from './matched.ts';
import { paragraphText, type Paragraph } from './story-blocks.ts';
import type { WireItemBuilder } from './wire-item-builder.ts';

/** The place and the agency at the start of a story. */
export type Dateline = {
  readonly written: string;
  readonly place: string;
  readonly agency?: string;
  /** Who wrote it, where the dateline says so. */
  readonly byline?: string;
  readonly rest: string;
};

/** Agencies that put no dash after their name. */
const WITHOUT_DASH = 'PTI|UNI|IANS|ANI|BSS|APP|VNA|TTXVN|Kyodo|Bernama|ANTARA|Yonhap|Xinhua|EFE|Lusa';

const DATELINES: readonly RegExp[] = [
  // HANOI, Nov. 29 (VNA) - …; Berlin (dpa) - …; BUENOS AIRES, Argentina (AP) _ …; Madrid, 29 nov (EFE).- …; BRUXELLES 29/11 (BELGA) = …
  /^(?<place>\p{Lu}[^()（）!?:;"“«]{1,70}?)\s*[(（](?<agency>[^()（）]{2,40})[)）]\s*\.?\s*(?:[-–—_:]{1,2}|=)\s*/u,
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
  // BRISBANE, Oct 12 AAP - …: the agency in capitals after a day.
  /^(?<place>\p{Lu}[\p{L} .'-]{1,40},\s\p{L}{3,9}\.?\s\d{1,2})\s(?<agency>\p{Lu}{2,5})\s[-–—]{1,2}\s+/u,
  // MOSCOW, November 29. /TASS/. …
  /^(?<place>\p{Lu}[^()/!?:;"“«]{1,60}?)\.?\s*\/(?<agency>[\p{L}-]{2,20}(?:\s[\p{L}]{2,14})?)\/\s*\.?\s*[-–—]{0,2}\s*/u,
  // (ANSA) - ROMA, 29 NOV - …; (AFP) - …
  /^[(（](?<agency>\p{Lu}[\p{L}/-]{1,14})[)）]\s*[-–—]\s*(?<place>\p{Lu}[\p{Lu} .'-]{1,30},\s?\d{1,2}\s\p{L}{3,9}\.?)\s*[-–—.:]\s*/u,
  // 新华社北京11月29日电（记者 …）…; 越通社河内11月29日电
  /^[(（]?(?<agency>[\p{Script=Han}]{2,6}社|中新网|中央社)(?![記记]者)(?<place>[\p{Script=Han}]{2,8}?)\d{0,4}年?(?:\d{1,2}月)?\d{1,2}日(?:电|電)\s*(?:[（(](?<byline>[^（）()]{2,60})[)）])?[)）]?\s*/u,
  // 【中央社台北三十日電】…; （中央社記者王小明台北30日電）…
  /^[（(【〔](?<agency>\p{Script=Han}{2,4}社)(?:[記记]者(?<byline>\p{Script=Han}{2,3}))?(?<place>\p{Script=Han}{2,8}?)(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})日[专專综綜]?[合]?[电電][)）】〕]\s*/u,
  // 【東京共同】…; 【ロンドン時事】…
  /^【(?<place>[\p{Script=Han}\p{Script=Katakana}ー]{2,12}?)(?<agency>共同|時事|ロイター|(?:AFP|EPA)[=＝]?時事)】\s*/u,
  // (서울=연합뉴스) 김철수 기자 = …
  /^[(（[]?(?<place>\p{Script=Hangul}{2,10})=(?<agency>\p{Script=Hangul}{2,6}\d?)[)）\]]\s*(?:(?<byline>\p{Script=Hangul}{2,4}\s(?:기자|특파원|통신원))\s*=\s*)?/u,
  // КИЇВ, 30 листопада (Укрінформ). …: a full stop will do where a day is told.
  /^(?<place>\p{Lu}[^()!?:;"“«]{1,40}?\s\d{1,2}\.?(?:\s\p{L}{1,12}\.?)?)\s*\((?<agency>\p{Lu}[^()]{1,20})\)\s*\.\s+/u,
  // القاهرة 30 نوفمبر (أ ش أ) - …: writings without capitals, where a day is told.
  /^(?<place>\p{Lo}[^()（）!?:;"]{1,30}?\s\d{1,2}\s[^()（）\d]{2,15}?)\s*[(（](?<agency>[^()（）]{2,30})[)）]\s*[-–—:]\s*/u,
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
    words.every(
      (word, index) =>
        /^[\p{Lu}\p{N}\p{Lo}'’(]/u.test(word) || SMALL.test(word) || isOfDay(word, words, index),
    )
  );
}

/** A month in any language, or what stands after a day: a small word beside a number of one or two digits. */
function isOfDay(word: string, words: readonly string[], index: number): boolean {
  return (
    /^\p{Ll}{1,12}\.?$/u.test(word) &&
    [words[index - 1], words[index + 1]].some((other) => /^\d{1,2}\.?$/.test(other ?? ''))
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
    const written = whole.replace(/\s*[-–—_:=]+\s*$/u, '').trim();
    const rest = text.slice(whole.length).trim();
    return { written, place, rest, ...onlyGiven({ agency, byline: found('byline') }) };
  }
  return undefined;
}

/** Writes a dateline into the item: its words, its place, and its agency where nobody else is named. */
export function tellPlace(builder: WireItemBuilder, dateline: Dateline, at: string): void {
  const { written, place, agency, byline } = dateline;
  builder.set('dateline', written, at);
  builder.add('places', { name: place, role: 'dateline' }, at);
  if (agency !== undefined && !builder.has('provider')) builder.set('provider', { code: agency }, at);
  if (!builder.has('byline')) builder.set('byline', byline, at);
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
