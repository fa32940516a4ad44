/**
 * Markup that cannot run, load or break out: made by the `html` template and by the sanitiser, by nothing else.
 * It is an object, not a branded string, so that the template can tell it from text while the program runs.
 */
export class SafeHtml {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  /** The markup as text, for a response body or a column. */
  get markup(): string {
    return this.#markup;
  }

  toString(): string {
    return this.#markup;
  }
}
