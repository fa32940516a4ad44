import { isAlive, startCluster, type Cluster } from './start-cluster.ts';

/** A cluster that is started again, on its port, whenever its process ends without our asking. */
export type KeptCluster = { readonly port: number; stop(): Promise<void> };

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
    async stop() {
      stopping = true;
      clearInterval(watch);
      await restarting;
      await cluster.stop();
    },
  };
}
