import { withLineFeeds } from '../line-feeds.ts';
import { PlaceTeller } from './place-teller.ts';
import { XML_NAMESPACE, type XmlElement } from './xml-element.ts';
import { XML_LIMITS } from './xml-limits.ts';

/**
 * Reads XML that keeps to what nearly all wires keep to: names of ASCII, references to characters and the five entities of XML, no
 * DOCTYPE, nothing wrong. It gives the tree that the strict reader gives, several times faster, by looking for the next sign instead of at
 * each character. Undefined for any other text: what it is then, and what is wrong with it, the strict reader says.
 */
export function readPlainXml(text: string, linesBefore: number): XmlElement | undefined {
  const hasPairs = UNUSUAL.test(text);
  if (hasPairs && (!text.isWellFormed() || NO_CHARACTER.test(text))) return undefined;
  try {
    return new PlainReader(withLineFeeds(text), linesBefore, hasPairs).read();
  } catch (problem) {
    if (problem instanceof NotPlain) return undefined;
    throw problem;
  }
}

/** What is no character, and halves of characters: most texts have neither. */
const UNUSUAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;
const NO_CHARACTER = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** Leaves the reader from any depth; caught in `readPlainXml` only. */
class NotPlain extends Error {}

function notPlain(): never {
  throw new NotPlain();
}

type Namespaces = ReadonlyMap<string, string>;
type Open = {
  /** With its prefix, as the end tag must have it. */
  readonly written: string;
  readonly children: (XmlElement | string)[];
  readonly namespaces: Namespaces;
  text: string;
};
type Attribute = { readonly name: string; readonly value: string };

class PlainReader {
  readonly #text: string;
  readonly #places: PlaceTeller;
  readonly #open: Open[] = [];
  #at = 0;
  #elements = 0;
  #root: XmlElement | undefined;

  constructor(text: string, linesBefore: number, hasPairs: boolean) {
    this.#text = text;
    this.#places = new PlaceTeller(text, linesBefore, hasPairs);
  }

  read(): XmlElement {
    DECLARATION.lastIndex = 0;
    if (DECLARATION.test(this.#text)) this.#at = DECLARATION.lastIndex;
    while (this.#at < this.#text.length) this.#next();
    return this.#open.length > 0 ? notPlain() : (this.#root ?? notPlain());
  }

  #next(): void {
    const sign = this.#text.indexOf('<', this.#at);
    const end = sign < 0 ? this.#text.length : sign;
    if (end > this.#at) this.#addText(this.#text.slice(this.#at, end));
    this.#at = end;
    if (sign < 0) return;
    const after = this.#text[sign + 1];
    if (after === '/') this.#endTag();
    else if (after === '!') this.#mark();
    else if (after === '?') this.#instruction();
    else this.#startTag();
  }

  #addText(raw: string): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      if (/[^ \t\n]/.test(raw)) notPlain();
    } else if (raw.includes(']]>')) notPlain();
    else parent.text += withCharacters(raw);
  }

  #startTag(): void {
    const start = this.#at;
    this.#at += 1;
    const written = this.#name();
    // A name that ends its line is said to begin it, as the strict reader has it.
    const endsLine = this.#text[this.#at] === '\n';
    const at = endsLine ? `${this.#places.lineOf(start)}:1` : this.#places.placeOf(start);
    const given = this.#attributes();
    const isEmpty = this.#text[this.#at] === '/';
    if (isEmpty) this.#at += 1;
    this.#expect('>');
    this.#enter({ written, given, at, isEmpty });
  }

