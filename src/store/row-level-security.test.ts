import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { openStores } from './open-stores.ts';
import { transactWith } from './transact.ts';

const AT = instantOf(Date.UTC(2027, 0, 1));
const mine = randomUUID();
const theirs = randomUUID();
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  for (const id of [mine, theirs]) {
    await database.app.db
      .insertInto('agency')
      .values({
        id,
        slug: id,
        did: `did:web:${id}`,
        name: JSON.stringify({ vi: 'A', 'zh-Hans': 'A', en: 'A' }),
        ownership: 'independent',
        languages: ['vi'],
        territory: 'VN',
        time_zone: 'Asia/Ho_Chi_Minh',
        place: JSON.stringify({ vi: 'A', 'zh-Hans': 'A', en: 'A' }),
        created_at: AT,
      })
      .execute();
  }
});
afterAll(() => database.drop());

test('an agency of a shared node sees no row of another, though no query asks whose it is (I14)', async () => {
  const transact = transactWith(database.app.db, openStores);
  await transact(theirs, ({ activities }) => activities.record({ at: AT, what: 'secret', subject: 'x' }));

  const seen = (agency: string) =>
    database.app.db.transaction().execute(async (trx) => {
      await sql`select set_config('pactwire.agency', ${agency}, true)`.execute(trx);
      return trx.selectFrom('activity').selectAll().execute();
    });

  expect(await seen(theirs)).toHaveLength(1);
  expect(await seen(mine)).toEqual([]);
  expect(await database.app.db.selectFrom('activity').selectAll().execute()).toEqual([]);
});

test('an agency cannot write a row in another’s name', async () => {
  const writing = database.app.db.transaction().execute(async (trx) => {
    await sql`select set_config('pactwire.agency', ${mine}, true)`.execute(trx);
    await trx
      .insertInto('activity')
      .values({ agency_id: theirs, at: AT, what: 'forged', subject: 'x' })
      .execute();
  });
  await expect(writing).rejects.toThrow(/row-level security/);
});

test('every table with an agency’s rows is under forced row-level security', async () => {
  const { rows } = await sql<{ table: string }>`
    select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency_id'
    where n.nspname = 'public' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)
      and c.relname <> 'session'`.execute(database.migrator.db);
  expect(rows).toEqual([]);
});

test.each([
  ['an activity', sql`update activity set what = 'other'`],
  ['an entry of a channel', sql`delete from entry`],
  ['an entry of a channel', sql`update entry set jws = ''`],
])('the application can add to history and cannot change or delete %s', async (_what, change) => {
  const changing = database.app.db.transaction().execute(async (trx) => {
    await sql`select set_config('pactwire.agency', ${theirs}, true)`.execute(trx);
    await change.execute(trx);
  });
  await expect(changing).rejects.toThrow(/permission denied/);
});

test('the portal’s role reads the released projection and nothing else', async () => {
  await expect(database.portal.db.selectFrom('item').selectAll().execute()).rejects.toThrow(
    /permission denied/,
  );
  await expect(database.portal.db.deleteFrom('portal.story').execute()).rejects.toThrow(/permission denied/);
  expect(await database.portal.db.selectFrom('portal.story').selectAll().execute()).toEqual([]);
});

test('log leaves are inserted through the log writer and changed by nobody', async () => {
  const leaf = {
    agency_id: mine,
    kind: 'kill',
    subject_hash: 'h',
    reason_class: 'error',
    occurred_at: AT,
    leaf: '{}',
  };
  await expect(database.app.db.insertInto('log_leaf').values(leaf).execute()).rejects.toThrow(
    /permission denied/,
  );
  await database.app.db.transaction().execute(async (trx) => {
    await sql`select set_config('pactwire.agency', ${mine}, true)`.execute(trx);
    await sql`set local role pactwire_log`.execute(trx);
    await trx.insertInto('log_leaf').values(leaf).execute();
    await sql`reset role`.execute(trx);
  });
  await expect(database.app.db.deleteFrom('log_leaf').execute()).rejects.toThrow(/permission denied/);
  await expect(database.app.db.updateTable('log_leaf').set({ kind: 'x' }).execute()).rejects.toThrow(
    /permission denied/,
  );
});
