import { SafeHtml } from './safe-html.ts';

/** What a template hole takes. Text and numbers are escaped; nothing (`undefined`, `null`, `false`) prints nothing. */
export type HtmlValue = SafeHtml | string | number | undefined | null | false | readonly HtmlValue[];

/**
 * A page or a piece of one: html`<p title="${text}">${text}</p>` escapes every hole but SafeHtml.
 * Holes belong in text or in quoted attribute values; an address goes through `webUrl` first.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): SafeHtml {
  let markup = strings[0] ?? '';
  for (const [index, value] of values.entries()) markup += print(value) + (strings[index + 1] ?? '');
  return new SafeHtml(markup);
}

function print(value: HtmlValue): string {
  if (value === undefined || value === null || value === false) return '';
  if (value instanceof SafeHtml) return value.markup;
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  let markup = '';
  for (const one of value) markup += print(one);
  return markup;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made harmless as element content and in either kind of quoted attribute value. */
export function escapeText(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '') : text;
}
