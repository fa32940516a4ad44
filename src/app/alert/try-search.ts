import { siftStories, type PutQuestion, type Sieve } from '#app/search/sift-stories.ts';
import { plusSeconds } from '#kernel/instant.ts';
import type { AlertReads } from '#ports/reads/alerts.ts';
import type { StoryLine } from '#ports/reads/wire.ts';

export const TRIAL_DAYS = 7;

/** Shown of what a trial found. */
const TRIED_LINES = 20;

/** What a search would have told of in the last days, newest first, and how many stories it is in all. */
export async function trySearch(
  {
    alertReads,
    sieve,
  }: { readonly alertReads: Pick<AlertReads, 'foundSince' | 'named'>; readonly sieve: Sieve },
  agencyId: string,
  put: PutQuestion,
): Promise<{ readonly total: number; readonly stories: StoryLine[] }> {
  const { at } = put.question;
  const since = plusSeconds(at, -TRIAL_DAYS * 86_400);
  const ids = await siftStories(sieve, put, await alertReads.foundSince(agencyId, put.question, since));
  const stories = await alertReads.named(agencyId, { ids: ids.slice(0, TRIED_LINES), at });
  return { total: ids.length, stories };
}
