import type { Instant } from '#kernel/instant.ts';
import { ARCHIVE, PASSED_ON } from '#kernel/destination-kind.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { isOpenReach } from '#domain/correction/overdue.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import type { AppendStores, AppendTools } from '#app/channel/append-entry.ts';
import { appendReceipt } from '#app/channel/append-receipt.ts';
import { originOfDid } from '#domain/newsroom/origin-of-did.ts';
import { webUrl } from '#formats/html/web-url.ts';
import { isToldAlone, type CopyReader, type Placement } from '#ports/destination-store.ts';
import type { PublicationReader } from '#ports/publication-store.ts';
import type { Publication } from '#domain/publication/publication.ts';
import type { CopyAnswer, Notice, NoticeStore, RecallKind, RecallStore } from '#ports/recall-store.ts';
import type { Transact } from '#ports/transaction.ts';

/** The states of a receipt as PXP/1 spells them. */
const WIRE_STATE = { applied: 'applied', refused: 'refused', 'not-applicable': 'notApplicable' } as const;

export type ReceiptStores = AppendStores & {
  readonly publications: PublicationReader;
  readonly placements: CopyReader;
  readonly notices: NoticeStore;
  readonly recalls: AppendStores['recalls'] & Pick<RecallStore, 'answers'>;
};

export type ReceiptTools = AppendTools & { readonly publicOrigin: string };

/**
 * Says that a recall is durably here, in the transaction that stored it and never before (I3); and at once the last word,
 * where nobody has to be asked for it.
 */
export async function acknowledge(
  stores: ReceiptStores,
  tools: ReceiptTools,
  from: { readonly agency: Agency; readonly at: Instant },
  notice: Notice,
): Promise<void> {
  await append(stores, tools, from, { notice, state: 'received', more: {} });
  await sendReceipt(stores, tools, from, notice);
}

/** Says that an editor has opened the notice; no person is named. */
export async function saySeen(
  stores: AppendStores,
  tools: AppendTools,
  from: { readonly agency: Agency; readonly at: Instant },
  notice: Notice,
): Promise<void> {
  await append(stores, tools, from, { notice, state: 'seen', more: {} });
}

/** Sends the last word on a notice: what was done with which copy, or why not. Once, however often it is asked for (I2). */
export async function sendReceipt(
  stores: ReceiptStores,
  tools: ReceiptTools,
  from: { readonly agency: Agency; readonly at: Instant },
  notice: Notice,
): Promise<void> {
  if (notice.state === 'open' || !(await stores.notices.markReceiptSent(notice.id))) return;
  const passed = await answersOf(stores, notice);
  const refused = passed.filter(({ state }) => state === 'refused');
  const said = [notice.refusalReason, ...refused.map(sayRefused)].filter((one) => one !== undefined);
  const origin = originOfDid(from.agency.did, tools.publicOrigin);
  const actions = notice.state === 'applied' ? await actionsOf(stores, origin, notice) : [];
  await append(stores, tools, from, {
    notice,
    // Not everything was done while somebody who has it by us refuses.
    state: refused.length > 0 ? WIRE_STATE.refused : WIRE_STATE[notice.state],
    more: {
      actions: [...actions, ...passed.flatMap(actionAt)],
      ...(said.length === 0 ? {} : { reason: said.join(' · ') }),
    },
  });
}

/** What those have said who have the story by us; nobody waits for them after a release, or of what is off offer. */
async function answersOf(
  { recalls }: ReceiptStores,
  { itemId, kind }: Notice,
): Promise<readonly CopyAnswer[]> {
  if (itemId === undefined || kind === 'release' || kind === 'withdraw') return [];
  return recalls.answers(itemId, kind);
}

function sayRefused({ partnerDid, refusalReason = '' }: CopyAnswer): string {
  return `${partnerDid}: ${refusalReason}`;
}

/** A third party's last word, under its name, with the pages that it named: the origin let it have the story. */
function actionAt({ partnerDid, state, answeredAt, urls }: CopyAnswer): readonly JsonObject[] {
  if (isOpenReach(state) || answeredAt === undefined) return [];
  const done = { usage: partnerDid, channel: PASSED_ON, done: state, at: answeredAt };
  return [done, ...urls.map((url) => ({ ...done, url }))];
}

/** The job `receipt`: the notice was answered on the desk. */
export async function sendReceiptOf(
  needs: ReceiptTools & { readonly transact: Transact<ReceiptStores> },
  from: { readonly agency: Agency; readonly at: Instant },
  noticeId: string,
): Promise<void> {
  await needs.transact(from.agency.id, async (stores) => {
    const notice = await stores.notices.lock(noticeId);
    if (notice) await sendReceipt(stores, needs, from, notice);
  });
}

async function actionsOf(
  stores: ReceiptStores,
  origin: string,
  notice: Notice,
): Promise<readonly JsonObject[]> {
  if (notice.itemId === undefined) return [];
  const pages = await stores.publications.ofItem(notice.itemId);
  const copies = await stores.placements.ofItem(notice.itemId);
  return [
    ...pages.map((page) => ({
      usage: page.id,
      channel: 'web',
      url: `${origin}${storyPath(page.language, page.slug, page.number)}`,
      done: doneWith(page, notice.kind),
      at: page.updatedAt,
    })),
    ...copies.flatMap((copy) => actionWith(copy, notice.kind)),
  ];
}

/** What was done with a page, as PXP/1 spells it. */
function doneWith({ state }: Publication, kind: RecallKind): string {
  if (state === 'withdrawn') return 'removed';
  if (state === 'withheld') return 'withheld';
  return kind === 'release' ? 'restored' : 'updated';
}

/** The same of a copy in another system, but not in an archive; one that a release has yet to bring back has no word of it. */
function actionWith(copy: Placement, kind: RecallKind): readonly JsonObject[] {
  const { id, stands, shown, settledAt, remote } = copy;
  const isUp = stands === 'published';
  if (!shown || shown.channel === ARCHIVE || !settledAt || (kind === 'release' && !isUp)) return [];
  const brought = kind === 'release' ? 'restored' : 'updated';
  const url = webUrl(remote?.url ?? '');
  return [
    {
      usage: id,
      channel: shown.channel,
      ...(url === undefined ? {} : { url }),
      done: isUp ? brought : takenBack(copy, kind),
      at: settledAt,
    },
  ];
}

function takenBack(copy: Placement, kind: RecallKind): string {
  if (isToldAlone(copy)) return 'told';
  return kind === 'withhold' && copy.stands === 'withdrawn' ? 'withheld' : 'removed';
}

async function append(
  stores: AppendStores,
  tools: AppendTools,
  from: { readonly agency: Agency; readonly at: Instant },
  { notice, ...word }: { readonly notice: Notice; readonly state: string; readonly more: JsonObject },
): Promise<void> {
  const { partnerDid, entry, entryHash: hash, receivedAt } = notice;
  await appendReceipt(stores, tools, from, { partnerDid, entry, hash, receivedAt, ...word });
}
