import { SUBJECT_CODES } from '../nitf/read-tobject.ts';
import { tellCategory } from '../wire/category-topics.ts';
import type { WireLine } from '../wire/story-blocks.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import { isLettered, readLettered } from './lettered-lines.ts';

/** The story inside an envelope, and whether its lines are columns. */
export type Enveloped = { readonly lines: readonly WireLine[]; readonly isPreformatted: boolean };

/**
 * A line of the header that begins with its meaning: `$J` category, `$Words` headline, `:SLUG`, `:Headline` or `:(PLACE)`, `=TAKE`, `^Headline`,
 * `*T` columns, `*04000000` and `+04000000` subject, `&LOGIN`, `~Service`.
 */
const TAGGED = /^([$:#=@^*&+%~])(.*)$/;

/** Does a line open a telex? One house writes the word small, in a line by itself. */
export function opensTelex(text: string): boolean {
  return /^\s*(?:ZCZC(?!\p{L})|zczc\s*$)/u.test(text);
}

/**
 * Reads the telex envelope `ZCZC VNA012 … NNNN`: the name and number in its first line, then the tagged lines that Australian
 * services put before the story.
 */
export function readEnvelope(builder: WireItemBuilder, lines: readonly WireLine[]): Enveloped {
  const start = lines.findIndex(({ text }) => opensTelex(text));
  const opening = lines[start];
  if (opening === undefined) return { lines, isPreformatted: false };
  tellOpening(builder, opening);
  const rest = lines.slice(start + 1);
  if (isLettered(rest)) return { lines: readLettered(builder, rest), isPreformatted: false };
  let end = 0;
  while (end < rest.length && isHeader(rest[end]?.text ?? '')) end += 1;
  const header = rest.slice(0, end).filter(({ text }) => text.trim() !== '');
  const hasHeadline = header.some(({ text }) => /^\^|^\$.{5}/.test(text));
  for (const line of header) tellTagged(builder, line, hasHeadline);
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

/** Where another line holds the headline, a colon line holds the slug. */
function tellTagged(builder: WireItemBuilder, line: WireLine, hasHeadline: boolean): void {
  const tag = TAGGED.exec(line.text)?.[1] ?? '';
  const value = line.text.slice(tag.length).trim();
  const field = FIELDS.get(fieldTag(tag, value, hasHeadline));
  if (field === 'dateline') tellDateline(builder, value.slice(1, -1).trim(), line.at);
  else if (field !== undefined) builder.set(field, value, line.at);
  else if (value !== '') tellCode(builder, tag, { text: value, at: line.at });
}

function tellCode(builder: WireItemBuilder, tag: string, { text, at }: WireLine): void {
  if (tag === '$') tellCategory(builder, { scheme: 'anpa-category', code: text.toLowerCase(), at });
  else if (tag === '+' || (tag === '*' && SUBJECT.test(text)))
    builder.add('subjects', { scheme: SUBJECT_CODES, code: text }, at);
  else if (tag === '=' || tag === '@') builder.add('keywords', text, at);
  else if (tag === '&') builder.add('private', { kind: 'person', text, at }, at);
  else if (tag !== '*')
    builder.dropped.add(at, tag + text, 'routing and service level are none of the story');
}

function tellDateline(builder: WireItemBuilder, place: string, at: string): void {
  builder.set('dateline', place, at);
  builder.add('places', { name: place, role: 'dateline' }, at);
}

/** A category has one letter or a few; what has words is the headline, and brackets hold the place of the story. */
function fieldTag(tag: string, value: string, hasHeadline: boolean): string {
  if (tag === '$' && value.length > LONGEST_CATEGORY) return '^';
  if (tag === ':' && /^\([^()]+\)$/.test(value)) return '()';
  return tag === ':' && hasHeadline ? '#' : tag;
}

const LONGEST_CATEGORY = 4;
const SUBJECT = /^\d{8}$/;

const FIELDS: ReadonlyMap<string, 'headline' | 'slugline' | 'dateline'> = new Map([
  ['^', 'headline'],
  [':', 'headline'],
  ['#', 'slugline'],
  ['()', 'dateline'],
]);
