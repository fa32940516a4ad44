import { offeredName } from '#app/item/offered-name.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { Notice, Recall } from '#ports/recall-store.ts';
import type { ReachRow } from '../memory/agency-rows.ts';
import {
  itemNamed,
  LAST_STATES,
  nameAt,
  type Lookup,
  type Memory,
  type Seen,
  type Violation,
} from './look.ts';

/** What the judge remembers of one newsroom's tombstones: they never go again. */
export type Graves = Set<string>;

/** I6, I7, I8 and I9 of one newsroom as its database stands. */
export function* judgeWithdrawals(
  seen: Seen,
  lookup: Lookup,
  graves: Graves,
  memory: Memory,
): Generator<Violation> {
  const { rows, agency } = seen;
  for (const item of rows.items.all()) {
    const name = `${item.provider} ${item.guid}`;
    if (rows.tombstones.get(name)) graves.add(name);
    if (graves.has(name)) yield* judgeKilled(seen, item);
    if (item.state === 'killed') yield* judgeKiller(lookup, agency.did, item, memory);
  }
  for (const name of graves)
    if (!rows.tombstones.get(name))
      yield { invariant: 'I6', says: `${agency.slug} forgot that ${name} was killed` };
  yield* judgeLeaves(seen);
}

/** I6: nothing of a killed item is readable or usable; of a partner's, a page may stand while the desk owes an answer. */
function* judgeKilled({ rows, agency }: Seen, item: StoredItem): Generator<Violation> {
  const violation = (says: string): Violation => ({
    invariant: 'I6',
    says: `${agency.slug}: ${item.guid} ${says}`,
  });
  if (item.state !== 'killed') yield violation(`was killed and is ${item.state}`);
  for (const translation of rows.translations.all())
    if (translation.itemId === item.id && translation.state !== 'killed')
      yield violation('was killed and its translation is open');
  const standing = rows.publications
    .all()
    .filter((page) => page.itemId === item.id && page.state !== 'withdrawn');
  const notice = rows.notices
    .all()
    .find((one) => one.guid === item.guid && one.partnerDid === item.provider && one.kind === 'kill');
  const mayStand = notice !== undefined && (notice.state === 'open' || notice.state === 'refused');
  if (standing.length > 0 && !mayStand) yield violation('was killed and a page of it stands');
  yield* judgeReach({ rows, agency }, item);
}

/** I7: whoever was offered it has a kill on its way, or has answered. */
function* judgeReach(
  { rows, agency }: Pick<Seen, 'rows' | 'agency'>,
  item: StoredItem,
): Generator<Violation> {
  const recall = rows.recalls.all().find((one) => one.itemId === item.id && one.kind === 'kill');
  // After a restore: once one tail has said so, a job tells the others.
  const isComing = rows.outbox
    .all()
    .some(({ job }) => job.topic === 'item-killed' && job.payload.itemId === item.id);
  if (recall && isComing) return;
  for (const offer of rows.offers.all()) {
    if (offer.itemId !== item.id) continue;
    const reach = recall && rows.reaches.get(`${recall.id} ${offer.partnerDid}`);
    const isHeld = rows.held
      .all()
      .some(({ draft, recalls }) => isFor(draft, offer) && recalls.includes(recall?.id ?? ''));
    if ((!reach && !isHeld) || offer.state !== 'killed')
      yield {
        invariant: 'I7',
        says: `${agency.slug}: nobody tells ${offer.partnerDid} that ${item.guid} was killed`,
      };
  }
}

/** Said on a channel that waits for its lost tail. */
function isFor(draft: string, { partnerDid }: { readonly partnerDid: string }): boolean {
  return draft.includes(`"aud":"${partnerDid}"`);
}

/** I9: who answers for an item killed it, and nobody else. */
function* judgeKiller(
  lookup: Lookup,
  holder: string,
  item: StoredItem,
  { killed }: Memory,
): Generator<Violation> {
  if (item.origin === 'own') return;
  // It killed it, and has lost that with its database; at rest it must know again.
  const there = nameAt(item.provider, item.guid);
  if (killed.get(item.provider)?.has(`${there.provider} ${there.guid}`)) return;
  const origin = lookup(item.provider);
  const theirs = origin && itemNamed(origin, item.guid);
  if (origin && theirs?.state !== 'killed')
    yield {
      invariant: 'I9',
      says: `${holder} holds ${item.guid} as killed, and ${item.provider} never killed it`,
    };
}

