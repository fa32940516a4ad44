import { webUrl } from '../html/web-url.ts';
import { oneLine } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { FeedChildren } from './feed-names.ts';
import type { WireEntrySource } from './wire-entry-source.ts';

/**
 * The page of an entry (`alternate`) and everything else it points to: comments, sources, replies, licences (as terms). A guid that
 * is a page counts as one where there is no link. Answers the page's address.
 */
export function readLinks(source: WireEntrySource): string | undefined {
  const { children, item } = source;
  const pages: string[] = [];
  for (const element of children.all('link', 'atom:link')) {
    const rel = relOf(element);
    if (rel === 'enclosure') continue;
    const href = addressOf(source, element);
    if (href === undefined) continue;
    if (rel === 'alternate') pages.push(href);
    if (rel === 'license') item.set('usageTerms', href, element.at);
    const title = oneLine(element.attributes.get('title') ?? '');
    item.add('links', { rel, href, ...onlyGiven({ title }), at: element.at }, element.at);
  }
  const page = pages[0] ?? guidPage(source);
  readOtherLinks(source);
  return page;
}

function relOf(element: XmlElement): string {
  const rel = (element.attributes.get('rel') ?? 'alternate').trim().toLowerCase();
  // RFC 4287 §4.2.7.2 lets the registered relations be written as addresses.
  return rel === '' ? 'alternate' : rel.replace('http://www.iana.org/assignments/relation/', '');
}

function addressOf({ item, baseUrl, head }: WireEntrySource, element: XmlElement): string | undefined {
  const written =
    element.attributes.get('href') ??
    element.attributes.get('{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource') ??
    textOf(element);
  const base = ownBase(element, baseUrl ?? head.baseUrl);
  const href = webUrl(written, base);
  if (href === undefined && written.trim() !== '')
    item.dropped.add(element.at, `link ${oneLine(written)}`, 'the address is not http, https or mailto');
  return href;
}

/** `xml:base` may itself be relative to the one around it (XML Base §4). */
export function ownBase(element: XmlElement, outer: string | undefined): string | undefined {
  const written = element.attributes.get('xml:base');
  return written === undefined ? outer : (webUrl(written, outer) ?? outer);
}

function guidPage({ children, item, baseUrl }: WireEntrySource): string | undefined {
  const guid = children.firstFilled('guid');
  if (guid === undefined || guid.attributes.get('isPermaLink')?.toLowerCase() === 'false') return undefined;
  const href = webUrl(textOf(guid), /^https?:/i.test(textOf(guid).trim()) ? undefined : baseUrl);
  if (href === undefined || href.startsWith('mailto:')) return undefined;
  item.add('links', { rel: 'alternate', href, at: guid.at }, guid.at);
  return href;
}

/** Elements that are links by another name, and the relation each is. */
const LINKS: ReadonlyMap<string, string> = new Map([
  ['comments', 'comments'],
  ['wfw:commentrss', 'replies'],
  ['wfw:comment', 'comments'],
  ['feedburner:origlink', 'canonical'],
  ['media:player', 'player'],
  ['dc:relation', 'related'],
  ['dcterms:ispartof', 'isPartOf'],
  ['yandex:related', 'related'],
]);

function readOtherLinks(source: WireEntrySource): void {
  const { children, item, baseUrl } = source;
  for (const [name, rel] of LINKS)
    for (const element of children.all(name)) {
      const written = element.attributes.get('url') ?? element.attributes.get('href') ?? textOf(element);
      const href = webUrl(written, baseUrl);
      if (href !== undefined) item.add('links', { rel, href, at: element.at }, element.at);
      else if (written.trim() !== '')
        item.dropped.add(element.at, `${element.name} ${oneLine(written)}`, 'it has no web address');
    }
  for (const element of children.all('thr:in-reply-to')) {
    const { attributes, at } = element;
    const href = webUrl(attributes.get('href') ?? '', baseUrl);
    item.add('links', { rel: 'in-reply-to', ...onlyGiven({ uri: attributes.get('ref'), href }), at }, at);
  }
  for (const element of children.all('source', 'atom:source')) readSource(source, element);
}

/** The feed an entry was first in (RSS 2.0 `source`, RFC 4287 §4.2.11) is who it is from. */
function readSource({ head, item, baseUrl }: WireEntrySource, element: XmlElement): void {
  const parts = new FeedChildren(element, head.names);
  const titled = parts.firstFilled('atom:title', 'title');
  const name = oneLine(titled ? textOf(titled) : parts.unread().length > 0 ? '' : textOf(element));
  const linked = parts.all('atom:link', 'link').find((link) => relOf(link) === 'alternate') ?? element;
  const href = webUrl(linked.attributes.get('url') ?? linked.attributes.get('href') ?? '', baseUrl);
  const id = parts.firstFilled('atom:id');
  if (name !== '') item.set('provider', { code: name }, element.at);
  const uri = id && oneLine(textOf(id));
  if (name !== '' || href !== undefined || uri !== undefined)
    item.add(
      'links',
      { rel: 'source', ...onlyGiven({ uri, href, title: name }), at: element.at },
      element.at,
    );
}
