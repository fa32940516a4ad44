import type { Block } from '#domain/item/item.ts';
import { escapeText } from './html.ts';
import { readInline } from './read-inline.ts';
import { SafeHtml } from './safe-html.ts';

/**
 * Writes blocks as one HTML body, each with its id, so that reading it gives the same blocks again.
 * List items and table rows that follow each other share one list or table. Markup that is not of our own writer's form, whoever
 * stored it, is shown as text.
 */
export function printBlocks(blocks: readonly Block[]): SafeHtml {
  let markup = '';
  let group: 'ul' | 'table' | undefined;
  for (const block of blocks) {
    const next = groupOf(block.kind);
    if (next !== group)
      markup += (group === undefined ? '' : `</${group}>`) + (next === undefined ? '' : `<${next}>`);
    group = next;
    markup += printBlock(block, readInline(block.html)?.markup ?? escapeText(block.html));
  }
  return new SafeHtml(group === undefined ? markup : `${markup}</${group}>`);
}

function groupOf(kind: Block['kind']): 'ul' | 'table' | undefined {
  if (kind === 'list-item') return 'ul';
  return kind === 'table-row' ? 'table' : undefined;
}

function printBlock({ id, kind }: Block, html: string): string {
  switch (kind) {
    case 'paragraph':
      return `<p id="${id}">${html}</p>`;
    case 'heading':
      return `<h2 id="${id}">${html}</h2>`;
    case 'quote':
      return `<blockquote id="${id}">${html}</blockquote>`;
    case 'list-item':
      return `<li id="${id}">${html}</li>`;
    case 'table-row':
      return `<tr id="${id}"><td>${html.replaceAll('\t', '</td><td>')}</td></tr>`;
    case 'preformatted':
      // The first line break after <pre> is not content (WHATWG HTML §13.1.2.5).
      return `<pre id="${id}">${html.startsWith('\n') ? '\n' : ''}${html}</pre>`;
  }
}
