import { escapeText } from './html.ts';

/** One inline element around text: its name and its attributes as they will be printed, with a leading space each. */
export type Wrapper = { readonly tag: string; readonly attributes: string };

/** What a block has gathered so far. */
export type Written = { readonly html: string; readonly text: string };

/**
 * Writes the text of one block and the elements around it, always well nested: an element is opened only when text
 * arrives inside it, so that empty elements and blanks at the edges never appear and writing twice changes nothing.
 */
export class InlineWriter {
  #html = '';
  #text = '';
  #open: readonly Wrapper[] = [];
  #blank = false;
  #breaks = 0;
  #cells = 0;

  /** Text as it stands in HTML, where runs of blanks count as one. */
  flow(raw: string, around: readonly Wrapper[]): void {
    const words = raw.replace(CONTROLS, '').replace(BLANKS, ' ');
    if (words.startsWith(' ')) this.#blank = true;
    const inner = words.slice(words.startsWith(' ') ? 1 : 0, words.endsWith(' ') ? -1 : undefined);
    if (inner === '') return;
    this.#put(inner, around);
    if (words.endsWith(' ')) this.#blank = true;
  }

  /** Text as it stands in `pre`. */
  verbatim(raw: string, around: readonly Wrapper[]): void {
    const words = raw.replace(/\r\n?|\f/g, '\n').replace(CONTROLS, '');
    if (words !== '') this.#put(words, around);
  }

  /** A forced line break, if more text follows; answers how many have come in a row. */
  lineBreak(): number {
    this.#breaks += 1;
    return this.#breaks;
  }

  /** A blank, if more text follows. */
  gap(): void {
    this.#blank = true;
  }

  /** The border between two cells of a table row: a tab. Kept where a cell in the middle is empty. */
  cell(): void {
    this.#cells += 1;
  }

  /** What was written since the last call; undefined when there was no text. */
  take(): Written | undefined {
    this.#closeDownTo(0);
    const written = this.#text === '' ? undefined : { html: this.#html, text: this.#text };
    this.#html = '';
    this.#text = '';
    this.#open = [];
    this.#forgetGap();
    return written;
  }

  #put(words: string, around: readonly Wrapper[]): void {
    let shared = 0;
    while (this.#cells === 0 && shared < this.#open.length && this.#open[shared] === around[shared])
      shared += 1;
    this.#closeDownTo(shared);
    this.#putGap();
    for (const wrapper of around.slice(shared)) this.#html += `<${wrapper.tag}${wrapper.attributes}>`;
    this.#open = around;
    // Quotes stay as they are: this is element content, and readable columns are worth it.
    this.#html += words.replace(/[&<>]/g, escapeText);
    this.#text += words;
  }

  #closeDownTo(depth: number): void {
    for (const wrapper of this.#open.slice(depth).toReversed()) this.#html += `</${wrapper.tag}>`;
  }

  #putGap(): void {
    if (this.#cells > 0) this.#add('\t'.repeat(this.#cells));
    else if (this.#text !== '' && this.#breaks > 0) this.#add('\n', '<br>');
    else if (this.#text !== '' && this.#blank) this.#add(' ');
    this.#forgetGap();
  }

  #add(text: string, html = text): void {
    this.#text += text;
    this.#html += html;
  }

  #forgetGap(): void {
    this.#blank = false;
    this.#breaks = 0;
    this.#cells = 0;
  }
}

// A single space stays as it is, and most blanks are one.
const BLANKS = / [ \t\n\f\r]+|[\t\n\f\r][ \t\n\f\r]*/g;
// Neither XML nor PostgreSQL text can hold these; a browser draws nothing for them.
const CONTROLS = /[\u0000-\u0008\u000B\u000E-\u001F\u007F\uFFFE\uFFFF]/g;
