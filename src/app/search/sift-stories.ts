import { needsReading } from '#domain/search/question.ts';
import type { StoryText, WireQuestion } from '#ports/reads/wire.ts';
import { textFits } from './text-fits.ts';

/** A question as the store can be asked it, and what stories that fit it must be judged for beyond that. */
export type PutQuestion = {
  readonly question: WireQuestion;
  /** Only what may be published on our own web pages now. */
  readonly free?: 'web';
};

/** What each story is looked at by. */
export type Sieve = {
  readonly texts: (ids: readonly string[]) => Promise<readonly StoryText[]>;
  /** Of these, in their order, those that may be published on our own web pages now. */
  readonly free: (ids: readonly string[]) => Promise<readonly string[]>;
};

/** Does the store tell less of it than it asks, so that stories must be looked at one by one? */
export function needsSifting({ question, free }: PutQuestion): boolean {
  return free !== undefined || (question.terms !== undefined && needsReading(question.terms));
}

/** Texts are long, and most are let go at once. */
const READ_AT_ONCE = 200;

/** Of stories that the store found, in their order, those that are all that the question asks. */
export async function siftStories(
  sieve: Sieve,
  { question, free }: PutQuestion,
  ids: readonly string[],
): Promise<readonly string[]> {
  const fitting = await fittingText(sieve, question, ids);
  return free === undefined ? fitting : sieve.free(fitting);
}

async function fittingText(
  sieve: Sieve,
  { terms }: WireQuestion,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (!terms || !needsReading(terms)) return ids;
  const fits = textFits(terms);
  const fitting = new Set<string>();
  for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
    const texts = await sieve.texts(ids.slice(from, from + READ_AT_ONCE));
    for (const text of texts) if (fits(text)) fitting.add(text.id);
  }
  return ids.filter((id) => fitting.has(id));
}
