import { withLineFeeds } from '../line-feeds.ts';
import { words } from '../words.ts';
import type { MarkupView } from './walk-markup.ts';
import { HTML_LIMITS } from './parse-fragment.ts';

type PlainElement = {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: PlainNode[];
};
type PlainNode = PlainElement | string;

/**
 * Reads HTML that nests as it is written: of the elements below, each closed where it ends, blocks in no paragraph, links in no link,
 * attributes in quotes. Of such markup a browser makes the same tree (WHATWG HTML §13.2.6), and this is several times faster. Undefined for
 * any other markup, which takes a browser's rules to read.
 */
export function readPlainHtml(html: string): readonly PlainNode[] | undefined {
  if (html.length > HTML_LIMITS.characters || html.includes('\0')) return undefined;
  return new PlainReader(withLineFeeds(html)).read();
}

/** The tree of `readPlainHtml`. */
export const PLAIN_VIEW: MarkupView<PlainNode> = {
  tag: (node) => (typeof node === 'string' ? undefined : node.tag),
  text: (node) => (typeof node === 'string' ? node : ''),
  attribute: (node, name) => (typeof node === 'string' ? undefined : node.attributes.get(name)),
  children: (node) => (typeof node === 'string' ? [] : node.children),
};

/** What may hold blocks; a list holds its entries directly. */
const CONTAINERS: ReadonlySet<string> = new Set(
  words('article aside blockquote div figcaption figure footer header li main ol section ul'),
);
const PARAGRAPHS: ReadonlySet<string> = new Set(words('h1 h2 h3 h4 h5 h6 p'));
const INLINE: ReadonlySet<string> = new Set(
  words('a abbr b cite code em i q s small span strong sub sup time u'),
);
const EMPTY: ReadonlySet<string> = new Set(words('br img'));

const COMMENT = /<!--[^<>-]+-->/y;
const TAG =
  /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:[ \t\n\f]+[A-Za-z][\w:.-]*=(?:"[^"]*"|'[^']*'))*)[ \t\n\f]*(\/?)>/y;
const ATTRIBUTE = /([A-Za-z][\w:.-]*)=(?:"([^"]*)"|'([^']*)')/g;

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

class PlainReader {
  readonly #html: string;
  readonly #open: PlainElement[] = [{ tag: '', attributes: NO_ATTRIBUTES, children: [] }];
  #nodes = 0;
  #at = 0;

  constructor(html: string) {
    this.#html = html;
  }

  read(): readonly PlainNode[] | undefined {
    while (this.#at < this.#html.length) if (!this.#next()) return undefined;
    return this.#open.length === 1 ? this.#open[0]?.children : undefined;
  }

  /** Whether the next piece is plain. */
  #next(): boolean {
    const sign = this.#html.indexOf('<', this.#at);
    const end = sign < 0 ? this.#html.length : sign;
    if (end > this.#at) {
      const text = withCharacters(this.#html.slice(this.#at, end));
      this.#at = end;
      return text !== undefined && this.#add(text);
    }
    COMMENT.lastIndex = sign;
    if (!COMMENT.test(this.#html)) return this.#tag(sign);
    this.#at = COMMENT.lastIndex;
    return this.#count();
  }

  #tag(sign: number): boolean {
    TAG.lastIndex = sign;
    const found = TAG.exec(this.#html);
    if (found === null) return false;
    this.#at = TAG.lastIndex;
    const [, slash = '', name = '', written = '', isClosed = ''] = found;
    const tag = name.toLowerCase();
    if (slash !== '') return written + isClosed === '' && this.#close(tag);
    return (isClosed === '' || EMPTY.has(tag)) && this.#enter(tag, written);
  }

  #enter(tag: string, written: string): boolean {
    const attributes = written === '' ? NO_ATTRIBUTES : attributesOf(written);
    if (attributes === undefined || !this.#mayStandHere(tag)) return false;
    const element: PlainElement = { tag, attributes, children: [] };
    const isFew = this.#add(element);
    if (!EMPTY.has(tag)) this.#open.push(element);
    return isFew;
  }

  #mayStandHere(tag: string): boolean {
    const parent = this.#open.at(-1)?.tag ?? '';
    if (tag === 'li') return parent === 'ul' || parent === 'ol';
    if (CONTAINERS.has(tag) || PARAGRAPHS.has(tag)) return parent === '' || CONTAINERS.has(parent);
    if (tag === 'a') return this.#open.every((one) => one.tag !== 'a');
    return INLINE.has(tag) || EMPTY.has(tag);
  }

  #close(tag: string): boolean {
    return this.#open.length > 1 && this.#open.pop()?.tag === tag;
  }

  #add(node: PlainNode): boolean {
    this.#open.at(-1)?.children.push(node);
    return this.#count();
  }

  /** Far from its limits a body passes none of them, however they are counted. */
  #count(): boolean {
    this.#nodes += 1;
    return this.#nodes < HTML_LIMITS.nodes / 2 && this.#open.length < HTML_LIMITS.depth / 2;
  }
}

/** The first of two attributes of one name counts. */
function attributesOf(written: string): ReadonlyMap<string, string> | undefined {
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = 0;
  for (let found = ATTRIBUTE.exec(written); found !== null; found = ATTRIBUTE.exec(written)) {
    const [, name = '', double, single = ''] = found;
    const value = withCharacters(double ?? single);
    if (value === undefined) return undefined;
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, value);
  }
  return attributes;
}

const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&#39;', "'"],
  ['&nbsp;', '\u00A0'],
]);

/** Undefined where a reference is none of these; an ampersand that no name follows is one. */
function withCharacters(raw: string): string | undefined {
  if (!raw.includes('&')) return raw;
  let isPlain = true;
  const text = raw.replaceAll(/&(?:[A-Za-z0-9#][^;&]{0,9};?)?/g, (written) => {
    const character = written === '&' ? '&' : CHARACTERS.get(written);
    isPlain &&= character !== undefined;
    return character ?? '';
  });
  return isPlain ? text : undefined;
}
