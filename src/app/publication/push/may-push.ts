import type { Translation } from '#domain/translation/translation.ts';
import { gatherUse } from '#app/agreement/judge-use.ts';
import { readerOf, type SaidMay } from '#app/agreement/say-may.ts';
import {
  findTranslation,
  unfinishedIn,
  withShown,
  type By,
  type LeavingStores,
} from '#app/take/let-story-out.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { StoredItem, StoredVersion } from '#ports/item-store.ts';
import type { PlacementStore } from '#ports/destination-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { orderToPublish } from './plan-delivery.ts';
import { NOT_TAKEN, sayMayPublish, sayUnfinished, STOPPED } from '../say-publish-refusal.ts';

type Stores = LeavingStores & { readonly placements: Pick<PlacementStore, 'ofItem'> };

export type MayPushNeeds = { readonly transact: Transact<Stores> };

export type MayPushRefusal = { readonly code: 'story-unknown' } | { readonly code: 'translation-unknown' };

/** Whether a text may go to where it does not stand, and, copy by copy, to where it does. */
export type MayPush = {
  readonly may: SaidMay;
  readonly copies: readonly { readonly placementId: string; readonly may: SaidMay }[];
};

/** The answers that pushing a story gets, before it is ordered: the same rules in the same order, and nothing is recorded. */
export async function mayPush(
  needs: MayPushNeeds,
  by: By,
  asked: { readonly itemId: string; readonly translationId?: string },
): Promise<Result<MayPush, MayPushRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const item = await stores.items.find(asked.itemId);
    const version = item && (await stores.items.version(item.id, item.latestVersion));
    if (!item || !version) return refuse({ code: 'story-unknown' });
    const translation = await findTranslation(stores, asked);
    if (translation === 'unknown') return refuse({ code: 'translation-unknown' });
    const pushed = { item, version, ...(translation ? { translation } : {}) };
    const there = await stores.placements.ofItem(item.id);
    const copies: MayPush['copies'][number][] = [];
    for (const copy of there.filter(({ translationId }) => translationId === asked.translationId)) {
      const { shownVersion } = orderToPublish(copy);
      copies.push({ placementId: copy.id, may: await judge(stores, by, { ...pushed, shownVersion }) });
    }
    return accept({ may: await judge(stores, by, pushed), copies });
  });
}

type Pushed = {
  readonly item: StoredItem;
  readonly version: StoredVersion;
  readonly translation?: Translation;
  /** Of the copy that is asked about, where readers see it. */
  readonly shownVersion?: number | undefined;
};

async function judge(
  { useState, takes }: LeavingStores,
  { agency, at }: By,
  { item, version, shownVersion, ...translated }: Pushed,
): Promise<SaidMay> {
  if (item.state === 'killed' || item.state === 'withheld') return STOPPED;
  const subject = { item, version: version.content, actor: agency.did, at };
  const gathered = await gatherUse(useState, { ...subject, lockQuotas: false });
  const context = shownVersion === undefined ? gathered : withShown(gathered, shownVersion);
  const question = { ...context, ...translated, publisher: agency, at };
  const may = sayMayPublish(question, readerOf(context, agency));
  if (!may.ok) return may;
  if (item.origin === 'partner' && !(await takes.ofItem(item.id))) return NOT_TAKEN;
  const blocks = translated.translation ? unfinishedIn(translated.translation, version) : 0;
  return blocks > 0 ? sayUnfinished(blocks) : may;
}
