import { defaultTreeAdapter, parseFragment } from 'parse5';
import { words } from '../words.ts';
import { XML_LIMITS } from '../xml/xml-limits.ts';

/**
 * Writes ill-formed XML anew, so that a strict reader can take it: bare `&` and `<` escaped, the named characters of HTML written out
 * (no other entity exists), characters that XML cannot hold left out, tags closed that were left open, and prefixes declared that
 * were not. What stands before the first tag, a second declaration and what follows the root are left out. Line breaks stay, so
 * that places keep their lines. Takes time linear in the length of the text; nothing is ever expanded.
 */
export function mendXml(text: string): string {
  return new Mender(text).mended();
}

type OpenTag = { readonly name: string; readonly prefixes: readonly string[] };

const NAME = /[A-Za-z_\u00C0-\uFFFD][\w.\-\u00B7-\uFFFD]*(?::[A-Za-z_\u00C0-\uFFFD][\w.\-\u00B7-\uFFFD]*)?/y;
const ATTRIBUTE = /\s*([^\s=<>/"']+)(?:\s*=\s*(?:"([^"<]*)"|'([^'<]*)'|([^\s"'<>]+)))?/y;
/** Elements of HTML that never have an end. */
const VOID: ReadonlySet<string> = new Set(words('br hr img input wbr'));
/** Elements of HTML that end where the next of their kind begins. */
const SELF_ENDING: ReadonlySet<string> = new Set(words('p li dd dt tr td'));

class Mender {
  readonly #text: string;
  readonly #written: string[] = [];
  readonly #open: OpenTag[] = [];
  readonly #openNames = new Map<string, number>();
  readonly #prefixes = new Map<string, number>();
  readonly #missing = new Set<string>();
  readonly #characters = new Map<string, string | undefined>();
  #at = 0;
  #isOver = false;

  constructor(text: string) {
    this.#text = text;
  }

