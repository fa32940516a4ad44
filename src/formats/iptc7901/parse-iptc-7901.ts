import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { tellCategory } from '../wire/category-topics.ts';
import { messageTime } from '../wire/wire-clock.ts';
import { cutTrailer, framedMessages, plainControls, type FramedMessage } from '../wire/framed-text.ts';
import { readStory } from '../wire/read-story.ts';
import type { WireLine } from '../wire/story-blocks.ts';
import { tellBracket } from '../wire/story-head.ts';
import { matched } from '../wire/matched.ts';
import { numberOnDay } from '../wire/message-number.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { isAllSigns, leadingSigns, tellSigns } from '../wire/wire-signs.ts';
import { opensTelex, readEnvelope, type Enveloped } from './zczc-envelope.ts';

// IPTC 7901 §3: source and number, priority, category, word count, and what the agency adds.
const HEADER =
  /^\s*(?<source>\p{L}[\p{L}\d-]{0,11}?)\s?(?<number>\d{2,5})\s+(?<priority>[1-9A-Za-z])\s+(?<category>[A-Za-z]{1,4}|[IVX]{1,3})\s+(?<words>\d{1,5})(?:\s+(?<more>\S.*))?$/u;
/** A receiver may write the hour of its session above what came in. */
const SESSION = /^\s*\[?\d{1,2}-\p{L}{3}-\d\d\s+\d{1,2}:\d\d\]?\s*\n/u;
const DAY_TIME =
  /^\s*\d{6}\s*(?:Z|UTC|GMT|[A-Z]{3,4}|[+-]\d{4})?\s*\p{L}{3,9}\.?\s*(?:\d{4}|\d\d)?\s*$|^\s*\d{6}Z?\s*(?:GMT|UTC)?\s*$|^\s*\d{1,2}-\p{L}{3}-\d\d\s+\d{1,2}:\d\d\s*$/iu;

/**
 * Is the text in the message format of IPTC 7901, or in the ZCZC … NNNN envelope of telex: with its control characters, with carets
 * for them, or with nothing but its shape left?
 */
