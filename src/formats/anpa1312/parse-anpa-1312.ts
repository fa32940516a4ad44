import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { tellCategory } from '../wire/category-topics.ts';
import { messageTime } from '../wire/wire-clock.ts';
import { cutTrailer, framedMessages, plainControls, type FramedMessage } from '../wire/framed-text.ts';
import {
  paragraphText,
  storyBlocks,
  wireLines,
  type Paragraph,
  type WireLine,
} from '../wire/story-blocks.ts';
import { tellDateline } from '../wire/dateline.ts';
import { readStory } from '../wire/read-story.ts';
import { setApart, tellAbout } from '../wire/story-sections.ts';
import { matched } from '../wire/matched.ts';
import { numberOnDay } from '../wire/message-number.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireCode, WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { leadingSigns, settleSigns, tellSigns } from '../wire/wire-signs.ts';
import { readHeadLines, tellSlug } from './head-lines.ts';

// ANPA 1312 §3: service level, number, selector; then priority, category, format, version, keyword, date and word count.
const FIRST =
  /^\s*(?<service>[A-Za-z])(?<number>\d{3,4})(?:\u001F|(?=[a-z-])|\s+(?=[a-z])|(?<agency>[A-Z]{2,8})(?=[a-z])|(?=\s*$))(?<selector>[a-z\d-]{0,8})[\s\u0011-\u0014]*$/;
const SECOND =
  /^\s*(?<priority>[a-z])\s?(?<category>[a-z])(?:[\u0013\u0014]?[\u0011\u0012]?[\s\u001F]*)(?<keyword>[A-Za-z][^\s\u001F]*?)?(?:[\s\u001F]+(?<version>[^\s\u001F](?:.*?\S)?))?\s+(?<month>\d{1,2})-(?<day>\d{1,2})\s*(?<words>\d{0,5})\s*$/i;
const TRAILER = /\d{1,2}-\d{1,2}-\d\d\s+\d{4}|\d{1,2}:\d\d\s*[A-Z]{0,3}[\s-]+\d{1,2}-\d{1,2}-\d\d/;

/** `AP-WF-11-29-26 1509GMT`: who sent it stands before the desk and the day. */
const AGENCY = /^\s*([A-Z]{2,6})-[A-Z]{2}-\d/;

/** Is the text in the message format of ANPA 1312: with its control characters, with carets for them, or with its shape left? */
export function isAnpa1312(text: string): boolean {
  const lines = withoutEnvelope(plainControls(text.slice(0, 4096)))
    .replace(/^[\s\u0001]+/, '')
    .split(/\r?\n/);
  return isStart(lines[0] ?? '', lines[1] ?? '') || isHeadOnly(text);
}

/** A message that lost its header on the way, as in a mail: lines with carets stand first. */
function isHeadOnly(text: string): boolean {
  return /^\s*\^[^\n]{2,200}[<=][ \t]*\r?\n\s*\^/.test(text.slice(0, 1000));
}

/** The envelope of telex, `ZCZC … NNNN`, around a message with a header of its own; lines stay where they are. */
function withoutEnvelope(text: string): string {
  return text.replace(/^[\s\u0001]*ZCZC(?!\p{L})[ \t]*|^[ \t]*NNNN[ \t]*$/gmu, (found) =>
    found.replace(/ZCZC|NNNN|[ \t]/g, ''),
  );
}

function isStart(first: string, second: string): boolean {
  return (
    FIRST.test(first) && (SECOND.test(second) || /^\s*[a-z] ?[a-z][\u0013\u0014][\u0011\u0012]/i.test(second))
  );
}

/**
 * Reads all messages of a document in ANPA 1312 (wire service transmission guidelines, 1989) into items. A number counts by service
 * level and day, so that the `uri` is both with the day where one is written. Refuses a document without any message.
 */
export function parseAnpa1312(text: string, _needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const messages = isHeadOnly(text)
    ? [{ header: [], text: wireLines(text), trailer: [], hasFrame: false }]
    : framedMessages(withoutEnvelope(plainControls(text)), isStart);
  const items = messages.flatMap((message) => readMessage(message) ?? []);
  if (items.length === 0)
    return refuse({
      code: 'document-without-items',
      at: '',
      detail: 'No message of ANPA 1312 has any text.',
    });
  return accept({ items, dropped: [], warnings: [] });
}

