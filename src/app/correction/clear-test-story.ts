import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { AppendTools } from '#app/channel/append-entry.ts';
import type { Transact } from '#ports/transaction.ts';
import { sayOfDrill, type TestStoryStores } from './receive-drill.ts';

export type TestStoryNeeds = AppendTools & { readonly transact: Transact<TestStoryStores> };

type Unknown = { readonly code: 'test-story-unknown' };

export type ClearRefusal = Unknown | { readonly code: 'test-story-not-killed' | 'test-story-cleared' };

/** A person has carried out the kill of a drill, as that of a real story: the test story is gone, and the partner hears of it. */
export async function clearTestStory(
  needs: TestStoryNeeds,
  by: { readonly agency: Agency; readonly personId: string; readonly at: Instant },
  id: string,
): Promise<Result<{ readonly done: true }, ClearRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const story = await stores.testStories.lock(id);
    if (!story) return refuse({ code: 'test-story-unknown' });
    if (!story.killed) return refuse({ code: 'test-story-not-killed' });
    if (story.clearedAt !== undefined) return refuse({ code: 'test-story-cleared' });
    const { at, personId } = by;
    const cleared = { ...story, clearedAt: at };
    await stores.testStories.save(cleared);
    await stores.activities.record({ at, personId, what: 'drill-cleared', subject: id });
    await sayOfDrill(stores, needs, by, { story: cleared, state: 'applied' });
    return accept({ done: true });
  });
}

/** An editor saw that a drill waits: the partner learns it once, and never who. */
export async function seeTestStory(
  needs: TestStoryNeeds,
  by: { readonly agency: Agency; readonly at: Instant },
  id: string,
): Promise<Result<{ readonly done: true }, Unknown>> {
  return needs.transact(by.agency.id, async (stores) => {
    const story = await stores.testStories.lock(id);
    if (!story) return refuse({ code: 'test-story-unknown' });
    if (story.killed && story.seenAt === undefined && story.clearedAt === undefined) {
      const seen = { ...story, seenAt: by.at };
      await stores.testStories.save(seen);
      await sayOfDrill(stores, needs, by, { story: seen, state: 'seen' });
    }
    return accept({ done: true });
  });
}
