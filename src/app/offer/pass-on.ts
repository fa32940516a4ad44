import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { refusalOf, type UseRefusal } from '#app/agreement/refusal-of.ts';
import { lockLiving, type LockRefusal } from '#app/item/lock-own.ts';
import { offeredName } from '#app/item/offered-name.ts';
import { isItemName } from '#formats/ninjs/item-uri.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { ItemStore } from '#ports/item-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { PassingOn, PassingOnStore } from '#ports/passing-on-store.ts';
import type { TakeStore } from '#ports/take-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { gatherOffer, sightOf } from './judge-offer.ts';

type Stores = {
  readonly items: ItemStore;
  readonly takes: Pick<TakeStore, 'ofItem'>;
  readonly passingOn: PassingOnStore;
  readonly useState: UseStateReader;
  readonly outbox: OutboxStore;
  readonly activities: ActivityStore;
};

export type PassOnNeeds = { readonly transact: Transact<Stores> };

export type PassOnRefusal =
  | LockRefusal
  | UseRefusal
  | { readonly code: 'story-own' | 'story-not-taken' | 'story-off-offer' | 'story-name-too-long' };

/**
 * Passes a partner's story, which we have taken, on to a third party, when both agreements say so now. The job that follows offers it, and
 * every later version, as long as both still do; passing on again gives what stands (I2).
 */
export async function passOn(
  needs: PassOnNeeds,
  by: { readonly agency: Agency; readonly personId: string; readonly at: Instant },
  order: { readonly itemId: string; readonly partnerDid: string },
): Promise<Result<PassingOn, PassOnRefusal>> {
  const { itemId, partnerDid } = order;
  return needs.transact(by.agency.id, async (stores) => {
    const living = await lockLiving(stores, itemId);
    if (!living.ok) return living;
    const { item, latest: version } = living.value;
    if (item.origin === 'own') return refuse({ code: 'story-own' });
    const stands = (await stores.passingOn.ofItem(itemId)).find((one) => one.partnerDid === partnerDid);
    if (stands && stands.endedAt === undefined) return accept(stands);
    if (!(await stores.takes.ofItem(itemId))) return refuse({ code: 'story-not-taken' });
    if (await stores.items.isOffOffer(item)) return refuse({ code: 'story-off-offer' });
    if (!isItemName(offeredName(item).guid)) return refuse({ code: 'story-name-too-long' });
    const asked = { agencyDid: by.agency.did, at: by.at };
    const context = await gatherOffer(stores.useState, { ...asked, item, version });
    const { decision, under } = sightOf(context, asked, partnerDid);
    if (!under) return refuse(refusalOf(decision));
    const passing = { itemId, partnerDid, personId: by.personId, since: by.at };
    await stores.passingOn.save(passing);
    const job = { topic: 'item-admitted', payload: { itemId, version: item.latestVersion } } as const;
    await stores.outbox.put(job, by.at);
    const [personId, facts] = [by.personId, { partner: partnerDid }];
    await stores.activities.record({ at: by.at, personId, what: 'item-passed-on', subject: itemId, facts });
    return accept(passing);
  });
}
