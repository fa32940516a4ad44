import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Block, Rendition } from '#domain/item/item.ts';
import { HTML_LIMITS } from '../html/parse-fragment.ts';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { numberBlocks, toBlocks } from '../html/to-blocks.ts';
import { walkMarkup, type MarkupView, type RawBlock } from '../html/walk-markup.ts';
import { webUrl } from '../html/web-url.ts';
import { oneLine } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import type { G2Source } from './g2-source.ts';
import { NITF_VIEW, XHTML_VIEW } from './markup-views.ts';
import { iptcCode } from './qcodes.ts';

/** A body, and what only its own head says: NITF repeats or replaces the metadata there. */
export type G2Body = {
  readonly blocks: readonly Block[];
  readonly head: { readonly headline?: string; readonly byline?: string; readonly summary?: string };
};

const NOTHING: G2Body = { blocks: [], head: {} };

/**
 * The text of a news item: XHTML before NITF before data inline. Headings at the start that only repeat one of the headlines,
 * and the page header around them, are left out.
 */
export function readContent(source: G2Source, headlines: readonly string[]): Result<G2Body, FormatRefusal> {
  const contentSet = source.reading.first(source.element, 'contentSet');
  const bodies = [
    ...source.reading.all(contentSet, 'inlineXML'),
    ...source.reading.all(contentSet, 'inlineData'),
  ].map((element) => source.reading.take(element));
  const chosen = FORMS.map((form) => bodies.find((body) => formOf(body) === form)).find(
    (body) => body !== undefined,
  );
  for (const body of bodies)
    if (body !== chosen)
      source.dropped.add(
        body.at,
        `${body.name} ${body.attributes.get('contenttype') ?? ''}`,
        'one form of the text is kept',
      );
  return chosen === undefined ? accept(NOTHING) : readBody(source, chosen, new Set(headlines.map(plain)));
}

const FORMS = ['xhtml', 'nitf', 'html', 'plain'] as const;

function formOf(body: XmlElement): (typeof FORMS)[number] | undefined {
  const type = (body.attributes.get('contenttype') ?? '').toLowerCase();
  if (body.name === 'inlineXML') {
    if (/xhtml|html/.test(type)) return 'xhtml';
    if (type.includes('nitf')) return 'nitf';
    const root = body.children.find(isElement)?.name;
    return root === 'html' ? 'xhtml' : root === 'nitf' ? 'nitf' : undefined;
  }
  if (body.attributes.has('encoding')) return undefined;
  return type.includes('html') ? 'html' : type.startsWith('text/plain') || type === '' ? 'plain' : undefined;
}

function readBody(
  source: G2Source,
  body: XmlElement,
  repeated: ReadonlySet<string>,
): Result<G2Body, FormatRefusal> {
  switch (formOf(body)) {
    case 'xhtml': {
      const root = find(body, 'body') ?? body;
      const nodes = root.children.filter((node) => !isElement(node) || !repeatsHeadline(node, repeated));
      return walk(source, { at: body.at, nodes, view: XHTML_VIEW, repeated });
    }
    case 'nitf':
      return readNitf(source, body, repeated);
    case 'html': {
      const read = toBlocks(textOf(body), source.needs.baseUrl);
      if (!read.ok) return refuse({ ...read.error, at: body.at });
      for (const { at, what, why } of read.value.dropped) source.dropped.add(`${body.at} ${at}`, what, why);
      return accept({ blocks: read.value.blocks, head: {} });
    }
    case 'plain':
      return accept({ blocks: textToBlocks(textOf(body)), head: {} });
    case undefined:
      return accept(NOTHING);
  }
}

function readNitf(
  source: G2Source,
  body: XmlElement,
  repeated: ReadonlySet<string>,
): Result<G2Body, FormatRefusal> {
  const content = find(body, 'body.content');
  const read = walk(source, { at: body.at, nodes: content?.children ?? [], view: NITF_VIEW, repeated });
  if (!read.ok) return read;
  const head = find(body, 'body.head');
  const words = (name: string) => {
    const element = head && find(head, name);
    return element && oneLine(textOf(element));
  };
  return accept({
    ...read.value,
    head: onlyGiven({ headline: words('hl1'), byline: words('byline'), summary: words('abstract') }),
  });
}

type Walk = {
  readonly at: string;
  readonly nodes: readonly (XmlElement | string)[];
  readonly view: MarkupView<XmlElement | string>;
  readonly repeated: ReadonlySet<string>;
};

function walk(source: G2Source, { at, nodes, view, repeated }: Walk): Result<G2Body, FormatRefusal> {
  const raw = walkMarkup(nodes, view, { dropped: source.dropped, baseUrl: source.needs.baseUrl });
  const size = raw.reduce((sum, block) => sum + block.html.length, 0);
  if (size > HTML_LIMITS.characters)
    return refuse({
      code: 'html-too-large',
      at,
      detail: `The text has ${size} characters; ${HTML_LIMITS.characters} are read.`,
    });
  const first = raw.findIndex((block) => !isRepeated(block, repeated));
  return accept({ blocks: numberBlocks(first === -1 ? [] : raw.slice(first)), head: {} });
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

/** The technical forms of a picture, film or sound that are to be fetched from elsewhere. */
export function readRenditions(source: G2Source): readonly Rendition[] {
  const { reading, dropped, needs, qcodes } = source;
  const renditions: Rendition[] = [];
  for (const remote of reading.all(reading.first(source.element, 'contentSet'), 'remoteContent')) {
    reading.take(remote);
    const written = remote.attributes.get('href');
    const href = webUrl(written ?? '', needs.baseUrl);
    if (href === undefined) {
      dropped.add(
        remote.at,
        `remoteContent ${written ?? remote.attributes.get('residref') ?? ''}`,
        'the rendition has no web address',
      );
      continue;
    }
    const uri = qcodes.uriOf(remote, 'rendition');
    const code = remote.attributes.get('rendition');
    renditions.push({
      role: oneLine(renditionCode(uri) ?? code?.split(':').at(-1) ?? uri ?? 'main') || 'main',
      href,
      mediaType: (remote.attributes.get('contenttype') ?? 'application/octet-stream').trim().toLowerCase(),
      ...onlyGiven({
        width: countOf(remote, 'width'),
        height: countOf(remote, 'height'),
        sizeBytes: countOf(remote, 'size'),
      }),
    });
  }
  return renditions;
}

/** One of IPTC's codes, or what our own writer put in the place of one. */
function renditionCode(uri: string | undefined): string | undefined {
  const code = iptcCode(uri, 'rendition');
  try {
    return code && decodeURIComponent(code);
  } catch {
    // A broken escape is somebody else's code, taken as it is.
    return code;
  }
}

function countOf(element: XmlElement, name: string): number | undefined {
  const written = element.attributes.get(name)?.trim() ?? '';
  return /^\d{1,15}$/.test(written) ? Number(written) : undefined;
}