  mended(): string {
    const first = this.#text.indexOf('<');
    this.#skipTo(first < 0 ? this.#text.length : first);
    while (this.#at < this.#text.length && !this.#isOver) this.#next();
    while (this.#open.length > 0) this.#close();
    return this.#written.join('');
  }

  #next(): void {
    const tag = this.#text.indexOf('<', this.#at);
    if (tag !== this.#at) {
      const end = tag < 0 ? this.#text.length : tag;
      this.#writeText(this.#text.slice(this.#at, end));
      this.#at = end;
      return;
    }
    const after = this.#text[this.#at + 1];
    if (after === '!') this.#mark();
    else if (after === '?') this.#skipPast('?>');
    else if (after === '/') this.#endTag();
    else this.#startTag();
  }

  #mark(): void {
    if (this.#text.startsWith('<!--', this.#at)) return this.#skipPast('-->');
    if (this.#text.startsWith('<![CDATA[', this.#at)) return this.#cdata();
    const doctype = /<!DOCTYPE[^[<>]*>?/iy;
    doctype.lastIndex = this.#at;
    const found = doctype.exec(this.#text);
    if (found === null) return this.#writeLessThan();
    // One that declares something in brackets goes to the strict reader as it is, which refuses it.
    if (this.#open.length === 0 && this.#text[this.#at + found[0].length] === '[') {
      this.#written.push(this.#text.slice(this.#at, this.#at + found[0].length), '[]>');
    }
    this.#skipTo(this.#at + found[0].length);
  }

  #cdata(): void {
    const end = this.#indexOf(']]>');
    const stop = end < 0 ? this.#text.length : end;
    if (this.#open.length > 0) {
      const inside = clean(this.#text.slice(this.#at + '<![CDATA['.length, stop));
      this.#written.push('<![CDATA[', inside, ']]>');
    }
    this.#at = end < 0 ? stop : end + 3;
  }

  #startTag(): void {
    NAME.lastIndex = this.#at + 1;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined) return this.#writeLessThan();
    const start = this.#at;
    this.#at = NAME.lastIndex;
    const attributes = this.#attributes();
    const isClosed = this.#text[this.#at] === '/' && this.#text[this.#at + 1] === '>';
    if (!isClosed && this.#text[this.#at] !== '>') {
      // `a <b without an end`: text that looks like a tag.
      this.#at = start;
      return this.#writeLessThan();
    }
    this.#at += isClosed ? 2 : 1;
    this.#enter(name, attributes, isClosed || VOID.has(name.toLowerCase()));
  }

  #enter(name: string, attributes: ReadonlyMap<string, string>, isEmpty: boolean): void {
    const top = this.#open.at(-1)?.name.toLowerCase();
    if (top === name.toLowerCase() && SELF_ENDING.has(top)) this.#close();
    const declared = [...attributes.keys()]
      .filter((one) => one.startsWith('xmlns:'))
      .map((one) => one.slice(6));
    for (const prefix of declared) this.#count(this.#prefixes, prefix, 1);
    const undeclared = this.#undeclared([name, ...attributes.keys()]);
    for (const prefix of undeclared) this.#count(this.#prefixes, prefix, 1);
    const added = undeclared.map((prefix) => ` xmlns:${prefix}="${namespaceFor(prefix)}"`);
    const told = [...attributes].map(([key, value]) => ` ${key}="${value}"`);
    this.#written.push(`<${name}`, ...told, ...added, isEmpty ? '/>' : '>');
    const prefixes = [...declared, ...undeclared];
    if (isEmpty) {
      for (const prefix of prefixes) this.#count(this.#prefixes, prefix, -1);
      if (this.#open.length === 0) this.#isOver = true;
      return;
    }
    this.#open.push({ name, prefixes });
    this.#count(this.#openNames, name.toLowerCase(), 1);
    // Deeper than the strict reader goes: it will say so.
    if (this.#open.length > XML_LIMITS.depth + 1) this.#isOver = true;
  }

  #attributes(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (;;) {
      ATTRIBUTE.lastIndex = this.#at;
      const one = ATTRIBUTE.exec(this.#text);
      if (one === null) break;
      this.#at = ATTRIBUTE.lastIndex;
      const [, key = '', double, single, bare] = one;
      const value = this.#attributeValue(key, double ?? single ?? bare ?? '');
      if (value !== undefined && !found.has(key)) found.set(key, value);
    }
    const blanks = /\s*/y;
    blanks.lastIndex = this.#at;
    blanks.exec(this.#text);
    this.#at = blanks.lastIndex;
    return found;
  }

  /** Undefined for what is no attribute, or declares nothing. */
  #attributeValue(key: string, value: string): string | undefined {
    NAME.lastIndex = 0;
    if (NAME.exec(key)?.[0] !== key) return undefined;
    if (key.startsWith('xmlns:') && (value.trim() === '' || key === 'xmlns:xmlns' || key === 'xmlns:xml'))
      return undefined;
    return characters(clean(value), this.#characters).replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  }

  #undeclared(names: readonly string[]): readonly string[] {
    const prefixes = names.map((name) => (name.includes(':') ? (name.split(':')[0] ?? '') : ''));
    return [...new Set(prefixes)].filter(
      (prefix) =>
        prefix !== '' && prefix !== 'xml' && prefix !== 'xmlns' && (this.#prefixes.get(prefix) ?? 0) === 0,
    );
  }

  #endTag(): void {
    const end = /<\/\s*([^\s<>]*)[^<>]*>?/y;
    end.lastIndex = this.#at;
    const name = end.exec(this.#text)?.[1]?.toLowerCase() ?? '';
    this.#skipTo(end.lastIndex);
    // An end without a beginning is left out; one that comes too early ends what is inside it as well.
    if ((this.#openNames.get(name) ?? 0) === 0) return;
    while (this.#open.length > 0) if (this.#close() === name) break;
  }

  #close(): string {
    const closed = this.#open.pop();
    if (closed === undefined) return '';
    this.#written.push(`</${closed.name}>`);
    const name = closed.name.toLowerCase();
    this.#count(this.#openNames, name, -1);
    for (const prefix of closed.prefixes) this.#count(this.#prefixes, prefix, -1);
    if (this.#open.length === 0) this.#isOver = true;
    return name;
  }

  #count(counts: Map<string, number>, name: string, by: number): void {
    counts.set(name, (counts.get(name) ?? 0) + by);
  }

  #writeLessThan(): void {
    this.#at += 1;
    if (this.#open.length > 0) this.#written.push('&lt;');
  }

  #writeText(text: string): void {
    const written = characters(clean(text), this.#characters).replaceAll(']]>', ']]&gt;');
    this.#written.push(this.#open.length > 0 ? written : lineBreaks(text));
  }

  #skipPast(mark: string): void {
    const end = this.#indexOf(mark);
    this.#skipTo(end < 0 ? this.#text.length : end + mark.length);
  }

  /** A mark that was not found once is not looked for again. */
  #indexOf(mark: string): number {
    if (this.#missing.has(mark)) return -1;
    const found = this.#text.indexOf(mark, this.#at);
    if (found < 0) this.#missing.add(mark);
    return found;
  }

  #skipTo(end: number): void {
    this.#written.push(lineBreaks(this.#text.slice(this.#at, end)));
    this.#at = end;
  }
}

function lineBreaks(text: string): string {
  return '\n'.repeat(text.split('\n').length - 1);
}

const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function clean(text: string): string {
  return text.toWellFormed().replace(NOT_IN_XML, '');
}

const REFERENCE = /&(?:#(?:\d{1,7}|[xX][0-9A-Fa-f]{1,6});|[A-Za-z][A-Za-z0-9]{1,31};)?/g;
const OF_XML: ReadonlySet<string> = new Set(words('&amp; &lt; &gt; &quot; &apos;'));

/** How many different names one document may use; looking one up takes a parser. */
const NAMES_LOOKED_UP = 300;

/** References that stand for one character stay or are written out; every other `&` is an `&`. */
function characters(text: string, known: Map<string, string | undefined>): string {
  return text.replace(REFERENCE, (written) => {
    if (OF_XML.has(written)) return written;
    if (written.startsWith('&#')) return numbered(written.slice(2, -1));
    const name = written.slice(1, -1);
    if (name !== '' && !known.has(name) && known.size < NAMES_LOOKED_UP) known.set(name, htmlCharacter(name));
    return known.get(name) ?? `&amp;${written.slice(1)}`;
  });
}

function numbered(digits: string): string {
  const code = /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number(digits);
  return isXmlCharacter(code) ? `&#${code};` : '';
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

/** The character that HTML names so (WHATWG HTML, named character references); undefined for a name it does not know. */
function htmlCharacter(name: string): string | undefined {
  const node = parseFragment(`&${name};`).childNodes[0];
  const value = node !== undefined && defaultTreeAdapter.isTextNode(node) ? node.value : '';
  if (value === '' || value.includes('&') || value.includes('<') || value.endsWith(';')) return undefined;
  return value;
}

const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['atom', 'http://www.w3.org/2005/Atom'],
  ['content', 'http://purl.org/rss/1.0/modules/content/'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
  ['dcterms', 'http://purl.org/dc/terms/'],
  ['georss', 'http://www.georss.org/georss'],
  ['itunes', 'http://www.itunes.com/dtds/podcast-1.0.dtd'],
  ['media', 'http://search.yahoo.com/mrss/'],
  ['rdf', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'],
  ['slash', 'http://purl.org/rss/1.0/modules/slash/'],
  ['sy', 'http://purl.org/rss/1.0/modules/syndication/'],
  ['wfw', 'http://wellformedweb.org/CommentAPI/'],
  ['wp', 'http://wordpress.org/export/1.2/'],
  ['excerpt', 'http://wordpress.org/export/1.2/excerpt/'],
]);

function namespaceFor(prefix: string): string {
  return NAMESPACES.get(prefix.toLowerCase()) ?? `urn:x-undeclared:${prefix}`;
}
