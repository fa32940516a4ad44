import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';
import type { AppendTools } from '#app/channel/append-entry.ts';
import { lockOwn, type LockOwnRefusal } from '#app/item/lock-own.ts';
import type { ItemStore } from '#ports/item-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { Recall } from '#ports/recall-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { withdrawTelling } from './announce-stop.ts';
import { recallOf } from './recall-of.ts';
import { tellHolders, type TellStores } from './tell-holders.ts';

type Stores = TellStores & { readonly items: ItemStore; readonly outbox: OutboxStore };

export type OfferNeeds = AppendTools & { readonly transact: Transact<Stores> };

export type WithdrawOfferRefusal = LockOwnRefusal | { readonly code: 'story-off-offer-already' };
export type OfferAgainRefusal = LockOwnRefusal | { readonly code: 'story-on-offer' | 'story-withheld' };

type By = { readonly agency: Agency; readonly personId: string; readonly at: Instant };

/** Takes our story off offer: nobody takes it any more. Who took it before keeps it, and its corrections go on. */
export async function withdrawOffer(
  needs: OfferNeeds,
  by: By,
  order: { readonly itemId: string; readonly reasonClass: ReasonClass; readonly publicReason: string },
): Promise<Result<Recall, WithdrawOfferRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const own = await lockOwn(stores, order.itemId);
    if (!own.ok) return own;
    const { item } = own.value;
    if (await stores.items.isOffOffer(item)) return refuse({ code: 'story-off-offer-already' });
    await stores.items.takeOffOffer(item, by.at);
    const { reasonClass, publicReason } = order;
    const { personId } = by;
    const recall = recallOf(needs, item, by.at, { kind: 'withdraw', reasonClass, publicReason, personId });
    const offers = await stores.offers.ofItem(item.id);
    await tellHolders(stores, needs, by, { item, recall, ...withdrawTelling(offers) });
    return accept(recall);
  });
}

/** Puts it on offer again, once it is not withheld; the job that follows asks the agreements anew for every partner. */
export async function offerAgain(
  needs: OfferNeeds,
  by: By,
  itemId: string,
): Promise<Result<{ readonly done: true }, OfferAgainRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const own = await lockOwn(stores, itemId);
    if (!own.ok) return own;
    const { item } = own.value;
    if (!(await stores.items.isOffOffer(item))) return refuse({ code: 'story-on-offer' });
    if (item.state === 'withheld') return refuse({ code: 'story-withheld' });
    await stores.items.putOnOffer(item);
    const job = { topic: 'item-admitted', payload: { itemId, version: item.latestVersion } } as const;
    await stores.outbox.put(job, by.at);
    return accept({ done: true });
  });
}
