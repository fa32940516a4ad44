import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.drop());

const KEPT = sql<{ name: string }>`select name from pg_prepared_statements order by name`;

test('a connection keeps each marked statement once, also when it is said in several ways, and no other', () =>
  database.app.db.connection().execute(async (db) => {
    for (const number of [1, 2, 3]) {
      const one = await sql<{ n: number }>`/* prepare a_number */ select ${number}::integer as n`.execute(db);
      const two = await sql<{ n: number }>`/* prepare a_number */ select -${number}::integer as n`.execute(
        db,
      );
      const free = await sql<{ n: number }>`select ${number}::integer + 0 as n`.execute(db);
      expect([one, two, free].map(({ rows }) => rows[0]?.n)).toEqual([number, -number, number]);
    }
    const { rows } = await KEPT.execute(db);
    expect(rows.filter(({ name }) => name.startsWith('a_number_'))).toHaveLength(2);
    expect(rows.every(({ name }) => /^[a-z_]+_[0-9a-f]{16}$/.test(name))).toBe(true);
  }));

test('what is one statement too many for a connection is answered, and not kept', () =>
  database.app.db.connection().execute(async (db) => {
    for (let number = 0; number < 80; number += 1) {
      const all = Array.from({ length: number + 1 }, (_one, at) => at);
      const asked = sql<{
        all: number[];
      }>`/* prepare many */ select array[${sql.join(all)}]::integer[] as all`;
      const { rows } = await asked.execute(db);
      expect(rows).toEqual([{ all }]);
    }
    const { rows } = await KEPT.execute(db);
    expect(rows).toHaveLength(60);
  }));
