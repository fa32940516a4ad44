import { INLINE } from './allowed.ts';
import { SafeHtml } from './safe-html.ts';

const TAGS: ReadonlySet<string> = new Set(INLINE.values());
// Text, one entity, or one tag in exactly our own spelling; each alternative is a plain loop, so that long text is cheap.
const TOKEN =
  /(?<text>[^&<>]+|&(?:amp|lt|gt|quot|#39);)|<(?<open>[a-z]+)(?<attributes>(?: [a-z]+="[^<>"]*")*)>|<\/(?<close>[a-z]+)>/y;
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|#39);)/;
const ATTRIBUTE = / (?<name>[a-z]+)="(?<value>[^"]*)"/g;

/**
 * The markup of a block as safe HTML if it has exactly the form that our own writer gives it, else undefined.
 * One pass without building a tree, for pages that print stored blocks.
 */
export function readInline(markup: string): SafeHtml | undefined {
  const open: string[] = [];
  let at = 0;
  while (at < markup.length) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(markup)?.groups;
    if (groups === undefined || !takesPart(groups, open)) return undefined;
    at = TOKEN.lastIndex;
  }
  return open.length === 0 ? new SafeHtml(markup) : undefined;
}

function takesPart(groups: { readonly [name: string]: string | undefined }, open: string[]): boolean {
  if (groups['text'] !== undefined) return true;
  if (groups['close'] !== undefined) return open.pop() === groups['close'];
  const tag = groups['open'] ?? '';
  if (tag === 'br') return groups['attributes'] === '';
  open.push(tag);
  return TAGS.has(tag) && hasOnlyAllowed(groups['attributes'] ?? '', tag);
}

function hasOnlyAllowed(attributes: string, tag: string): boolean {
  for (const { groups } of attributes.matchAll(ATTRIBUTE)) {
    const value = groups?.['value'] ?? '';
    if (BARE_AMPERSAND.test(value) || !isAllowed(groups?.['name'] ?? '', value, tag)) return false;
  }
  return true;
}

function isAllowed(name: string, value: string, tag: string): boolean {
  if (name === 'lang') return /^[A-Za-z0-9-]+$/.test(value);
  if (name === 'dir') return value === 'ltr' || value === 'rtl' || value === 'auto';
  if (name === 'href') return tag === 'a' && /^(?:https?:\/\/|mailto:)/.test(value);
  return (name === 'title' && tag === 'abbr') || (name === 'datetime' && tag === 'time');
}
