import type { Kysely } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import { isOverdue } from '#domain/correction/overdue.ts';
import { toReasonClass } from '#domain/publication/reason-class.ts';
import { originOfDid } from '#domain/newsroom/origin-of-did.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import type { Notice } from '#ports/recall-store.ts';
import type { NoticeView, ReachView, RecallReads, RecallView } from '#ports/reads/recalls.ts';
import { toReachState } from '../receipt-changes.ts';
import { kindOf } from '../recalls.ts';
import { inAgency } from '../in-agency.ts';
import type { Database } from '../tables/database.ts';
import type { AgencyTransaction } from '../transact.ts';
import { cardOf, readAgencyCards, type AgencyCards } from './agency-cards.ts';
import { readOwnCopies } from './own-copies.ts';
import { readCopies, type RecallCopies } from './recall-copies.ts';

const MOST = 200;

/** Screens of corrections and kills; read-only transactions that have named their agency. */
export function recallReads(db: Kysely<Database>, publicOrigin: string): RecallReads {
  const within = <T>(agencyId: string, read: (transaction: AgencyTransaction) => Promise<T>): Promise<T> =>
    inAgency(db, agencyId, (trx) => read({ trx, agencyId }));
  return {
    recalls: (agencyId, at) => within(agencyId, (transaction) => readRecalls(transaction, at)),
    notices: (agencyId, at) => within(agencyId, (transaction) => readNotices(transaction, at, publicOrigin)),
  };
}

async function readRecalls(transaction: AgencyTransaction, at: Instant): Promise<RecallView[]> {
  const { trx } = transaction;
  const cards = await readAgencyCards(transaction);
  const rows = await trx
    .selectFrom('recall')
    .innerJoin('item', 'item.id', 'recall.item_id')
    .leftJoin('person', 'person.id', 'recall.person_id')
    .selectAll('recall')
    .select(['item.guid', 'item.headline', 'item.language', 'item.state', 'person.name as issued_by'])
    .orderBy('recall.issued_at', 'desc')
    .limit(MOST)
    .execute();
  const ids = rows.map(({ id }) => id);
  const reached =
    ids.length === 0
      ? []
      : await trx
          .selectFrom('recall_reach')
          .selectAll()
          .where('recall_id', 'in', ids)
          .orderBy('partner_did')
          .execute();
  const copiesOf = await readCopies(transaction, ids, cards);
  const ownCopiesOf = await readOwnCopies(transaction, [...new Set(rows.map(({ item_id }) => item_id))]);
  return rows.map((row) => ({
    id: row.id,
    storyId: row.item_id,
    headline: row.headline === '' ? row.guid : row.headline,
    language: row.language,
    kind: kindOf(row.kind),
    version: row.version,
    reasonClass: toReasonClass(row.reason_class),
    publicReason: row.public_reason,
    issuedAt: row.issued_at,
    issuedBy: row.issued_by ?? '',
    reach: reached
      .filter(({ recall_id }) => recall_id === row.id)
      .map((reach) => toReach(reach, { cards, copiesOf, at })),
    // A stop that was released asks nothing any more.
    ownCopies:
      row.kind === 'withhold' && row.state === 'usable'
        ? []
        : ownCopiesOf({
            itemId: row.item_id,
            kind: kindOf(row.kind),
            version: row.version,
            since: row.issued_at,
          }),
  }));
}

type ReachParts = {
  readonly cards: AgencyCards;
  readonly copiesOf: RecallCopies;
  readonly at: Instant;
};

type ReachRow = {
  readonly recall_id: string;
  readonly partner_did: string;
  readonly state: string;
  readonly due_at: Instant | null;
  readonly written_at: Instant;
  readonly fetched_at: Instant | null;
  readonly received_at: Instant | null;
  readonly seen_at: Instant | null;
  readonly applied_at: Instant | null;
  readonly refusal_reason: string | null;
  readonly escalated_at: Instant | null;
  readonly escalated_to: string[];
};

