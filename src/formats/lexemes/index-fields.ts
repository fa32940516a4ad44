import { FIELDS, positionIn, type Field } from '#domain/search/searched-fields.ts';
import { analyse, readingOf, type Lexeme } from './analyse.ts';

/** What of a story is searched, best first. */
export type SearchedFields = {
  readonly language: string;
  readonly headline: string;
  readonly summary?: string;
  readonly byline?: string;
  readonly dateline?: string;
  readonly slugline?: string;
  readonly blocks: readonly { readonly text: string }[];
  readonly associations: readonly { readonly caption?: string; readonly headline?: string }[];
};

/** Beyond this a story is no news text; the tail is not indexed. A tsvector must stay under 1 MiB. */
const MOST_CHARACTERS = 120_000;
const MOST_LEXEMES = 30_000;
/** Repetitions that still count; ranking saturates long before. */
const MOST_REPETITIONS = 6;

type Counted = Record<Field, number>;

/**
 * A story's lexemes as PostgreSQL writes a tsvector. Positions say nothing about place: a lexeme has as many as it occurs
 * times, and they tell in which field. That is all that ranking reads, at half the size. Empty text gives an empty vector.
 */
export function indexFields(story: SearchedFields): string {
  const counts = new Map<string, Counted>();
  const reading = readingOf(story.language);
  const count = (text: string, field: Field): void => {
    for (const lexeme of analyse(text, reading)) addTo(counts, lexeme, field);
  };
  count(story.headline, 'headline');
  for (const line of [story.summary, story.byline, story.dateline, story.slugline])
    count(line ?? '', 'beside');
  count(bodyOf(story).slice(0, MOST_CHARACTERS).toWellFormed(), 'text');
  return [...counts].map(([lexeme, counted]) => printLexeme(lexeme, counted)).join(' ');
}

function bodyOf({ blocks, associations }: SearchedFields): string {
  const captions = associations.map(({ headline, caption }) => `${headline ?? ''}\n${caption ?? ''}`);
  return [...blocks.map(({ text }) => text), ...captions].join('\n.\n');
}

function addTo(counts: Map<string, Counted>, { lexeme }: Lexeme, field: Field): void {
  const counted = counts.get(lexeme);
  if (counted) counted[field] += 1;
  else if (counts.size < MOST_LEXEMES) counts.set(lexeme, { headline: 0, beside: 0, text: 0, [field]: 1 });
}

function printLexeme(lexeme: string, counted: Counted): string {
  const name = NEEDS_ESCAPE.test(lexeme) ? lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''") : lexeme;
  return `'${name}':${positionsOf(counted)}`;
}

const NEEDS_ESCAPE = /['\\]/;

/** Those of the headline first, up to what still counts. */
function positionsOf(counted: Counted): string {
  const positions: number[] = [];
  for (const field of FIELDS)
    for (let at = 1; at <= counted[field] && positions.length < MOST_REPETITIONS; at += 1)
      positions.push(positionIn(field, at));
  return positions.join();
}
