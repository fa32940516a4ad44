import { severalLines } from '../item-text.ts';
import { isEmbargoWorded, statusNamed, statusOpening, type SaidAt } from '../wire/status-words.ts';
import { words } from '../words.ts';
import { childNamed, childrenNamed, lineOf, listOthers } from '../xml/xml-lookup.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import { formalName, type Newsml1Source } from './newsml1-source.ts';
import { addKeywords } from './read-metadata.ts';

/** Reads the lines for readers and editors of one NewsComponent; a field that a component inside said before is kept. */
export function readNewsLines(source: Newsml1Source, component: XmlElement): readonly SaidAt[] {
  return childrenNamed(component, 'NewsLines').flatMap((lines) => {
    for (const [name, field] of FIELDS)
      for (const line of childrenNamed(lines, name)) readLine(source, field, line);
    readSlug(source, childrenNamed(lines, 'SlugLine'));
    for (const line of childrenNamed(lines, 'SubHeadLine')) addHeadline(source, 'subtitle', line);
    for (const line of childrenNamed(lines, 'KeywordLine'))
      addKeywords(source, lineOf(line)?.replaceAll('/', ';'), line.at);
    for (const line of childrenNamed(lines, 'SeriesLine')) {
      const title = lineOf(line);
      if (title !== undefined) source.item.add('links', { rel: 'series', title, at: line.at }, line.at);
    }
    listOthers(lines, READ, source.item.dropped);
    return childrenNamed(lines, 'NewsLine').flatMap((line) => readNewsLine(source, line));
  });
}

function readLine({ item }: Newsml1Source, field: (typeof FIELDS)[number][1], line: XmlElement): void {
  const text = field === 'dateline' ? datelineOf(line) : lineOf(line);
  if (!item.has(field)) item.set(field, text, line.at);
  else if (field === 'headline' && text !== undefined && text !== item.get('headline'))
    item.add('headlines', { role: 'alternate', text }, line.at);
}

const FIELDS = [
  ['HeadLine', 'headline'],
  ['ByLine', 'byline'],
  ['DateLine', 'dateline'],
  ['CreditLine', 'creditLine'],
  ['CopyrightLine', 'copyrightNotice'],
  ['RightsLine', 'usageTerms'],
] as const;

const READ: ReadonlySet<string> = new Set([
  ...FIELDS.map(([name]) => name),
  ...words('SlugLine SubHeadLine KeywordLine SeriesLine NewsLine ByLineTitle'),
]);

/** Words of a slug that each have a line of their own belong together (AFP). */
function readSlug({ item }: Newsml1Source, lines: readonly XmlElement[]): void {
  const slug = [...new Set(lines.flatMap((line) => lineOf(line) ?? []))].join('-');
  if (!item.has('slugline')) item.set('slugline', slug, lines[0]?.at ?? '');
}

/** A dateline leads over to the story with a dash, which is no part of it; the stop of a state that is cut short (`Conn.`) is. */
function datelineOf(line: XmlElement): string | undefined {
  const text = lineOf(line)
    ?.replace(/\.?\s*[-–—:=]+$/, '')
    .replace(/(?<!,\s*\p{L}{2,5}|\.\s?\p{L})\s*\.$/u, '');
  return text === '' ? undefined : text;
}

function addHeadline({ item }: Newsml1Source, role: string, line: XmlElement): void {
  const text = lineOf(line);
  if (text !== undefined) item.add('headlines', { role, text }, line.at);
}

/** A line of any other kind, which its type names (NewsML 1.2 §5.7.4.1). */
function readNewsLine(source: Newsml1Source, line: XmlElement): readonly SaidAt[] {
  for (const headline of childrenNamed(line, 'HeadLine')) readLine(source, 'headline', headline);
  const type = formalName(childNamed(line, 'NewsLineType')) ?? '';
  const texts = childrenNamed(line, 'NewsLineText').map((one) => severalLines(textOf(one)));
  const text = texts.filter((one) => one !== '').join('\n');
  if (text === '') return [];
  const told = { type, text, at: line.at };
  const read = LINES.find(([pattern, field]) => pattern.test(type) && !(field && source.item.has(field)));
  if (read === undefined) return readNote(source, told);
  read[2](source, told);
  return [];
}

type Told = { readonly type: string; readonly text: string; readonly at: string };
type Once = 'summary' | 'copyrightNotice' | 'usageTerms' | 'creditLine';

const once = (pattern: RegExp, field: Once) =>
  [pattern, field, ({ item }: Newsml1Source, { text, at }: Told) => item.set(field, text, at)] as const;

/** Kinds of lines by their names, and the field that must still be free for them. */
const LINES: readonly (readonly [RegExp, Once | undefined, (source: Newsml1Source, told: Told) => void])[] = [
  once(/caption|summary|abstract|lead|description/i, 'summary'),
  [/catch ?word|keyword/i, undefined, (source, { text, at }) => addKeywords(source, text, at)],
  [
    /kicker|overline|sub ?(?:title|head)|deck|headline/i,
    undefined,
    ({ item }, { type, text, at }) => item.add('headlines', { role: type, text }, at),
  ],
  [
    /^story ?type$|genre/i,
    undefined,
    ({ item }, { type, text, at }) => item.add('genres', { scheme: type, code: text }, at),
  ],
  once(/copyright/i, 'copyrightNotice'),
  once(/rights|restriction|usage/i, 'usageTerms'),
  once(/credit/i, 'creditLine'),
];

/** Everything else is said to editors; the type of a correction or of a kill is heard, and the words it begins with. */
function readNote({ item }: Newsml1Source, { type, text, at }: Told): readonly SaidAt[] {
  const audience = /internal|private|contact|desk/i.test(type) ? 'private' : 'partner';
  item.add('edNotes', { text, ...(type === '' ? {} : { role: type }), audience, at }, at);
  const isEmbargo = isEmbargoWorded(text) && !item.has('embargo');
  const named = statusNamed(type.replace(/(?:News)?Line$/i, ''));
  return [
    // A line of advice stands in stories and pictures too; only its words can make an advisory of them.
    ...(named?.instruction === 'advise' ? [] : [{ said: named, at }]),
    { said: statusOpening(text), at },
    ...(isEmbargo ? [{ said: { isEmbargoed: true } as const, at }] : []),
  ];
}
