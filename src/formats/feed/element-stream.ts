import { SaxesParser, type SaxesTagNS } from 'saxes';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal, FormatRefusalCode } from '#domain/item/document-refusal.ts';
import type { Finding } from '#domain/item/finding.ts';
import { XML_LIMITS } from '../xml/xml-limits.ts';
import { flush, openElement, reasonOf, startOfTag, type OpenElement } from '../xml/open-element.ts';
import type { XmlElement } from '../xml/xml-element.ts';

/** Limits of one item: elements, and characters of text. */
export const ITEM_LIMITS = { elements: 50_000, characters: 16_777_216 } as const;

/** One item as it ended; without its element where it passed a limit. */
export type StreamedElement = { readonly element: XmlElement | undefined; readonly at: string };

/**
 * Cuts the items (`item`, `entry`) out of a feed that comes in pieces. Under the same rules as `readXml`: no DOCTYPE that declares
 * anything, no entities but those of XML, limits on depth and attributes; the number of items has none.
 */
export class ElementStream {
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  /** The root and the channel with what stands in them before the first item. */
  readonly #outer: OpenElement[] = [];
  readonly #inner: OpenElement[] = [];
  #ready: StreamedElement[] = [];
  #root: XmlElement | undefined;
  #refusal: FormatRefusal | undefined;
  #controlsAt = '';
  #at = '';
  #elements = 0;
  #attributes = 0;
  #characters = 0;
  #written = 0;
  #isInHead = true;

  constructor() {
    const parser = this.#parser;
    parser.on('error', (error) => this.#refuse('xml-malformed', reasonOf(error)));
    parser.on('doctype', (doctype) => {
      if (/[[\]]/.test(doctype))
        this.#refuse('xml-doctype-forbidden', 'A DOCTYPE with declarations is not read.');
    });
    parser.on('opentagstart', (tag) => this.#beginTag(tag.name));
    parser.on('attribute', () => this.#countAttribute());
    parser.on('opentag', (tag) => this.#enter(tag));
    parser.on('closetag', () => this.#leave());
    parser.on('text', (text) => this.#addText(text));
    parser.on('cdata', (text) => this.#addText(text));
  }

  /** The items that ended in this piece. */
  write(chunk: string): readonly StreamedElement[] {
    if (this.#refusal !== undefined) return [];
    const text = chunk.replace(NOT_IN_XML, () => {
      if (this.#controlsAt === '') this.#controlsAt = this.#place();
      return '';
    });
    this.#written += text.length;
    this.#run(() => this.#parser.write(text));
    // Text that never ends is kept by the parser until it does.
    if (this.#refusal === undefined && this.#written > 4 * ITEM_LIMITS.characters)
      this.#refusal = {
        code: 'document-too-large',
        at: this.#place(),
        detail: 'A text or a tag has no end.',
      };
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  /** The root with everything before the first item. */
  root(): XmlElement {
    return this.#root ?? { name: '', ns: '', attributes: new Map(), children: [], at: '' };
  }

  /** Ends the text; answers what had to be mended. */
  end(): Result<readonly Finding[], FormatRefusal> {
    if (this.#refusal === undefined) this.#run(() => this.#parser.close());
    if (this.#refusal !== undefined) return refuse(this.#refusal);
    const detail = 'Control characters, which XML cannot hold, were left out.';
    return accept(this.#controlsAt === '' ? [] : [{ code: 'xml-mended', at: this.#controlsAt, detail }]);
  }

  #run(work: () => void): void {
    try {
      work();
    } catch (problem) {
      // Thrown by #refuse to leave the parser from inside a handler; anything else is a fault.
      if (this.#refusal === undefined) throw problem;
    }
  }

  #refuse(code: FormatRefusalCode, detail: string): never {
    this.#refusal = { code, at: this.#place(), detail };
    throw new Error(detail);
  }

  #place(): string {
    return `${this.#parser.line}:${Math.max(this.#parser.column, 1)}`;
  }

  #beginTag(name: string): void {
    this.#at = startOfTag(this.#parser, name);
    this.#attributes = 0;
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
    this.#written = 0;
    const isItem = this.#inner.length === 0 && this.#outer.length > 0 && /^(?:item|entry)$/.test(tag.local);
    const depth = this.#outer.length + this.#inner.length;
    if (depth >= XML_LIMITS.depth)
      this.#refuse('xml-too-deep', `Elements nest deeper than ${XML_LIMITS.depth} levels.`);
    if (isItem) {
      this.#isInHead = false;
      this.#elements = 0;
      this.#characters = 0;
    }
    const opened = openElement(tag, this.#at);
    const holder = isItem || this.#inner.length > 0 ? this.#inner : this.#outer;
    const parent = holder.at(-1);
    this.#root ??= opened.element;
    this.#elements += 1;
    if (this.#isInHead && this.#elements > ITEM_LIMITS.elements)
      this.#refuse('xml-too-many-elements', 'The head of the feed is too large.');
    if (parent !== undefined && this.#isKept()) {
      flush(parent);
      parent.children.push(opened.element);
    }
    holder.push(opened);
  }

  #leave(): void {
    this.#written = 0;
    const holder = this.#inner.length > 0 ? this.#inner : this.#outer;
    const closed = holder.pop();
    if (closed === undefined) return;
    flush(closed);
    if (holder !== this.#inner || this.#inner.length > 0) return;
    const { element } = closed;
    this.#ready.push({ element: this.#isWithin() ? element : undefined, at: element.at });
    this.#elements = 0;
    this.#characters = 0;
  }

  #addText(text: string): void {
    this.#written = 0;
    this.#characters += text.length;
    const parent = this.#inner.at(-1) ?? this.#outer.at(-1);
    if (parent !== undefined && this.#isKept()) parent.text += text;
  }

  /** Between the items nothing is kept, and of an item over its limits no more. */
  #isKept(): boolean {
    return this.#isWithin() && (this.#isInHead || this.#inner.length > 0);
  }

  #isWithin(): boolean {
    return this.#elements <= ITEM_LIMITS.elements && this.#characters <= ITEM_LIMITS.characters;
  }
}

const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
