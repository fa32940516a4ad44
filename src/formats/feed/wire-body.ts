import type { Block } from '#domain/item/item.ts';
import { webUrl } from '../html/web-url.ts';
import { numberBlocks } from '../html/to-blocks.ts';
import { walkMarkup } from '../html/walk-markup.ts';
import { beginning, oneLine } from '../item-text.ts';
import { readNitfBody } from '../nitf/read-nitf-body.ts';
import { onlyGiven } from '../only-given.ts';
import { findNamed } from '../xml/xml-lookup.ts';
import { XHTML_VIEW } from '../xml/xhtml-view.ts';
import { fromBase64 } from '../wire/from-base64.ts';
import { setPrivateApart } from '../wire/story-sections.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { bodyBlocks, type TextForm } from './entry-text.ts';
import { FeedChildren } from './feed-names.ts';
import type { WireEntrySource } from './wire-entry-source.ts';
import { ownBase } from './wire-links.ts';
import { formOf, holdsMarkup, lineIn, linesIn } from './wire-text.ts';

const BODIES = [
  'content:encoded',
  'atom:content',
  'yandex:full-text',
  'rambler:fulltext',
  'mailru:full-text',
  'turbo:content',
  'fulltext',
  'xhtml:body',
  'xhtml:div',
  'body',
  'fullitem',
  'description',
  'atom:summary',
  'content',
  'dc:description',
  'dcterms:abstract',
  'itunes:summary',
  'media:description',
] as const;
const SUMMARIES = [
  'description',
  'atom:summary',
  'excerpt:encoded',
  'dc:description',
  'dcterms:abstract',
  'itunes:summary',
  'media:description',
] as const;

/**
 * The fullest text there is becomes the body, and what is meant as its summary the summary; where an entry has one text only,
 * that is its body. Titles beside the title are further headlines. Answers the first words of the entry: its headline, else the
 * beginning of its text; empty where it has neither. `texts` are the elements that were read, in which pictures may stand. A headline that is known already goes before the title.
 */
export function readTexts(source: WireEntrySource, known: string): ReadTexts {
  const { item } = source;
  const body = readBody(source);
  if (body !== undefined) item.set('body', setPrivateApart(item, body.blocks, body.from.at), body.from.at);
  const summary = SUMMARIES.map((name) => source.children.firstFilled(name)).find(
    (element) => element !== undefined && element !== body?.from,
  );
  const words = summary === undefined ? '' : linesIn(summary);
  item.set('summary', words, summary?.at ?? '');
  const first = readTitles(source, known) || beginning(body?.blocks[0]?.text ?? words, 120);
  return { first, texts: [body?.from, summary].filter((element) => element !== undefined) };
}

type ReadTexts = { readonly first: string; readonly texts: readonly XmlElement[] };

function readTitles({ children, item, entry }: WireEntrySource, known: string): string {
  let headline = known;
  item.set('headline', known, entry.at);
  for (const title of children.all('title', 'atom:title', 'dc:title', 'media:title', 'itunes:title')) {
    const text = lineIn(title);
    if (headline === '') {
      headline = text;
      item.set('headline', text, title.at);
    } else if (text !== '' && text !== headline) item.add('headlines', { role: 'title', text }, title.at);
  }
  for (const subtitle of children.all(
    'atom:subtitle',
    'itunes:subtitle',
    'subtitle',
    'dcterms:alternative',
    'mi:shorttitle',
  )) {
    const text = lineIn(subtitle);
    const role = subtitle.name === 'shortTitle' ? 'short' : 'subtitle';
    if (text !== '') item.add('headlines', { role, text }, subtitle.at);
  }
  return headline;
}

type Body = { readonly blocks: readonly Block[]; readonly from: XmlElement };

function readBody(source: WireEntrySource): Body | undefined {
  for (const name of BODIES) {
    const from = source.children.firstFilled(name) ?? emptyContent(source, name);
    const blocks = from && (name === 'atom:content' ? contentBlocks(source, from) : blocksOf(source, from));
    if (from !== undefined && blocks !== undefined && blocks.length > 0) return { blocks, from };
  }
  return groupBody(source);
}

