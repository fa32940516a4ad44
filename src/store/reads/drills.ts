import { sql, type Kysely, type Selectable } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import { minutesToClear } from '#domain/correction/minutes-to-clear.ts';
import { isOverdue } from '#domain/correction/overdue.ts';
import type { DrillReachView, DrillReads, DrillView, TestStoryView } from '#ports/reads/drills.ts';
import { inAgency } from '../in-agency.ts';
import { toReachState } from '../receipt-changes.ts';
import type { Database } from '../tables/database.ts';
import type { AgencyTransaction } from '../transact.ts';
import { cardOf, readAgencyCards, type AgencyCards } from './agency-cards.ts';

const MOST = 200;

/** Screens of kill drills; read-only transactions that have named their agency. */
export function drillReads(db: Kysely<Database>): DrillReads {
  return {
    drills: (agencyId, at) => inAgency(db, agencyId, (trx) => readDrills({ trx, agencyId }, at)),
    testStories: (agencyId, at) => inAgency(db, agencyId, (trx) => readTestStories({ trx, agencyId }, at)),
  };
}

async function readDrills(transaction: AgencyTransaction, at: Instant): Promise<DrillView[]> {
  const { trx } = transaction;
  const cards = await readAgencyCards(transaction);
  const rows = await trx
    .selectFrom('drill')
    .leftJoin('person', 'person.id', 'drill.person_id')
    .select(['drill.id', 'drill.started_at', 'person.name as started_by'])
    .orderBy('drill.started_at', 'desc')
    .orderBy('drill.id')
    .limit(MOST)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const reached = await trx
    .selectFrom('drill_reach')
    .selectAll()
    .where('drill_id', 'in', ids)
    .orderBy('partner_did')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.started_at,
    startedBy: row.started_by ?? '',
    reach: reached
      .filter(({ drill_id }) => drill_id === row.id)
      .map((reach) => toReachView(reach, { cards, at })),
  }));
}

type Told = { readonly cards: AgencyCards; readonly at: Instant };

function toReachView(row: Selectable<Database['drill_reach']>, { cards, at }: Told): DrillReachView {
  const state = toReachState(row.state);
  const due = row.due_at === null ? {} : { dueAt: row.due_at };
  const applied = row.applied_at === null ? {} : { appliedAt: row.applied_at };
  const minutes = minutesToClear({ state, writtenAt: row.written_at, ...applied });
  return {
    agency: cardOf(cards, row.partner_did),
    state,
    overdue: isOverdue({ state, ...due }, at),
    writtenAt: row.written_at,
    ...due,
    ...applied,
    ...(row.fetched_at === null ? {} : { fetchedAt: row.fetched_at }),
    ...(row.received_at === null ? {} : { receivedAt: row.received_at }),
    ...(row.seen_at === null ? {} : { seenAt: row.seen_at }),
    ...(minutes === undefined ? {} : { minutesToClear: minutes }),
    ...(row.refusal_reason === null ? {} : { refusalReason: row.refusal_reason }),
  };
}

async function readTestStories(transaction: AgencyTransaction, at: Instant): Promise<TestStoryView[]> {
  const cards = await readAgencyCards(transaction);
  const rows = await transaction.trx
    .selectFrom('test_story')
    .selectAll()
    .orderBy(sql`coalesce(killed_at, held_at)`, 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.map((row) => toTestStoryView(row, { cards, at }));
}

function toTestStoryView(row: Selectable<Database['test_story']>, { cards, at }: Told): TestStoryView {
  const state = stateOf(row);
  return {
    id: row.id,
    agency: cardOf(cards, row.partner_did),
    state,
    overdue: state === 'open' && row.due_at !== null && row.due_at < at,
    seen: row.seen_at !== null,
    automatic: row.automatic,
    ...(row.held_at === null ? {} : { heldAt: row.held_at }),
    ...(row.killed_at === null ? {} : { killedAt: row.killed_at }),
    ...(row.due_at === null ? {} : { dueAt: row.due_at }),
    ...(row.cleared_at === null ? {} : { clearedAt: row.cleared_at }),
  };
}

function stateOf(row: Selectable<Database['test_story']>): TestStoryView['state'] {
  if (row.held_at === null) return 'not-applicable';
  if (row.killed_at === null) return 'held';
  return row.cleared_at === null ? 'open' : 'applied';
}
