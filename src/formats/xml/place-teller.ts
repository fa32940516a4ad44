/** Tells `line:column` of places in a text that are asked for from its beginning to its end, in one pass. */
export class PlaceTeller {
  readonly #text: string;
  readonly #hasPairs: boolean;
  #line: number;
  #lineStart = 0;
  #nextBreak: number;
  #counted = 0;
  #pairs = 0;

  /** Lines end with a line feed only; `linesBefore` stand before the text. Without `hasPairs` no character in it has two halves. */
  constructor(text: string, linesBefore: number, hasPairs: boolean) {
    this.#text = text;
    this.#line = linesBefore + 1;
    this.#nextBreak = text.indexOf('\n');
    this.#hasPairs = hasPairs;
  }

  /** The line of a place that is not before the one asked for last. */
  lineOf(index: number): number {
    while (this.#nextBreak !== -1 && this.#nextBreak < index) {
      this.#line += 1;
      this.#lineStart = this.#nextBreak + 1;
      this.#nextBreak = this.#text.indexOf('\n', this.#lineStart);
      this.#pairs = 0;
      this.#counted = this.#lineStart;
    }
    return this.#line;
  }

  /** Columns count characters: the two halves of one are one. */
  placeOf(index: number): string {
    const line = this.lineOf(index);
    if (this.#hasPairs) this.#countPairs(index);
    return `${line}:${index - this.#lineStart - this.#pairs + 1}`;
  }

  #countPairs(index: number): void {
    for (; this.#counted < index; this.#counted += 1)
      if ((this.#text.charCodeAt(this.#counted) & 0xfc00) === 0xd800) this.#pairs += 1;
  }
}
