import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { correctVersion, type TextEdit } from '#domain/correction/correct-version.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';
import { escapeText } from '#formats/html/html.ts';
import { admitVersion } from '#app/item/admit-version.ts';
import { lockOwn, type LockOwnRefusal } from '#app/item/lock-own.ts';
import { followSource, type FollowStores } from '#app/publication/follow-source.ts';
import type { ItemStore } from '#ports/item-store.ts';
import type { Recall, RecallStore } from '#ports/recall-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Hash, Ids } from '#ports/world.ts';

import { recallOf } from './recall-of.ts';

type CorrectStores = FollowStores & { readonly items: ItemStore; readonly recalls: RecallStore };

export type CorrectNeeds = {
  readonly transact: Transact<CorrectStores>;
  readonly ids: Ids;
  readonly hash: Hash;
};

export type CorrectRefusal =
  | LockOwnRefusal
  | { readonly code: 'item-version-conflict' }
  | { readonly code: 'correction-empty' };

export type Correction = {
  readonly itemId: string;
  readonly note: string;
  readonly reasonClass: ReasonClass;
  readonly headline?: string;
  readonly edits: readonly TextEdit[];
};

/**
 * Issues a new version of our own story with a note (the old one stays in its history). Our own translations and pages are
 * flagged where it changed; the job that follows the admission tells every partner that holds an older version.
 */
export async function correctStory(
  needs: CorrectNeeds,
  by: { readonly agency: Agency; readonly personId: string; readonly at: Instant },
  order: Correction,
): Promise<Result<Recall, CorrectRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const own = await lockOwn(stores, order.itemId);
    if (!own.ok) return own;
    const { item, latest } = own.value;
    const corrected = correctVersion(latest, order, by.at, escapeText);
    if (!corrected.ok) return corrected;
    const admitted = await admitVersion(
      { stores, ids: needs.ids, hash: needs.hash },
      {
        version: corrected.value,
        origin: 'own',
        at: by.at,
        note: order.note,
        isCorrection: true,
        personId: by.personId,
      },
    );
    if (!admitted.ok) return refuse({ code: admitted.error.code });
    const recall = recallOf(needs, { ...item, latestVersion: corrected.value.version }, by.at, {
      kind: 'correction',
      reasonClass: order.reasonClass,
      publicReason: order.note,
      personId: by.personId,
    });
    await stores.recalls.add(recall);
    await followSource(stores, item.id, by.at);
    return accept(recall);
  });
}