function readMessage(message: FramedMessage): WireItem | undefined {
  const { first, second, rest } = headerLines(message);
  const at = first?.at ?? '';
  const builder = createWireItem(at);
  builder.set('type', 'text', at);
  const number = first === undefined ? '' : tellFirst(builder, first);
  const ended = cutTrailer(rest, (line) => TRAILER.test(line));
  for (const line of [...message.trailer, ...ended.trailer]) tellTrailer(builder, line);
  // The text before its header: the header cuts slugs off, and its count is not always one of words.
  const story = readText(builder, ended.text, isInColumns(second));
  if (second !== undefined) tellAnpaHeader(builder, second);
  settleSigns(builder);
  if (builder.has('pubStatus')) tellAbout(builder, story.slice(0, 3).map(paragraphText).join('\n'), at);
  const item = builder.build();
  const isEmpty = item.body.length === 0 && item.headline === undefined && item.edNotes.length === 0;
  return isEmpty ? undefined : { ...item, uri: numberOnDay(number, item.dates.versionCreated) };
}

function tellTrailer(builder: WireItemBuilder, { text, at }: WireLine): void {
  builder.date('versionCreated', messageTime(text)?.time, at);
  const [, agency = ''] = AGENCY.exec(text) ?? [];
  if (!builder.has('provider')) builder.set('provider', agencyOf(agency), at);
}

/** TTS tabular: the format byte says that lines are columns. */
function isInColumns(second: WireLine | undefined): boolean {
  return second?.text.includes('\u0012') ?? false;
}

function headerLines({ header, text, hasFrame }: FramedMessage): {
  readonly first: WireLine | undefined;
  readonly second: WireLine | undefined;
  readonly rest: readonly WireLine[];
} {
  const lines = hasFrame ? header : text;
  const start = lines.findIndex((line) => FIRST.test(line.text));
  const rest = hasFrame ? text : lines.slice(start + 2);
  return start === -1
    ? { first: undefined, second: undefined, rest: text }
    : { first: lines[start], second: lines[start + 1], rest };
}

function tellFirst(builder: WireItemBuilder, { text, at }: WireLine): string {
  const found = matched(FIRST, text);
  const selector = found?.('selector') ?? '';
  builder.set('provider', found && agencyOf(found('agency')), at);
  if (/[a-z]/.test(selector))
    builder.dropped.add(at, selector, 'a selector code steers the wire, not the story');
  return found === undefined ? '' : found('service') + found('number');
}

/** Kyodo writes its name between its number and the selector. */
function agencyOf(name: string): WireCode | undefined {
  return name === '' ? undefined : { code: name };
}

// `f` is a flash by the letter; services send features with it, so that it says nothing certain.
const PRIORITIES: ReadonlyMap<string, { readonly urgency: number; readonly signal?: string }> = new Map([
  ['b', { urgency: 2, signal: 'bulletin' }],
  ['u', { urgency: 3, signal: 'urgent' }],
  ['r', { urgency: 4 }],
  ['d', { urgency: 5 }],
]);

/** Priority, category, keyword, version and count; false where the line is no second line of a header. */
export function tellAnpaHeader(builder: WireItemBuilder, { text, at }: WireLine): boolean {
  const found = matched(SECOND, text);
  if (found === undefined) return false;
  const known = PRIORITIES.get(found('priority').toLowerCase());
  builder.set('priority', found('priority'), at);
  builder.set('urgency', known?.urgency, at);
  if (known?.signal !== undefined) builder.add('signals', { code: known.signal }, at);
  tellCategory(builder, { scheme: 'anpa-category', code: found('category').toLowerCase(), at });
  tellSlug(builder, found('keyword').replace(/,$/, ''), at);
  if (found('version') !== '') tellVersion(builder, found('version'), at);
  const words = Number(found('words'));
  if (words > 0 && !builder.has('wordCount')) builder.set('wordCount', words, at);
  return true;
}

/** `1stLd-Writethru`, `7thWritethru`. */
function tellVersion(builder: WireItemBuilder, version: string, at: string): void {
  const [name = '', ...references] = version.split(/\s{1,}(?=[A-Z]{1,3}\d)/);
  for (const reference of references)
    builder.dropped.add(at, reference, 'a reference of the wire, not of the story');
  const parts = name.replace(/(\d(?:st|nd|rd|th))(?=\p{L})/giu, '$1 ').replaceAll('-', ' ');
  const { signs } = leadingSigns(parts);
  if (signs.length === 0) builder.add('keywords', name, at);
  tellSigns(builder, signs, at);
  if (signs.length > 0 && !builder.has('version')) builder.set('version', name, at);
}

