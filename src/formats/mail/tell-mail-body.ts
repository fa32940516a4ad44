import type { Block } from '#domain/item/item.ts';
import { escapeText } from '../html/html.ts';
import { toBlocks } from '../html/to-blocks.ts';
import { datelineOf, tellPlace } from '../wire/dateline.ts';
import { readStory } from '../wire/read-story.ts';
import { wireLines, type WireLine } from '../wire/story-blocks.ts';
import { setBlocksApart } from '../wire/story-sections.ts';
import { leadingSigns, tellEmbargo, tellSigns } from '../wire/wire-signs.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { BodyText, MailBody } from './mail-body.ts';
import { cutThread, type MailKind } from './mail-thread.ts';

/**
 * Writes the texts of a mail into the item: the story, and what is private of it: signatures, quoted mails, and what was written above one
 * that was sent on (`kind`). HTML keeps its inline markup.
 */
export function tellMailBody(
  builder: WireItemBuilder,
  body: MailBody,
  { baseUrl, kind }: { readonly baseUrl: string | undefined; readonly kind: MailKind },
): void {
  const plain = body.parts.filter(({ isHtml }) => !isHtml);
  const html = body.parts.filter(({ isHtml }) => isHtml);
  if (plain.length > 0)
    readStory(
      builder,
      plain.flatMap((part) => storyLines(builder, part, kind)),
      { isAssumed: true },
    );
  else tellHtml(builder, html, { baseUrl, kind });
  if (plain.length > 0)
    for (const { at } of html) builder.dropped.add(at, 'text/html', 'the plain text of the mail is read');
}

function storyLines(builder: WireItemBuilder, { text, at }: BodyText, kind: MailKind): readonly WireLine[] {
  const lines = wireLines(text).map((line) => ({ ...line, at: `${at} ${line.at}` }));
  return [...ownWords(builder, lines, { at, kind }), { text: '', at }];
}

type Around = { readonly at: string; readonly kind: MailKind };

/** The text of a wire that a mail carries, without the signature below it. */
export function cutSignature(builder: WireItemBuilder, text: string): string {
  const lines = wireLines(text);
  const start = signatureStart(lines);
  if (start === -1) return text;
  tellApart(builder, 'contact', lines.slice(start));
  return text.split(/\r?\n/).slice(0, start).join('\n');
}

/** The lines or blocks of the story; those of other mails and of the letter around it are set apart. */
function ownWords<U extends { readonly text: string; readonly at?: string }>(
  builder: WireItemBuilder,
  units: readonly U[],
  { at, kind }: Around,
): readonly U[] {
  const { story, quoted, covering } = cutThread(units, kind);
  for (const unit of covering) {
    tellEmbargo(builder, unit.text, unit.at ?? at);
    tellSigns(builder, leadingSigns(unit.text).signs, unit.at ?? at);
  }
  tellApart(builder, 'other', covering);
  for (const mail of quoted) tellApart(builder, 'contact', mail);
  const greeting = greetingIn(story);
  if (greeting !== -1) tellApart(builder, 'other', story.slice(greeting, greeting + 1));
  const own = story.filter((_, index) => index !== greeting);
  const start = signatureStart(own);
  if (start === -1) return own;
  tellApart(builder, 'contact', own.slice(start));
  return own.slice(0, start);
}

/** How a letter begins; whom it greets is none of the story. */
const GREETING =
  /^(?:kính gửi|thân gửi|kính thưa|dear|hello|hi|good (?:morning|afternoon)|sehr geehrte|liebe|guten tag|madame|mesdames|monsieur|bonjour|chers?|estimad[oa]s?|buenos días|prezad[oa]s?|gentil[ei]|尊敬的|各位|您好)(?![\p{Ll}\p{N}])[^.?。？]{0,100}[,，:：!！]$/iu;

/** Where the first words are a greeting, and more follow. */
function greetingIn(units: readonly { readonly text: string }[]): number {
  const first = units.findIndex(({ text }) => text.trim() !== '');
  const isGreeting = GREETING.test(units[first]?.text.trim() ?? '');
  return isGreeting && units.slice(first + 1).some(({ text }) => text.trim() !== '') ? first : -1;
}

