import { isJsonObject } from '#kernel/json.ts';
import type { ObligationAfter } from '#domain/agreement/obligations-after.ts';
import { toReasonClass } from '#domain/publication/reason-class.ts';
import { readItemUri } from '#formats/ninjs/item-uri.ts';
import { owedAfter } from '#app/agreement/owed-after.ts';
import { agreementsAt } from '#app/agreement/read-records.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';
import type { Notice, NoticeStore, RecallKind } from '#ports/recall-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import type { Ids } from '#ports/world.ts';

type OwedStores = { readonly items: ItemReader; readonly useState: UseStateReader };

type Keeping = {
  readonly kind: RecallKind;
  readonly said: SaidRecall;
  readonly item: StoredItem | undefined;
  readonly owed: ObligationAfter | undefined;
  readonly automatic: boolean;
  readonly state: Notice['state'];
};

/** Keeps what a partner asks of us, in the transaction that stored its entry. */
export async function keepNotice(
  stores: { readonly notices: NoticeStore },
  tools: { readonly ids: Ids },
  { partner, received, at }: EntryArrival,
  { kind, said, item, owed, automatic, state }: Keeping,
): Promise<Notice> {
  const { ch, epoch, seq, req } = received.entry;
  const dueAt = owed?.dueAt ?? req?.by;
  const notice: Notice = {
    id: tools.ids.uuid(),
    partnerDid: partner.did,
    guid: said.guid,
    kind,
    version: said.version,
    reasonClass: said.reasonClass,
    publicReason: said.publicReason,
    entry: { ch, epoch, seq },
    entryHash: received.hash,
    automatic,
    receivedAt: at,
    state,
    ...(item === undefined ? {} : { itemId: item.id }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(state === 'open' ? {} : { answeredAt: at }),
  };
  await stores.notices.add(notice);
  return notice;
}

/** What our agreement obliges us to after the recall of an item that we hold. */
export async function owedFor(
  stores: OwedStores,
  { agency, at }: EntryArrival,
  item: StoredItem,
  event: 'killReceived' | 'correctionReceived',
): Promise<ObligationAfter | undefined> {
  const version = item.latestVersion;
  const agreements = await agreementsAt(stores.useState, at);
  return owedAfter(stores, agreements, { event, holder: agency.did, item, version, at });
}

export type SaidRecall = {
  readonly guid: string;
  readonly version: number;
  readonly reasonClass: ReturnType<typeof toReasonClass>;
  readonly publicReason: string;
};

/** What the entry says. One that names no item is noted, and nothing comes of it. */
export async function hearRecall(
  { activities }: { readonly activities: ActivityStore },
  arrival: EntryArrival,
): Promise<SaidRecall | undefined> {
  const said = readRecall(arrival);
  const { received, at } = arrival;
  if (!said) await activities.record({ at, what: 'recall-unreadable', subject: received.entry.id });
  return said;
}

function readRecall({ received }: EntryArrival): SaidRecall | undefined {
  const { subj, data } = received.entry;
  const guid = subj === undefined ? undefined : readItemUri(subj);
  if (guid === undefined || !isJsonObject(data)) return undefined;
  const { version, reasonClass, publicReason } = data;
  return {
    guid,
    version: typeof version === 'number' && Number.isSafeInteger(version) ? version : 0,
    reasonClass: toReasonClass(typeof reasonClass === 'string' ? reasonClass : ''),
    publicReason: typeof publicReason === 'string' ? publicReason.slice(0, 2000) : '',
  };
}
