import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';

/** Answers as somebody left them, with the number that the next keeping has to know. */
export type KeptAnswers = {
  readonly revision: number;
  readonly answers: JsonObject;
  readonly personId: string;
  readonly at: Instant;
};

/** What the answers are about, and the document that they answer; empty for none. */
export type AnswersPlace = { readonly about: string; readonly base: string };

/** Answers that were begun and not yet made into a draft; those upon another document than `base` are not there. */
export type KeptAnswersStore = {
  find(place: AnswersPlace): Promise<KeptAnswers | undefined>;
  /** Keeps them as the next revision, if the last one is still `revision` (0: there is none); else undefined, nothing kept. */
  keep(
    place: AnswersPlace,
    answers: Omit<KeptAnswers, 'revision'>,
    revision: number,
  ): Promise<number | undefined>;
  forget(about: string): Promise<void>;
};
