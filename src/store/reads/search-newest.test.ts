import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import type { WirePage, WireQuestion } from '#ports/reads/wire.ts';
import { askedWords } from '#tests/town/asked-words.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { refreshShares } from '../search-shares.ts';
import { transactWith, type AgencyTransaction } from '../transact.ts';
import { wireReads } from './wire.ts';

/** The newest are those of two days. */
const AT = instantOf(Date.UTC(2027, 0, 1, 3));
const EARLIER = plusSeconds(AT, -3 * 86_400);
let database: TestDatabase;
let desk: TestNewsroom;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  desk = await testNewsroom(database, AT);
});

const wire = (question: Partial<WireQuestion> = {}): Promise<WirePage> =>
  wireReads(database.app.db).list(desk.agencyId, { at: AT, from: 'all', limit: 50, ...question });
const transact = <T>(work: (transaction: AgencyTransaction) => Promise<T>): Promise<T> =>
  transactWith(database.app.db, (transaction) => transaction)(desk.agencyId, work);

/** The story so many times more, each a minute older than the one before. */
async function repeat(itemId: string, times: number): Promise<void> {
  await transact(({ trx }) =>
    sql`with copy as (
        select i, s, gen_random_uuid() as id, number * interval '1 minute' as earlier
        from item i join item_search s on s.item_id = i.id, generate_series(1, ${times}::integer) as number
        where i.id = ${itemId}::uuid),
      items as (insert into item select made.* from copy, jsonb_populate_record(i, jsonb_build_object(
        'id', id, 'guid', id, 'updated_at', (i).updated_at - earlier)) as made)
      insert into item_search (item_id, agency_id, analyzer_version, products, lexemes, updated_at, traits)
      select id, (s).agency_id, (s).analyzer_version, (s).products, (s).lexemes, (s).updated_at - earlier,
        story_traits((i).origin, (i).provider_did, (i).news_type, (i).language, (i).topics, (s).updated_at - earlier)
      from copy`.execute(trx),
  );
}

test('a common word is looked for among the newest stories first, and found as if among all', async () => {
  const old = await desk.own({ guid: 'old', language: 'en-GB', headline: 'Flood' }, { at: EARLIER });
  await repeat(old, 299);
  await repeat(await desk.own({ guid: 'new', language: 'en-US', headline: 'Flood' }), 1400);
  // Some two hundred of them among the newest five hundred: enough are among the newest two thousand.
  await repeat(await desk.own({ guid: 'third', language: 'en-AU', headline: 'Flood' }), 900);
  const reaches = async () => {
    await transact((transaction) => refreshShares(transaction, AT));
    return transact(({ trx }) => trx.selectFrom('story_reach').selectAll().orderBy('stories').execute());
  };
  const seen = await reaches();
  expect(seen.map(({ stories }) => stories)).toEqual([
    500, 595, 707, 841, 1000, 1189, 1414, 1682, 2000, 2378,
  ]);
  await repeat(await desk.received({ guid: 'hidden', headline: 'Flood' }), 10);
  expect(await reaches()).toEqual(seen);

  const languages = ['en-GB', 'en-US', 'en-AU'].map((language) => ({ language }));
  const asked = [{}, ...languages, { sort: 'newest' }] as const;
  const pages = async () =>
    Promise.all(asked.map((question) => wire({ terms: askedWords('flood'), ...question })));
  const first = await pages();
  expect(first.map(({ total }) => total)).toEqual([250, 250, 250, 250, 250]);
  expect(first.every(({ isPart }) => isPart)).toBe(true);
  await transact(({ trx }) => trx.deleteFrom('story_reach').execute());
  expect(await pages()).toEqual(first);
});

test('a wire of more stories than are counted says that there may be more', async () => {
  await repeat(await desk.own({ guid: 'one', headline: 'Flood' }), 9_998);
  const less = await wire();
  expect([less.total, less.isPart]).toEqual([9_999, false]);
  await desk.own({ guid: 'other', headline: 'Storm', language: 'vi' });
  const all = await wire();
  expect([all.total, all.isPart]).toEqual([10_000, true]);
  expect((await wire({ language: 'vi' })).isPart).toBe(true);
});

test('under row-level security a search is still served by its index', async () => {
  await repeat(await desk.own({ guid: 'one', headline: 'Flood' }), 300);
  await sql`analyze item_search`.execute(database.migrator.db);
  const plan = await transact(async ({ trx }) => {
    await sql`set local enable_seqscan = off`.execute(trx);
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select item_id from item_search
      where lexemes @@ 'storm'::tsquery and traits @> '{language en}'`.execute(trx);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toMatch(/item_search_lexemes[^:]*Index Cond: [^\n]*lexemes @@ [^\n]*traits @>/u);
});
