import { html } from './html.ts';
import type { SafeHtml } from './safe-html.ts';

/** How a story's address stands, in a word for machines: whoever asked for its removal can check that it is gone. */
export type PageMark = 'live' | 'withheld' | 'withdrawn';

/** What a page says of itself (docs/protocol/pxp-1.md, Proof). */
export type MarkedPage = {
  readonly mark: PageMark;
  /** The provider's version that a live page shows. */
  readonly version?: number;
};

export function pageMark({ mark, version }: MarkedPage): SafeHtml {
  return html`<meta name="pactwire-page" content="${mark}" />
    ${version !== undefined && html`<meta name="pactwire-version" content="${version}" />`}`;
}

/** A mark stands in the head; further down nobody looks for it. */
const HEAD_CHARACTERS = 65_536;

/** Of a page that does not say, nothing. What it says is believed of an address and never put on a page. */
export function readPageMark(page: string): MarkedPage | undefined {
  const head = page.slice(0, HEAD_CHARACTERS);
  const mark = toMark(metaIn(head, 'pactwire-page'));
  const version = metaIn(head, 'pactwire-version') ?? '';
  return mark && { mark, ...(/^[1-9][0-9]{0,8}$/.test(version) ? { version: Number(version) } : {}) };
}

/** The markup of this house and of whoever writes it after the protocol: name first, in double quotes. */
function metaIn(head: string, name: string): string | undefined {
  return new RegExp(`<meta name="${name}" content="([^"<>]{1,40})"`, 'i').exec(head)?.[1];
}

function toMark(text: string | undefined): PageMark | undefined {
  return text === 'live' || text === 'withheld' || text === 'withdrawn' ? text : undefined;
}
