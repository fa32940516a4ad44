import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { requestHorizons } from './request-horizons.ts';

const AT = instantOf(Date.UTC(2027, 0, 4));
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('a horizon is kept for each key and never comes back, whoever is slower to write (I19)', async () => {
  const horizons = requestHorizons(database.app.db);
  expect(await horizons.find('a')).toBeUndefined();
  await Promise.all([3, 9, 1, 7].map((seconds) => horizons.raise('a', plusSeconds(AT, seconds))));
  await horizons.raise('b', AT);
  expect(await horizons.find('a')).toBe(plusSeconds(AT, 9));
  expect(await horizons.find('b')).toBe(AT);
});
