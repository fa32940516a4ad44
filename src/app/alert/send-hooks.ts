import type { Agency } from '#domain/newsroom/agency.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { Json } from '#kernel/json.ts';
import type { AlertPost, AlertStore, PostedStory, PostOutcome } from '#ports/alert-store.ts';
import type { DestinationStore } from '#ports/destination-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Clock } from '#ports/world.ts';
import { tellSystem, type SystemTools } from './tell-system.ts';

export type HookNeeds = SystemTools & {
  readonly transact: Transact<{
    readonly alerts: AlertStore;
    readonly destinations: Pick<DestinationStore, 'find'>;
  }>;
  readonly clock: Clock;
  readonly publicOrigin: string;
};

const FIRST_PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 3600;

/** The systems that a webhook is due to: one waits for no other. */
export function systemsDue(
  { transact }: Pick<HookNeeds, 'transact'>,
  agency: Agency,
  at: Instant,
): Promise<readonly string[]> {
  return transact(agency.id, ({ alerts }) => alerts.systemsDue(at));
}

/**
 * Sends the webhooks that are due to one system, and each that failed again, ever more rarely and never given up. What may still be named
 * is asked before every attempt.
 */
export async function sendHooks(
  needs: HookNeeds,
  { agency, destinationId }: { readonly agency: Agency; readonly destinationId: string },
  goOn: () => boolean,
): Promise<void> {
  const due = await needs.transact(agency.id, ({ alerts }) =>
    alerts.duePosts({ destinationId }, needs.clock.now()),
  );
  for (const post of due) {
    if (!goOn()) return;
    const outcome = await sendOne(needs, agency, post);
    const now = needs.clock.now();
    const pause = Math.min(FIRST_PAUSE_SECONDS * 2 ** Math.min(post.attempts, 20), LONGEST_PAUSE_SECONDS);
    const next = { at: now, ...(outcome.outcome === 'failed' ? { again: plusSeconds(now, pause) } : {}) };
    await needs.transact(agency.id, ({ alerts }) => alerts.settlePost(post, outcome, next));
  }
}

async function sendOne(needs: HookNeeds, agency: Agency, post: AlertPost): Promise<PostOutcome> {
  const { follower } = post;
  const at = needs.clock.now();
  const { stories, destination } = await needs.transact(agency.id, async ({ alerts, destinations }) => ({
    stories: await alerts.postedStories(post.id, at),
    destination: await destinations.find('destinationId' in follower ? follower.destinationId : ''),
  }));
  if (!destination || stories.length === 0)
    return { outcome: 'nothing', answer: 'nothing of it may be named any more' };
  return tellSystem(needs, destination, {
    type: 'alert.stories',
    messageId: post.id,
    data: dataOf(stories, needs.publicOrigin),
    at,
  });
}

function dataOf(stories: readonly PostedStory[], origin: string): Json {
  return {
    stories: stories.map(({ itemId, guid, version, word, isUpdate, isCorrection, provider, ...story }) => ({
      id: itemId,
      guid,
      version,
      what: word === 'story' ? changeOf({ isUpdate, isCorrection }) : word,
      provider,
      language: story.language,
      because: story.because,
      url: `${origin}/desk/s/${itemId}`,
      ...(story.headline === '' ? {} : { headline: story.headline }),
      ...(story.publicReason === undefined ? {} : { publicReason: story.publicReason }),
    })),
  };
}

function changeOf({ isUpdate, isCorrection }: Pick<PostedStory, 'isUpdate' | 'isCorrection'>): string {
  if (isCorrection) return 'corrected';
  return isUpdate ? 'updated' : 'new';
}
