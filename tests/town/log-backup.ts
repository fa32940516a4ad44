import type { LogHouse } from './log-town.ts';
import type { TestDatabase } from './test-database.ts';

/** What is needed to take a log back to where it was. */
export type LogBackup = {
  readonly note: string;
  readonly leaves: number;
  readonly size: number;
};

export async function backUpLog(database: TestDatabase, { tools, agency }: LogHouse): Promise<LogBackup> {
  const newest = await tools.transact(agency.id, ({ transparency }) => transparency.newest());
  const { rows } = await database.app.pool.query<{ number: number }>(
    'select max(number) as number from log_leaf',
  );
  return { note: newest?.note ?? '', leaves: rows[0]?.number ?? 0, size: newest?.size ?? 0 };
}

/** The database as it was then: everything that was added later is gone. What lies beside the database stays. */
export async function restoreLog(
  database: TestDatabase,
  { agency }: LogHouse,
  { leaves, size }: LogBackup,
): Promise<void> {
  const later: Readonly<Record<string, string>> = {
    log_cosignature: `size > ${size}`,
    log_checkpoint: `size > ${size}`,
    log_hash: `level = 0 and index >= ${size}`,
    log_entry: `index >= ${size}`,
    log_leaf: `number > ${leaves}`,
  };
  for (const [table, rows] of Object.entries(later))
    await asOwner(database, table, `delete from ${table} where agency_id = '${agency.id}' and ${rows}`);
}

/** What a person with the whole machine in hand can do, and the application cannot. */
export async function asOwner(database: TestDatabase, table: string, statement: string): Promise<void> {
  const lift = `alter table ${table} no force row level security`;
  await database.migrator.pool.query(
    `begin; ${lift}; ${statement}; alter table ${table} force row level security; commit`,
  );
}
