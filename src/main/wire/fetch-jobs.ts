import { fetchPaper } from '#app/agreement/paper/fetch-paper.ts';
import { fetchObject } from '#app/channel/fetch-object.ts';
import { isMoot } from '#app/offer/receive-offer.ts';
import { fetchPictures } from '#app/take/fetch-pictures.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import type { Job } from '#ports/outbox-store.ts';
import type { JobOutcome } from '#worker/drain-outbox.ts';
import { objectEffects } from './entry-effects.ts';
import type { ExchangeTools } from './exchange-tools.ts';

/** What is got from a partner, by digest. */
export type FetchJob = Extract<Job, { readonly topic: (typeof FETCHES)[number] }>;
export const FETCHES = ['fetch-object', 'fetch-pictures', 'fetch-paper'] as const;

export function isFetch(job: Job): job is FetchJob {
  return FETCHES.some((topic) => topic === job.topic);
}

export function fetchJobs(
  tools: ExchangeTools,
): (job: FetchJob, to: { readonly agency: Agency; readonly at: Instant }) => Promise<JobOutcome> {
  const effects = objectEffects(tools);
  return async (job, to) => {
    switch (job.topic) {
      case 'fetch-object':
        return outcomeOf(await fetchObject({ ...tools, effects, isMoot, at: to.at }, to.agency, job.payload));
      case 'fetch-pictures':
        return outcomeOf(await fetchPictures(tools, to, job.payload.itemId));
      case 'fetch-paper':
        return outcomeOf(await fetchPaper(tools, to, job.payload));
    }
  };
}

type Failure = {
  readonly code: string;
  readonly problem?: string;
  readonly answer?: string;
  readonly came?: number;
};

/** Less in one attempt is no way to go on without a pause: who sends a byte now and then is asked as seldom as who sends none. */
const GOES_ON_BYTES = 64 * 1024;

/**
 * What a partner does not show us, because it is gone or the agreement has ended, is a definite no. A blob of which a good part has
 * come goes on at once: a slow link would take days with the pauses of one that gives nothing.
 */
export function outcomeOf(result: Result<unknown, Failure>): JobOutcome {
  if (result.ok) return 'done';
  const { code, problem, answer = '', came = 0 } = result.error;
  const why = `${code} ${answer}`.trim().slice(0, 300);
  if (came >= GOES_ON_BYTES) return { goesOn: why };
  return problem === 'object-unknown' ? { refused: why } : { again: why };
}
