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

type Weight = 'A' | 'B' | 'D';
type Counted = Record<Weight, number>;

/**
 * A story's lexemes as PostgreSQL writes a tsvector. Positions say nothing about place: a lexeme has as many as it occurs
 * times, headline ones with weight A, those of summary and lines about the story B, the body D. That is all that ranking
 * reads, at half the size. Empty text gives an empty vector.
 */
export function indexFields(story: SearchedFields): string {
  const counts = new Map<string, Counted>();
  const reading = readingOf(story.language);
  const count = (text: string, weight: Weight): void => {
    for (const lexeme of analyse(text, reading)) addTo(counts, lexeme, weight);
  };
  count(story.headline, 'A');
  for (const line of [story.summary, story.byline, story.dateline, story.slugline]) count(line ?? '', 'B');
  count(bodyOf(story).slice(0, MOST_CHARACTERS).toWellFormed(), 'D');
  return [...counts].map(([lexeme, counted]) => printLexeme(lexeme, counted)).join(' ');
}

function bodyOf({ blocks, associations }: SearchedFields): string {
  const captions = associations.map(({ headline, caption }) => `${headline ?? ''}\n${caption ?? ''}`);
  return [...blocks.map(({ text }) => text), ...captions].join('\n.\n');
}

function addTo(counts: Map<string, Counted>, { lexeme }: Lexeme, weight: Weight): void {
  const counted = counts.get(lexeme);
  if (counted) counted[weight] += 1;
  else if (counts.size < MOST_LEXEMES)
    counts.set(lexeme, { A: weight === 'A' ? 1 : 0, B: weight === 'B' ? 1 : 0, D: weight === 'D' ? 1 : 0 });
}

function printLexeme(lexeme: string, counted: Counted): string {
  const name = NEEDS_ESCAPE.test(lexeme) ? lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''") : lexeme;
  return `'${name}':${positionsOf(counted)}`;
}

const NEEDS_ESCAPE = /['\\]/;

/** Headline ones first, up to what still counts. */
function positionsOf({ A, B, D }: Counted): string {
  if (A === 0 && B === 0 && D === 1) return '1';
  let positions = '';
  const most = Math.min(A + B + D, MOST_REPETITIONS);
  for (let at = 1; at <= most; at += 1) {
    const weight = at <= A ? 'A' : at <= A + B ? 'B' : '';
    positions += `${at === 1 ? '' : ','}${at}${weight}`;
  }
  return positions;
}
