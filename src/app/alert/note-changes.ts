import { freeAmong, type FreeStores } from '#app/agreement/judge-free.ts';
import { needsSifting, siftStories, type PutQuestion } from '#app/search/sift-stories.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { planMentions } from '#domain/alert/plan-mentions.ts';
import type { AlertSettings, Follower } from '#domain/alert/saved-search.ts';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { AlertStore } from '#ports/alert-store.ts';
import type { Followed, SearchStore } from '#ports/search-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Ids } from '#ports/world.ts';

type NoteStores = FreeStores & { readonly alerts: AlertStore; readonly searches: SearchStore };

export type NoteNeeds = {
  readonly transact: Transact<NoteStores>;
  readonly ids: Ids;
  /** A saved question as the wire is asked it; undefined when this version of the node does not understand it. */
  readonly readSaved: (
    question: JsonObject,
    asker: { readonly agency: Agency; readonly at: Instant },
  ) => Promise<PutQuestion | undefined>;
};

/** So many stories in a transaction. */
const MOST = 200;

/**
 * Finds who is to be told of the stories that changed. A change is taken and what follows from it written in one transaction, so
 * that a crash loses none and makes none twice. The number of changes that were worked off.
 */
export async function noteChanges(needs: NoteNeeds, agency: Agency, at: Instant): Promise<number> {
  const followed = await needs.transact(agency.id, async ({ alerts, searches }) =>
    (await alerts.hasChanges()) ? searches.followed() : undefined,
  );
  if (!followed) return 0;
  const asked = await questionsOf(followed, needs, { agency, at });
  let done = 0;
  for (;;) {
    const some = await needs.transact(agency.id, (stores) =>
      noteSome(stores, { ids: needs.ids, followed, asked }, { agency, at }),
    );
    done += some;
    if (some < MOST) return done;
  }
}

type Asker = { readonly agency: Agency; readonly at: Instant };
type Asked = readonly (PutQuestion & { readonly id: string })[];

async function noteSome(
  stores: NoteStores,
  known: { readonly ids: Ids; readonly followed: readonly Followed[]; readonly asked: Asked },
  { agency, at }: Asker,
): Promise<number> {
  const { alerts, searches } = stores;
  const { followed } = known;
  const { taken, changes } = await alerts.takeChanges(MOST);
  if (changes.length === 0) return taken;
  const itemIds = changes.map(({ itemId }) => itemId);
  await alerts.dropOutdated(itemIds);
  const matched = await matchEach(stores, known.asked, { itemIds, agency, at });
  const takers = await alerts.takers(itemIds);
  const told = await alerts.told(itemIds);
  const people = [
    ...followed.map(({ follow }) => follow.follower),
    ...takers,
    ...told.map(({ follower }) => follower),
  ];
  const settings = await searches.settings(personIds(people));
  const mentions = planMentions({
    at,
    changes,
    found: followed.map(({ follow }) => ({ follow, itemIds: matched.get(follow.searchId) ?? [] })),
    takers,
    told,
    settingsOf: (follower) => settingsOf(follower, settings, agency),
  });
  const named = mentions.map((one) => ({ ...one, id: known.ids.uuid() }));
  if (named.length > 0) await alerts.add(named, at);
  return taken;
}

/** What each question finds; where the store tells less than it asks, each story is looked at. */
async function matchEach(
  stores: NoteStores,
  asked: Asked,
  { itemIds, agency, at }: Asker & { readonly itemIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const matched = new Map(await stores.alerts.match(asked, itemIds, at));
  const sieve = {
    texts: (ids: readonly string[]) => stores.alerts.texts(ids, at),
    free: (ids: readonly string[]) => freeAmong(stores, { agency, at }, ids),
  };
  for (const put of asked.filter(needsSifting)) {
    const found = matched.get(put.id) ?? [];
    if (found.length > 0) matched.set(put.id, await siftStories(sieve, put, found));
  }
  return matched;
}

/** Each question once, however many follow it; read before the transaction, for it may ask the store for names. */
async function questionsOf(followed: readonly Followed[], needs: NoteNeeds, asker: Asker): Promise<Asked> {
  const byId = new Map(followed.map(({ follow, question }) => [follow.searchId, question]));
  const asked: (PutQuestion & { readonly id: string })[] = [];
  for (const [id, saved] of byId) {
    const put = await needs.readSaved(saved, asker);
    if (put) asked.push({ id, ...put });
  }
  return asked;
}

function personIds(followers: readonly Follower[]): readonly string[] {
  return [...new Set(followers.flatMap((one) => ('personId' in one ? [one.personId] : [])))];
}

/** A system has no night. */
function settingsOf(
  follower: Follower,
  settings: ReadonlyMap<string, AlertSettings>,
  agency: Agency,
): AlertSettings {
  const chosen = 'personId' in follower ? settings.get(follower.personId) : undefined;
  return chosen ?? usualSettings(agency);
}

/** What holds for somebody who has chosen nothing. */
export function usualSettings({ timeZone }: Pick<Agency, 'timeZone'>): AlertSettings {
  return { timeZone, takenByMail: true };
}
