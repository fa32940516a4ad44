import { SaxesParser, type SaxesTagNS } from 'saxes';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal, FormatRefusalCode } from '#domain/item/document-refusal.ts';
import { NAMED_CHARACTERS } from './named-characters.ts';
import { flush, openElement, reasonOf, startOfTag, type OpenElement } from './open-element.ts';
import { readPlainXml } from './read-plain-xml.ts';
import type { XmlElement } from './xml-element.ts';
import { XML_LIMITS } from './xml-limits.ts';

/**
 * Reads XML 1.0 with namespaces into a light tree. A DOCTYPE may name its DTD, as NITF and NewsML 1 do, which is never fetched;
 * one that declares anything is refused, so there is nothing to expand (OWASP XXE); only a wire may name another DTD inside it. The entities are the five of XML itself; where
 * the DOCTYPE or the root says that it is NITF or NewsML 1, also the characters that their DTDs name.
 * Blanks before the XML declaration are forgiven.
 * `at` of a refusal is `line:column`.
 */
export function readXml(written: string): Result<XmlElement, FormatRefusal> {
  const text = written.includes('(unknown) -->') ? written.replace(LOST, '&#x$1;') : written;
  const declaration = text.search(/\S/);
  const body = text.startsWith('<?xml', declaration) ? text.slice(declaration) : text;
  const linesBefore = lineCount(text.length - body.length, text);
  const plain = readPlainXml(body, linesBefore);
  return plain === undefined ? readAnyXml(body, linesBefore) : accept(plain);
}

/** DTI's system writes a character that it does not know as a comment with its code: `it<!-- 2019(unknown) -->s`. */
const LOST = /<!-- ([0-9a-f]{4})\(unknown\) -->/gi;

/** As `readXml`, by a reader that knows all of XML and says what is wrong. */
export function readAnyXml(body: string, linesBefore = 0): Result<XmlElement, FormatRefusal> {
  try {
    return accept(new TreeBuilder(linesBefore).read(body));
  } catch (problem) {
    if (problem instanceof NotReadable) return refuse(problem.refusal);
    throw problem;
  }
}

/** Stops the parser from inside a handler, which has no other way out; caught right above. */
class NotReadable extends Error {
  readonly refusal: FormatRefusal;

  constructor(refusal: FormatRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

class TreeBuilder {
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #open: OpenElement[] = [];
  readonly #linesBefore: number;
  #root: XmlElement | undefined;
  #elements = 0;
  #attributes = 0;
  #at = '';

  constructor(linesBefore: number) {
    this.#linesBefore = linesBefore;
    const parser = this.#parser;
    parser.on('error', (error) => this.#refuse('xml-malformed', reasonOf(error)));
    parser.on('doctype', (doctype) => this.#passDoctype(doctype));
    parser.on('opentagstart', (tag) => this.#beginTag(tag.name));
    parser.on('attribute', () => this.#countAttribute());
    parser.on('opentag', (tag) => this.#enter(tag));
    parser.on('closetag', () => this.#leave());
    parser.on('text', (text) => this.#addText(text));
    parser.on('cdata', (text) => this.#addText(text));
  }

  read(text: string): XmlElement {
    this.#parser.write(text).close();
    return this.#root ?? this.#refuse('xml-malformed', 'There is no element.');
  }

  /** `<!DOCTYPE name PUBLIC "…" "…">` says no more than the root element; what stands in brackets would be obeyed. */
  #passDoctype(doctype: string): void {
    const [, root, subset] = DOCTYPE.exec(doctype) ?? [];
    if (root === undefined || !(subset === undefined || (isWire(root) && ONLY_OTHER_DTDS.test(subset))))
      this.#refuse('xml-doctype-forbidden', 'A DOCTYPE with declarations is not read.');
    this.#nameCharacters(root);
  }

  #nameCharacters(root: string | undefined): void {
    if (isWire(root ?? ''))
      for (const [name, character] of NAMED_CHARACTERS) this.#parser.ENTITIES[name] = character;
  }

  #beginTag(name: string): void {
    this.#at = startOfTag(this.#parser, name, this.#linesBefore);
    this.#attributes = 0;
    if (this.#elements === 0) this.#nameCharacters(name);
    this.#elements += 1;
    if (this.#elements > XML_LIMITS.elements)
      this.#refuse('xml-too-many-elements', `There are more than ${XML_LIMITS.elements} elements.`);
    if (this.#open.length >= XML_LIMITS.depth)
      this.#refuse('xml-too-deep', `Elements nest deeper than ${XML_LIMITS.depth} levels.`);
  }

  #countAttribute(): void {
    this.#attributes += 1;
    if (this.#attributes > XML_LIMITS.attributes)
      this.#refuse(
        'xml-too-many-attributes',
        `An element has more than ${XML_LIMITS.attributes} attributes.`,
      );
  }

  #enter(tag: SaxesTagNS): void {
    const opened = openElement(tag, this.#at);
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root = opened.element;
    else {
      flush(parent);
      parent.children.push(opened.element);
    }
    this.#open.push(opened);
  }

  #leave(): void {
    const closed = this.#open.pop();
    if (closed) flush(closed);
  }

  #addText(text: string): void {
    const parent = this.#open.at(-1);
    if (parent) parent.text += text;
  }

  #place(): string {
    return `${this.#parser.line + this.#linesBefore}:${Math.max(this.#parser.column, 1)}`;
  }

  #refuse(code: FormatRefusalCode, detail: string): never {
    throw new NotReadable({ code, at: this.#place(), detail });
  }
}

const QUOTED = String.raw`(?:"[^"[\]]*"|'[^'[\]]*')`;
const NAMED = String.raw`(?:SYSTEM|PUBLIC(?:\s*${QUOTED})?)\s*${QUOTED}?`;
const DOCTYPE = new RegExp(String.raw`^\s*([\w:.-]+)(?:\s+${NAMED})?\s*(?:\[([^\]]*)\]\s*)?$`);
/** A NewsML 1 document names the DTD of the NITF in it (NewsML 1.2 §5.6.2); nobody fetches that one either. */
const ONLY_OTHER_DTDS = new RegExp(String.raw`^(?:\s|%[\w.-]+;|<!ENTITY\s+%\s+[\w.-]+\s+${NAMED}\s*>)+$`);

function isWire(root: string): boolean {
  return /^(?:\w+:)?(?:nitf|NewsML)$/i.test(root);
}

function lineCount(length: number, text: string): number {
  return text.slice(0, length).split('\n').length - 1;
}
