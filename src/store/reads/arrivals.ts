import { sql } from 'kysely';
import { instantOf, millisecondsOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import type { Arrivals, ArrivalsQuestion } from '#ports/reads/wire.ts';
import type { AgencyTransaction } from '../transact.ts';
import { cardOf, readAgencyCards } from './agency-cards.ts';
import { and, fromCondition, type Condition } from './visible.ts';

const HOURS = 48;
const HOUR = 3600;
/** Counted at most, the newest first, so that it costs the same on a large node. */
const MOST_COUNTED = 10_000;

/** How many stories came in each of the last hours, by agency; of those that may be seen now and of no others (I12). */
export async function readArrivals(
  transaction: AgencyTransaction,
  question: ArrivalsQuestion,
  isSeen: Condition,
): Promise<Arrivals> {
  const since = plusSeconds(startOfHour(question.at), -(HOURS - 1) * HOUR);
  // What arrived since was not touched before: the index of the newest ends the search early.
  const conditions = [
    isSeen,
    ...fromCondition(question.from),
    sql<boolean>`i.updated_at >= ${since}::timestamptz`,
    sql<boolean>`i.arrived_at >= ${since}::timestamptz`,
  ];
  const { rows } = await sql<{ did: string; hour: number; stories: number }>`
    with i as materialized (
      select i.provider_did, i.arrived_at from item i join item_search s on s.item_id = i.id
      where ${and(conditions)} order by i.updated_at desc limit ${MOST_COUNTED}
    )
    select provider_did as did, count(*) as stories,
      floor(extract(epoch from (arrived_at - ${since}::timestamptz)) / ${HOUR})::integer as hour
    from i group by 1, 3`.execute(transaction.trx);
  const cards = await readAgencyCards(transaction);
  const lanes = [...Map.groupBy(rows, ({ did }) => did)].map(([did, counted]) => ({
    agency: cardOf(cards, did),
    hours: Array.from({ length: HOURS }, (_, hour) => counted.find((row) => row.hour === hour)?.stories ?? 0),
    total: counted.reduce((sum, { stories }) => sum + stories, 0),
  }));
  return { since, lanes: lanes.toSorted((a, b) => b.total - a.total) };
}

/** Of the hour that begins with it. */
export function arrivedIn(hour: Instant | undefined): readonly Condition[] {
  if (hour === undefined) return [];
  const end = plusSeconds(hour, HOUR);
  return [
    sql<boolean>`(i.updated_at >= ${hour}::timestamptz and i.arrived_at >= ${hour}::timestamptz
      and i.arrived_at < ${end}::timestamptz)`,
  ];
}

function startOfHour(at: Instant): Instant {
  const milliseconds = HOUR * 1000;
  return instantOf(Math.floor(millisecondsOf(at) / milliseconds) * milliseconds);
}
