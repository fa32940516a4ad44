import { randomUUID } from 'node:crypto';
import { admitVersions } from '#app/item/admit-version.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { benchItem } from './bench-items.ts';
import type { BenchStore } from './bench-store.ts';
import { inTurns, perSecond, type Figure } from './measure.ts';

const BATCH = 500;
const BATCHES = 4;
const ROUNDS = 3;

/**
 * Admission of parsed items, everything in: digest, block alignment, lexemes, item, version, search row, activity, outbox,
 * in batches of 500 a transaction; beside it COPY of the finished rows into the same tables with the same indexes.
 */
export async function ingest(store: BenchStore): Promise<readonly Figure[]> {
  let number = 0;
  const count = BATCH * BATCHES;
  const admit = async (): Promise<number> => {
    const at = systemClock.now();
    const batches = Array.from({ length: BATCHES }, () =>
      Array.from({ length: BATCH }, () => ({
        version: benchItem(store.agency.did, (number += 1), at),
        origin: 'own' as const,
        at,
      })),
    );
    return perSecond(count, async () => {
      for (const batch of batches) {
        await store.transact(store.agency.id, (stores) =>
          admitVersions({ stores, ids: systemIds, hash: nodeHash }, batch),
        );
      }
    });
  };
  const copy = await copyOfRows(store, count);
  const { limit, ours } = await inTurns(ROUNDS, copy, admit);
  return [
    {
      work: 'item ingest, batches of 500 with digest, lexemes, outbox',
      unit: 'items/s',
      limitName: 'COPY of the same finished rows (item, version, search, outbox; same indexes)',
      limit,
      ours,
      goal: '≥ 0.85',
      note: 'ours includes all CPU of admission in one process; the limit none',
    },
  ];
}

/**
 * Rows that admission made are written to files by COPY TO under new names, then read back by COPY FROM in one transaction
 * with fsync: what the tables and their indexes alone cost. Writing the files is not counted.
 */
async function copyOfRows(store: BenchStore, count: number): Promise<() => Promise<number>> {
  const at = systemClock.now();
  const seedRows = Array.from({ length: count }, (_, index) => ({
    version: benchItem(store.agency.did, 10_000_000 + index, at),
    origin: 'own' as const,
    at,
  }));
  await store.transact(store.agency.id, (stores) =>
    admitVersions({ stores, ids: systemIds, hash: nodeHash }, seedRows),
  );
  for (const table of TABLES)
    await store.raw.query(`create table kept_${table} as select * from ${table} limit ${count}`);
  return async () => {
    const salt = randomUUID().slice(0, 8);
    const files: CopyFile[] = [];
    for (const table of TABLES) files.push(await writeFile(store, table, salt));
    return perSecond(count, () => copyIn(store, files));
  };
}

const TABLES = ['item', 'item_version', 'item_search', 'outbox'] as const;

type CopyFile = { readonly table: string; readonly columns: string; readonly path: string };

async function writeFile(store: BenchStore, table: string, salt: string): Promise<CopyFile> {
  const names = await columnsOf(store, table);
  const renamed = (name: string): string => {
    if ((table === 'item' && name === 'id') || name === 'item_id')
      return `md5(${name}::text || '${salt}')::uuid`;
    return table === 'item' && name === 'guid' ? `guid || '${salt}'` : name;
  };
  const columns = names.join(', ');
  const { rows } = await store.raw.query<{ folder: string }>(
    "select current_setting('data_directory') as folder",
  );
  const path = `${rows[0]?.folder ?? ''}/bench-${table}`;
  await store.raw.query(`copy (select ${names.map(renamed).join(', ')} from kept_${table}) to '${path}'`);
  return { table, columns, path };
}

async function copyIn(store: BenchStore, files: readonly CopyFile[]): Promise<void> {
  const client = await store.raw.connect();
  try {
    await client.query('begin');
    for (const { table, columns, path } of files)
      await client.query(`copy ${table} (${columns}) from '${path}'`);
    await client.query('commit');
  } finally {
    client.release();
  }
}

async function columnsOf({ raw }: BenchStore, table: string): Promise<readonly string[]> {
  const { rows } = await raw.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'
     order by ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => name);
}
