import { sql, type RawBuilder } from 'kysely';
import type { DestinationKind } from '#kernel/destination-kind.ts';
import type { Outlet } from '#domain/agreement/page-requests.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ArchivedCopy, DeliveryOutcome, Deed } from '#ports/destination-store.ts';
import type { LastAttempt, PlacementLine, PlacementState } from '#ports/reads/destinations.ts';
import type { AgencyTransaction } from '../transact.ts';

/** Not what stands there or has gone, but what is still to be done. */
export const OPEN_STATES: readonly PlacementState[] = ['waiting', 'failed', 'given-up', 'held', 'leaving'];

/** What was only told of a stop, as by mail, may still be seen there. */
const GONE = sql`case when exists (
  select from delivery l where l.placement_id = p.id and l.outcome = 'told') then 'told' else 'gone' end`;

/** It shows a version before one that corrects it: whoever brought it there by hand has to correct it there. */
const IS_WRONG = sql`exists (
  select from item_version v where v.item_id = p.item_id and v.is_correction and v.version > p.shown_version)`;

/**
 * How far a placement has come, of `placement p` and `item i`. What has arrived is told from its own row; only of what has not
 * the last attempt is looked up. The same rule as `deedFor` decides what should stand there.
 */
export const PLACEMENT_STATE = sql<PlacementState>`case
  when p.stands = 'killed' then ${GONE}
  when p.stands = 'withdrawn' and p.remote ? 'hand' then ${GONE}
  when i.state in ('killed', 'withheld') or p.wanted = 'withdrawn' then case
    when p.stands = 'nothing' and p.failures = 0 then 'gone'
    when p.stands = 'withdrawn' and p.failures = 0 and i.state <> 'killed' then ${GONE}
    else 'leaving' end
  when p.remote ? 'hand' then case when ${IS_WRONG} then 'waiting' else 'there' end
  when p.stands = 'published' and p.failures = 0 and p.stands_version is not null
    and (p.translation_id is not null or p.stands_version = i.latest_version) then 'there'
  else coalesce((
    select nullif(l.outcome, 'done') from delivery l
    where l.placement_id = p.id and l.at >= p.ordered_at order by l.id desc limit 1), 'waiting')
end`;

/** A translation's own headline; a story that has none is called by its name in the wire. */
export const HEADLINE = sql<string>`coalesce(
  (select nullif(b.text, '') from translation_block b where b.translation_id = t.id and b.block_id = 'headline'),
  nullif(i.headline, ''), i.guid)`;

type Row = {
  readonly id: string;
  readonly destinationId: string;
  readonly destinationName: string;
  readonly destinationKind: DestinationKind;
  readonly destinationState: 'active' | 'paused';
  readonly storyId: string;
  readonly translationId: string | null;
  readonly headline: string;
  readonly language: string;
  readonly channel: Outlet | null;
  readonly archived: ArchivedCopy | null;
  readonly state: PlacementState;
  readonly isKill: boolean;
  readonly version: number | null;
  readonly slug: string;
  readonly url: string | null;
  readonly failures: number;
  readonly orderedAt: Instant;
  readonly orderedBy: string | null;
  readonly triedNextAt: Instant | null;
} & LastRow;

type LastRow = {
  readonly lastAt: Instant | null;
  readonly lastDeed: Deed | null;
  readonly lastOutcome: DeliveryOutcome | null;
  readonly lastStatus: number | null;
  readonly lastAnswer: string | null;
};

/** Placements as lines, of `placement p`, `item i`, `destination d` and `state`. */
export async function readPlacements(
  { trx }: AgencyTransaction,
  where: RawBuilder<unknown>,
  most: number,
): Promise<PlacementLine[]> {
  const { rows } = await sql<Row>`
    select * from (
      select p.id, d.id as "destinationId", d.name as "destinationName", d.kind as "destinationKind",
             d.state as "destinationState", p.item_id as "storyId", p.translation_id as "translationId",
             ${HEADLINE} as headline, coalesce(t.language, i.language) as language,
             p.shown_channel as channel, p.archived, ${PLACEMENT_STATE} as state,
             i.state = 'killed' as "isKill", p.stands_version as version, p.slug, p.remote->>'url' as url, p.failures,
             p.ordered_at as "orderedAt", person.name as "orderedBy", job.next_at as "triedNextAt",
             last.at as "lastAt", last.deed as "lastDeed", last.outcome as "lastOutcome",
             last.status as "lastStatus", last.answer as "lastAnswer"
      from placement p
      join destination d on d.id = p.destination_id
      join item i on i.id = p.item_id
      left join translation t on t.id = p.translation_id
      left join person on person.id = p.person_id
      left join lateral (
        select l.at, l.deed, l.outcome, l.status, l.answer from delivery l
        where l.placement_id = p.id order by l.id desc limit 1) last on true
      left join (
        select payload->>'placementId' as placement, min(next_at) as next_at from outbox
        where done_at is null and topic in ('deliver', 'call-back') group by 1) job on job.placement = p.id::text
    ) placed
    where ${where} order by id desc limit ${most}`.execute(trx);
  return rows.map(toLine);
}

function toLine(row: Row): PlacementLine {
  const last = lastOf(row);
  const isOver = row.state === 'there' || row.state === 'gone' || row.state === 'told';
  return {
    id: row.id,
    destination: {
      id: row.destinationId,
      name: row.destinationName,
      kind: row.destinationKind,
      state: row.destinationState,
    },
    storyId: row.storyId,
    headline: row.headline,
    language: row.language,
    state: row.state,
    isKill: row.isKill,
    slug: row.slug,
    failures: row.failures,
    orderedAt: row.orderedAt,
    ...(row.channel === null ? {} : { channel: row.channel }),
    ...archivedOf(row),
    ...(row.translationId === null ? {} : { translationId: row.translationId }),
    ...(row.version === null ? {} : { version: row.version }),
    ...(row.url === null || row.state === 'gone' ? {} : { url: row.url }),
    ...(row.orderedBy === null ? {} : { orderedBy: row.orderedBy }),
    // A job that finds nothing to do is no attempt.
    ...(row.triedNextAt === null || isOver ? {} : { triedNextAt: row.triedNextAt }),
    ...(last ? { last } : {}),
  };
}

function archivedOf({ archived }: Row): Pick<PlacementLine, 'archived'> {
  return archived === null ? {} : { archived: { isOver: archived.isOver, because: archived.because } };
}

export function lastOf(row: LastRow): LastAttempt | undefined {
  if (row.lastAt === null || row.lastDeed === null || row.lastOutcome === null) return undefined;
  return {
    at: row.lastAt,
    deed: row.lastDeed,
    outcome: row.lastOutcome,
    answer: row.lastAnswer ?? '',
    ...(row.lastStatus === null ? {} : { status: row.lastStatus }),
  };
}
