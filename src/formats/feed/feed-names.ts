import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';

/**
 * The namespaces that feeds use, by the prefix this reader calls them; all spellings of one namespace have one prefix. The empty
 * prefix is RSS itself, which has no namespace or one of several that mean the same. Written without the last `/` or `#`.
 */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  '': [
    '',
    'http://purl.org/rss/1.0',
    'http://my.netscape.com/rdf/simple/0.9',
    'http://channel.netscape.com/rdf/simple/0.9',
    'http://backend.userland.com/rss',
    'http://backend.userland.com/rss2',
    'http://backend.userland.com/rss091',
    'http://blogs.law.harvard.edu/tech/rss',
    'http://cyber.law.harvard.edu/rss/rss.html',
    'http://purl.org/net/rss1.1',
    'http://my.netscape.com/publish/formats/rss-0.91.dtd',
  ],
  atom: ['http://www.w3.org/2005/atom', 'http://purl.org/atom/ns', 'http://purl.org/atom/app'],
  apcm: ['http://ap.org/schemas/03/2005/apcm', 'http://feed.wenn.com/xmlns/2010/03/wenn_cm'],
  apnm: ['http://ap.org/schemas/03/2005/apnm', 'http://feed.wenn.com/xmlns/2010/03/wenn_nm'],
  app: ['http://www.w3.org/2007/app'],
  content: ['http://purl.org/rss/1.0/modules/content'],
  cc: [
    'http://creativecommons.org/ns',
    'http://web.resource.org/cc',
    'http://backend.userland.com/creativecommonsrssmodule',
    'http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html',
  ],
  dc: [
    'http://purl.org/dc/elements/1.1',
    'http://purl.org/dc/elements/1.0',
    'http://dublincore.org/documents/dcmi-namespace',
  ],
  dcterms: ['http://purl.org/dc/terms'],
  excerpt: [
    'http://wordpress.org/export/1.0/excerpt',
    'http://wordpress.org/export/1.1/excerpt',
    'http://wordpress.org/export/1.2/excerpt',
  ],
  feedburner: ['http://rssnamespace.org/feedburner/ext/1.0'],
  geo: ['http://www.w3.org/2003/01/geo/wgs84_pos'],
  georss: ['http://www.georss.org/georss', 'http://www.georss.org/georss/10'],
  gml: ['http://www.opengis.net/gml'],
  itunes: [
    'http://www.itunes.com/dtds/podcast-1.0.dtd',
    'http://example.com/dtds/podcast-1.0.dtd',
    'http://www.itunes.com/dtds/podcast-1.0',
  ],
  mailru: ['http://news.mail.ru'],
  media: [
    'http://search.yahoo.com/mrss',
    'http://search.yahoo.com/rss',
    'http://www.rssboard.org/media-rss',
    'http://tools.search.yahoo.com/mrss',
    'http://video.search.yahoo.com/mrss',
  ],
  mi: ['http://schemas.ingestion.microsoft.com/common'],
  prism: [
    'http://prismstandard.org/namespaces/basic/2.0',
    'http://prismstandard.org/namespaces/basic/2.1',
    'http://prismstandard.org/namespaces/basic/2.2',
    'http://prismstandard.org/namespaces/basic/3.0',
    'http://prismstandard.org/namespaces/1.2/basic',
    'http://prismstandard.org/namespaces/basic/1.2',
  ],
  rambler: ['http://news.rambler.ru'],
  rdf: ['http://www.w3.org/1999/02/22-rdf-syntax-ns'],
  slash: ['http://purl.org/rss/1.0/modules/slash'],
  sy: ['http://purl.org/rss/1.0/modules/syndication'],
  thr: ['http://purl.org/syndication/thread/1.0'],
  tombstones: ['http://purl.org/atompub/tombstones/1.0'],
  turbo: ['http://turbo.yandex.ru'],
  wfw: ['http://wellformedweb.org/commentapi'],
  wp: [
    'http://wordpress.org/export/1.0',
    'http://wordpress.org/export/1.1',
    'http://wordpress.org/export/1.2',
  ],
  xhtml: ['http://www.w3.org/1999/xhtml'],
  yandex: ['http://news.yandex.ru', 'http://news.yandex.ru/ns'],
};

const PREFIX_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(PREFIXES).flatMap(([prefix, spellings]) => spellings.map((ns) => [ns, prefix] as const)),
);

