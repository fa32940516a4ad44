import { parseFragment } from '../html/parse-fragment.ts';
import { PARSE5_VIEW } from '../html/parse5-view.ts';
import type { MarkupView } from '../html/walk-markup.ts';
import { webUrl } from '../html/web-url.ts';
import { oneLine } from '../item-text.ts';
import { XHTML_VIEW } from '../xml/xhtml-view.ts';
import type { XmlElement } from '../xml/xml-element.ts';

/** A picture that stands in a text, with what the text says of it. */
export type InlinePicture = {
  readonly href: string;
  readonly caption: string;
  readonly width: string | undefined;
  readonly height: string | undefined;
};

/** Pictures that are taken out of one text. */
const PICTURES = 100;

/** The pictures in escaped HTML, in order. Counters of readers, one pixel large, are none. */
export function picturesInHtml(html: string, baseUrl: string | undefined): readonly InlinePicture[] {
  if (!/<img\b/i.test(html)) return [];
  const parsed = parseFragment(html);
  return parsed.ok ? new Search(PARSE5_VIEW, baseUrl).all(parsed.value) : [];
}

/** The same in markup that stands in XML as elements. */
export function picturesInXml(element: XmlElement, baseUrl: string | undefined): readonly InlinePicture[] {
  return new Search(XHTML_VIEW, baseUrl).all(element.children);
}

const ADDRESSES = ['src', 'data-src', 'data-original', 'data-lazy-src'] as const;

class Search<N> {
  readonly #found: InlinePicture[] = [];
  readonly #view: MarkupView<N>;
  readonly #baseUrl: string | undefined;

  constructor(view: MarkupView<N>, baseUrl: string | undefined) {
    this.#view = view;
    this.#baseUrl = baseUrl;
  }

  all(nodes: readonly N[]): readonly InlinePicture[] {
    for (const node of nodes) this.#visit(node, '');
    return this.#found;
  }

  #visit(node: N, caption: string): void {
    const tag = this.#view.tag(node);
    if (tag === undefined || this.#found.length >= PICTURES) return;
    if (tag === 'img') return this.#take(node, caption);
    const inner = tag === 'figure' ? this.#captionIn(node) : caption;
    for (const child of this.#view.children(node)) this.#visit(child, inner);
  }

  #take(node: N, caption: string): void {
    const attribute = (name: string) => this.#view.attribute(node, name);
    // Pages that load pictures late write a placeholder where the address belongs.
    const href = ADDRESSES.map((name) => webUrl(attribute(name) ?? '', this.#baseUrl)).find(
      (address) => address !== undefined,
    );
    const [width, height] = [attribute('width'), attribute('height')];
    const isCounter = [width, height].some((size) => size !== undefined && /^[01]$/.test(size.trim()));
    if (href === undefined || href.startsWith('mailto:') || isCounter) return;
    this.#found.push({ href, caption: caption || oneLine(attribute('alt') ?? ''), width, height });
  }

  #captionIn(figure: N): string {
    const caption = this.#view.children(figure).find((child) => this.#view.tag(child) === 'figcaption');
    return caption === undefined ? '' : oneLine(this.#textIn(caption));
  }

  #textIn(node: N): string {
    if (this.#view.tag(node) === undefined) return this.#view.text(node);
    return this.#view
      .children(node)
      .map((child) => this.#textIn(child))
      .join('');
  }
}