/** A film often has no text but its own description. */
function groupBody(source: WireEntrySource): Body | undefined {
  const group = source.children.first('media:group');
  const from = group && new FeedChildren(group, source.head.names).firstFilled('media:description');
  const blocks = from && blocksOf(source, from);
  return from !== undefined && blocks !== undefined && blocks.length > 0 ? { blocks, from } : undefined;
}

/** Content with nothing inside still says where it lives (RFC 4287 §4.1.3.2). */
function emptyContent({ children }: WireEntrySource, name: string): XmlElement | undefined {
  return name === 'atom:content' ? children.first(name) : undefined;
}

/** Content that lives elsewhere is a rendition; content that is no text is said to be dropped. */
function contentBlocks(source: WireEntrySource, content: XmlElement): readonly Block[] | undefined {
  const { item } = source;
  const type = (content.attributes.get('type') ?? 'text').toLowerCase().split(';')[0] ?? '';
  const elsewhere = content.attributes.get('src');
  if (elsewhere !== undefined) {
    const href = webUrl(elsewhere, ownBase(content, source.baseUrl));
    if (href !== undefined)
      item.add('renditions', { role: 'main', href, mediaType: type, at: content.at }, content.at);
    item.dropped.add(content.at, `content ${elsewhere}`, 'the text is not in the feed');
    return undefined;
  }
  const isText = /^(?:|text|html|xhtml|text\/plain|text\/html|application\/(?:xhtml\+xml|octet-stream))$/;
  if (isText.test(type)) return blocksOf(source, content);
  if (/[/+]xml$/.test(type) && holdsMarkup(content)) return documentBlocks(source, content);
  item.dropped.add(content.at, `content ${type}`, 'it is no text');
  return undefined;
}

/** A document of another format inside (RFC 4287 §4.1.3.3): of NITF its body, its pictures and who sent it, as AP does, of others the words. */
function documentBlocks({ item, baseUrl }: WireEntrySource, content: XmlElement): readonly Block[] {
  const needs = { dropped: item.dropped, baseUrl: ownBase(content, baseUrl) };
  if (findNamed(content, 'body.content') === undefined)
    return numberBlocks(walkMarkup(content.children, XHTML_VIEW, needs));
  const read = readNitfBody(content, { ...onlyGiven(needs), dropped: item.dropped });
  if (!read.ok) {
    item.dropped.add(content.at, 'content', read.error.detail);
    return [];
  }
  const { blocks, head, media } = read.value;
  item.set('provider', head.provider, head.at['provider'] ?? content.at);
  for (const one of media) item.add('associations', one, one.at);
  return blocks;
}

/** Text that was never markup has its paragraphs by blank lines. */
function isPlain(element: XmlElement, form: TextForm): boolean {
  const text = textOf(element).trim();
  return form === 'html' && /\n[ \t]*\r?\n/.test(text) && !/<\/?[a-z!]|&(?:#\w+|\w+);/i.test(text);
}

function blocksOf(source: WireEntrySource, element: XmlElement): readonly Block[] | undefined {
  const { item } = source;
  const needs = { dropped: item.dropped, baseUrl: ownBase(element, source.baseUrl) };
  if (element.attributes.get('mode') === 'base64') return base64Blocks(source, element);
  const form = formOf(element);
  // Markup that should have been escaped stands inside as elements; it is taken for what it looks like.
  if (form === 'xhtml' || holdsMarkup(element))
    return numberBlocks(walkMarkup(element.children, XHTML_VIEW, needs));
  const read = bodyBlocks(needs, element, isPlain(element, form) ? 'text' : form);
  if (read.ok) return read.value;
  item.dropped.add(element.at, element.name, read.error.detail);
  return undefined;
}

/** Atom 0.3 lets content be base64 (`mode`); bytes that are no UTF-8 are no text. */
function base64Blocks({ item, baseUrl }: WireEntrySource, element: XmlElement): readonly Block[] | undefined {
  const bytes = fromBase64(textOf(element));
  const text = bytes && new TextDecoder().decode(bytes);
  if (text === undefined || text.includes('\uFFFD')) {
    item.dropped.add(
      element.at,
      `content ${oneLine(textOf(element)).slice(0, 40)}`,
      'the base64 holds no text',
    );
    return undefined;
  }
  const plain = { ...element, attributes: new Map<string, string>(), children: [text] };
  const read = bodyBlocks({ dropped: item.dropped, baseUrl }, plain, 'html');
  return read.ok ? read.value : undefined;
}
