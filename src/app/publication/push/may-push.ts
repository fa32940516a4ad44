import type { Translation } from '#domain/translation/translation.ts';
import { gatherUse } from '#app/agreement/judge-use.ts';
import { readerOf, type SaidMay } from '#app/agreement/say-may.ts';
import { findTranslation, unfinishedIn, type By, type LeavingStores } from '#app/take/let-story-out.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { StoredItem, StoredVersion } from '#ports/item-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { NOT_TAKEN, sayMayPublish, sayUnfinished, STOPPED } from '../say-publish-refusal.ts';

export type MayPushNeeds = { readonly transact: Transact<LeavingStores> };

export type MayPushRefusal = { readonly code: 'story-unknown' } | { readonly code: 'translation-unknown' };

/** The answer that pushing a story gets, before it is ordered: the same rules in the same order, and nothing is recorded. */
export async function mayPush(
  needs: MayPushNeeds,
  by: By,
  asked: { readonly itemId: string; readonly translationId?: string },
): Promise<Result<SaidMay, MayPushRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const item = await stores.items.find(asked.itemId);
    const version = item && (await stores.items.version(item.id, item.latestVersion));
    if (!item || !version) return refuse({ code: 'story-unknown' });
    const translation = await findTranslation(stores, asked);
    if (translation === 'unknown') return refuse({ code: 'translation-unknown' });
    return accept(await judge(stores, by, { item, version, ...(translation ? { translation } : {}) }));
  });
}

type Pushed = {
  readonly item: StoredItem;
  readonly version: StoredVersion;
  readonly translation?: Translation;
};

async function judge(
  { useState, takes }: LeavingStores,
  { agency, at }: By,
  { item, version, ...translated }: Pushed,
): Promise<SaidMay> {
  if (item.state === 'killed' || item.state === 'withheld') return STOPPED;
  const subject = { item, version: version.content, actor: agency.did, at };
  const context = await gatherUse(useState, { ...subject, lockQuotas: false });
  const question = { ...context, ...translated, publisher: agency, at };
  const may = sayMayPublish(question, readerOf(context, agency));
  if (!may.ok) return may;
  if (item.origin === 'partner' && !(await takes.ofItem(item.id))) return NOT_TAKEN;
  const blocks = translated.translation ? unfinishedIn(translated.translation, version) : 0;
  return blocks > 0 ? sayUnfinished(blocks) : may;
}
