import pg from 'pg';
import { startCluster } from './start-cluster.ts';

/** A cluster for a short visit; `name` is what our connections must call themselves (`application_name`). */
export type VisitedCluster = {
  readonly port: number;
  readonly name: string;
  /** To be called when our own connections are closed. */
  leave(): Promise<void>;
};

/**
 * Takes the cluster as it is found: one that a node uses goes on when we leave, one that nobody uses is started for us
 * and stopped by us. Whoever leaves last stops it, so that two visitors at once do not pull it from under each other.
 */
export async function visitCluster(options: {
  readonly directory: string;
  readonly password: string;
}): Promise<VisitedCluster> {
  const cluster = await startCluster(options);
  const name = `pactwire-visit-${process.pid}`;
  return {
    port: cluster.port,
    name,
    async leave() {
      if (await isUsedByOthers(cluster.port, options.password, name)) return;
      await cluster.stop();
    },
  };
}

/**
 * Connections that were closed may still be listed for a moment: ours are told apart by their name, and looks at whether
 * the server answers go to the database `postgres`, where no node works.
 */
async function isUsedByOthers(port: number, password: string, ourName: string): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' });
  try {
    await client.connect();
    const { rows } = await client.query<{ others: boolean }>(
      `select exists (select from pg_stat_activity where backend_type = 'client backend'
        and application_name <> $1 and datname <> 'postgres') as others`,
      [ourName],
    );
    return rows[0]?.others ?? false;
  } catch {
    return true; // it went away or is going: then it is not ours to stop
  } finally {
    await client.end().catch(() => undefined);
  }
}
