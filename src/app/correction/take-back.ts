import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { AppendTools } from '#app/channel/append-entry.ts';
import { lockLiving, type LockRefusal } from '#app/item/lock-own.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { ItemStore } from '#ports/item-store.ts';
import type { PassingOn, PassingOnStore } from '#ports/passing-on-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { withdrawTelling } from './announce-stop.ts';
import { recallOf } from './recall-of.ts';
import { tellHolders, type TellStores } from './tell-holders.ts';

type Stores = TellStores & {
  readonly items: ItemStore;
  readonly passingOn: PassingOnStore;
  readonly activities: ActivityStore;
};

export type TakeBackNeeds = AppendTools & { readonly transact: Transact<Stores> };

export type TakeBackRefusal = LockRefusal | { readonly code: 'story-not-passed-on' };

/**
 * Ends the passing on of a partner's story to one third party: it is off offer there. Who took it keeps it, as of any story, and what its
 * origin says of it goes there as before.
 */
export async function takeBack(
  needs: TakeBackNeeds,
  by: { readonly agency: Agency; readonly personId: string; readonly at: Instant },
  order: { readonly itemId: string; readonly partnerDid: string; readonly publicReason: string },
): Promise<Result<PassingOn, TakeBackRefusal>> {
  const { itemId, partnerDid, publicReason } = order;
  const { personId, at } = by;
  return needs.transact(by.agency.id, async (stores) => {
    const living = await lockLiving(stores, itemId);
    if (!living.ok) return living;
    const passings = await stores.passingOn.ofItem(itemId);
    const stands = passings.find((one) => one.partnerDid === partnerDid && one.endedAt === undefined);
    if (!stands) return refuse({ code: 'story-not-passed-on' });
    const ended = { ...stands, endedAt: at };
    await stores.passingOn.save(ended);
    const facts = { partner: partnerDid };
    await stores.activities.record({ at, personId, what: 'item-taken-back', subject: itemId, facts });
    const { item } = living.value;
    const offer = await stores.offers.find(itemId, partnerDid);
    if (!offer || offer.state === 'withdrawn') return accept(ended);
    const said = { kind: 'withdraw', reasonClass: 'other', publicReason, personId } as const;
    const recall = recallOf(needs, item, at, said);
    await tellHolders(stores, needs, by, { item, recall, ...withdrawTelling([offer]) });
    await stores.outbox.put({ topic: 'usage-report', payload: { itemId, partnerDid } }, at);
    return accept(ended);
  });
}
