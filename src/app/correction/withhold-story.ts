import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';
import type { AppendTools } from '#app/channel/append-entry.ts';
import { lockOwn, type LockOwnRefusal } from '#app/item/lock-own.ts';
import { freeItem, withholdItem } from '#app/item/withhold-item.ts';
import type { ItemStore } from '#ports/item-store.ts';
import type { Recall } from '#ports/recall-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { announceRelease, announceWithhold, tellRestOfStop, type StopStores } from './announce-stop.ts';
import { recallOf } from './recall-of.ts';

type Stores = StopStores & { readonly items: ItemStore };

export type StopNeeds = AppendTools & { readonly transact: Transact<Stores> };

export type WithholdRefusal = LockOwnRefusal | { readonly code: 'story-withheld' };

export type ReleaseRefusal =
  | LockOwnRefusal
  | { readonly code: 'story-not-withheld' }
  | { readonly code: 'story-withheld-by-source' };

type By = { readonly agency: Agency; readonly personId: string; readonly at: Instant };

/** Stops our own story from the desk: nobody may use it until it is released or killed. Only who answers for it can (I9). */
export async function withholdStory(
  needs: StopNeeds,
  by: By,
  order: { readonly itemId: string; readonly reasonClass: ReasonClass; readonly publicReason: string },
): Promise<Result<Recall, WithholdRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const own = await lockOwn(stores, order.itemId);
    if (!own.ok) return own;
    if (own.value.item.state === 'withheld') return refuse({ code: 'story-withheld' });
    const item = (await withholdItem(stores, own.value.item, by)) ?? own.value.item;
    const { reasonClass, publicReason } = order;
    const { personId } = by;
    const recall = recallOf(needs, own.value.item, by.at, {
      kind: 'withhold',
      reasonClass,
      publicReason,
      personId,
    });
    await announceWithhold(stores, needs, by, { item, recall });
    return accept(recall);
  });
}

/** Ends the desk's own stop. What a source of ours stopped, that source releases with its next version. */
export async function releaseStory(
  needs: StopNeeds,
  by: By,
  order: { readonly itemId: string; readonly publicReason: string },
): Promise<Result<Recall, ReleaseRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const own = await lockOwn(stores, order.itemId);
    if (!own.ok) return own;
    if (own.value.item.state !== 'withheld') return refuse({ code: 'story-not-withheld' });
    if (own.value.latest.pubStatus === 'withheld') return refuse({ code: 'story-withheld-by-source' });
    const { item } = await freeItem(stores, own.value.item, by);
    const stopped = await stores.recalls.openStop(order.itemId);
    const recall = recallOf(needs, own.value.item, by.at, {
      kind: 'release',
      reasonClass: stopped?.reasonClass ?? 'other',
      publicReason: order.publicReason,
      personId: by.personId,
    });
    await announceRelease(stores, needs, by, { item: item ?? own.value.item, recall });
    return accept(recall);
  });
}

/**
 * After a version of a wire of ours, or a notice about it, came in: one that says `withheld` stops the story everywhere, a later one that does not
 * releases it, once its embargo is over. Run again it finds the recall.
 */
export async function followStop(
  needs: StopNeeds,
  from: { readonly agency: Agency; readonly at: Instant },
  itemId: string,
): Promise<void> {
  await needs.transact(from.agency.id, async (stores) => {
    const own = await lockOwn(stores, itemId);
    if (!own.ok) return;
    const { item, latest } = own.value;
    const stopped = await stores.recalls.openStop(itemId);
    if (item.state === 'withheld' && !stopped) {
      const stored = await stores.items.version(itemId, item.latestVersion);
      // A stop by a notice about it says nothing in the story's own note.
      const publicReason = latest.pubStatus === 'withheld' ? (stored?.note ?? '') : '';
      const said = { kind: 'withhold', reasonClass: 'other', publicReason } as const;
      const recall = recallOf(needs, own.value.item, from.at, said);
      await announceWithhold(stores, needs, from, { item, recall });
    }
    const isEmbargoed = latest.embargoEndAt !== undefined && from.at < latest.embargoEndAt;
    if (item.state === 'usable' && stopped && !isEmbargoed) {
      const said = { kind: 'release', reasonClass: stopped.reasonClass, publicReason: '' } as const;
      await announceRelease(stores, needs, from, {
        item,
        recall: recallOf(needs, own.value.item, from.at, said),
      });
    }
    await tellRestOfStop(stores, needs, from, item);
  });
}
