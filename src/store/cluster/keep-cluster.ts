import { isUsedByOthers } from './others-at-cluster.ts';
import { isAlive, startCluster, type Cluster } from './start-cluster.ts';

/**
 * A cluster that is started again, on its port, whenever its process ends without our asking. Our connections call themselves
 * `name` (`application_name`); when they are closed we leave, and the last process of the node that leaves stops it.
 */
export type KeptCluster = { readonly port: number; readonly name: string; leave(): Promise<void> };

const LOOK_EVERY_MS = 200;

export async function keepCluster(options: {
  directory: string;
  password: string;
  onRestart: (why: string) => void;
}): Promise<KeptCluster> {
  let cluster: Cluster = await startCluster(options);
  let stopping = false;
  let restarting: Promise<void> = Promise.resolve();
  const port = cluster.port;
  const name = `pactwire-${process.pid}`;

  async function restart(): Promise<void> {
    options.onRestart('PostgreSQL ended by itself and is started again');
    for (;;) {
      try {
        cluster = await startCluster({ ...options, port });
        return;
      } catch (fault) {
        if (stopping) return;
        options.onRestart(
          `PostgreSQL did not start: ${fault instanceof Error ? fault.message : 'unknown'}; trying again`,
        );
        await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS * 5));
      }
    }
  }

  let busy = false;
  const watch = setInterval(() => {
    if (stopping || busy || isAlive(cluster.processId)) return;
    busy = true;
    restarting = restart().finally(() => {
      busy = false;
    });
  }, LOOK_EVERY_MS);

  return {
    port,
    name,
    async leave() {
      stopping = true;
      clearInterval(watch);
      await restarting;
      const asked = isUsedByOthers({ port, password: options.password, name, like: 'pactwire-%' });
      if (await asked.catch(() => false)) return;
      await cluster.stop();
    },
  };
}