/** Answers the paragraphs of the story. */
function readText(
  builder: WireItemBuilder,
  lines: readonly WireLine[],
  isPreformatted: boolean,
): readonly Paragraph[] {
  const clean = wholeHeadLines(lines).flatMap(cleanLine);
  if (!clean.some(({ text }) => text.startsWith('^'))) return readCaretless(builder, clean, isPreformatted);
  const end = clean.findIndex(
    ({ text }, index) => text.trim() !== '' && !isHead(text, clean[index + 1]?.text),
  );
  const leftOver = readHeadLines(builder, clean.slice(0, end === -1 ? clean.length : end));
  const body = (end === -1 ? [] : clean.slice(end)).flatMap(bodyLine);
  const story = [...leftOver, ...tellDateline(builder, setApart(builder, body))];
  const isTable = isPreformatted || body.some(({ text }) => text.includes('\b'));
  if (!builder.has('headline')) assumeHeadline(builder, story);
  builder.set('body', storyBlocks(story, isTable), story[0]?.lines[0]?.at ?? '');
  return story;
}

/** Reuters writes no carets: the slug stands first, and the headline after it in the same line or below. */
function readCaretless(
  builder: WireItemBuilder,
  lines: readonly WireLine[],
  isPreformatted: boolean,
): readonly Paragraph[] {
  const start = lines.findIndex(({ text }) => text.trim() !== '');
  const first = lines[start];
  const found = first && /^\s*((?:AM|BC|PM|AP)-[^\s:(]+)\s*(?:\([^)]{1,30}\))?\s*:?\s*(.*)$/.exec(first.text);
  if (first !== undefined && found) tellSlug(builder, found[1] ?? '', first.at);
  const rest = found && first ? [{ text: found[2] ?? '', at: first.at }, ...lines.slice(start + 1)] : lines;
  readStory(builder, rest, { isPreformatted, mayTakeFirstLine: true });
  return builder.build().body.map(({ text }) => ({ lines: [{ text, at: first?.at ?? '' }] }));
}

/** A line of the head begins with a caret, or stands unindented before one that does. */
function isHead(text: string, next: string | undefined): boolean {
  return (
    text.startsWith('^') ||
    (!/^[\s\b]/.test(text) && (next?.startsWith('^') ?? false) && /^[A-Za-z]+:/.test(text))
  );
}

/** A line that begins with a caret goes on in the next until `<` or `=` ends it. */
function wholeHeadLines(lines: readonly WireLine[]): readonly WireLine[] {
  const whole: WireLine[] = [];
  for (const line of lines) {
    const last = whole.at(-1);
    const goesOn =
      last !== undefined && /^\^.*[^<=\s]\s*$/.test(last.text) && /^[^\s^\b].*@?<\s*$/.test(line.text);
    if (goesOn) whole[whole.length - 1] = { text: `${last.text.trim()} ${line.text}`, at: last.at };
    else whole.push(line);
  }
  return whole;
}

/** Inside the story a line with a caret stands for itself, but for the head of a table. */
function bodyLine({ text, at }: WireLine): readonly WireLine[] {
  const plain = { text: text.replace(/^\^/, ''), at };
  const isAlone = text.startsWith('^') && !/^\^[; ]/.test(text);
  return isAlone ? [{ text: '', at }, plain, { text: '', at }] : [plain];
}

/** Typesetting of ANPA 1312: `<` and `=` end a line, grave accents and apostrophes are quotation marks, a lone underline is a dash. */
function cleanLine({ text, at }: WireLine): readonly WireLine[] {
  const plain = text
    .replaceAll('``', '“')
    .replaceAll("''", '”')
    .replace(/ _ /g, ' — ')
    .replace(/[\u0010-\u0015\u0018-\u001F]/g, '');
  return plain
    .split(/<\s*(?=\^)/)
    .map((part) => ({ text: part.replace(/(?:[@<=]+|(?<=\p{L})\+)\s*$/u, '').trimEnd(), at }));
}

/** An alert has no headline of its own: its one sentence is it. */
function assumeHeadline(builder: WireItemBuilder, story: readonly Paragraph[]): void {
  const [first] = story;
  const text = first === undefined ? '' : paragraphText(first);
  const at = first?.lines[0]?.at ?? '';
  if (text === '' || text.length > 300) return;
  builder.set('headline', text, at);
  builder.warn('headline-assumed', at, 'The message has no headline; its first paragraph stands for it.');
}
