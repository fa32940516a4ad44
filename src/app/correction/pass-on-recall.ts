import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { AppendTools } from '#app/channel/append-entry.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { Offer } from '#ports/offer-store.ts';
import type { Recall, RecallKind } from '#ports/recall-store.ts';
import { killTelling } from './announce-kill.ts';
import { releaseTelling, stopTelling, withdrawTelling } from './announce-stop.ts';
import type { SaidRecall } from './keep-notice.ts';
import { offerOnward } from './offer-onward.ts';
import { recallOf } from './recall-of.ts';
import { tellHolders, type Telling, type TellStores } from './tell-holders.ts';

type Come = {
  readonly kind: RecallKind;
  readonly said: SaidRecall;
  readonly item: StoredItem | undefined;
  /** By when its origin wants our answer. */
  readonly dueAt: Instant | undefined;
};

/**
 * The origin of a story that we passed on recalls it: everybody who has it by us is told in the same transaction, whatever the agreements
 * say by now, with the origin's reason and deadline. Only who made a story speaks so of it; we pass the word on and take none back.
 */
export async function passOnRecall(
  stores: TellStores,
  tools: AppendTools,
  from: { readonly agency: Agency; readonly at: Instant },
  { kind, said, item, dueAt }: Come,
): Promise<void> {
  const offers = item ? await stores.offers.ofItem(item.id) : [];
  if (!item || offers.length === 0) return;
  const { reasonClass, publicReason, version } = said;
  const recall: Recall = {
    ...recallOf(tools, { ...item, latestVersion: version }, from.at, { kind, reasonClass, publicReason }),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
  // A later version brings a correction to its holders, or `offerItem` tells them that there is one.
  if (kind === 'correction') return tellLater(stores, from, { item, recall });
  const telling = tellingOf(kind, offers, await stores.items.isOffOffer(item));
  if (telling.offers.length > 0) await tellHolders(stores, tools, from, { item, recall, ...telling });
  // A version that came while it was stopped goes on now.
  if (kind === 'release') await offerOnward(stores, item, from.at);
}

/** The leaf in the log is its origin's to leave. */
function tellingOf(
  kind: Exclude<RecallKind, 'correction'>,
  offers: readonly Offer[],
  isOff: boolean,
): Telling {
  switch (kind) {
    case 'kill':
      return withoutLeaf(killTelling(offers.filter(({ state }) => state !== 'killed')));
    case 'withhold':
      return withoutLeaf(stopTelling(offers));
    case 'release':
      return withoutLeaf(releaseTelling(offers, isOff));
    case 'withdraw':
      return withdrawTelling(offers);
  }
}

function withoutLeaf({ leaf: _leaf, ...telling }: Telling): Telling {
  return telling;
}

async function tellLater(
  stores: TellStores,
  from: { readonly at: Instant },
  { item, recall }: { readonly item: StoredItem; readonly recall: Recall },
): Promise<void> {
  await stores.recalls.add(recall);
  await offerOnward(stores, { id: item.id, latestVersion: recall.version }, from.at);
}

/** By when the origin wants our answer: what our agreement says of it, else what its entry asks. */
export function dueBy(
  { received }: EntryArrival,
  owed: { readonly dueAt: Instant } | undefined,
): Instant | undefined {
  return owed?.dueAt ?? received.entry.req?.by;
}
