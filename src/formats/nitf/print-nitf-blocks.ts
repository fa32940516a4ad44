import type { Block } from '#domain/item/item.ts';
import { escapeText } from '../html/html.ts';
import { readInline } from '../html/read-inline.ts';
import { element, onlyInXml, XmlMarkup } from '../xml/print-xml.ts';

/**
 * Blocks as elements of NITF, each with its id; list items and table rows that follow each other share one list or table.
 * Markup that is not of our own writer's form is shown as text.
 */
export function printNitfBlocks(blocks: readonly Block[]): readonly XmlMarkup[] {
  const printed: XmlMarkup[] = [];
  let group: { readonly name: 'ul' | 'table'; readonly members: XmlMarkup[] } | undefined;
  const close = () => {
    if (group) printed.push(element(group.name, {}, ...group.members));
    group = undefined;
  };
  for (const block of blocks) {
    const name = GROUPS.get(block.kind);
    if (name !== group?.name) close();
    if (name === undefined) printed.push(printBlock(block));
    else {
      group ??= { name, members: [] };
      group.members.push(printBlock(block));
    }
  }
  close();
  return printed;
}

const GROUPS: ReadonlyMap<Block['kind'], 'ul' | 'table'> = new Map([
  ['list-item', 'ul'],
  ['table-row', 'table'],
]);

function printBlock({ id, kind, html }: Block): XmlMarkup {
  const inner = printInline(html);
  switch (kind) {
    case 'paragraph':
      return element('p', { id }, inner);
    case 'heading':
      return element('hl2', { id }, inner);
    case 'quote':
      return element('bq', {}, element('block', {}, element('p', { id }, inner)));
    case 'list-item':
      return element('li', { id }, inner);
    case 'table-row':
      return element(
        'tr',
        { id },
        ...inner.markup.split('\t').map((cell) => element('td', {}, new XmlMarkup(cell))),
      );
    case 'preformatted':
      // NITF's own `pre` holds no markup.
      return element('p', {}, element('h:pre', { id }, inner));
  }
}

/** Elements that NITF has by the same name, where they carry no more than NITF gives them. */
const OWN = /^(?:<(?:em|q|br)>|<a href="[^"]*">)$/;

/** Inline markup with NITF's own elements where it has them, else those of XHTML (`h:`). */
function printInline(html: string): XmlMarkup {
  const safe = readInline(html)?.markup ?? escapeText(html);
  const open: string[] = [];
  const markup = onlyInXml(safe).replace(
    /<(\/?)([a-z]+)([^<>]*)>/g,
    (tag, slash: string, name: string, rest: string) => {
      if (slash !== '') return `</${open.pop() ?? name}>`;
      const own = OWN.test(tag) ? name : `h:${name}`;
      if (name === 'br') return `<${own}/>`;
      open.push(own);
      return `<${own}${rest}>`;
    },
  );
  return new XmlMarkup(markup);
}
