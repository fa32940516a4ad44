import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Block } from '#domain/item/item.ts';
import { HTML_LIMITS } from '../html/parse-fragment.ts';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { numberBlocks, toBlocks } from '../html/to-blocks.ts';
import { walkMarkup, type MarkupView, type RawBlock } from '../html/walk-markup.ts';
import { oneLine, severalLines } from '../item-text.ts';
import { readNitfBody, type NitfBody } from '../nitf/read-nitf-body.ts';
import { isTtNitf, nitfOfTt } from '../nitf/tt-nitf.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import type { G2Source } from './g2-source.ts';
import { XHTML_VIEW } from '../xml/xhtml-view.ts';
import { indentedParagraphs, splitIndented } from './split-indented.ts';
import { isIdf, xhtmlOfIdf } from './read-idf.ts';
import { isHiddenMarkup } from './read-item-meta.ts';

/** A body; `nitf` where it was NITF, whose own head repeats or replaces the metadata. */
export type G2Body = { readonly blocks: readonly Block[]; readonly nitf?: NitfBody };

const NOTHING: G2Body = { blocks: [] };

/**
 * The text of a news item: XHTML before NITF before data inline. Headings at the start that only repeat one of the headlines,
 * and the page header around them, are left out; passages marked as not public are set apart.
 */
export function readContent(source: G2Source, headlines: readonly string[]): Result<G2Body, FormatRefusal> {
  const contentSet = source.reading.first(source.element, 'contentSet');
  const bodies = [
    ...source.reading.all(contentSet, 'inlineXML'),
    ...source.reading.all(contentSet, 'inlineData'),
  ]
    .map((element) => source.reading.take(element))
    .filter((body) => !body.attributes.has('encoding') && !body.children.some(isEvents));
  const chosen = FORMS.map((form) => bodies.find((body) => formOf(body) === form)).find(
    (body) => body !== undefined,
  );
  for (const body of bodies)
    if (body !== chosen)
      source.item.dropped.add(
        body.at,
        `${body.name} ${body.attributes.get('contenttype') ?? ''}`,
        formOf(body) === undefined ? 'the form of the text is not read' : 'one form of the text is kept',
      );
  return chosen === undefined ? accept(NOTHING) : readBody(source, chosen, new Set(headlines.map(plain)));
}

/** A list of events in the place of a text. */
export function isEvents(node: XmlElement | string): node is XmlElement {
  return isElement(node) && node.name === 'events';
}

const FORMS = ['xhtml', 'nitf', 'html', 'plain'] as const;

function formOf(body: XmlElement): (typeof FORMS)[number] | undefined {
  const type = (body.attributes.get('contenttype') ?? '').toLowerCase();
  if (body.name === 'inlineXML') return formOfXml(body, type);
  if (type.includes('html')) return 'html';
  return type.startsWith('text/plain') || type === '' ? 'plain' : undefined;
}

/** By what the wire calls it, else by the element that it begins with. */
function formOfXml(body: XmlElement, type: string): (typeof FORMS)[number] | undefined {
  if (type.includes('html')) return 'xhtml';
  const root = body.children.find(isElement)?.name;
  if (type.includes('nitf') || root === 'nitf') return 'nitf';
  if (root !== undefined) return /^(?:html|body|div|p|section|article|idf)$/.test(root) ? 'xhtml' : undefined;
  return textOf(body).trim() === '' ? undefined : 'plain';
}

function readBody(
  source: G2Source,
  body: XmlElement,
  repeated: ReadonlySet<string>,
): Result<G2Body, FormatRefusal> {
  switch (formOf(body)) {
    case 'xhtml': {
      const idf = body.children.filter(isElement).find(isIdf);
      const root = find(body, 'body') ?? body;
      const children = idf === undefined ? root.children : xhtmlOfIdf(source.item, idf);
      const nodes = children.filter((node) => !isElement(node) || !repeatsHeadline(node, repeated));
      return walk(source, {
        at: body.at,
        nodes: withoutDateline(source, shownOf(source, nodes)).flatMap(splitIndented),
        view: XHTML_VIEW,
        repeated,
      });
    }
    case 'nitf': {
      const { dropped } = source.item;
      const swedish = body.children.filter(isElement).find(isTtNitf);
      const nitf = readNitfBody(swedish === undefined ? body : nitfOfTt(swedish), {
        ...source.needs,
        dropped,
        headlines: [...repeated],
      });
      return nitf.ok ? accept({ blocks: nitf.value.blocks, nitf: nitf.value }) : nitf;
    }
    case 'html': {
      const read = toBlocks(textOf(body), source.needs.baseUrl);
      if (!read.ok) return refuse({ ...read.error, at: body.at });
      for (const { at, what, why } of read.value.dropped)
        source.item.dropped.add(`${body.at} ${at}`, what, why);
      return accept({ blocks: read.value.blocks });
    }
    case 'plain':
      return accept({ blocks: plainBlocks(textOf(body)) });
    case undefined:
      return accept(NOTHING);
  }
}

