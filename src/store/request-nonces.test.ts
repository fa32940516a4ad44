import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { forgetNonces, requestNonces } from './request-nonces.ts';

const AT = instantOf(Date.UTC(2027, 0, 4));
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const lifeFrom = (createdAt: Instant) => ({ createdAt, expiresAt: plusSeconds(createdAt, 300) });

test('of all who ask for one nonce at once one hears yes (I19)', async () => {
  const nonces = requestNonces(database.app.db);
  const asked = Array.from({ length: 20 }, (_, at) => nonces.use('race', `n${at % 2}`, lifeFrom(AT)));
  expect((await Promise.all(asked)).filter((isFresh) => isFresh)).toHaveLength(2);
  expect(await nonces.use('another', 'n0', lifeFrom(AT))).toBe(true);
});

test('where PostgreSQL was killed and has emptied what it did not write ahead, all up to the horizon is refused', async () => {
  const nonces = requestNonces(database.app.db);
  await nonces.remember('killed');
  await Promise.all([3, 9, 1, 7].map((seconds) => nonces.raise('killed', plusSeconds(AT, seconds))));
  expect(await nonces.use('killed', 'one', lifeFrom(AT))).toBe(true);
  // A table that is not written ahead is what PostgreSQL empties then.
  const { rows } = await sql<{ relname: string }>`select relname from pg_class
    where relpersistence = 'u' and relkind = 'r' order by 1`.execute(database.migrator.db);
  expect(rows.map(({ relname }) => relname)).toEqual(['request_memory', 'request_nonce']);
  await sql`truncate request_memory, request_nonce`.execute(database.migrator.db);
  expect(await nonces.use('killed', 'one', lifeFrom(AT))).toBe(false);
  expect(await nonces.use('killed', 'two', lifeFrom(plusSeconds(AT, 9)))).toBe(false);
  expect(await nonces.use('killed', 'two', lifeFrom(plusSeconds(AT, 10)))).toBe(true);
});

test('a nonce is forgotten long after its signature expired, and by a clock that jumped is believed no second time (I27)', async () => {
  const nonces = requestNonces(database.app.db);
  const count = async () =>
    (
      await sql<{ n: number }>`select count(*) as n from request_nonce where keyid = 'old'`.execute(
        database.app.db,
      )
    ).rows[0]?.n;
  expect(await nonces.use('old', 'one', lifeFrom(AT))).toBe(true);
  expect(await nonces.use('old', 'two', lifeFrom(plusSeconds(AT, 20)))).toBe(true);
  await forgetNonces(database.app.db, plusSeconds(AT, 599));
  expect(await count()).toBe(2);
  await forgetNonces(database.app.db, plusSeconds(AT, 610));
  expect(await count()).toBe(1);
  expect(await nonces.use('old', 'one', lifeFrom(AT))).toBe(false);
  expect(await nonces.use('old', 'two', lifeFrom(plusSeconds(AT, 20)))).toBe(false);
  await forgetNonces(database.app.db, plusSeconds(AT, 86_400));
  expect(await nonces.use('old', 'two', lifeFrom(plusSeconds(AT, 20)))).toBe(false);
  expect(await nonces.use('old', 'three', lifeFrom(plusSeconds(AT, 21)))).toBe(true);
});
