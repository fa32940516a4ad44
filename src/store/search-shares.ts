import { sql, type Kysely } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import { OWN_WIRE } from './item-products.ts';
import type { Database } from './tables/database.ts';
import { transactWith, type AgencyTransaction } from './transact.ts';

/** Newest stories that are counted; the rest is like them. */
const SAMPLE = 2000;
/** For so many of the newest it is kept since when they came: 500, and a fifth more each time, up to a million. */
const REACHES = Array.from({ length: 45 }, (_, step) => Math.round(500 * 2 ** (step / 4)));
/** Words rarer than this count as rare, so the table stays small. */
const LEAST_SHARE = 0.004;
/** Under this name stands the number of stories; no lexeme begins with a blank. */
export const STORY_COUNT = ' ';
/** All names that begin so stand before it, in the order of code points that the database keeps. */
export const AFTER_STORY_COUNTS = '!';

/** Under this name that of the stories in a language, as many as they are among those that were counted. */
export function storiesOfLanguage(language: string): string {
  return `${STORY_COUNT}${language}`;
}

/**
 * Counts anew which words are common, and since when the newest came, among the stories this agency may see now; the worker calls it
 * every quarter of an hour. Only those are counted: a hidden story must not move the order of the visible ones (I12).
 */
export async function refreshShares({ trx, agencyId }: AgencyTransaction, at: Instant): Promise<void> {
  const products = await productsInForce({ trx, agencyId }, at);
  await sql`create temporary table counted on commit drop as
    select item_id, lexemes from item_search where products && ${products}::integer[]
    order by updated_at desc limit ${SAMPLE}`.execute(trx);
  await trx.deleteFrom('common_lexeme').execute();
  await sql`
    insert into common_lexeme (agency_id, lexeme, share)
    select ${agencyId}::uuid, word, ndoc::real / (select count(*) from counted)
    from ts_stat('select lexemes from counted')
    where ndoc > 3 and ndoc >= ${LEAST_SHARE}::real * (select count(*) from counted)
    union all
    select ${agencyId}::uuid, ${STORY_COUNT} || language, number from (
      with visible as (
        select count(*)::real as number from item_search where products && ${products}::integer[])
      select '' as language, number from visible
      union all
      select i.language, number * count(*) / (select count(*) from counted)
      from visible, counted c join item i on i.id = c.item_id group by i.language, number) as languages`.execute(
    trx,
  );
  await trx.deleteFrom('story_reach').execute();
  await sql`
    insert into story_reach (agency_id, stories, since)
    select ${agencyId}::uuid, place, updated_at from (
      select updated_at, row_number() over (order by updated_at desc) as place
      from item_search where products && ${products}::integer[]) as visible
    where place = any(${REACHES}::bigint[])`.execute(trx);
}

/** The products whose stories the agency may see at a moment: its own wire, and what agreements in force let it receive. */
export async function productsInForce(
  { trx, agencyId }: AgencyTransaction,
  at: Instant,
): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('product')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('direction', '=', 'receive')
    .where('suspended', '=', false)
    .where('in_force_from', '<=', at)
    .where('in_force_until', '>', at)
    .execute();
  return [OWN_WIRE, ...rows.map(({ id }) => id)];
}

/** `refreshShares` for the worker. */
export function shareRefresher(db: Kysely<Database>): (agencyId: string, at: Instant) => Promise<void> {
  const transact = transactWith(db, (transaction) => transaction);
  return (agencyId, at) => transact(agencyId, (transaction) => refreshShares(transaction, at));
}
