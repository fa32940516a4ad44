import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { writeTableTypes } from '#tools/table-types.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('the row types of the tables are those that the migrations make (npm run generate)', async () => {
  const client = await database.app.pool.connect();
  try {
    const written = readFileSync(new URL('tables/database.ts', import.meta.url), 'utf8');
    expect(written).toBe(await writeTableTypes(client));
  } finally {
    client.release();
  }
});
