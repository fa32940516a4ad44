import { systemClock } from '#engines/world.ts';
import { makeServer } from '#http/server.ts';
import { listen } from '#store/listen.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { keySafe } from '#partners/keys/key-safe.ts';
import { createBell } from '#worker/bell.ts';
import type { NodeConfig } from './config.ts';
import { nodeSecrets } from './node-secrets.ts';
import { openStore } from './open-store.ts';
import { openAgencyKeys } from './wire/agency-keys.ts';
import { mountDoors } from './wire/doors.ts';
import { nodeTools } from './wire/node-tools.ts';
import { startWork } from './wire/work.ts';
import { sessionFinder } from './wire/accounts.ts';

/** A node that serves and works. */
export type OpenNode = { readonly origin: string; stop(): Promise<void> };

/** One line of what a node is doing, for people; never a title, a name or an address (I25). */
export type Say = (line: string) => void;

/** Opens a whole node: database, keys, doors, worker. An agency has to have been founded in its data folder. */
export async function openNode(config: NodeConfig, say: Say): Promise<OpenNode> {
  const secrets = nodeSecrets(config.dataFolder);
  const store = await openStore(config.dataFolder, secrets, say);
  say('database ready');
  const agencies = await agencyDirectory(store.app.db).list();
  if (agencies.length === 0) {
    await store.close();
    throw new Error(`No agency lives in ${config.dataFolder} yet. Found one with: npm start -- --empty`);
  }
  const safe = keySafe(secrets.nodeSecret);
  const keys = await openAgencyKeys(
    agencies,
    ({ id }) => store.transact(id, (stores) => stores.agencies.keys()),
    safe,
  );
  const tools = nodeTools(config, store, keys);
  const bell = createBell();
  const ears = listen(
    store.address('pactwire_app'),
    ['pactwire_outbox', 'pactwire_channel'],
    (channel, payload) => {
      bell.ring(channel === 'pactwire_channel' ? `channel ${payload}` : 'outbox');
    },
  );
  const server = await makeServer({
    publicOrigin: config.publicOrigin,
    now: systemClock.now,
    findSession: sessionFinder(store, tools),
    trustedProxies: config.trustedProxies,
    log: { write: (line) => process.stdout.write(line) },
  });
  const doors = await mountDoors({ server, config, secrets, store, tools, bell });
  await server.listen({ host: config.host, port: config.port });
  const work = startWork({ config, tools, store, bell, log: (line) => server.log.info(line) });
  say(`serving at ${config.publicOrigin}`);
  return {
    origin: config.publicOrigin,
    async stop() {
      await work.stop();
      server.server.closeAllConnections();
      await server.close();
      await doors.stop();
      await ears.close();
      await store.close();
    },
  };
}