  #enter(tag: {
    readonly written: string;
    readonly given: readonly Attribute[];
    readonly at: string;
    readonly isEmpty: boolean;
  }): void {
    const { written, given, at, isEmpty } = tag;
    const parent = this.#open.at(-1);
    this.#elements += 1;
    if (this.#elements > XML_LIMITS.elements || this.#open.length >= XML_LIMITS.depth) notPlain();
    const namespaces = namespacesOf(given, parent?.namespaces ?? XML_ONLY);
    const [prefix, name] = split(written);
    const ns = prefix === '' ? (namespaces.get('') ?? '') : (namespaces.get(prefix) ?? notPlain());
    const children: (XmlElement | string)[] = [];
    const attributes = given.length === 0 ? NO_ATTRIBUTES : attributesOf(given, namespaces);
    const element: XmlElement = { name, ns, attributes, children, at };
    if (parent !== undefined) {
      flush(parent);
      parent.children.push(element);
    } else if (this.#root === undefined) this.#root = element;
    else notPlain();
    if (!isEmpty) this.#open.push({ written, children, namespaces, text: '' });
  }

  #attributes(): readonly Attribute[] {
    const found: Attribute[] = [];
    for (;;) {
      const blanks = this.#skipBlanks();
      const next = this.#text[this.#at];
      if (next === '>' || next === '/') return found;
      if (!blanks || found.length >= XML_LIMITS.attributes) notPlain();
      const name = this.#name();
      this.#skipBlanks();
      this.#expect('=');
      this.#skipBlanks();
      found.push({ name, value: this.#quoted() });
    }
  }

  #quoted(): string {
    const quote = this.#text[this.#at];
    const end = quote === '"' || quote === "'" ? this.#text.indexOf(quote, this.#at + 1) : -1;
    if (end < 0) notPlain();
    const raw = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    if (!/[<&\t\n]/.test(raw)) return raw;
    return raw.includes('<') ? notPlain() : withCharacters(raw.replaceAll(/[\t\n]/g, ' '));
  }

  #endTag(): void {
    this.#at += 2;
    const closed = this.#open.pop();
    if (closed === undefined || !this.#text.startsWith(closed.written, this.#at)) return notPlain();
    this.#at += closed.written.length;
    this.#skipBlanks();
    this.#expect('>');
    flush(closed);
  }

  #mark(): void {
    if (this.#text.startsWith('<!--', this.#at)) {
      this.#at = this.#indexAfter('--', this.#at + 4);
      return this.#expect('>');
    }
    const parent = this.#open.at(-1);
    if (parent === undefined || !this.#text.startsWith('<![CDATA[', this.#at)) return notPlain();
    const start = this.#at + '<![CDATA['.length;
    this.#at = this.#indexAfter(']]>', start);
    parent.text += this.#text.slice(start, this.#at - 3);
  }

  #instruction(): void {
    INSTRUCTION.lastIndex = this.#at;
    if (!INSTRUCTION.test(this.#text)) notPlain();
    this.#at = INSTRUCTION.lastIndex;
  }

  #indexAfter(mark: string, from: number): number {
    const found = this.#text.indexOf(mark, from);
    return found < 0 ? notPlain() : found + mark.length;
  }

  /** A name, or two with a colon between them. */
  #name(): string {
    const start = this.#at;
    this.#localName();
    if (this.#text.charCodeAt(this.#at) === COLON) {
      this.#at += 1;
      this.#localName();
    }
    return this.#text.slice(start, this.#at);
  }

  #localName(): void {
    if (!(SIGNS[this.#text.charCodeAt(this.#at)] === NAME_START)) notPlain();
    do this.#at += 1;
    while ((SIGNS[this.#text.charCodeAt(this.#at)] ?? 0) > 0);
  }

  #skipBlanks(): boolean {
    const start = this.#at;
    while (isBlank(this.#text.charCodeAt(this.#at))) this.#at += 1;
    return this.#at > start;
  }

  #expect(sign: string): void {
    if (this.#text[this.#at] !== sign) notPlain();
    this.#at += 1;
  }
}

const DECLARATION =
  /<\?xml[ \t\n]+version=(["'])1\.0\1(?:[ \t\n]+encoding=(["'])[A-Za-z][\w.-]*\2)?(?:[ \t\n]+standalone=(["'])(?:yes|no)\3)?[ \t\n]*\?>/y;
const INSTRUCTION = /<\?(?!xml[ \t\n?])[A-Za-z_][\w.-]*(?:[ \t\n][^?]*)?\?>/iy;

const COLON = 0x3a;
const NAME_START = 2;
/** Of the characters of ASCII: 2 may begin a name, 1 may go on with it. */
const SIGNS: readonly number[] = Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  return /[A-Za-z_]/.test(sign) ? NAME_START : /[\d.-]/.test(sign) ? 1 : 0;
});

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09;
}

/** Puts the text that came in pieces among the children. */
function flush(open: Open): void {
  if (open.text !== '') open.children.push(open.text);
  open.text = '';
}

const XML_ONLY: Namespaces = new Map([['xml', XML_NAMESPACE]]);
/** So many prefixes are copied from an element to those inside it; with more of them, that would take long. */
const MOST_PREFIXES = 64;

function namespacesOf(given: readonly Attribute[], outer: Namespaces): Namespaces {
  if (given.length === 0 || !given.some(({ name }) => name.startsWith('xmlns'))) return outer;
  const namespaces = new Map(outer);
  const own = new Set<string>();
  for (const { name, value } of given) {
    const prefix = declaredPrefix(name);
    if (prefix === undefined) continue;
    const ns = value.trim();
    const isReserved = prefix.startsWith('xml') || ns === XML_NAMESPACE || ns === XMLNS_NAMESPACE;
    if (isReserved || own.has(prefix) || (prefix !== '' && ns === '')) notPlain();
    own.add(prefix);
    namespaces.set(prefix, ns);
  }
  return namespaces.size > MOST_PREFIXES ? notPlain() : namespaces;
}

const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

function declaredPrefix(name: string): string | undefined {
  if (name === 'xmlns') return '';
  return name.startsWith('xmlns:') ? name.slice(6) : undefined;
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

function attributesOf(given: readonly Attribute[], namespaces: Namespaces): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const { name, value } of given) {
    if (name.startsWith('xmlns') && declaredPrefix(name) !== undefined) continue;
    const key = name.includes(':') ? attributeKey(name, namespaces) : name;
    if (attributes.has(key)) notPlain();
    attributes.set(key, value);
  }
  return attributes;
}

function attributeKey(name: string, namespaces: Namespaces): string {
  const [prefix, local] = split(name);
  if (prefix === '' || prefix === 'xml') return name;
  return `{${namespaces.get(prefix) ?? notPlain()}}${local}`;
}

function split(name: string): readonly [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function withCharacters(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replaceAll(
    /&(?:([a-z]+)|#(\d+)|#x([\dA-Fa-f]+));|&/g,
    (_, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return ENTITIES.get(name) ?? notPlain();
      const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
      return isCharacter(code) ? String.fromCodePoint(code) : notPlain();
    },
  );
}

/** XML 1.0 §2.2. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
