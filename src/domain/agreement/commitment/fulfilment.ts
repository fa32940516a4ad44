import type { Instant } from '#kernel/instant.ts';
import type { Did } from '../agreement.ts';

/** What is said of a fulfilment after it was recorded: by the other side, or taken back by the side that recorded it. */
export const FULFILMENT_WORDS = ['confirmed', 'disputed', 'withdrawn'] as const;

export type FulfilmentWord = {
  readonly kind: (typeof FULFILMENT_WORDS)[number];
  /** May be empty, but for a dispute. */
  readonly reason: string;
  readonly at: Instant;
};

/** Something done towards a commitment, as one of its two sides has recorded it and told the other. */
export type Fulfilment = {
  readonly id: string;
  /** As the side that recorded it names it; `id` where that side are we. */
  readonly name: string;
  /** uid of the agreement, whatever version stood. */
  readonly agreement: string;
  /** uid of the clause. */
  readonly commitment: string;
  readonly recordedBy: Did;
  /** The side that is told, and confirms or disputes. */
  readonly counterpart: Did;
  /** Visits, places or projects; at least 1. */
  readonly count: number;
  /** `YYYY-MM-DD`. */
  readonly doneOn: string;
  /** Who came, what was done, in the words of who recorded it. */
  readonly note: string;
  readonly recordedAt: Instant;
  /** Oldest first. */
  readonly words: readonly FulfilmentWord[];
};

export type FulfilmentStanding = 'unanswered' | FulfilmentWord['kind'];

/** Taken back it stays taken back, whatever word was on its way: so both sides come to the same. */
export function standingOfFulfilment({ words }: Pick<Fulfilment, 'words'>): FulfilmentStanding {
  if (words.some(({ kind }) => kind === 'withdrawn')) return 'withdrawn';
  return words.at(-1)?.kind ?? 'unanswered';
}