export function isIptc7901(text: string): boolean {
  const start = plainControls(text.slice(0, 4096)).replace(SESSION, '').trimStart();
  if (/^[\u0001\s]*(?:ZCZC(?!\p{L})|zczc\s*\n[A-Z]{2}#)/u.test(start)) return true;
  const [first = '', ...more] = start.replace(/^\u0001\s*/, '').split(/\r?\n/);
  if (!HEADER.test(first)) return false;
  return (
    start.startsWith('\u0001') ||
    start.includes('\u0002') ||
    more[0]?.trim() === '' ||
    (more[0] ?? '').trim().endsWith('/')
  );
}

/**
 * Reads all messages of a document in IPTC 7901 (recommended message format, 5th edition) into items. The number of a message
 * counts by service and day, so that its `uri` is the source, the number and the day where one is written. Refuses a document
 * without any message.
 */
export function parseIptc7901(text: string, _needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const messages = framedMessages(plainControls(text), (line) => HEADER.test(line) || opensTelex(line));
  const items = withoutEnvelopeTwice(messages).flatMap((message) => readMessage(message) ?? []);
  if (items.length === 0)
    return refuse({
      code: 'document-without-items',
      at: '',
      detail: 'No message of IPTC 7901 has any text.',
    });
  return accept({ items, dropped: [], warnings: [] });
}

/** An envelope around a message with a header of its own is not a second message. */
function withoutEnvelopeTwice(messages: readonly FramedMessage[]): readonly FramedMessage[] {
  return messages.filter(({ header, text }) => {
    const lines = [...header, ...text].filter((line) => line.text.trim() !== '');
    return lines.length > 1 || !opensTelex(lines[0]?.text ?? '');
  });
}

function readMessage(message: FramedMessage): WireItem | undefined {
  const whole = message.hasFrame ? message : unframed(message);
  const first = whole.header.find(({ text }) => text.trim() !== '' && !opensTelex(text));
  const at = (first ?? whole.text[0])?.at ?? '';
  const builder = createWireItem(at);
  builder.set('type', 'text', at);
  const number = first === undefined ? '' : tellIptcHeader(builder, first);
  const text =
    number === '' ? readEnvelope(builder, [...whole.header, ...whole.text]) : headed(builder, whole, first);
  const ended = cutTrailer(beforeEnd(text.lines), (line) => DAY_TIME.test(line));
  tellTrailer(builder, [...whole.trailer, ...ended.trailer]);
  const { isPreformatted } = text;
  readStory(builder, ended.text, { isPreformatted, isAssumed: number === '', mayTakeFirstLine: true });
  const item = builder.build();
  const hasText = item.body.length > 0 || item.headline !== undefined || item.edNotes.length > 0;
  const uri = item.uri === '' ? numberOnDay(number, item.dates.versionCreated) : item.uri;
  return hasText ? { ...item, uri } : undefined;
}

function headed(
  builder: WireItemBuilder,
  { header, text }: FramedMessage,
  first: WireLine | undefined,
): Enveloped {
  tellKeywords(builder, header.slice(first === undefined ? 0 : header.indexOf(first) + 1));
  const start = builder.has('slugline') ? 0 : slugEnd(text);
  tellKeywords(builder, text.slice(0, start));
  return { lines: text.slice(start), isPreformatted: false };
}

/** Keywords may come after STX too: lines that end with a stroke, or a line by itself above a headline that ends with its sign. */
function slugEnd(lines: readonly WireLine[]): number {
  const start = lines.findIndex(({ text }) => text.trim() !== '');
  let end = Math.max(start, 0);
  while (/\S\/\s*$/.test(lines[end]?.text ?? '')) end += 1;
  if (end > start) return end;
  return isAloneAbove(lines, start) ? start + 1 : 0;
}

function isAloneAbove(lines: readonly WireLine[], start: number): boolean {
  const sign = lines.slice(0, 12).findIndex(({ text }) => /\s=\s*$/.test(text));
  const line = lines[start]?.text.trim() ?? '';
  const isAlone = sign > start + 1 && lines[start + 1]?.text.trim() === '' && line.length < 60;
  return isAlone && !/^[(（[]|[.:=!?+*]$/.test(line) && !isAllSigns(line);
}

/** A telex ends with NNNN; what a line printer makes of the rest is none of it. */
function beforeEnd(lines: readonly WireLine[]): readonly WireLine[] {
  const end = lines.findIndex(({ text }) => /^\s*NNNN\s*$|\sNNNN\s*$/.test(text));
  const last = lines[end];
  if (last === undefined) return lines;
  // ANSA writes the time into the last line.
  return [...lines.slice(0, end), { ...last, text: last.text.replace(/\s*NNNN\s*$/, '') }];
}

/** Without STX the header is the first line, and the keywords are the lines after it that end with a stroke. */
function unframed({ text, trailer }: FramedMessage): FramedMessage {
  const start = text.findIndex((line) => HEADER.test(line.text));
  if (start === -1) return { header: [], text, trailer, hasFrame: false };
  let end = start + 1;
  while (end < text.length && (text[end]?.text.trim() === '' || /\S\/\s*$/.test(text[end]?.text ?? '')))
    end += 1;
  return { header: text.slice(start, end), text: text.slice(end), trailer, hasFrame: false };
}

/** The number of the message, with its source; nothing where the line is no header. */
export function tellIptcHeader(builder: WireItemBuilder, { text, at }: WireLine): string {
  const found = matched(HEADER, text.replace(/^\u0001/, ''));
  if (found === undefined) return '';
  const priority = found('priority');
  if (/^[1-8]$/.test(priority)) builder.set('urgency', Number(priority), at);
  else builder.set('priority', priority, at);
  tellCategory(builder, { scheme: 'iptc7901-category', code: found('category').toLowerCase(), at });
  builder.set('wordCount', Number(found('words')), at);
  tellMore(builder, found('more').trim(), at);
  return found('source') + found('number');
}

const AGENCY = /^(?<name>\p{L}[\p{L}-]{1,20})\s+\d{2,5}(?:\s+(?<reference>\S.*))?$/u;

/** `F BELGA-0102 COR 703`: the language, the agency with its number, and what it corrects. */
const BELGIAN = /^(?<language>\p{Lu}) (?<name>\p{Lu}{2,12})-(?:\d{2,5}|\.{4})(?:\s+(?<rest>\S.*))?$/u;
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['F', 'fr'],
  ['N', 'nl'],
  ['D', 'de'],
  ['E', 'en'],
]);

function tellBelgian(builder: WireItemBuilder, more: string, at: string): boolean {
  const found = matched(BELGIAN, more);
  if (found === undefined) return false;
  builder.set('provider', { code: found('name') }, at);
  const language = LANGUAGES.get(found('language'));
  // Anything else stands for two languages in one text.
  if (language === undefined) builder.dropped.add(at, found('language'), 'it stands for no one language');
  builder.set('language', language, at);
  const rest = found('rest').trim();
  if (/^COR\b/.test(rest)) builder.add('signals', { code: 'correction' }, at);
  if (rest !== '') builder.dropped.add(at, rest, 'what the agency adds to its header has no fixed meaning');
  return true;
}

/** `dpa 0027`: who the message is from, with a number of its own. */
function tellMore(builder: WireItemBuilder, more: string, at: string): void {
  if (tellBelgian(builder, more, at)) return;
  const agency = matched(AGENCY, more);
  if (agency !== undefined) builder.set('provider', { code: agency('name') }, at);
  const rest = agency === undefined ? more : agency('reference');
  if (rest !== '') builder.dropped.add(at, rest, 'what the agency adds to its header has no fixed meaning');
}

/** `Switzerland/migration/UN/` is the slug line and its keywords; other lines before STX are signs or belong to the slug. */
function tellKeywords(builder: WireItemBuilder, lines: readonly WireLine[]): void {
  const filled = lines.filter(({ text }) => text.trim() !== '');
  const words = filled.filter(({ text, at }) => {
    if (isAllSigns(text)) tellSigns(builder, leadingSigns(text).signs, at);
    return !isAllSigns(text) && !tellBracket(builder, text.trim(), at);
  });
  const [first] = words;
  if (first === undefined) return;
  const slug = words
    .map(({ text }) => text.trim())
    .join('')
    .replace(/^\/+|\/+$/g, '');
  builder.set('slugline', slug, first.at);
  if (!slug.includes('/')) return;
  for (const keyword of slug.split('/').map((one) => one.trim())) {
    if (keyword !== '') builder.add('keywords', keyword, first.at);
    // A message that withdraws another may say so in its slug, in capitals.
    if (keyword === keyword.toUpperCase() && isAllSigns(keyword))
      tellSigns(builder, leadingSigns(keyword).signs, first.at);
  }
}

function tellTrailer(builder: WireItemBuilder, lines: readonly WireLine[]): void {
  for (const { text, at } of lines) {
    const found = text.trim() === '' ? undefined : messageTime(text);
    if (found === undefined) continue;
    builder.date('versionCreated', found.time, at);
    if (found.time === undefined)
      builder.dropped.add(at, found.written, 'a day and a time without month and year are no date');
  }
}
