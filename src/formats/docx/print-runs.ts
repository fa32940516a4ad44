import type { Block } from '#domain/item/item.ts';
import { readInline } from '../html/read-inline.ts';
import { element, type XmlMarkup } from '../xml/print-xml.ts';

/** A text as one run; line breaks and tabs are Word's own. */
export function printText(text: string, properties?: XmlMarkup): XmlMarkup {
  const pieces = text.split(/(\n|\t)/).filter((piece) => piece !== '');
  return element('w:r', {}, properties, ...pieces.map(printPiece));
}

function printPiece(piece: string): XmlMarkup {
  if (piece === '\n') return element('w:br', {});
  if (piece === '\t') return element('w:tab', {});
  return element('w:t', { 'xml:space': 'preserve' }, piece);
}

const TOKEN = /<(?<close>\/?)(?<tag>[a-z]+)(?<attributes>[^>]*)>|(?<text>[^<]+)/g;

/**
 * The runs of a block: emphasis, underline, strike-through, raised and lowered letters and links as Word has them; other inline
 * markup gives its words. Markup that is not of our own writer's form gives the plain text of the block.
 */
export function printRuns({ html, text }: Block): readonly XmlMarkup[] {
  const safe = readInline(html);
  if (!safe) return [printText(text)];
  const open: OpenTag[] = [];
  const runs: XmlMarkup[] = [];
  for (const { groups = {} } of safe.markup.matchAll(TOKEN)) {
    const said = groups['text'];
    if (said !== undefined) runs.push(inLink(printText(unescape(said), propertiesOf(open)), open));
    else if (groups['tag'] === 'br') runs.push(printText('\n'));
    else if (groups['close'] === '/') open.pop();
    else open.push({ tag: groups['tag'] ?? '', href: hrefIn(groups['attributes'] ?? '') });
  }
  return runs;
}

type OpenTag = { readonly tag: string; readonly href: string | undefined };

/** In the order in which the schema wants them (ECMA-376-1 §17.3.2.28). */
const PROPERTIES: readonly (readonly [tags: readonly string[], name: string, value?: string])[] = [
  [['b', 'strong'], 'w:b'],
  [['i', 'em', 'cite', 'dfn', 'var'], 'w:i'],
  [['s', 'del'], 'w:strike'],
  [['u', 'ins', 'a'], 'w:u', 'single'],
  [['sup'], 'w:vertAlign', 'superscript'],
  [['sub'], 'w:vertAlign', 'subscript'],
];

function propertiesOf(open: readonly OpenTag[]): XmlMarkup | undefined {
  const properties = PROPERTIES.filter(([tags]) => open.some(({ tag }) => tags.includes(tag))).map(
    ([, name, value]) => element(name, { 'w:val': value }),
  );
  return properties.length === 0 ? undefined : element('w:rPr', {}, ...properties);
}

/** As a field, which holds its address itself. */
function inLink(run: XmlMarkup, open: readonly OpenTag[]): XmlMarkup {
  const href = open.findLast((one) => one.href !== undefined)?.href;
  return href === undefined ? run : element('w:fldSimple', { 'w:instr': `HYPERLINK "${href}"` }, run);
}

function hrefIn(attributes: string): string | undefined {
  const href = / href="([^"]*)"/.exec(attributes)?.[1];
  return href === undefined ? undefined : unescape(href).replaceAll('"', '%22').replaceAll('\\', '%5C');
}

const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function unescape(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => CHARACTERS[entity] ?? entity);
}