function toReach(row: ReachRow, { cards, copiesOf, at }: ReachParts): ReachView {
  const state = toReachState(row.state);
  const due = row.due_at === null ? {} : { dueAt: row.due_at };
  const overdue = isOverdue({ state, ...due }, at);
  return {
    agency: cardOf(cards, row.partner_did),
    state,
    overdue,
    writtenAt: row.written_at,
    escalatedTo: row.escalated_to,
    copies: copiesOf(row, { state, overdue }),
    ...due,
    ...(row.escalated_at === null ? {} : { escalatedAt: row.escalated_at }),
    ...(row.fetched_at === null ? {} : { fetchedAt: row.fetched_at }),
    ...(row.received_at === null ? {} : { receivedAt: row.received_at }),
    ...(row.seen_at === null ? {} : { seenAt: row.seen_at }),
    ...(row.applied_at === null ? {} : { appliedAt: row.applied_at }),
    ...(row.refusal_reason === null ? {} : { refusalReason: row.refusal_reason }),
  };
}

async function readNotices(
  transaction: AgencyTransaction,
  at: Instant,
  publicOrigin: string,
): Promise<NoticeView[]> {
  const { trx } = transaction;
  const cards = await readAgencyCards(transaction);
  const rows = await trx
    .selectFrom('notice')
    .leftJoin('item', 'item.id', 'notice.item_id')
    .selectAll('notice')
    .select(['item.headline', 'item.language'])
    .orderBy('notice.received_at', 'desc')
    .limit(MOST)
    .execute();
  const { did } = await trx
    .selectFrom('agency')
    .select('did')
    .where('id', '=', transaction.agencyId)
    .executeTakeFirstOrThrow();
  const origin = originOfDid(did, publicOrigin);
  const itemIds = rows.flatMap(({ item_id }) => item_id ?? []);
  const held = itemIds.length === 0 ? NOTHING_HELD : await readHeld(transaction, itemIds);
  const ownCopiesOf = await readOwnCopies(transaction, [...new Set(itemIds)]);
  return rows.map((row) => ({
    id: row.id,
    translationIds: held.translations.filter(({ item_id }) => item_id === row.item_id).map(({ id }) => id),
    headline: row.headline === null || row.headline === '' ? row.guid : row.headline,
    agency: cardOf(cards, row.partner_did),
    kind: kindOf(row.kind),
    version: row.version,
    reasonClass: toReasonClass(row.reason_class),
    publicReason: row.public_reason,
    receivedAt: row.received_at,
    overdue: row.state === 'open' && row.due_at !== null && row.due_at < at,
    seen: row.seen_at !== null,
    state: stateOf(row.state),
    automatic: row.automatic,
    copies: held.pages
      .filter(({ item_id }) => item_id === row.item_id)
      .map((page) => ({
        publicationId: page.id,
        url: `${origin}${storyPath(page.language, page.slug, page.number)}`,
        state: page.state,
      })),
    ownCopies:
      row.item_id === null || (row.state !== 'open' && row.kind !== 'kill')
        ? []
        : ownCopiesOf({
            itemId: row.item_id,
            kind: kindOf(row.kind),
            version: row.version,
            since: row.received_at,
          }),
    ...(row.language === null ? {} : { language: row.language }),
    ...(row.item_id === null ? {} : { storyId: row.item_id }),
    ...(row.due_at === null ? {} : { dueAt: row.due_at }),
  }));
}

type Held = Awaited<ReturnType<typeof readHeld>>;
const NOTHING_HELD: Held = { translations: [], pages: [] };

async function readHeld({ trx }: AgencyTransaction, itemIds: readonly string[]) {
  const translations = await trx
    .selectFrom('translation')
    .select(['id', 'item_id'])
    .where('item_id', 'in', itemIds)
    .execute();
  const pages = await trx
    .selectFrom('publication')
    .select(['id', 'item_id', 'language', 'slug', 'number', 'state'])
    .where('item_id', 'in', itemIds)
    .execute();
  return { translations, pages };
}

function stateOf(text: string): Notice['state'] {
  return text === 'applied' || text === 'refused' || text === 'not-applicable' ? text : 'open';
}
