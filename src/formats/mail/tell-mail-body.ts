import type { Block } from '#domain/item/item.ts';
import { escapeText } from '../html/html.ts';
import { toBlocks } from '../html/to-blocks.ts';
import { datelineOf, tellPlace } from '../wire/dateline.ts';
import { readStory } from '../wire/read-story.ts';
import { wireLines, type WireLine } from '../wire/story-blocks.ts';
import { setBlocksApart } from '../wire/story-sections.ts';
import { tellEmbargo } from '../wire/wire-signs.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { BodyText, MailBody } from './mail-body.ts';

/** Writes the texts of a mail into the item: the story, and what is private of it. HTML keeps its inline markup. */
export function tellMailBody(builder: WireItemBuilder, body: MailBody, baseUrl: string | undefined): void {
  const plain = body.parts.filter(({ isHtml }) => !isHtml);
  const html = body.parts.filter(({ isHtml }) => isHtml);
  if (plain.length > 0)
    readStory(
      builder,
      plain.flatMap((part) => withoutSignature(builder, part)),
      { isAssumed: true },
    );
  else tellHtml(builder, html, baseUrl);
  if (plain.length > 0)
    for (const { at } of html) builder.dropped.add(at, 'text/html', 'the plain text of the mail is read');
}

/** RFC 3676 §4.3: what stands below `-- ` says who writes, and is not the story. */
function withoutSignature(builder: WireItemBuilder, { text, at }: BodyText): readonly WireLine[] {
  const lines = wireLines(text).map((line) => ({ ...line, at: `${at} ${line.at}` }));
  const start = lines.findLastIndex((line) => line.text === '--');
  if (start === -1 || lines.length - start > 30) return [...lines, { text: '', at }];
  const signature = lines
    .slice(start + 1)
    .map((line) => line.text.trim())
    .join('\n')
    .trim();
  const place = lines[start]?.at ?? at;
  if (signature !== '') builder.add('private', { kind: 'contact', text: signature, at: place }, place);
  return [...lines.slice(0, start), { text: '', at }];
}

function tellHtml(builder: WireItemBuilder, parts: readonly BodyText[], baseUrl: string | undefined): void {
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
  const apart = setBlocksApart(builder, blocks, at);
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
