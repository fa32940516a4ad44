import type { Block } from '#domain/item/item.ts';
import { InlineWriter } from '../html/inline-writer.ts';

/** One line of a message and its place in the document (`line 12`). */
export type WireLine = { readonly text: string; readonly at: string };

/** Lines that belong together: a paragraph, a table, an entry of a list. */
export type Paragraph = { readonly lines: readonly WireLine[] };

const WIDEST = ' '.repeat(80);

/** Cuts a text into lines, with their places counted from `firstLine`; no blank is wider than a page. */
export function wireLines(text: string, firstLine = 1): readonly WireLine[] {
  return text.split(/\r\n|\r\r\n|[\r\n\u2028\u2029]/).map((line, index) => ({
    text: line.trimEnd().replace(/[ \t]{80,}/g, WIDEST),
    at: `line ${firstLine + index}`,
  }));
}

/**
 * Groups lines into paragraphs as wires mark them: by blank lines, by indentation of the first line, by a mark of a list, and where
 * there is none of these by a line that ends short. Lines that are never wrapped are paragraphs each; so is one that `standsAlone`.
 */
export function paragraphsOf(
  lines: readonly WireLine[],
  standsAlone: (text: string) => boolean = () => false,
): readonly Paragraph[] {
  const page = pageOf(lines);
  const groups: WireLine[][] = [];
  let current: WireLine[] | undefined;
  for (const line of lines) {
    const { text } = line;
    const before = current?.at(-1)?.text;
    if (text.trim() === '') current = undefined;
    else if (
      current === undefined ||
      before === undefined ||
      standsAlone(text) ||
      startsAnew(text, before, page)
    ) {
      current = [line];
      groups.push(current);
    } else current.push(line);
  }
  return groups.map((group) => ({ lines: group }));
}

/** How the lines of a text are set: the width of a full line, whether lines are wrapped, and whether anything marks paragraphs. */
type Page = { readonly width: number; readonly isWrapped: boolean; readonly hasMarks: boolean };

function pageOf(lines: readonly WireLine[]): Page {
  const filled = lines.filter(({ text }) => text.trim() !== '');
  const lengths = filled.map(({ text }) => text.length).toSorted((one, other) => one - other);
  const width = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  return {
    width,
    isWrapped: (lengths.at(-1) ?? 0) <= 130 && !isList(filled, width),
    hasMarks: filled.length < lines.length || filled.some(({ text }) => isIndented(text)),
  };
}

/** Narrow lines that nearly all begin with a capital or a number are entries, not prose. */
function isList(filled: readonly WireLine[], width: number): boolean {
  const entries = filled.filter(({ text }) => /^\s*[\p{Lu}\p{N}]/u.test(text)).length;
  return filled.length >= 6 && width < 50 && entries >= filled.length * 0.85;
}

function isIndented(text: string): boolean {
  return /^(?:\t\s*| {2,8})[^\s|]/.test(text);
}

const LIST_MARK = /^\s*(?:[-*•+]|\d{1,2}[.)])\s+(?=\S)/;

/** A dash at which a sentence was wrapped is no mark of a list. */
const WRAPPED_DASH = /^- \p{Ll}/u;

function startsAnew(text: string, before: string, page: Page): boolean {
  if (!page.isWrapped) return true;
  if (WRAPPED_DASH.test(text) && !LIST_MARK.test(before) && /[\p{L},]$/u.test(before)) return false;
  const isTable = hasColumns(text);
  if (isTable !== hasColumns(before)) return isIndented(text) !== isIndented(before) && isIndented(text);
  if (isTable) return false;
  return startsEntry(text, before) ?? (isIndented(text) || endsShort(before, page));
}

/** Lists: undefined where neither line is of one. */
function startsEntry(text: string, before: string): boolean | undefined {
  if (LIST_MARK.test(before)) return LIST_MARK.test(text) || (!isIndented(text) && !/^\p{Ll}/u.test(text));
  return LIST_MARK.test(text) && /[:：]$/.test(before) ? true : undefined;
}

/** A line that was not filled was not wrapped either. */
function endsShort(before: string, { width, hasMarks }: Page): boolean {
  if (width >= 50 && before.length < width * 0.6) return true;
  return !hasMarks && before.length < width * 0.75 && /[.!?…"”»。！？]$/u.test(before);
}

/** Two columns or more: cells between bars, tabs, blanks that end no sentence, dots, or semicolons. */
function hasColumns(text: string): boolean {
  const inner = text.trim();
  return (
    /^\|.*\|$/.test(inner) ||
    /\S(?: {3,}|\t+)\S/.test(inner) ||
    (inner.match(/[^\s.!?:;,"”] {2,}(?=\S)/g)?.length ?? 0) > 1 ||
    /\S\.{4,}\s?\S/.test(inner) ||
    inner.split(';').length > 4
  );
}

/** A table is kept as it stands: of its lines, most have columns. */
function isTable({ lines }: Paragraph): boolean {
  const columns = lines.filter(({ text }) => hasColumns(text)).length;
  return columns > 0 && lines.length > 1 && columns >= lines.length * 0.5;
}

/** The text of a paragraph in one line: wrapped lines are joined, by a blank where the writing uses them. */
export function paragraphText({ lines }: Paragraph): string {
  return joinedLines(lines.map(({ text }) => text));
}

/** Lines as one, by a blank where the writing uses blanks. */
export function joinedLines(lines: readonly string[]): string {
  const pieces: string[] = [];
  for (const line of lines) {
    const text = line.trim();
    const isHan = HAN.test(pieces.at(-1)?.slice(-1) ?? ' ') && HAN.test(text.charAt(0));
    if (pieces.length > 0 && !isHan) pieces.push(' ');
    pieces.push(text);
  }
  return pieces.join('').trim();
}

const HAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。、；：？！（）《》「」]$/u;

/** Paragraphs as blocks `b1` …; tables are preformatted, entries of lists without their marks, `isPreformatted` keeps all as it stands. */
export function storyBlocks(paragraphs: readonly Paragraph[], isPreformatted = false): readonly Block[] {
  const writer = new InlineWriter();
  const blocks: Block[] = [];
  const isListed = (index: number) => LIST_MARK.test(paragraphs[index]?.lines[0]?.text ?? '');
  for (const [index, paragraph] of paragraphs.entries()) {
    const isList =
      isListed(index) &&
      (isListed(index - 1) || isListed(index + 1)) &&
      !/^\s*\d/.test(paragraphText(paragraph));
    const kind = isPreformatted || isTable(paragraph) ? 'preformatted' : isList ? 'list-item' : 'paragraph';
    if (kind === 'preformatted') writer.verbatim(paragraph.lines.map(({ text }) => text).join('\n'), []);
    else writer.flow(isList ? paragraphText(paragraph).replace(LIST_MARK, '') : paragraphText(paragraph), []);
    const written = writer.take();
    if (written) blocks.push({ id: `b${blocks.length + 1}`, kind, ...written });
  }
  return blocks;
}
