import { positionIn, type Field } from '#domain/search/searched-fields.ts';
import { analyse, readingOf } from './analyse.ts';

/** What of a story is searched, best first. */
export type SearchedFields = {
  readonly language: string;
  readonly headline: string;
  readonly summary?: string;
  readonly byline?: string;
  readonly dateline?: string;
  readonly slugline?: string;
  /** What it is about. */
  readonly places?: readonly string[];
  readonly blocks: readonly { readonly text: string }[];
  readonly associations: readonly { readonly caption?: string; readonly headline?: string }[];
};

/** Beyond this a story is no news text; the tail is not indexed. A tsvector must stay under 1 MiB. */
const MOST_CHARACTERS = 120_000;
const MOST_LEXEMES = 30_000;
/** Repetitions that still count; ranking saturates long before. */
const MOST_REPETITIONS = 6;

/** Lines that can be asked alone have a weight of their own, in PostgreSQL's sense; `D` is what it does not write. */
const LINES = ['headline', 'byline', 'place', 'beside', 'text'] as const;
type Line = (typeof LINES)[number];
const WEIGHTS: Readonly<Record<Line, string>> = {
  headline: 'A',
  byline: 'B',
  place: 'C',
  beside: '',
  text: '',
};
const FIELD_OF: Readonly<Record<Line, Field>> = {
  headline: 'headline',
  byline: 'beside',
  place: 'beside',
  beside: 'beside',
  text: 'text',
};

type Counted = Record<Line, number>;

/**
 * A story's lexemes as PostgreSQL writes a tsvector. Positions say nothing about place: a lexeme has as many as it occurs
 * times, and they tell in which field. That is all that ranking reads, at half the size. Weights say what can be asked
 * alone: `A` the headline, `B` the byline, `C` the dateline and places. Empty text gives an empty vector.
 */
export function indexFields(story: SearchedFields): string {
  const counts = new Map<string, Counted>();
  const reading = readingOf(story.language);
  const count = (text: string, line: Line): void => {
    for (const { lexeme } of analyse(text, reading)) addTo(counts, lexeme, line);
  };
  count(story.headline, 'headline');
  count(story.byline ?? '', 'byline');
  for (const text of [story.dateline ?? '', ...(story.places ?? [])]) count(text, 'place');
  for (const text of [story.summary, story.slugline]) count(text ?? '', 'beside');
  count(bodyOf(story).slice(0, MOST_CHARACTERS).toWellFormed(), 'text');
  return [...counts].map(([lexeme, counted]) => printLexeme(lexeme, counted)).join(' ');
}

function bodyOf({ blocks, associations }: SearchedFields): string {
  const captions = associations.map(({ headline, caption }) => `${headline ?? ''}\n${caption ?? ''}`);
  return [...blocks.map(({ text }) => text), ...captions].join('\n.\n');
}

function addTo(counts: Map<string, Counted>, lexeme: string, line: Line): void {
  const counted = counts.get(lexeme);
  if (counted) counted[line] += 1;
  else if (counts.size < MOST_LEXEMES)
    counts.set(lexeme, { headline: 0, byline: 0, place: 0, beside: 0, text: 0, [line]: 1 });
}

function printLexeme(lexeme: string, counted: Counted): string {
  const name = NEEDS_ESCAPE.test(lexeme) ? lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''") : lexeme;
  return `'${name}':${positionsOf(counted)}`;
}

const NEEDS_ESCAPE = /['\\]/;

/** Those of the headline first, up to what still counts. */
function positionsOf(counted: Counted): string {
  const positions: string[] = [];
  const inField: Record<Field, number> = { headline: 0, beside: 0, text: 0 };
  for (const line of LINES)
    for (let at = 1; at <= counted[line] && positions.length < MOST_REPETITIONS; at += 1) {
      inField[FIELD_OF[line]] += 1;
      positions.push(`${positionIn(FIELD_OF[line], inField[FIELD_OF[line]])}${WEIGHTS[line]}`);
    }
  return positions.join();
}
