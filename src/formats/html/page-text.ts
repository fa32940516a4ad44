import { words } from '../words.ts';
import { BLOCK, DROPPED_WHOLE } from './allowed.ts';
import { parseFragment } from './parse-fragment.ts';
import { PARSE5_VIEW } from './parse5-view.ts';
import type { MarkupView } from './walk-markup.ts';

/** As far as anybody looks for a text; an article of this length is a book. */
const MOST_CHARACTERS = 200_000;

/**
 * What readers can read on a page of the web: its title, and its text with a line feed between blocks. Nothing of it is run, fetched or kept
 * hidden in it (`hidden`). Undefined for what passes `HTML_LIMITS`.
 */
export function readPageText(page: string): string | undefined {
  const parsed = parseFragment(page);
  if (!parsed.ok) return undefined;
  const lines: string[] = [];
  for (const node of parsed.value) visit(node, PARSE5_VIEW, lines);
  return lines.join('').slice(0, MOST_CHARACTERS);
}

/** What people read although it goes into no body: the name of the page, a button, a word in a form. */
const READ: ReadonlySet<string> = new Set(words('title button select option optgroup output'));

function visit<N>(node: N, view: MarkupView<N>, lines: string[]): void {
  const tag = view.tag(node);
  if (tag === undefined) {
    lines.push(view.text(node));
    return;
  }
  if (tag === 'br') lines.push('\n');
  if (view.attribute(node, 'hidden') !== undefined) return;
  if (DROPPED_WHOLE.has(tag) && !READ.has(tag) && tag !== 'head') return;
  const isApart = BLOCK.has(tag) || READ.has(tag);
  if (isApart) lines.push('\n');
  for (const child of view.children(node)) visit(child, view, lines);
  if (isApart) lines.push('\n');
}
