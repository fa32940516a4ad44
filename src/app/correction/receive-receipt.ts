import { isJsonObject, type Json } from '#kernel/json.ts';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import { isOpenReach, type ReachState } from '#domain/correction/overdue.ts';
import { answerCorrections } from '#app/publication/answer-corrections.ts';
import type { ChannelReader } from '#ports/channel-store.ts';
import type { DrillStore } from '#ports/drill-store.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { CopyReader } from '#ports/destination-store.ts';
import type { OnwardUse, OutboxStore } from '#ports/outbox-store.ts';
import type { PublicationStore } from '#ports/publication-store.ts';
import type { RecallStore } from '#ports/recall-store.ts';

const STATES: ReadonlyMap<string, ReachState> = new Map([
  ['received', 'received'],
  ['seen', 'seen'],
  ['applied', 'applied'],
  ['refused', 'refused'],
  ['notApplicable', 'not-applicable'],
]);

type Stores = {
  readonly recalls: RecallStore;
  readonly drills: Pick<DrillStore, 'recordReceipt'>;
  readonly activities: ActivityStore;
  readonly channels: Pick<ChannelReader, 'entryAt'>;
  readonly items: Pick<ItemReader, 'find'>;
  readonly outbox: OutboxStore;
  readonly placements: Pick<CopyReader, 'applyStops'>;
  readonly publications: Pick<PublicationStore, 'applyCorrections'>;
};

/**
 * A partner's receipt for one of our entries; it counts for exactly what was sent to that partner and for nothing else (I3). The last word
 * about a story that we passed on may be what its origin waits for.
 */
export async function receiveReceipt(stores: Stores, { partner, received, at }: EntryArrival): Promise<void> {
  const { ref, state, first, reason, actions } = received.entry.data;
  const known = typeof state === 'string' ? STATES.get(state) : undefined;
  const entry = readPlace(ref);
  if (!known || !entry)
    return stores.activities.record({ at, what: 'receipt-unreadable', subject: received.entry.id });
  const named = await stores.channels.entryAt(entry.ch, entry.epoch, entry.seq);
  if (!named || named.hash !== entry.hash)
    return stores.activities.record({ at, what: 'receipt-of-another-entry', subject: received.entry.id });
  const receivedAt =
    isJsonObject(first) && typeof first['received'] === 'string'
      ? parseInstant(first['received'])
      : undefined;
  const said = {
    partnerDid: partner.did,
    state: known,
    at,
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...(typeof reason === 'string' ? { refusalReason: reason.slice(0, 2000) } : {}),
  };
  if (named.type === 'drill.killed')
    return stores.drills.recordReceipt({ ...said, ch: named.ch, entryId: named.id });
  const about = await stores.recalls.recordReceipt({ ...said, entry, urls: readUrls(actions) });
  const answered = isOpenReach(known) ? [] : about;
  await answerOrigins(stores, { itemIds: answered, partnerDid: partner.did, at });
}

type Answered = { readonly itemIds: readonly string[]; readonly partnerDid: string; readonly at: Instant };

async function answerOrigins(stores: Stores, { itemIds, partnerDid, at }: Answered): Promise<void> {
  for (const itemId of itemIds) await answerOrigin(stores, { itemId, partnerDid }, at);
}

async function answerOrigin(stores: Stores, answered: OnwardUse, at: Instant): Promise<void> {
  const { itemId } = answered;
  if ((await stores.items.find(itemId))?.origin !== 'partner') return;
  await stores.outbox.put({ topic: 'usage-report', payload: answered }, at);
  await answerCorrections(stores, itemId, at);
  for (const noticeId of await stores.placements.applyStops(itemId, at))
    await stores.outbox.put({ topic: 'receipt', payload: { noticeId } }, at);
}

function readPlace(ref: Json | undefined) {
  if (!isJsonObject(ref)) return undefined;
  const { ch, epoch, seq, hash } = ref;
  if (typeof ch !== 'string' || typeof epoch !== 'number' || typeof seq !== 'number') return undefined;
  return { ch, epoch, seq, hash };
}

function readUrls(actions: Json | undefined): readonly string[] {
  if (!Array.isArray(actions)) return [];
  return actions.slice(0, 50).flatMap((action: Json) => {
    const url = isJsonObject(action) ? action['url'] : undefined;
    return typeof url === 'string' && /^https?:\/\/[^\s"<>]{1,1990}$/.test(url) ? [url] : [];
  });
}