/** I8: every withdrawal is one leaf. */
function* judgeLeaves({ rows, agency }: Seen): Generator<Violation> {
  const leaves = rows.leaves.all();
  const count = (kind: string): number => leaves.filter((leaf) => leaf.kind === kind).length;
  const killed = rows.items.all().filter((item) => item.origin === 'own' && item.state === 'killed').length;
  const withdrawn = rows.publications.all().filter(({ state }) => state === 'withdrawn').length;
  if (count('item-killed') !== killed)
    yield { invariant: 'I8', says: `${agency.slug} killed ${killed} and logged ${count('item-killed')}` };
  if (count('page-withdrawn') !== withdrawn)
    yield {
      invariant: 'I8',
      says: `${agency.slug} withdrew ${withdrawn} and logged ${count('page-withdrawn')}`,
    };
}

/** I3: what a partner is said to have done, it has done. */
export function* judgeReceipts(
  { rows, agency }: Seen,
  lookup: Lookup,
  { restored }: Memory,
): Generator<Violation> {
  for (const reach of rows.reaches.all()) {
    const partner = lookup(reach.partnerDid);
    // What a partner has done and lost with its database it does again when it has read on.
    if (!partner || restored.has(reach.partnerDid) || reach.state === 'written' || reach.state === 'fetched')
      continue;
    for (const says of wrongsIn({ rows, agency }, partner, reach))
      yield {
        invariant: 'I3',
        says: `${agency.slug} believes ${partner.agency.slug} ${says} ${reach.entry.seq}`,
      };
  }
}

function* wrongsIn(
  { rows, agency }: Pick<Seen, 'rows' | 'agency'>,
  partner: Seen,
  { recallId, entry: { ch, epoch, seq }, state }: ReachRow,
): Generator<string> {
  const place = `${ch} ${epoch} ${seq}`;
  const held = partner.rows.entries.get(place);
  if (!held || held.hash !== rows.entries.get(place)?.hash) yield 'holds';
  const killed = killedBy(rows, recallId);
  if (killed && !partner.rows.tombstones.get(`${agency.did} ${offeredName(killed).guid}`)) yield 'has killed';
  const notice = noticeOf(partner, { ch, epoch, seq });
  if (LAST_STATES.has(state)) yield* wrongsInLast(partner, notice, state);
}

/**
 * Does its last word wait for those who have the story by its reader? A stop may be followed by another, and of a story that was killed since
 * the kill is waited for and no correction.
 */
function isWaiting({ items }: Seen['rows'], notice: Notice | undefined): boolean {
  if (notice?.kind === 'kill') return true;
  return notice?.kind === 'correction' && items.get(notice.itemId ?? '')?.state !== 'killed';
}

function isAbout(recall: Recall | undefined, notice: Notice | undefined): boolean {
  return recall !== undefined && notice !== undefined && recall.version <= notice.version;
}

/** Its last word is its own, or that of somebody who has the story by it; that all is done is said when all have said so. */
function* wrongsInLast(
  { rows }: Seen,
  notice: Notice | undefined,
  state: ReachRow['state'],
): Generator<string> {
  const onward = rows.reaches.all().filter(({ recallId }) => {
    const recall = rows.recalls.get(recallId);
    return recall?.itemId === notice?.itemId && recall?.kind === notice?.kind && isAbout(recall, notice);
  });
  const isTheirs = state === 'refused' && onward.some(({ refusalReason }) => refusalReason !== undefined);
  if (notice?.state !== state && !isTheirs) yield state;
  if (state === 'applied' && isWaiting(rows, notice) && onward.some((one) => !LAST_STATES.has(one.state)))
    yield 'waited for its holders at';
}

/** The partner's notice of the recall that stands there; after a restore another epoch has the same numbers. */
export function noticeOf({ rows }: Seen, { ch, epoch, seq }: ReachRow['entry']): Notice | undefined {
  return rows.notices
    .all()
    .find(({ entry }) => entry.ch === ch && entry.epoch === epoch && entry.seq === seq);
}

function killedBy({ recalls, items }: Seen['rows'], recallId: string): StoredItem | undefined {
  const recall = recalls.get(recallId);
  return recall?.kind === 'kill' ? items.get(recall.itemId) : undefined;
}
