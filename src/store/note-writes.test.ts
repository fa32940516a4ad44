import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import type { Database } from './tables/database.ts';
import { changedBell, transactWith } from './transact.ts';

const AT = instantOf(Date.UTC(2027, 0, 1));
let database: TestDatabase;
let agencyId: string;
beforeAll(async () => {
  database = await testDatabase();
  agencyId = await testAgency(database);
});
afterAll(() => database.drop());

/** What is rung after a transaction of this work. */
async function rungBy(work: (trx: Kysely<Database>) => Promise<unknown>): Promise<readonly string[]> {
  const rung: string[] = [];
  const transact = transactWith(
    database.app.db,
    ({ trx }) => trx,
    (names) => rung.push(...names),
  );
  await transact(agencyId, work);
  return rung;
}

const record = (trx: Kysely<Database>) =>
  trx.insertInto('common_lexeme').values({ agency_id: agencyId, lexeme: 'x', share: 1 }).execute();

test('a row that a screen shows rings for its agency once it is committed, however it was written', async () => {
  const changed = [changedBell(agencyId)];
  expect(await rungBy(record)).toEqual(changed);
  expect(
    await rungBy((trx) =>
      trx.updateTable('common_lexeme').set({ share: 2 }).where('lexeme', '=', 'x').execute(),
    ),
  ).toEqual(changed);
  expect(
    await rungBy((trx) => sql`update common_lexeme set share = 3 where lexeme = ${'x'}`.execute(trx)),
  ).toEqual(changed);
  expect(
    await rungBy((trx) =>
      sql`with gone as (delete from common_lexeme where lexeme = ${'x'} returning 1) select * from gone`.execute(
        trx,
      ),
    ),
  ).toEqual(changed);
});

test('what only reads, holds rows, finds none to change, or is undone rings for nobody', async () => {
  await rungBy(record);
  expect(await rungBy((trx) => trx.selectFrom('common_lexeme').selectAll().forUpdate().execute())).toEqual(
    [],
  );
  expect(await rungBy((trx) => sql`select 1 from common_lexeme for update skip locked`.execute(trx))).toEqual(
    [],
  );
  expect(
    await rungBy((trx) =>
      trx.updateTable('common_lexeme').set({ share: 2 }).where('lexeme', '=', 'nobody').execute(),
    ),
  ).toEqual([]);
  const rung: string[] = [];
  const transact = transactWith(
    database.app.db,
    ({ trx }) => trx,
    (names) => rung.push(...names),
  );
  await expect(
    transact(agencyId, async (trx) => {
      await trx.deleteFrom('common_lexeme').execute();
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  expect(rung).toEqual([]);
});

test('what no screen shows rings for nobody', async () => {
  const job = { agency_id: agencyId, topic: 'hint' as const, payload: '{}', created_at: AT, next_at: AT };
  expect(await rungBy((trx) => trx.insertInto('outbox').values(job).execute())).toEqual([]);
  expect(await rungBy((trx) => sql`update outbox set done_at = ${AT}::timestamptz`.execute(trx))).toEqual([]);
});
