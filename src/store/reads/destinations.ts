import { sql, type Kysely } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import type { DeliveryOutcome, Deed } from '#ports/destination-store.ts';
import {
  PLACEMENT_STATES,
  type DeliveryLine,
  type DestinationLine,
  type DestinationReads,
  type DestinationTrouble,
  type Paged,
  type PlacementState,
} from '#ports/reads/destinations.ts';
import { destinationStore } from '../destinations.ts';
import { inAgency } from '../in-agency.ts';
import type { Database } from '../tables/database.ts';
import type { AgencyTransaction } from '../transact.ts';
import { HEADLINE, lastOf, OPEN_STATES, PLACEMENT_STATE, readPlacements } from './placement-lines.ts';

const PAGE = 50;

/** Screens of the systems that stories are pushed to; transactions that have named their agency, and only read. */
export function destinationReads(db: Kysely<Database>): DestinationReads {
  const within = <T>(agencyId: string, read: (transaction: AgencyTransaction) => Promise<T>): Promise<T> =>
    inAgency(db, agencyId, (trx) => read({ trx, agencyId }));
  return {
    destinations: (agencyId) => within(agencyId, (transaction) => readDestinations(transaction)),
    destination: (agencyId, id) =>
      within(agencyId, async (transaction) =>
        (await readDestinations(transaction)).find((one) => one.destination.id === id),
      ),
    placements: (agencyId, { destinationId, after = FIRST, isOpen = false }) =>
      within(agencyId, async (transaction) => {
        const states = isOpen ? OPEN_STATES : PLACEMENT_STATES;
        const where = sql`"destinationId" = ${destinationId} and id < ${after} and state in (${sql.join(states)})`;
        return paged(await readPlacements(transaction, where, PAGE + 1));
      }),
    ofStory: (agencyId, storyId) =>
      within(agencyId, (transaction) => readPlacements(transaction, sql`"storyId" = ${storyId}`, MOST)),
    deliveries: (agencyId, asked) => within(agencyId, (transaction) => readDeliveries(transaction, asked)),
    troubles: (agencyId) => within(agencyId, readTroubles),
  };
}

/** After every identity. */
const FIRST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** A story in every destination and every language. */
const MOST = 500;

function paged<T extends { readonly id: string }>(found: readonly T[]): Paged<T> {
  const lines = found.slice(0, PAGE);
  const last = lines.at(-1);
  return { lines, ...(found.length > PAGE && last ? { next: last.id } : {}) };
}

async function readDestinations(transaction: AgencyTransaction): Promise<DestinationLine[]> {
  const { trx } = transaction;
  const { rows: counted } = await sql<{ id: string; state: PlacementState; count: number }>`
    select p.destination_id as id, ${PLACEMENT_STATE} as state, count(*) as count
    from placement p join item i on i.id = p.item_id group by 1, 2`.execute(trx);
  const { rows: lasts } = await sql<{ id: string } & Parameters<typeof lastOf>[0]>`
    select d.id, last.at as "lastAt", last.deed as "lastDeed", last.outcome as "lastOutcome",
           last.status as "lastStatus", last.answer as "lastAnswer"
    from destination d
    join lateral (
      select l.* from delivery l join placement p on p.id = l.placement_id
      where p.destination_id = d.id order by l.id desc limit 1) last on true`.execute(trx);
  return (await destinationStore(transaction).list()).map(({ sealedSecret, ...destination }) => {
    const row = lasts.find(({ id }) => id === destination.id);
    const last = row && lastOf(row);
    return {
      destination: { ...destination, hasSecret: sealedSecret !== undefined },
      counts: countsOf(counted.filter(({ id }) => id === destination.id)),
      ...(last ? { last } : {}),
    };
  });
}

function countsOf(
  counted: readonly { readonly state: PlacementState; readonly count: number }[],
): DestinationLine['counts'] {
  const of = (state: PlacementState): number => counted.find((one) => one.state === state)?.count ?? 0;
  return {
    waiting: of('waiting'),
    there: of('there'),
    failed: of('failed'),
    'given-up': of('given-up'),
    held: of('held'),
    leaving: of('leaving'),
    told: of('told'),
    gone: of('gone'),
  };
}

type DeliveryRow = {
  readonly id: string;
  readonly placementId: string;
  readonly placementState: PlacementState;
  readonly headline: string;
  readonly language: string;
  readonly at: Instant;
  readonly deed: Deed;
  readonly outcome: DeliveryOutcome;
  readonly status: number | null;
  readonly answer: string;
  readonly durationMs: number;
};

async function readDeliveries(
  { trx }: AgencyTransaction,
  asked: Parameters<DestinationReads['deliveries']>[1],
): Promise<Paged<DeliveryLine>> {
  const { destinationId, after = FIRST, isFailed = false } = asked;
  const outcomes: readonly DeliveryOutcome[] = isFailed
    ? ['failed', 'given-up']
    : ['done', 'told', 'failed', 'held', 'given-up'];
  const { rows } = await sql<DeliveryRow>`
    select l.id, p.id as "placementId", ${PLACEMENT_STATE} as "placementState", ${HEADLINE} as headline, coalesce(t.language, i.language) as language,
           l.at, l.deed, l.outcome, l.status, l.answer, l.duration_ms as "durationMs"
    from delivery l
    join placement p on p.id = l.placement_id
    join item i on i.id = p.item_id
    left join translation t on t.id = p.translation_id
    where p.destination_id = ${destinationId} and l.id < ${after} and l.outcome in (${sql.join(outcomes)})
    order by l.id desc limit ${PAGE + 1}`.execute(trx);
  return paged(rows.map(({ status, ...row }) => ({ ...row, ...(status === null ? {} : { status }) })));
}

type TroubleRow = {
  readonly id: string;
  readonly name: string;
  readonly isByHand: boolean;
  readonly state: PlacementState;
  readonly isKill: boolean;
  readonly since: Instant;
  readonly answer: string | null;
};

async function readTroubles({ trx }: AgencyTransaction): Promise<DestinationTrouble[]> {
  const { rows } = await sql<TroubleRow>`
    select * from (
      select d.id, d.name, d.kind = 'hand' as "isByHand", d.state as "destinationState", ${PLACEMENT_STATE} as state, i.state = 'killed' as "isKill",
             greatest(p.ordered_at, i.updated_at) as since,
             (select l.answer from delivery l where l.placement_id = p.id order by l.id desc limit 1) as answer
      from placement p join destination d on d.id = p.destination_id join item i on i.id = p.item_id
    ) placed
    where state = 'leaving' or ("destinationState" = 'active' and state in ('failed', 'given-up'))
    order by since, id`.execute(trx);
  return [...Map.groupBy(rows, ({ id }) => id).values()].map(toTrouble);
}

function toTrouble(rows: readonly TroubleRow[]): DestinationTrouble {
  const [first] = rows;
  if (!first) throw new Error('a group has one row at least');
  const leaving = rows.filter(({ state }) => state === 'leaving');
  return {
    id: first.id,
    name: first.name,
    isByHand: first.isByHand,
    failing: rows.length - leaving.length,
    leaving: leaving.length,
    killed: leaving.filter(({ isKill }) => isKill).length,
    since: first.since,
    answer: rows.findLast(({ answer }) => answer !== null)?.answer ?? '',
  };
}
