import type { Block } from '#domain/item/item.ts';
import { InlineWriter } from './inline-writer.ts';

/**
 * Splits plain text into paragraphs: at blank lines where there are any (line breaks inside stay), else at every line.
 * Text is escaped, never parsed.
 */
export function textToBlocks(text: string): readonly Block[] {
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/);
  const paragraphs = lines.some((line, index) => line.trim() === '' && index < lines.length - 1)
    ? groupByBlankLines(lines)
    : lines.map((line) => [line]);
  const writer = new InlineWriter();
  const blocks: Block[] = [];
  for (const paragraph of paragraphs) {
    for (const line of paragraph) {
      writer.flow(line, []);
      writer.lineBreak();
    }
    const written = writer.take();
    if (written) blocks.push({ id: `b${blocks.length + 1}`, kind: 'paragraph', ...written });
  }
  return blocks;
}

function groupByBlankLines(lines: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '') groups.push([]);
    else groups.at(-1)?.push(line);
  }
  return groups;
}