function tellApart(
  builder: WireItemBuilder,
  kind: 'contact' | 'other',
  apart: readonly { readonly text: string; readonly at?: string }[],
): void {
  const words = apart
    .map(({ text }) => text.trim())
    .join('\n')
    .replace(/^--\n/, '')
    .trim();
  const place = apart[0]?.at ?? '';
  if (words !== '' && words !== '--') builder.add('private', { kind, text: words, at: place }, place);
}

/** Lines with words; longer ones were never seen. */
const LONGEST_SIGNATURE = 30;

/** How a letter ends. */
const CLOSING =
  /^(?:trân trọng(?: cảm ơn)?|thân ái|kính thư|(?:best |kind |warm )?regards|(?:yours )?sincerely|mit freundlichen grüßen|cordialement|saludos|此致|顺祝[^\n]{0,6})\s*[,.!，。]?(?:\n|$)/iu;
/** RFC 3676 §4.3: what stands below `-- ` says who writes, and is not the story. */
const SIGNATURE = /^--\s*(?:\n|$)/;

function signatureStart(units: readonly { readonly text: string }[]): number {
  const filled = units.flatMap(({ text }, index) => (text.trim() === '' ? [] : [index]));
  const tail = Math.max(1, filled.at(-LONGEST_SIGNATURE) ?? 1);
  const closing = units.findIndex(({ text }, index) => index >= tail && CLOSING.test(text.trim()));
  const mark = units.findLastIndex(({ text }, index) => index >= tail && SIGNATURE.test(text));
  return closing !== -1 && (mark === -1 || closing < mark) ? closing : mark;
}

function tellHtml(
  builder: WireItemBuilder,
  parts: readonly BodyText[],
  { baseUrl, kind }: { readonly baseUrl: string | undefined; readonly kind: MailKind },
): void {
  const blocks: Block[] = [];
  for (const { text, at } of parts) {
    const read = toBlocks(text, baseUrl);
    if (!read.ok) {
      builder.dropped.add(at, 'text/html', read.error.detail);
      continue;
    }
    blocks.push(...read.value.blocks);
    for (const { at: place, what, why } of read.value.dropped)
      builder.dropped.add(`${at} ${place}`.trim(), what, why);
  }
  const [first] = parts;
  const at = first?.at ?? '';
  const apart = setBlocksApart(builder, ownWords(builder, blocks, { at, kind }), at);
  const shown = withoutHead(builder, apart, at);
  const story = withoutDateline(builder, shown, at);
  builder.set(
    'body',
    story.map((block, index) => ({ ...block, id: `b${index + 1}` })),
    at,
  );
}

/** The headline once more, and lines that lay an embargo, above the story. */
function withoutHead(builder: WireItemBuilder, blocks: readonly Block[], at: string): readonly Block[] {
  const headline = builder.get('headline');
  return blocks.filter(({ text }, index) => {
    if (index > 4) return true;
    if (tellEmbargo(builder, text, at)) return false;
    return text.toLowerCase() !== headline?.toLowerCase();
  });
}

/** Takes the dateline off a block, where no markup stands in it. */
function withoutDateline(builder: WireItemBuilder, blocks: readonly Block[], at: string): readonly Block[] {
  const index = blocks.slice(0, 4).findIndex(({ text }) => datelineOf(text) !== undefined);
  const block = blocks[index];
  const dateline = block && datelineOf(block.text);
  if (block === undefined || dateline === undefined || dateline.rest === '') return blocks;
  const before = block.text.slice(0, block.text.length - dateline.rest.length).replace(/[&<>]/g, escapeText);
  if (!block.html.startsWith(before)) return blocks;
  tellPlace(builder, dateline, at);
  const rest: Block = { ...block, text: dateline.rest, html: block.html.slice(before.length) };
  return [...blocks.slice(0, index), rest, ...blocks.slice(index + 1)];
}
