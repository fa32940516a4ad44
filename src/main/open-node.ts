import { join } from 'node:path';
import type { Agency } from '#domain/newsroom/agency.ts';
import { holdAfterRestore } from '#app/channel/hold-back.ts';
import { keepKeys } from '#app/channel/keep-keys.ts';
import { noteKeys } from '#app/ledger/note-keys.ts';
import { noteRelease } from '#app/ledger/note-release.ts';
import { systemClock } from '#engines/world.ts';
import { watchHeld } from '#http/public/held-watch.ts';
import { watchReadiness } from '#http/operation/ready-watch.ts';
import { makeServer } from '#http/server.ts';
import { readinessCheckOn } from '#store/readiness.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { keySafe } from '#partners/keys/key-safe.ts';
import { createBell, type Bell } from '#worker/bell.ts';
import { countChanges, type ChangeCount } from './wire/count-changes.ts';
import { laneBell } from '#worker/drain-outbox.ts';
import { keepDoing, type Running } from '#worker/keep-doing.ts';
import { isTopic } from '#store/outbox.ts';
import type { NodeConfig } from './config.ts';
import { nodeSecrets } from './node-secrets.ts';
import { openStore } from './open-store.ts';
import { rememberConfig } from './remembered-config.ts';
import { sourceDigest } from './source-digest.ts';
import { VERSION } from './version.ts';
import { holdNeeds } from './wire/hold-needs.ts';
import { mountDoors, type DoorNeeds } from './wire/doors.ts';
import { nodeTools, openKeys } from './wire/node-tools.ts';
import { sourceTools } from './wire/source-tools.ts';
import { startWork, type WorkNeeds } from './wire/work.ts';
import { keyFinder, sessionFinder } from './wire/accounts.ts';

const HOUSE = join(import.meta.dirname, '../..');

/** One process of a node. */
export type OpenNode = { readonly origin: string; stop(): Promise<void> };

/** One line of what a node is doing, for people; never a title, a name or an address (I25). */
export type Say = (line: string) => void;

/** Opens a process of a node: database, keys, and what its role says. An agency has to have been founded in its data folder. */
export async function openNode(config: NodeConfig, say: Say): Promise<OpenNode> {
  const secrets = nodeSecrets(config.dataFolder);
  const here = createBell();
  const changes = countChanges(here, systemClock.now());
  const store = await openStore(config.dataFolder, secrets, say, {
    committed: (names) => {
      for (const name of names) bell.ring(name);
    },
    heard: (name) => wake(here, changes, name),
    missed: () => here.close(),
  });
  // Who waits for a name may do so in another process.
  const bell: Bell = {
    ...here,
    ring(name) {
      wake(here, changes, name);
      store.station.tell(name);
    },
  };
  say('database ready');
  const agencies = await agencyDirectory(store.app.db).list();
  if (agencies.length === 0) {
    await store.close();
    throw new Error(`No agency lives in ${config.dataFolder} yet. Found one with: npm start -- --empty`);
  }
  const keys = await openKeys(config, store, { agencies, safe: keySafe(secrets.nodeSecret) });
  const tools = nodeTools(config, secrets, store, keys);
  const release = { version: VERSION, sha256: await sourceDigest(HOUSE) };
  const takeUp = async (agency: Agency): Promise<void> => {
    const ownKeys = keys.keysOf(agency.id);
    await noteKeys(tools, agency, ownKeys);
    await noteRelease(tools, agency, release, systemClock.now());
    await keepKeys(tools, agency, ownKeys);
  };
  for (const agency of agencies) await takeUp(agency);
  const behind = await holdAfterRestore(holdNeeds(tools), systemClock.now());
  if (behind.length > 0)
    say('put back from a backup: nothing is shown to the public until all is known again');
  const sources = sourceTools(config, secrets, tools);
  const opened: Opened = { config, secrets, store, tools, bell, changes, sources };
  const web = config.role === 'worker' ? undefined : await openWeb(opened);
  if (config.role === 'all') rememberConfig(config);
  const log = web?.log ?? logTo(process.stdout);
  const running = [
    ...(config.role === 'web' ? [] : [startWork({ ...opened, log })]),
    followAgencies(opened, { log, takeUp, known: agencies }),
  ];
  say(web ? `serving at ${config.publicOrigin}` : 'working');
  return {
    origin: config.publicOrigin,
    async stop() {
      for (const one of running) await one.stop();
      await tools.reader.stop();
      await web?.stop();
      await store.close();
    },
  };
}

type Opened = Omit<DoorNeeds, 'server' | 'readyWatch' | 'heldWatch'> & Pick<WorkNeeds, 'store'>;
type Log = WorkNeeds['log'];

/** All doors, open to whoever calls. */
async function openWeb(opened: Opened): Promise<{ readonly log: Log; stop(): Promise<void> }> {
  const { config, store, tools } = opened;
  const readyWatch = watchReadiness(readinessCheckOn(store.app.db));
  await readyWatch.start();
  const heldWatch = watchHeld(tools.restoration);
  await heldWatch.start();
  const server = await makeServer({
    publicOrigin: config.publicOrigin,
    agencies: tools.agencies,
    now: systemClock.now,
    findSession: sessionFinder(store, tools),
    findKey: keyFinder(store, tools),
    trustedProxies: config.trustedProxies,
    isReady: () => readyWatch.trouble() === undefined,
    log: { write: (line) => process.stdout.write(line) },
  });
  await mountDoors({ ...opened, server, readyWatch, heldWatch });
  tools.openDoors((call) => server.inject(call));
  await server.listen({ host: config.host, port: config.port });
  return {
    log: (line) => server.log.info(line),
    async stop() {
      server.server.closeAllConnections();
      await server.close();
      readyWatch.stop();
      heldWatch.stop();
    },
  };
}

/** Where nobody calls there is no server with a log. */
function logTo(out: { write(line: string): void }): Log {
  return (line) => out.write(`${JSON.stringify({ level: 30, time: systemClock.now(), ...line })}\n`);
}

const KEYS_MS = 5000;

type Following = {
  readonly log: Log;
  readonly takeUp: (agency: Agency) => Promise<void>;
  readonly known: readonly Agency[];
};

/**
 * Another process may have changed the keys, the command line or the worker that puts a new one in the place of an old one;
 * or have founded one more agency.
 */
function followAgencies({ tools, store, bell }: Opened, { log, takeUp, known }: Following): Running {
  const takenUp = new Set(known.map(({ id }) => id));
  const founded = agencyDirectory(store.app.db);
  return keepDoing({ bell, log }, { name: 'keys', everyMs: KEYS_MS }, async () => {
    for (const agency of await founded.list()) {
      await tools.refreshKeys(agency);
      if (takenUp.has(agency.id)) continue;
      await takeUp(agency);
      takenUp.add(agency.id);
    }
  });
}

/** A commit may be what somebody waits for: a lane of the worker, a partner's long poll, or a desk. */
function wake(bell: Bell, changes: ChangeCount, name: string): void {
  changes.heard(name);
  const topic = name.slice('outbox '.length);
  bell.ring(isTopic(topic) ? laneBell(topic) : name);
}
