import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { killDuty } from '#domain/agreement/kill-duty.ts';
import { agreementsAt } from '#app/agreement/read-records.ts';
import type { AppendStores, AppendTools } from '#app/channel/append-entry.ts';
import { appendReceipt } from '#app/channel/append-receipt.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { TestStory, TestStoryStore } from '#ports/drill-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { drillNamed } from './drill-named.ts';

export type TestStoryStores = AppendStores & {
  readonly activities: ActivityStore;
  readonly testStories: TestStoryStore;
};

type KillStores = TestStoryStores & { readonly useState: Pick<UseStateReader, 'agreements'> };

/** A partner's test story: it is kept apart from every item, and only its kill does anything with it. */
export async function receiveTestStory(
  { activities, testStories }: Pick<TestStoryStores, 'activities' | 'testStories'>,
  tools: Pick<AppendTools, 'ids'>,
  { partner, received, at }: EntryArrival,
): Promise<void> {
  const drillId = drillNamed(received);
  if (drillId === undefined)
    return activities.record({ at, what: 'drill-unreadable', subject: received.entry.id });
  if (await testStories.find(partner.did, drillId)) return;
  // Of one too many only the kill is answered, with words.
  if (await areTooMany(testStories, partner.did, at)) return;
  await testStories.save({ id: tools.ids.uuid(), partnerDid: partner.did, drillId, heldAt: at });
}

/**
 * The test story is to go. It is cleared as a killed story would be: by the node itself where the agreement says so, else by
 * a person at the desk. Its receipts are those of any recall.
 */
export async function receiveDrillKill(
  stores: KillStores,
  tools: AppendTools,
  arrival: EntryArrival,
): Promise<void> {
  const { partner, received } = arrival;
  const drillId = drillNamed(received);
  if (drillId === undefined) return refuseDrill(stores, tools, arrival, 'it names no drill');
  const known = await stores.testStories.find(partner.did, drillId);
  if (known?.killed) return refuseDrill(stores, tools, arrival, 'its story was killed before');
  if (!known && (await areTooMany(stores.testStories, partner.did, arrival.at)))
    return refuseDrill(stores, tools, arrival, TOO_MANY);
  const story = await killed(stores, tools, arrival, { drillId, known });
  await stores.testStories.save(story);
  await sayOfDrill(stores, tools, arrival, { story, state: 'received' });
  if (story.clearedAt === undefined) return;
  const state = story.heldAt === undefined ? 'notApplicable' : 'applied';
  await sayOfDrill(stores, tools, arrival, { story, state });
}

/** Of one partner: who rehearses waits for the answer, so more than these are a node that runs wild (I24). */
const MOST_OPEN = 5;
const MOST_A_DAY = 24;
const DAY_SECONDS = 86_400;
const TOO_MANY = `too many drills: at most ${MOST_OPEN} that are not cleared, and ${MOST_A_DAY} in a day`;

async function areTooMany(stories: TestStoryStore, partnerDid: string, at: Instant): Promise<boolean> {
  const { open, recent } = await stories.count(partnerDid, plusSeconds(at, -DAY_SECONDS));
  return open >= MOST_OPEN || recent >= MOST_A_DAY;
}

async function killed(
  { useState }: KillStores,
  { ids }: AppendTools,
  { agency, partner, received, at }: EntryArrival,
  { drillId, known }: { readonly drillId: string; readonly known: TestStory | undefined },
): Promise<TestStory> {
  const duty = killDuty(await agreementsAt(useState, at), { giver: partner.did, holder: agency.did, at });
  const { ch, epoch, seq, req } = received.entry;
  const dueAt = duty?.dueAt ?? req?.by;
  const automatic = duty?.onKill === 'automatic';
  return {
    ...(known ?? { id: ids.uuid(), partnerDid: partner.did, drillId }),
    killed: {
      entry: { ch, epoch, seq },
      entryHash: received.hash,
      at,
      automatic,
      ...(dueAt === undefined ? {} : { dueAt }),
    },
    ...(automatic || known === undefined ? { clearedAt: at } : {}),
  };
}

async function refuseDrill(
  stores: TestStoryStores,
  tools: AppendTools,
  { agency, partner, received, at }: EntryArrival,
  reason: string,
): Promise<void> {
  const { entry, hash } = received;
  await stores.activities.record({ at, what: 'drill-unreadable', subject: entry.id });
  if (!entry.req) return;
  const word = { partnerDid: partner.did, entry, hash, state: 'refused', receivedAt: at, more: { reason } };
  await appendReceipt(stores, tools, { agency, at }, word);
}

/** Says to the partner how far its drill has come here. */
export async function sayOfDrill(
  stores: AppendStores,
  tools: AppendTools,
  from: { readonly agency: EntryArrival['agency']; readonly at: Instant },
  { story, state }: { readonly story: TestStory; readonly state: string },
): Promise<void> {
  const { partnerDid, killed: kill } = story;
  if (!kill) throw new Error('of a test story that was not killed there is nothing to say');
  const { entry, entryHash: hash, at: receivedAt } = kill;
  const more = state === 'received' || state === 'seen' ? {} : { actions: [] };
  await appendReceipt(stores, tools, from, { partnerDid, entry, hash, receivedAt, state, more });
}