function knownPrefix(ns: string): string | undefined {
  return PREFIX_OF.get(
    ns
      .trim()
      .toLowerCase()
      .replace(/^https:/, 'http:')
      .replace(/[/#]$/, ''),
  );
}

/** How the elements of one feed are called, whatever namespace they were put in: `title`, `atom:title`, `dc:creator`, in lower case. */
export type FeedNames = { nameOf(element: XmlElement): string };

/** The names in the feed below a root. A feed whose own namespace nobody knows is read as what its root is called. */
export function feedNames(root: XmlElement): FeedNames {
  const home = root.name === 'feed' || root.name === 'entry' ? 'atom' : '';
  const prefixes = new Map<string, string>();
  for (const ns of [root.ns, ...channelsOf(root).map((channel) => channel.ns)])
    if (knownPrefix(ns) === undefined || (ns === '' && home === 'atom')) prefixes.set(ns, home);
  const prefixOf = (ns: string): string => {
    const known = prefixes.get(ns) ?? knownPrefix(ns) ?? 'unknown';
    prefixes.set(ns, known);
    return known;
  };
  const names = new Map<string, Map<string, string>>();
  return {
    nameOf({ ns, name }) {
      const known = names.get(ns) ?? new Map<string, string>();
      if (known.size === 0) names.set(ns, known);
      let full = known.get(name);
      if (full === undefined) {
        const prefix = prefixOf(ns);
        full = prefix === '' ? name.toLowerCase() : `${prefix}:${name.toLowerCase()}`;
        if (known.size < MOST_NAMES) known.set(name, full);
      }
      return full;
    },
  };
}

/** Feeds use some dozens of names over and over. */
const MOST_NAMES = 1000;

/** The `channel` elements below a root of RSS or RDF; RSS 1.1 has its channel as the root. */
export function channelsOf(root: XmlElement): readonly XmlElement[] {
  if (root.name.toLowerCase() === 'channel') return [root];
  return root.children.filter(isElement).filter(({ name }) => name.toLowerCase() === 'channel');
}

/** Which kind of feed a root begins; undefined where it begins none. A wrong or missing namespace is forgiven. */
export function feedKind(root: XmlElement): 'rss' | 'atom' | 'wxr' | undefined {
  const name = root.name.toLowerCase();
  if (name === 'rss') return isWxr(root) ? 'wxr' : 'rss';
  if (name === 'rdf') return hasRssInside(root) ? 'rss' : undefined;
  if (name === 'channel') return root.ns !== '' && knownPrefix(root.ns) === '' ? 'rss' : undefined;
  return (name === 'feed' || name === 'entry') && isAtom(root) ? 'atom' : undefined;
}

function isAtom(root: XmlElement): boolean {
  return knownPrefix(root.ns) === 'atom' || (root.name.toLowerCase() === 'feed' && hasEntries(root));
}

/** Older and trimmed exports leave out the version: anything of WordPress in the head or in the first item tells as well. */
function isWxr(root: XmlElement): boolean {
  return channelsOf(root).some((channel) => {
    const children = channel.children.filter(isElement);
    const first = children.find(({ name }) => name === 'item');
    return [...children, ...(first?.children.filter(isElement) ?? [])].some(
      ({ ns }) => knownPrefix(ns) === 'wp',
    );
  });
}

/** RDF holds many things; a channel or an item of RSS 0.90 or 1.0 makes it a feed. */
function hasRssInside(root: XmlElement): boolean {
  return root.children.some(
    (child) => isElement(child) && (child.name === 'channel' || child.name === 'item'),
  );
}

function hasEntries(root: XmlElement): boolean {
  return root.children.some((child) => isElement(child) && child.name === 'entry' && child.ns === root.ns);
}

/** The children of one element by name; knows which of them nobody asked for. */
export class FeedChildren {
  readonly element: XmlElement;
  readonly #byName = new Map<string, XmlElement[]>();
  readonly #unread = new Set<XmlElement>();

  constructor(element: XmlElement, names: FeedNames) {
    this.element = element;
    for (const child of element.children) {
      if (!isElement(child)) continue;
      const name = names.nameOf(child);
      const same = this.#byName.get(name);
      if (same === undefined) this.#byName.set(name, [child]);
      else same.push(child);
      this.#unread.add(child);
    }
  }

  /** All children with one of the names, in the order of the names. */
  all(...names: readonly string[]): readonly XmlElement[] {
    const found: XmlElement[] = [];
    for (const name of names)
      for (const child of this.#byName.get(name) ?? []) {
        this.#unread.delete(child);
        found.push(child);
      }
    return found;
  }

  /** The first child with the first of the names that is there. */
  first(...names: readonly string[]): XmlElement | undefined {
    for (const name of names) {
      const child = this.#byName.get(name)?.[0];
      if (child === undefined) continue;
      this.#unread.delete(child);
      return child;
    }
    return undefined;
  }

  /** The first child with one of the names that holds more than blanks. */
  firstFilled(...names: readonly string[]): XmlElement | undefined {
    for (const name of names) {
      const child = this.#byName.get(name)?.find((one) => textOf(one).trim() !== '');
      if (child === undefined) continue;
      this.#unread.delete(child);
      return child;
    }
    return undefined;
  }

  /** Children with the names count as read, though nothing is taken from them. */
  pass(...names: readonly string[]): void {
    this.all(...names);
  }

  /** What nobody asked for, in document order. */
  unread(): readonly XmlElement[] {
    return [...this.#unread];
  }
}
