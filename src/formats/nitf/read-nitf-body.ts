import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Block } from '#domain/item/item.ts';
import type { DroppedList } from '../dropped-list.ts';
import { HTML_LIMITS } from '../html/parse-fragment.ts';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { numberBlocks } from '../html/to-blocks.ts';
import { walkHtml } from '../html/walk-html.ts';
import { walkMarkup, type RawBlock } from '../html/walk-markup.ts';
import { oneLine } from '../item-text.ts';
import type { WireItem } from '../wire/wire-item.ts';
import { onlyGiven } from '../only-given.ts';
import { allNamed, attributeOf, childrenNamed, findNamed } from '../xml/xml-lookup.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { withHeadOfText } from './head-in-text.ts';
import { isMedia, nitfView, storyNodes } from './nitf-view.ts';
import type { NitfBodyNeeds } from './nitf-needs.ts';
import { readNitfHead, type NitfHead } from './read-nitf-head.ts';
import { readNitfMedia } from './read-nitf-media.ts';

/** The body of a NITF document: its text, what its own head says, and the pictures, films and sounds in it. */
export type NitfBody = {
  readonly blocks: readonly Block[];
  readonly head: NitfHead;
  /** Each `media` as an item, in document order. */
  readonly media: readonly WireItem[];
  /** As an empty `lang` at the beginning of the text says. */
  readonly language?: string;
};

/**
 * Reads `body.head`, every `body.content` and `body.end` below an element, which may be the `nitf` itself, its `body`, or what
 * another format wraps around it. Text that stands there as escaped HTML is read as HTML. Refuses only what passes the limits
 * of a text.
 */
export function readNitfBody(element: XmlElement, needs: NitfBodyNeeds): Result<NitfBody, FormatRefusal> {
  const body = element.name === 'body' ? element : (findNamed(element, 'body') ?? element);
  const parts = withHeadOfText({ head: findNamed(body, 'body.head'), contents: contentsOf(body) });
  const { contents } = parts;
  const head = readNitfHead(parts.head, body, needs);
  const raw: RawBlock[] = [];
  for (const content of contents) {
    const read = blocksIn(content, needs);
    if (!read.ok) return read;
    raw.push(...read.value);
  }
  const size = raw.reduce((sum, block) => sum + block.html.length, 0);
  if (size > HTML_LIMITS.characters)
    return refuse({
      code: 'html-too-large',
      at: element.at,
      detail: `The text has ${size} characters; ${HTML_LIMITS.characters} are read.`,
    });
  const repeated = new Set([head.headline, ...(needs.headlines ?? [])].map((text) => plain(text ?? '')));
  const first = raw.findIndex((block) => block.kind !== 'heading' || !repeated.has(plain(block.text)));
  return accept({
    blocks: numberBlocks(first === -1 ? [] : raw.slice(first)),
    head,
    media: mediaIn(body).flatMap((media) => (isEmpty(media, needs) ? [] : [readNitfMedia(media, needs)])),
    ...onlyGiven({ language: languageIn(contents) }),
  });
}

/** A `media` that leads nowhere and shows nothing only carries a fact about the story. */
function isEmpty(media: XmlElement, { dropped }: NitfBodyNeeds): boolean {
  const facts = childrenNamed(media, 'media-metadata');
  if (facts.length === 0 || media.children.filter(isElement).length > facts.length) return false;
  for (const fact of facts)
    dropped.add(
      fact.at,
      `${attributeOf(fact, 'name') ?? 'media-metadata'} ${attributeOf(fact, 'value') ?? ''}`,
      'an item has no place for it',
    );
  return true;
}

/** The parts that hold text: `body.content`, then what closes the story; a body without them is its own content. */
function contentsOf(body: XmlElement): readonly XmlElement[] {
  if (body.name === 'body.content') return [body];
  const contents = outermost(body, 'body.content');
  const ends = allNamed(body, 'body.end');
  if (contents.length > 0) return [...contents, ...ends];
  const children = body.children.filter((child) => !isElement(child) || child.name !== 'body.head');
  return [{ ...body, children }];
}

/** Footnotes hold a `body.content` of their own, inside that of the story. */
function outermost(body: XmlElement, name: string): readonly XmlElement[] {
  const own = childrenNamed(body, name);
  if (own.length > 0) return own;
  const head = (child: XmlElement): boolean => child.name === 'body.head' || child.name === 'head';
  return body.children.filter(isElement).flatMap((child) => (head(child) ? [] : outermost(child, name)));
}

/** Media in document order; one that only points to a part of the same document is that part's, which is read where it stands. */
function mediaIn(body: XmlElement): readonly XmlElement[] {
  return body.children.filter(isElement).flatMap((child) => {
    if (!isMedia(child)) return mediaIn(child);
    const references = childrenNamed(child, 'media-reference');
    const isInside =
      references.length > 0 && references.every((one) => attributeOf(one, 'data-location')?.startsWith('#'));
    return isInside ? [] : [child];
  });
}

function languageIn(contents: readonly XmlElement[]): string | undefined {
  const mark = contents.flatMap((content) => childrenNamed(content, 'lang'))[0];
  if (mark === undefined || mark.children.length > 0) return undefined;
  return attributeOf(mark, 'lang') ?? attributeOf(mark, 'xml:lang');
}

function blocksIn(content: XmlElement, needs: NitfBodyNeeds): Result<readonly RawBlock[], FormatRefusal> {
  const dropped = placedIn(content.at, needs.dropped);
  const nodes = storyNodes(content.children, dropped);
  const text = nodes.map((node) => (isElement(node) ? '' : node)).join('');
  if (!nodes.some(isElement) && !/<\w[^<]*>/.test(text)) return accept(textToBlocks(text));
  const walking = { dropped, baseUrl: needs.baseUrl };
  const raw: RawBlock[] = [];
  for (const part of nodes.some(isElement) ? partsOf(nodes) : [text]) {
    const read =
      typeof part === 'string'
        ? walkHtml(part, walking)
        : accept(walkMarkup(part, nitfView(dropped), walking));
    if (!read.ok) return refuse({ ...read.error, at: content.at });
    raw.push(...read.value);
  }
  return accept(raw);
}

type Nodes = XmlElement['children'];

/** A paragraph whose text is escaped HTML stands by itself, as HTML; what is between such paragraphs stays together. */
function partsOf(nodes: Nodes): readonly (Nodes | string)[] {
  const parts: (Nodes | string)[] = [];
  let start = 0;
  for (const [index, node] of nodes.entries()) {
    if (!isElement(node) || !isEscapedHtml(node)) continue;
    parts.push(nodes.slice(start, index), `<p>${textOf(node)}</p>`);
    start = index + 1;
  }
  return [...parts, nodes.slice(start)];
}

function isEscapedHtml(element: XmlElement): boolean {
  return element.name === 'p' && !element.children.some(isElement) && ESCAPED.test(textOf(element));
}

/** The end of an element, or one that needs none: a sentence about a tag has neither. */
const ESCAPED = /<\/(?:a|b|em|i|span|strong|sub|sup|u)>|<br ?\/?>/i;

/** Losses inside a text are counted by block; the line of the text stands before. */
function placedIn(place: string, dropped: DroppedList): DroppedList {
  return {
    add: (at, what, why) => dropped.add(at.startsWith('block') ? `${place} ${at}` : at, what, why),
    all: () => dropped.all(),
  };
}

function plain(text: string): string {
  return oneLine(text).toLowerCase();
}
