import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { toReasonClass, type ReasonClass } from '#domain/publication/reason-class.ts';
import type { AppendTools } from '#app/channel/append-entry.ts';
import { killItem } from '#app/item/kill-item.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { Recall } from '#ports/recall-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { recallOf } from './recall-of.ts';
import { announceKill, tellRestOfKill, type KillStores } from './announce-kill.ts';

export type KillNeeds = AppendTools & {
  readonly transact: Transact<KillStores & { readonly activities: ActivityStore }>;
};

export type KillRefusal =
  | { readonly code: 'story-unknown' }
  | { readonly code: 'story-not-own' }
  | { readonly code: 'item-killed' };

/** Kills our own story from the desk: remove everywhere, for good (I6, I9). Only who answers for an item can kill it. */
export async function killStory(
  needs: KillNeeds,
  by: { readonly agency: Agency; readonly personId: string; readonly at: Instant },
  order: { readonly itemId: string; readonly reasonClass: ReasonClass; readonly publicReason: string },
): Promise<Result<Recall, KillRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const item = await stores.items.find(order.itemId);
    if (!item) return refuse({ code: 'story-unknown' });
    if (item.origin !== 'own') return refuse({ code: 'story-not-own' });
    const { reasonClass, publicReason } = order;
    const name = { provider: item.provider, guid: item.guid };
    const killed = await killItem(stores, {
      name,
      reasonClass,
      publicReason,
      at: by.at,
      personId: by.personId,
    });
    if (!killed.wasAlive || !killed.item) return refuse({ code: 'item-killed' });
    const { personId } = by;
    const recall = recallOf(needs, item, by.at, { kind: 'kill', reasonClass, publicReason, personId });
    await announceKill(stores, needs, by, { item: killed.item, recall });
    return accept(recall);
  });
}

/** A wire of ours killed an item: what our desk and our partners hold of it goes too. Run again it finds the recall. */
export async function killFromWire(
  needs: KillNeeds,
  from: { readonly agency: Agency; readonly at: Instant },
  itemId: string,
): Promise<void> {
  await needs.transact(from.agency.id, async (stores) => {
    const item = await stores.items.find(itemId);
    if (item?.origin !== 'own' || item.state !== 'killed') return;
    const issued = await stores.recalls.find(itemId, 'kill');
    if (issued) return tellRestOfKill(stores, needs, from, { item, recall: issued });
    // A cancellation may have come under the number of the version it takes back, whose own note says something else.
    const said = await stores.items.tombstone(item);
    const recall = recallOf(needs, item, from.at, {
      kind: 'kill',
      reasonClass: toReasonClass(said?.reasonClass ?? 'other'),
      publicReason: said?.publicReason ?? '',
    });
    await announceKill(stores, needs, from, { item, recall });
  });
}
