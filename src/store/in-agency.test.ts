import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { inAgency } from './in-agency.ts';
import { openDatabase, type OpenDatabase } from './open-database.ts';

let database: TestDatabase;
/** One connection, so that the next transaction gets what the last one left. */
let single: OpenDatabase;
beforeAll(async () => {
  database = await testDatabase();
  single = openDatabase(database.address('pactwire_app'), { connections: 1 });
});
afterAll(async () => {
  await single.close();
  await database.drop();
});

test('a statement that failed is no commit, even when its fault was swallowed (I1)', async () => {
  const done = inAgency(single.db, randomUUID(), async (trx) => {
    await sql`select 1 / 0`.execute(trx).catch(() => undefined);
    return 'accepted';
  });
  await expect(done).rejects.toThrow(/rolled back/);
});

test('a connection forgets the agency at the end, after a commit and after a fault (I14)', async () => {
  await inAgency(single.db, randomUUID(), () => Promise.resolve());
  expect(await namedAgency()).toBe('');
  const fault = inAgency(single.db, randomUUID(), () => Promise.reject(new Error('no')));
  await expect(fault).rejects.toThrow('no');
  expect(await namedAgency()).toBe('');
});

test('a name that is no UUID reaches no statement', async () => {
  const hostile = "'; drop table agency; --";
  await expect(inAgency(single.db, hostile, () => Promise.resolve())).rejects.toThrow(TypeError);
});

async function namedAgency(): Promise<string | undefined> {
  const { rows } = await sql<{
    name: string;
  }>`select current_setting('pactwire.agency', true) as name`.execute(single.db);
  return rows[0]?.name;
}