/** Plain text; some systems wrap it into one tag for a paragraph all the same. */
function plainBlocks(text: string): readonly Block[] {
  const bare = /^\s*<p>([^<]*)<\/p>\s*$/.exec(text)?.[1] ?? text;
  const paragraphs = indentedParagraphs(bare);
  return textToBlocks(paragraphs.length < 2 ? bare : paragraphs.join('\n\n'));
}

/** The nodes without what is not for readers, which becomes private. */
function shownOf(
  source: G2Source,
  nodes: readonly (XmlElement | string)[],
): readonly (XmlElement | string)[] {
  return nodes.flatMap((node): readonly (XmlElement | string)[] => {
    if (!isElement(node)) return [node];
    if (!isHiddenMarkup(node)) return [{ ...node, children: shownOf(source, node.children) }];
    const text = severalLines(textOf(node));
    if (text !== '') source.item.add('private', { kind: 'not-for-publication', text, at: node.at }, node.at);
    return [];
  });
}

/**
 * A page may mark its dateline (`<span class="dateline">`), which is a line of its own in an item. Where the metadata have told one, only
 * the same is taken out of the text.
 */
function withoutDateline({ item }: Pick<G2Source, 'item'>, nodes: readonly Node[]): readonly Node[] {
  let isFound = false;
  const shorn = (node: Node): Node => {
    if (isFound || !isElement(node)) return node;
    const marked = node.children.find(isDateline);
    if (marked === undefined || !isElement(marked)) return { ...node, children: node.children.map(shorn) };
    isFound = true;
    const text = oneLine(textOf(marked)).replace(/\s*[-–—:]+$/, '');
    if (item.has('dateline') && item.get('dateline') !== text) return node;
    if (!item.has('dateline')) item.set('dateline', text, marked.at);
    return { ...node, children: node.children.filter((child) => child !== marked) };
  };
  return nodes.map(shorn);
}

function isDateline(node: Node): boolean {
  return (
    isElement(node) &&
    node.name === 'span' &&
    /(?:^|\s)dateline(?:\s|$)/i.test(node.attributes.get('class') ?? '')
  );
}

type Node = XmlElement | string;

type Walk = {
  readonly at: string;
  readonly nodes: readonly (XmlElement | string)[];
  readonly view: MarkupView<XmlElement | string>;
  readonly repeated: ReadonlySet<string>;
};

function walk(source: G2Source, { at, nodes, view, repeated }: Walk): Result<G2Body, FormatRefusal> {
  const raw = walkMarkup(nodes, view, { dropped: source.item.dropped, baseUrl: source.needs.baseUrl });
  const size = raw.reduce((sum, block) => sum + block.html.length, 0);
  if (size > HTML_LIMITS.characters)
    return refuse({
      code: 'html-too-large',
      at,
      detail: `The text has ${size} characters; ${HTML_LIMITS.characters} are read.`,
    });
  const first = raw.findIndex((block) => !isRepeated(block, repeated));
  return accept({ blocks: numberBlocks(first === -1 ? [] : raw.slice(first)) });
}

function isRepeated(block: RawBlock, repeated: ReadonlySet<string>): boolean {
  return block.kind === 'heading' && repeated.has(plain(block.text));
}

function repeatsHeadline(element: XmlElement, repeated: ReadonlySet<string>): boolean {
  if (element.name !== 'header') return false;
  return element.children.some(
    (child) => isElement(child) && /^h[1-6]$/.test(child.name) && repeated.has(plain(textOf(child))),
  );
}

function plain(text: string): string {
  return oneLine(text).toLowerCase();
}

/** The first element of that name anywhere below, depth first. */
function find(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    const found = child.name === name ? child : find(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
