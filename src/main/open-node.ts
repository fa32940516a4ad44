import { keepKeys } from '#app/channel/keep-keys.ts';
import { noteKeys } from '#app/ledger/note-keys.ts';
import { systemClock } from '#engines/world.ts';
import { watchReadiness } from '#http/operation/ready-watch.ts';
import { makeServer } from '#http/server.ts';
import { readinessCheckOn } from '#store/readiness.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { keySafe } from '#partners/keys/key-safe.ts';
import { createBell, type Bell } from '#worker/bell.ts';
import { countChanges, type ChangeCount } from './wire/count-changes.ts';
import { laneBell } from '#worker/drain-outbox.ts';
import { isTopic } from '#store/outbox.ts';
import type { NodeConfig } from './config.ts';
import { nodeSecrets } from './node-secrets.ts';
import { openStore } from './open-store.ts';
import { rememberConfig } from './remembered-config.ts';
import { openAgencyKeys } from './wire/agency-keys.ts';
import { mountDoors } from './wire/doors.ts';
import { keptKeysOf, nodeTools } from './wire/node-tools.ts';
import { sourceTools } from './wire/source-tools.ts';
import { startWork } from './wire/work.ts';
import { keyFinder, sessionFinder } from './wire/accounts.ts';

/** A node that serves and works. */
export type OpenNode = { readonly origin: string; stop(): Promise<void> };

/** One line of what a node is doing, for people; never a title, a name or an address (I25). */
export type Say = (line: string) => void;

/** Opens a whole node: database, keys, doors, worker. An agency has to have been founded in its data folder. */
export async function openNode(config: NodeConfig, say: Say): Promise<OpenNode> {
  const secrets = nodeSecrets(config.dataFolder);
  const bell = createBell();
  const changes = countChanges(bell, systemClock.now());
  const store = await openStore(config.dataFolder, secrets, say, (names) => wake(bell, changes, names));
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
    keptKeysOf(config),
  );
  const tools = nodeTools(config, secrets, store, keys);
  for (const agency of agencies) await noteKeys(tools, agency, keys.keysOf(agency.id));
  for (const agency of agencies) await keepKeys(tools, agency, keys.keysOf(agency.id));
  const sources = sourceTools(config, secrets, tools);
  const readyWatch = watchReadiness(readinessCheckOn(store.app.db));
  await readyWatch.start();
  const server = await makeServer({
    publicOrigin: config.publicOrigin,
    now: systemClock.now,
    findSession: sessionFinder(store, tools),
    findKey: keyFinder(store, tools),
    trustedProxies: config.trustedProxies,
    isReady: () => readyWatch.trouble() === undefined,
    log: { write: (line) => process.stdout.write(line) },
  });
  await mountDoors({ server, config, secrets, store, tools, bell, changes, sources, readyWatch });
  await server.listen({ host: config.host, port: config.port });
  rememberConfig(config);
  const work = startWork({ tools, store, bell, sources, log: (line) => server.log.info(line) });
  say(`serving at ${config.publicOrigin}`);
  return {
    origin: config.publicOrigin,
    async stop() {
      await work.stop();
      await tools.reader.stop();
      server.server.closeAllConnections();
      await server.close();
      readyWatch.stop();
      await store.close();
    },
  };
}

/** A commit of ours may be what somebody waits for: a lane of the worker, a partner's long poll, or a desk. */
function wake(bell: Bell, changes: ChangeCount, names: ReadonlySet<string>): void {
  for (const name of names) {
    changes.heard(name);
    const topic = name.slice('outbox '.length);
    bell.ring(isTopic(topic) ? laneBell(topic) : name);
  }
}
