import { join } from 'node:path';
import { keepCluster } from '#store/cluster/keep-cluster.ts';
import { visitCluster } from '#store/cluster/visit-cluster.ts';
import { openDatabase, type OpenDatabase } from '#store/open-database.ts';
import { openStores, type Stores } from '#store/open-stores.ts';
import { openStation, type Ears, type Station } from '#store/station.ts';
import { prepareDatabase } from '#store/prepare-database.ts';
import type { DatabaseRole } from '#store/roles.ts';
import { transactWith } from '#store/transact.ts';
import type { Transact } from '#ports/transaction.ts';
import type { NodeSecrets } from './node-secrets.ts';

/** The node's database, running and migrated, as each role sees it. */
export type OpenStore = {
  readonly app: OpenDatabase;
  readonly portal: OpenDatabase;
  readonly transact: Transact<Stores>;
  /** Whoever only visits has none. */
  readonly station?: Station;
  close(): Promise<void>;
};

/** The same for a process that stays: it has a station among those that work on the database. */
export type NodeStore = OpenStore & {
  readonly station: Station;
  /** Whether this is the one of them that does what one does for all; it becomes so when nobody is. */
  leads(): Promise<boolean>;
};

/** What a process hears: of its own commits, and of the other processes. */
export type NodeEars = Ears & { readonly committed: (names: ReadonlySet<string>) => void };

const DATABASE = 'pactwire';
const LEAD = 'lead';

/** Opens the database for one of the processes of a node; the last one that closes stops it. */
export async function openStore(
  dataFolder: string,
  secrets: NodeSecrets,
  log: (line: string) => void,
  ears: NodeEars,
): Promise<NodeStore> {
  const cluster = await keepCluster({
    directory: join(dataFolder, 'postgres'),
    password: secrets.superuserPassword,
    onRestart: log,
  });
  await prepare(cluster.port, secrets);
  const station = await openStation(addressOf(cluster, secrets, 'pactwire_app'), ears);
  const store = openRoles(cluster, secrets, ears.committed);
  return {
    ...store,
    station,
    leads: async () => (await station.holds(LEAD)) || station.take(LEAD),
    async close() {
      await station.close();
      await store.close();
    },
  };
}

/**
 * The same for a short visit beside a node that may be running: closing closes our connections, and the database only
 * when nobody else is at it.
 */
export async function visitStore(dataFolder: string, secrets: NodeSecrets): Promise<OpenStore> {
  const cluster = await visitCluster({
    directory: join(dataFolder, 'postgres'),
    password: secrets.superuserPassword,
  });
  await prepare(cluster.port, secrets);
  return openRoles(cluster, secrets);
}

function prepare(port: number, { superuserPassword, passwords }: NodeSecrets): Promise<void> {
  return prepareDatabase({ port, superuserPassword, database: DATABASE, passwords });
}

type OpenCluster = { readonly port: number; readonly name: string; leave(): Promise<void> };

function addressOf({ port, name }: OpenCluster, { passwords }: NodeSecrets, user: DatabaseRole) {
  return {
    host: '127.0.0.1',
    port,
    database: DATABASE,
    user,
    password: passwords[user],
    application_name: name,
  };
}

function openRoles(
  cluster: OpenCluster,
  secrets: NodeSecrets,
  heard?: (names: ReadonlySet<string>) => void,
): OpenStore {
  const app = openDatabase(addressOf(cluster, secrets, 'pactwire_app'), { connections: 24 });
  const portal = openDatabase(addressOf(cluster, secrets, 'pactwire_portal'), { connections: 8 });
  return {
    app,
    portal,
    transact: transactWith(app.db, openStores, heard),
    async close() {
      await Promise.allSettled([app.close(), portal.close()]);
      await cluster.leave();
    },
  };
}
