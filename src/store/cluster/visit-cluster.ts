import { isUsedByOthers } from './others-at-cluster.ts';
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
      const asked = isUsedByOthers({ port: cluster.port, password: options.password, name, like: '%' });
      // When it does not answer it went away or is going: then it is not ours to stop.
      if (await asked.catch(() => true)) return;
      await cluster.stop();
    },
  };
}
