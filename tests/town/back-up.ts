import pg from 'pg';
import { TEST_PASSWORDS } from './test-passwords.ts';
import type { TestDatabase } from './test-database.ts';

/** Keeps everything that an agency has in the database, and puts it back when it is called: an old backup was restored. */
export async function backUp(database: TestDatabase, agencyId: string): Promise<() => Promise<void>> {
  const kept = new Map<string, unknown[]>();
  await asSuperuser(database, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
        join information_schema.tables using (table_schema, table_name)
        where column_name = 'agency_id' and table_type = 'BASE TABLE'`,
    );
    for (const { name } of rows) {
      const found = await client.query<{ row: unknown }>(
        `select to_jsonb(t) as row from ${name} t where agency_id = $1`,
        [agencyId],
      );
      kept.set(
        name,
        found.rows.map(({ row }) => row),
      );
    }
  });
  return () =>
    asSuperuser(database, async (client) => {
      await client.query(`set session_replication_role = replica`);
      for (const [name, rows] of kept) {
        await client.query(`delete from ${name} where agency_id = $1`, [agencyId]);
        await client.query(
          `insert into ${name} overriding system value
            select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
          [JSON.stringify(rows)],
        );
      }
    });
}

async function asSuperuser(
  database: TestDatabase,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const { host, port, database: name } = database.address('pactwire_app');
  const client = new pg.Client({
    host,
    port,
    database: name,
    user: 'postgres',
    password: TEST_PASSWORDS.postgres,
  });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
