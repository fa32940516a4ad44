import { tellCategory } from '../wire/category-topics.ts';
import type { WireLine } from '../wire/story-blocks.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';

/** The story inside an envelope, and whether its lines are columns. */
export type Enveloped = { readonly lines: readonly WireLine[]; readonly isPreformatted: boolean };

/** A line of the header that begins with its meaning: `$J` category, `:SLUG` or `:Headline`, `=TAKE`, `^Headline`, `*T` columns, `+04000000`. */
const TAGGED = /^([$:#=@^*&+%])(.*)$/;

/**
 * Reads the telex envelope `ZCZC VNA012 … NNNN`: the name and number in its first line, then the tagged lines that Australian
 * services put before the story.
 */
export function readEnvelope(builder: WireItemBuilder, lines: readonly WireLine[]): Enveloped {
  const start = lines.findIndex(({ text }) => /^\s*ZCZC(?!\p{L})/u.test(text));
  const opening = lines[start];
  if (opening === undefined) return { lines, isPreformatted: false };
  tellOpening(builder, opening);
  const rest = lines.slice(start + 1);
  let end = 0;
  while (end < rest.length && isHeader(rest[end]?.text ?? '')) end += 1;
  const header = rest.slice(0, end).filter(({ text }) => text.trim() !== '');
  const hasCaret = header.some(({ text }) => text.startsWith('^'));
  for (const line of header) tellTagged(builder, line, hasCaret);
  return {
    lines: rest.slice(end).map(withoutQuads),
    isPreformatted: header.some(({ text }) => text.startsWith('*T')),
  };
}

/** `<!` and `=!` tell a typesetter where to put a line. */
function withoutQuads({ text, at }: WireLine): WireLine {
  return { text: text.replace(/\s?\.?[<=]!\s*$/, '').replace(/^<(?=\p{Lu})/u, ''), at };
}

function isHeader(text: string): boolean {
  const line = text.trim();
  // `* …` is an entry of a list; `YY TDR`, `R SPO S43 QBXB` and `XSP43652` steer a telex.
  const isTagged = TAGGED.test(text) && !/^[*+=] /.test(text);
  const isRouting =
    /^(?:[A-Z]{1,4}|[A-Z]{0,4}\d{1,6}[A-Z]?)(?: [A-Z\d]{1,4}){0,5}$/.test(line) &&
    /\d|^[A-Z]{1,2} [A-Z]/.test(line);
  return line === '' || isTagged || isRouting;
}

function tellOpening(builder: WireItemBuilder, { text, at }: WireLine): void {
  const [, name = '', number = '', rest = ''] =
    /ZCZC\s*([A-Za-z]{0,8})[\s-]?(\d{0,5})\s*(.*)$/.exec(text) ?? [];
  const isCounted = /[1-9]/.test(number);
  if (isCounted) builder.set('uri', name + number, at);
  else if (name !== '') builder.set('provider', { code: name }, at);
  if (rest.trim() !== '') builder.dropped.add(at, rest.trim(), 'the routing of a telex is none of its story');
}

/** Where a caret line holds the headline, a colon line holds the slug. */
function tellTagged(builder: WireItemBuilder, { text, at }: WireLine, hasCaret: boolean): void {
  const tag = TAGGED.exec(text)?.[1] ?? '';
  const value = text.slice(1).trim();
  const field = FIELDS.get(tag === ':' && hasCaret ? '#' : tag);
  if (field !== undefined) builder.set(field, value, at);
  else if (tag === '$') tellCategory(builder, { scheme: 'anpa-category', code: value.toLowerCase(), at });
  else if (tag === '+') builder.add('subjects', { scheme: 'iptc-subject-code', code: value }, at);
  else if (value === '' || tag === '*') return;
  else if (tag === '=' || tag === '@') builder.add('keywords', value, at);
  else builder.dropped.add(at, text.trim(), 'routing and service level are none of the story');
}

const FIELDS: ReadonlyMap<string, 'headline' | 'slugline'> = new Map([
  ['^', 'headline'],
  [':', 'headline'],
  ['#', 'slugline'],
]);
