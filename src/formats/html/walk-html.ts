import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { PARSE5_VIEW } from './parse5-view.ts';
import { parseFragment } from './parse-fragment.ts';
import { PLAIN_VIEW, readPlainHtml } from './read-plain-html.ts';
import { walkMarkup, type RawBlock, type WalkNeeds } from './walk-markup.ts';

/** HTML as blocks without their final ids. Refuses only what passes `HTML_LIMITS`; bad markup is read as browsers read it. */
export function walkHtml(html: string, needs: WalkNeeds): Result<readonly RawBlock[], FormatRefusal> {
  const plain = readPlainHtml(html);
  return plain === undefined ? walkAnyHtml(html, needs) : accept(walkMarkup(plain, PLAIN_VIEW, needs));
}

/** As `walkHtml`, by a parser that knows all rules of browsers (WHATWG HTML, tree construction). */
export function walkAnyHtml(html: string, needs: WalkNeeds): Result<readonly RawBlock[], FormatRefusal> {
  const parsed = parseFragment(html);
  return parsed.ok ? accept(walkMarkup(parsed.value, PARSE5_VIEW, needs)) : parsed;
}
