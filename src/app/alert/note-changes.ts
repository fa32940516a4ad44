import type { Agency } from '#domain/newsroom/agency.ts';
import { planMentions } from '#domain/alert/plan-mentions.ts';
import type { AlertSettings, Follower } from '#domain/alert/saved-search.ts';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { AlertStore } from '#ports/alert-store.ts';
import type { WireQuestion } from '#ports/reads/wire.ts';
import type { Followed, SearchStore } from '#ports/search-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Ids } from '#ports/world.ts';

export type NoteNeeds = {
  readonly transact: Transact<{ readonly alerts: AlertStore; readonly searches: SearchStore }>;
  readonly ids: Ids;
  /** A saved question as the wire is asked it; undefined when this version of the node does not understand it. */
  readonly readSaved: (question: JsonObject, at: Instant) => WireQuestion | undefined;
};

/** So many stories in a transaction. */
const MOST = 200;

/**
 * Finds who is to be told of the stories that changed. A change is taken and what follows from it written in one transaction, so
 * that a crash loses none and makes none twice. The number of changes that were worked off.
 */
export async function noteChanges(needs: NoteNeeds, agency: Agency, at: Instant): Promise<number> {
  let done = 0;
  for (;;) {
    const some = await needs.transact(agency.id, (stores) => noteSome(stores, needs, { agency, at }));
    done += some;
    if (some < MOST) return done;
  }
}

async function noteSome(
  { alerts, searches }: { readonly alerts: AlertStore; readonly searches: SearchStore },
  { ids, readSaved }: NoteNeeds,
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
): Promise<number> {
  const { taken, changes } = await alerts.takeChanges(MOST);
  if (changes.length === 0) return taken;
  const itemIds = changes.map(({ itemId }) => itemId);
  await alerts.dropOutdated(itemIds);
  const followed = await searches.followed();
  const matched = await alerts.match(questionsOf(followed, readSaved, at), itemIds, at);
  const takers = await alerts.takers(itemIds);
  const told = await alerts.told(itemIds);
  const people = [
    ...followed.map(({ follow }) => follow.follower),
    ...takers,
    ...told.map((one) => one.follower),
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
  if (mentions.length > 0)
    await alerts.add(
      mentions.map((one) => ({ ...one, id: ids.uuid() })),
      at,
    );
  return taken;
}

/** Each question once, however many follow it. */
function questionsOf(
  followed: readonly Followed[],
  readSaved: NoteNeeds['readSaved'],
  at: Instant,
): { readonly id: string; readonly question: WireQuestion }[] {
  const byId = new Map(followed.map(({ follow, question }) => [follow.searchId, question]));
  return [...byId].flatMap(([id, saved]) => {
    const question = readSaved(saved, at);
    return question ? [{ id, question }] : [];
  });
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
