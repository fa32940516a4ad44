import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testNewsroom } from '#tests/town/test-newsroom.ts';
import { inAgency } from './in-agency.ts';
import { up } from './migrations/0265-copies-are-accounted-for.ts';

const migration: Migration = { up };
const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const DESTINATION = '11111111-1111-4111-8111-111111111111';
const [SHOWN, NEVER] = ['22222222-2222-4222-8222-222222222222', '33333333-3333-4333-8333-333333333333'];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** The tables as 0264 left them. */
async function before(): Promise<void> {
  await sql`alter table placement drop column shown_version, drop column language, drop column agreement_digest,
    drop column published_at, drop column settled_at`.execute(database.migrator.db);
}

test('what stood in other systems before is accounted for from then on, and the tables are closed again', async () => {
  const { agencyId, own } = await testNewsroom(database, AT);
  const [one, other] = [await own({ guid: 'urn:x:1' }), await own({ guid: 'urn:x:2' })];
  await before();
  await inAgency(database.app.db, agencyId, async (trx) => {
    await sql`insert into destination (id, agency_id, name, kind, place, state, added_at)
      values (${DESTINATION}, ${agencyId}, 'CMS', 'folder', '/out', 'active', ${AT})`.execute(trx);
    await sql`insert into placement (id, agency_id, destination_id, item_id, slug, wanted, stands, stands_version, ordered_at)
      values (${SHOWN}, ${agencyId}, ${DESTINATION}, ${one}, 'one', 'published', 'published', 1, ${AT}),
        (${NEVER}, ${agencyId}, ${DESTINATION}, ${other}, 'other', 'published', 'nothing', null, ${AT})`.execute(
      trx,
    );
  });
  await database.migrator.db.transaction().execute((trx) => migration.up(trx));
  const rows = await inAgency(database.app.db, agencyId, async (trx) =>
    trx
      .selectFrom('placement')
      .select(['id', 'shown_version', 'language', 'published_at', 'settled_at'])
      .orderBy('id')
      .execute(),
  );
  expect(rows).toEqual([
    { id: SHOWN, shown_version: 1, language: expect.any(String), published_at: AT, settled_at: AT },
    { id: NEVER, shown_version: null, language: null, published_at: null, settled_at: null },
  ]);
  const forced = await sql<{ readonly relname: string }>`select relname from pg_class
    where relname in ('placement', 'item', 'translation') and relforcerowsecurity order by relname`.execute(
    database.migrator.db,
  );
  expect(forced.rows.map(({ relname }) => relname)).toEqual(['item', 'placement', 'translation']);
});
