import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Agency } from '#domain/newsroom/agency.ts';
import { systemClock } from '#engines/world.ts';
import { startCluster } from '#store/cluster/start-cluster.ts';
import { openDatabase, type OpenDatabase } from '#store/open-database.ts';
import { openStores, type Stores } from '#store/open-stores.ts';
import { prepareDatabase } from '#store/prepare-database.ts';
import { transactWith } from '#store/transact.ts';
import type { Transact } from '#ports/transaction.ts';

/** A fresh native PostgreSQL with one agency, thrown away afterwards; fsync is on as in a real node. */
export type BenchStore = {
  readonly agency: Agency;
  readonly app: OpenDatabase;
  readonly transact: Transact<Stores>;
  /** Plain connections as the superuser, for the limits. */
  readonly raw: pg.Pool;
  readonly address: {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly password: string;
  };
  close(): Promise<void>;
};

const PASSWORD = 'bench';
const DATABASE = 'bench';

export async function benchStore(): Promise<BenchStore> {
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-bench-'));
  const cluster = await startCluster({ directory: join(folder, 'pg'), password: PASSWORD });
  const passwords = {
    pactwire_migrator: PASSWORD,
    pactwire_app: PASSWORD,
    pactwire_portal: PASSWORD,
    pactwire_log: PASSWORD,
  };
  await prepareDatabase({ port: cluster.port, superuserPassword: PASSWORD, database: DATABASE, passwords });
  const place = { host: '127.0.0.1', port: cluster.port, database: DATABASE, password: PASSWORD };
  const app = openDatabase({ ...place, user: 'pactwire_app' }, { connections: 60 });
  const raw = new pg.Pool({ ...place, user: 'postgres', max: 60 });
  raw.on('error', () => undefined); // the cluster stops before the last idle connection has gone
  const transact = transactWith(app.db, openStores);
  const agency = benchAgency();
  await transact(agency.id, ({ agencies }) => agencies.add(agency, systemClock.now()));
  return {
    agency,
    app,
    transact,
    raw,
    address: place,
    async close() {
      await Promise.all([app.close(), raw.end()]);
      await cluster.stop();
      for (const left of [cluster.directory, `${cluster.directory}.log`])
        rmSync(left, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function benchAgency(): Agency {
  const name = { vi: 'Đo', 'zh-Hans': '测', en: 'Bench' };
  return {
    id: randomUUID(),
    slug: 'bench',
    did: 'did:web:bench.example',
    name,
    ownership: 'independent',
    languages: ['vi', 'zh-Hans', 'en'],
    territory: 'VN',
    timeZone: 'Asia/Ho_Chi_Minh',
    place: name,
  };
}
