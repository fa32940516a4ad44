import { firstWord } from '#domain/correction/first-word.ts';
import { isShown } from '#domain/publication/publish-page.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import { freeItem, withholdItem } from '#app/item/withhold-item.ts';
import { restorePages, withholdPages } from '#app/publication/withhold-pages.ts';
import { keepNotice, owedFor, hearRecall } from './keep-notice.ts';
import { dueBy, passOnRecall } from './pass-on-recall.ts';
import { copiesUp, isTaken, type RecallStores } from './receive-recall.ts';
import { acknowledge, sendReceipt, type ReceiptTools } from './send-receipt.ts';

/**
 * A partner stops its item. From the transaction that stores the entry on nothing new is made of it, also when the item has
 * not come yet; where the agreement says so our pages wait by themselves, else a task with its deadline stands on the desk.
 */
export async function receiveWithheld(
  stores: RecallStores,
  tools: ReceiptTools,
  arrival: EntryArrival,
): Promise<void> {
  const { agency, partner, at } = arrival;
  const said = await hearRecall(stores, arrival);
  if (!said) return;
  const item = await withholdItem(stores, { provider: partner.did, guid: said.guid }, { at });
  const owed = item && (await owedFor(stores, arrival, item, 'killReceived'));
  const dueAt = dueBy(arrival, owed);
  await passOnRecall(stores, tools, { agency, at }, { kind: 'withhold', said, item, dueAt });
  const automatic = owed?.onKill === 'automatic';
  const pages = item ? await stores.publications.ofItem(item.id) : [];
  const shown = pages.filter(isShown).length;
  const copies = await copiesUp(stores, item);
  const state = firstWord({ pages: shown, copies, automatic, isTaken: await isTaken(stores, item?.id) });
  const keeping = { kind: 'withhold', said, item, owed, automatic, state } as const;
  const notice = await keepNotice(stores, tools, arrival, keeping);
  const { reasonClass, publicReason } = said;
  if (item && automatic)
    await withholdPages(stores, item.id, { reasonClass, publicReason, actor: partner.did }, at);
  await acknowledge(stores, tools, { agency, at }, notice);
}

/**
 * A partner lets its item go on: it is as it was, our pages come back, and a stop that the desk had not answered needs no
 * answer any more. After a kill it changes nothing (I6).
 */
export async function receiveReleased(
  stores: RecallStores,
  tools: ReceiptTools,
  arrival: EntryArrival,
): Promise<void> {
  const { agency, partner, at } = arrival;
  const said = await hearRecall(stores, arrival);
  if (!said) return;
  const { item, wasHeld } = await freeItem(stores, { provider: partner.did, guid: said.guid }, { at });
  await passOnRecall(stores, tools, { agency, at }, { kind: 'release', said, item, dueAt: undefined });
  const state = item && wasHeld ? 'applied' : 'not-applicable';
  const keeping = { kind: 'release', said, item, owed: undefined, automatic: true, state } as const;
  const notice = await keepNotice(stores, tools, arrival, keeping);
  const { reasonClass, publicReason } = said;
  if (item && wasHeld)
    await restorePages(stores, item, { reasonClass, publicReason, actor: partner.did }, at);
  await acknowledge(stores, tools, { agency, at }, notice);
  await closeStops(stores, tools, arrival, said.guid);
  // What was refused to us while it was stopped may be given now.
  await stores.outbox.bringForward(['fetch-object', 'fetch-pictures'], at);
}

/**
 * A partner takes its item off offer: it cannot be taken any more, and what we took before stays ours to use. Nobody is asked;
 * an offer of the same item puts it back.
 */
export async function receiveWithdrawn(
  stores: RecallStores,
  tools: ReceiptTools,
  arrival: EntryArrival,
): Promise<void> {
  const { agency, partner, at } = arrival;
  const said = await hearRecall(stores, arrival);
  if (!said) return;
  const name = { provider: partner.did, guid: said.guid };
  const [known] = await stores.items.lock([{ ...name, version: 0 }]);
  await stores.items.takeOffOffer(name, at);
  const item = known?.item;
  await passOnRecall(stores, tools, { agency, at }, { kind: 'withdraw', said, item, dueAt: undefined });
  const state = item ? 'applied' : 'not-applicable';
  const keeping = { kind: 'withdraw', said, item, owed: undefined, automatic: true, state } as const;
  const notice = await keepNotice(stores, tools, arrival, keeping);
  await acknowledge(stores, tools, { agency, at }, notice);
}

async function closeStops(
  stores: RecallStores,
  tools: ReceiptTools,
  { agency, partner, at }: EntryArrival,
  guid: string,
): Promise<void> {
  const open = await stores.notices.lockOpen(partner.did, guid);
  for (const notice of open.filter(({ kind }) => kind === 'withhold')) {
    await stores.notices.answer(notice.id, 'not-applicable', at);
    await sendReceipt(stores, tools, { agency, at }, { ...notice, state: 'not-applicable', answeredAt: at });
  }
}
