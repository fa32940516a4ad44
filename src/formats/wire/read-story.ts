import { paragraphText, storyBlocks, type Paragraph, type WireLine } from './story-blocks.ts';
import { datelineOf, tellDateline } from './dateline.ts';
import { isByline, isHeadlineShaped, isSlugShaped, tellHead } from './story-head.ts';
import { setApart, tellAbout } from './story-sections.ts';
import type { WireItemBuilder } from './wire-item-builder.ts';
import { isAllSigns, isEmbargoLine, settleSigns } from './wire-signs.ts';

/** What a reader knows of the text beforehand. */
export type StoryOptions = {
  /** Its lines are columns. */
  readonly isPreformatted?: boolean;
  /** Nothing in the format marks a headline. */
  readonly isAssumed?: boolean;
  /** Where no blank line follows the headline, the first line may be it. */
  readonly mayTakeFirstLine?: boolean;
};

/**
 * Reads the text of a message into an item: the head above the story, what is private or a note, the dateline and the story as
 * blocks. `isAssumed` says that the first line is taken for a headline by its shape alone.
 */
export function readStory(
  builder: WireItemBuilder,
  lines: readonly WireLine[],
  options: StoryOptions = {},
): void {
  const { head, rest } = cutHead(lines);
  tellHead(builder, head);
  const story = tellDateline(builder, headless(builder, setApart(builder, rest), options));
  settleSigns(builder);
  if (builder.has('pubStatus')) tellAbout(builder, textOf(story.slice(0, 3)), lines[0]?.at ?? '');
  builder.set('body', storyBlocks(story, options.isPreformatted ?? false), story[0]?.lines[0]?.at ?? '');
}

function textOf(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map(paragraphText).join('\n');
}

/** IPTC 7901 ends a headline by an equals sign; what stands above the sign is the head. One may end a dateline, too. */
function cutHead(lines: readonly WireLine[]): {
  readonly head: readonly WireLine[];
  readonly rest: readonly WireLine[];
} {
  const end = lines
    .slice(0, 16)
    .findIndex(({ text }) => /\s=\s*$/.test(text) && !(text.includes(')') && datelineOf(text.trim())));
  return end === -1
    ? { head: [], rest: lines }
    : { head: lines.slice(0, end + 1), rest: lines.slice(end + 1) };
}

/** Without the sign, the short paragraphs before the story are its head. */
function headless(
  builder: WireItemBuilder,
  given: readonly Paragraph[],
  options: StoryOptions,
): readonly Paragraph[] {
  const known = builder.get('headline');
  const paragraphs = options.mayTakeFirstLine && known === undefined ? firstLineApart(given) : given;
  const { head, subtitle, used } = headParagraphs(paragraphs, known);
  tellHead(builder, head);
  const at = subtitle?.lines[0]?.at ?? '';
  if (subtitle !== undefined)
    builder.add('headlines', { role: 'subtitle', text: paragraphText(subtitle) }, at);
  const [first] = head;
  if (options.isAssumed && known === undefined && builder.has('headline') && first !== undefined)
    builder.warn(
      'headline-assumed',
      first.at,
      'Nothing marks a headline; the first line is shaped like one.',
    );
  return paragraphs.slice(used);
}

/** The paragraphs that are no story yet, and their number. A `known` headline may stand above the text once more. */
function headParagraphs(paragraphs: readonly Paragraph[], known: string | undefined): HeadFound {
  const head: WireLine[] = [];
  let subtitle: Paragraph | undefined;
  let used = 0;
  let hasHeadline = known !== undefined;
  for (const paragraph of paragraphs.slice(0, 6)) {
    const next = paragraphs[used + 1];
    const part = headPart(paragraph, { hasHeadline, next, known });
    if (part === undefined) break;
    hasHeadline ||= part === 'headline';
    if (part === 'subtitle') subtitle = paragraph;
    else if (part !== 'repeated') head.push(...paragraph.lines);
    used += 1;
  }
  return { head, subtitle, used };
}

type HeadFound = {
  readonly head: readonly WireLine[];
  readonly subtitle: Paragraph | undefined;
  readonly used: number;
};

/** What a paragraph is to the head of a story; undefined where the story has begun. The last paragraph is the story, however short. */
function headPart(
  paragraph: Paragraph,
  told: { hasHeadline: boolean; next: Paragraph | undefined; known: string | undefined },
): 'repeated' | 'aside' | 'headline' | 'subtitle' | undefined {
  const { hasHeadline, next, known } = told;
  const text = paragraphText(paragraph);
  if (datelineOf(text) !== undefined) return undefined;
  if (text.toLowerCase() === known?.toLowerCase()) return 'repeated';
  if (isAsideText(text)) return 'aside';
  if (next === undefined) return undefined;
  const isShaped = paragraph.lines.length <= 3 && isHeadlineShaped(text);
  if (hasHeadline) return isShaped && datelineOf(paragraphText(next)) ? 'subtitle' : undefined;
  if (isSlugShaped(text)) return 'aside';
  return isShaped ? 'headline' : undefined;
}

function isAsideText(text: string): boolean {
  return (
    isAllSigns(text) || isEmbargoLine(text) || isByline(text) || /^[(（][^()（）]{2,200}[)）]$/.test(text)
  );
}

/** A first line that is short, in capitals, or before a dateline stands above the story, not in it. */
function firstLineApart(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  const [first, ...more] = paragraphs;
  const [line, ...rest] = first?.lines ?? [];
  const [second] = rest;
  if (line === undefined || second === undefined || !isHeadlineShaped(line.text)) return paragraphs;
  const isFilled = line.text.length >= second.text.length * 0.8 && rest.length > 1;
  const isApart = isSetOff(line.text.trim(), second.text.trim()) || (rest.length > 1 && !isFilled);
  return isApart ? [{ lines: [line] }, { lines: rest }, ...more] : paragraphs;
}

/** A short line was not broken for want of room; two lines of capitals are one headline all the same. */
function isSetOff(line: string, second: string): boolean {
  if (datelineOf(second) !== undefined) return true;
  return second !== second.toUpperCase() && (line.length < 45 || line === line.toUpperCase());
}
