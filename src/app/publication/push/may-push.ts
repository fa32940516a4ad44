import type { SaidReason } from '#domain/agreement/say/say-reason.ts';
import { askToPlace, OUTLETS, type Outlet } from '#domain/agreement/page-requests.ts';
import type { Translation } from '#domain/translation/translation.ts';
import { asPicture, gatherUse, judgeUse, type UseContext } from '#app/agreement/judge-use.ts';
import { readerOf, type SaidMay } from '#app/agreement/say-may.ts';
import {
  findTranslation,
  unfinishedIn,
  withShown,
  type By,
  type LeavingStores,
} from '#app/take/let-story-out.ts';
import { ARCHIVE } from '#kernel/destination-kind.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { StoredItem, StoredVersion } from '#ports/item-store.ts';
import type { PlacementStore } from '#ports/destination-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { judgeKept } from './keep-archived.ts';
import { orderToPlace } from './plan-delivery.ts';
import { NOT_TAKEN, sayMayPublish, sayUnfinished, STOPPED } from '../say-publish-refusal.ts';

type Stores = LeavingStores & { readonly placements: Pick<PlacementStore, 'ofItem'> };

export type MayPushNeeds = { readonly transact: Transact<Stores> };

export type MayPushRefusal = { readonly code: 'story-unknown' } | { readonly code: 'translation-unknown' };

/** Whether a text may go to where it does not stand, by each outlet, and, copy by copy, to where it does. */
export type MayPush = {
  readonly channels: readonly MayPlace[];
  readonly copies: readonly { readonly placementId: string; readonly may: SaidMay }[];
};

/** `kept`: of a partner's story that may go into an archive, until when it may stay there with its pictures, by which clause. */
type MayPlace = { readonly channel: Outlet; readonly may: SaidMay; readonly kept?: SaidReason[] };

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
    const judge = await judgeFor(stores, by, pushed);
    const there = await stores.placements.ofItem(item.id);
    const copies = there.filter(({ translationId }) => translationId === asked.translationId);
    return accept({
      channels: OUTLETS.map((channel) => ({ channel, ...judge.anew(channel) })),
      // Of one that does not stand there any more the answer for its channel is the one for a copy that never did.
      copies: copies.flatMap((copy) =>
        copy.stands === 'published' && copy.shown
          ? [{ placementId: copy.id, may: judge.copy(orderToPlace(copy, copy.shown.channel)) }]
          : [],
      ),
    });
  });
}

type Pushed = {
  readonly item: StoredItem;
  readonly version: StoredVersion;
  readonly translation?: Translation;
};

type Judge = {
  readonly anew: (channel: Outlet) => Omit<MayPlace, 'channel'>;
  /** `shownVersion`: of the copy that is asked about, where it stands. */
  readonly copy: (order: { readonly channel: Outlet; readonly shownVersion?: number }) => SaidMay;
};

async function judgeFor(
  { useState, takes }: LeavingStores,
  by: By,
  { item, version, ...translated }: Pushed,
): Promise<Judge> {
  if (item.state === 'killed' || item.state === 'withheld')
    return { anew: () => ({ may: STOPPED }), copy: () => STOPPED };
  const { agency, at } = by;
  const subject = { item, version: version.content, actor: agency.did, at };
  const gathered = await gatherUse(useState, { ...subject, lockQuotas: false });
  const isUntaken = item.origin === 'partner' && !(await takes.ofItem(item.id));
  const blocks = translated.translation ? unfinishedIn(translated.translation, version) : 0;
  const copy: Judge['copy'] = ({ channel, shownVersion }) => {
    const context = withShown(gathered, shownVersion);
    const question = { ...context, ...translated, publisher: { ...agency, channel }, at };
    const may = sayMayPublish(question, readerOf(context, agency));
    if (!may.ok) return may;
    if (isUntaken) return NOT_TAKEN;
    return blocks > 0 ? sayUnfinished(blocks) : may;
  };
  return {
    copy,
    anew(channel) {
      const kept =
        channel === ARCHIVE && item.origin === 'partner' ? keptWith(gathered, by, version) : undefined;
      return { may: copy({ channel }), ...(kept ? { kept } : {}) };
    },
  };
}

/** With the pictures that would go along; undefined where it may not be archived at all. */
function keptWith(context: UseContext, { agency, at }: By, { content }: StoredVersion): MayPlace['kept'] {
  const request = askToPlace({ ...agency, channel: ARCHIVE });
  if (!judgeUse(context, request, at).permitted) return undefined;
  const guids = content.associations.map(({ guid }) => guid);
  const going = guids.filter((guid) => judgeUse(asPicture(context, guid), request, at).permitted);
  return judgeKept(context, { agency, at }, going).because;
}
