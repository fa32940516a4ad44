import { afterQuiet } from '#domain/alert/tell-at.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { AlertStore } from '#ports/alert-store.ts';
import type { SearchStore } from '#ports/search-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Ids } from '#ports/world.ts';
import { usualSettings } from './note-changes.ts';

export type TellNeeds = {
  readonly transact: Transact<{ readonly alerts: AlertStore; readonly searches: SearchStore }>;
  readonly ids: Ids;
};

/** What was told is kept so long for the list, and for a kill that may still come. */
const KEPT_SECONDS = 90 * 86_400;

/**
 * Tells what is due: from then on it stands in the list of alerts, and belongs to one letter or message, which is sent beside. What was due
 * while the node stood still waits for the end of quiet hours that have begun meanwhile.
 */
export async function tellAlerts(needs: TellNeeds, agency: Agency, at: Instant): Promise<number> {
  return needs.transact(agency.id, async ({ alerts, searches }) => {
    const people = await alerts.peopleDue(at);
    const settings = await searches.settings(people);
    for (const personId of people) {
      const until = afterQuiet(at, settings.get(personId) ?? usualSettings(agency));
      if (until > at) await alerts.postpone(personId, at, until);
    }
    const told = await alerts.tell(at);
    for (const follower of await alerts.toPost(at))
      await alerts.addPost({ id: needs.ids.uuid(), follower, at });
    return told;
  });
}

/** Forgets alerts that were told long ago. */
export async function forgetAlerts(needs: TellNeeds, agency: Agency, at: Instant): Promise<void> {
  await needs.transact(agency.id, ({ alerts }) => alerts.forget(plusSeconds(at, -KEPT_SECONDS)));
}
