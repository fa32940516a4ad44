import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { showLog } from '#app/ledger/show-log.ts';
import { logKeysOf } from '#app/ledger/log-tools.ts';
import { noteKeys } from '#app/ledger/note-keys.ts';
import { signLog } from '#app/ledger/sign-log.ts';
import { rotateLogKey } from '#app/channel/rotate-log-key.ts';
import { foundAgency } from '#app/newsroom/found-agency.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { nodeHash, systemChance } from '#engines/world.ts';
import { didOfOrigin } from '#domain/newsroom/origin-of-did.ts';
import { printCheckpoint } from '#formats/tlog/checkpoint.ts';
import { printSignedNote, printVkey } from '#formats/tlog/signed-note.ts';
import { mountDiscovery } from '#http/node/discovery.ts';
import { mountTransparency } from '#http/node/transparency.ts';
import { mountPortal } from '#http/public/portal.ts';
import { makeServer } from '#http/server.ts';
import { instantOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import { keySafe } from '#partners/keys/key-safe.ts';
import { noteVerifier } from '#partners/keys/note-verifier.ts';
import { partnerNode } from '#partners/partner-node.ts';
import { witnessNode } from '#partners/witness-node.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { keptKeys } from '#store/kept-keys.ts';
import { logMarks } from '#store/log-marks.ts';
import { logLeafReads } from '#store/reads/log-leaves.ts';
import { releasedReads } from '#store/reads/released.ts';
import { viewTally } from '#store/view-tally.ts';
import { openStores } from '#store/open-stores.ts';
import { transactWith } from '#store/transact.ts';
import type { TestDatabase } from './test-database.ts';
import { fetchFrom } from './town-network.ts';
import { faultsAloud } from './faults-aloud.ts';

const BEGIN = instantOf(Date.UTC(2027, 0, 4, 8));

export type LogHouse = Awaited<ReturnType<typeof foundHouse>>;

/** Agencies with real doors for their transparency logs, each reaching the others by their public address. */
export async function logTown(database: TestDatabase, names: readonly string[]) {
  const world = {
    database,
    servers: new Map<string, FastifyInstance>(),
    folder: await mkdtemp(join(tmpdir(), 'pactwire-logs-')),
    at: BEGIN,
  };
  const houses: LogHouse[] = [];
  for (const name of names) houses.push(await foundHouse(world, `${name}-${randomBytes(4).toString('hex')}`));
  return {
    houses,
    servers: world.servers,
    now: (): Instant => world.at,
    pass(seconds: number): void {
      world.at = plusSeconds(world.at, seconds);
    },
    async close(): Promise<void> {
      for (const { server } of houses) await server.close();
      await rm(world.folder, { recursive: true });
    },
  };
}

type World = {
  readonly database: TestDatabase;
  readonly servers: Map<string, FastifyInstance>;
  readonly folder: string;
  at: Instant;
};

async function foundHouse(world: World, slug: string) {
  const origin = `https://${slug}.example`;
  const name = { vi: slug, 'zh-Hans': slug, en: slug };
  const agency: Agency = {
    id: randomUUID(),
    slug,
    did: didOfOrigin(origin),
    name,
    ownership: 'state',
    languages: ['vi', 'zh-Hans', 'en'],
    territory: 'VN',
    timeZone: 'Asia/Ho_Chi_Minh',
    place: name,
  };
  const transact = transactWith(world.database.app.db, openStores);
  const safe = keySafe(randomBytes(32));
  await foundAgency({ transact, keySafe: safe }, agency, world.at);
  const readKeys = (agencyId: string) => transact(agencyId, ({ agencies }) => agencies.keys());
  const keys = new Map([[agency.id, await readKeys(agency.id)]]);
  const keysOf = (agencyId: string) => keys.get(agencyId) ?? [];
  const signerOf = (role: string, kid?: string, agencyId = agency.id) => {
    const key = keysOf(agencyId).findLast(
      (one) => one.role === role && (kid === undefined || one.kid === kid),
    );
    if (!key) throw new Error(`no ${role} key`);
    return safe.open(key.kid, key.sealedPrivateKey);
  };
  const fetch = fetchFrom(world.servers);
  const clock = { now: () => world.at };
  const tools = {
    transact,
    hash: nodeHash,
    keysOf,
    keySafe: safe,
    keptKeys: keptKeys(join(world.folder, slug, 'keys')),
    logSigner: (agencyId?: string, kid?: string) => signerOf('log', kid, agencyId),
    verifyNote: noteVerifier(),
    logMarks: logMarks(join(world.folder, slug)),
    logRounds: new Map(),
    agencies: directoryOf(world.database, keys),
    witnessNode: witnessNode(fetch, []),
    partnerNode: partnerNode({
      fetch,
      allowHosts: [],
      requestSigner: () => signerOf('http'),
      clock,
      chance: systemChance,
      hash: nodeHash,
    }),
  };
  await noteKeys(tools, agency, keysOf(agency.id));
  const server = await makeServer({
    publicOrigin: origin,
    now: clock.now,
    findSession: async () => undefined,
    log: faultsAloud,
  });
  const { log, witness } = logKeysOf(tools, agency);
  const cardKeys = () => {
    const now = logKeysOf(tools, agency);
    return { log: printVkey(now.log), witness: printVkey(now.witness) };
  };
  mountDiscovery(server, { ...tools, softwareVersion: '0.0.0', logKeysOf: cardKeys });
  await mountTransparency(server, tools);
  const { db } = world.database.app;
  mountPortal(server, {
    reads: releasedReads(world.database.portal.db),
    tally: viewTally(db),
    agencies: tools.agencies,
    async readLog(agencyId, place) {
      const one = await tools.agencies.find(agencyId);
      return one && showLog({ ...tools, logLeaves: logLeafReads(db) }, one, clock.now(), place);
    },
  });
  world.servers.set(origin, server);
  const partner: Partner = {
    did: agency.did,
    name,
    ownership: 'state',
    baseUrl: origin,
    keys: [],
    state: 'pinned',
  };
  return {
    agency,
    origin,
    server,
    tools,
    partner,
    logKey: log,
    witnessKey: witness,
    vkey: cardKeys().log,
    /** So many answers are late now, as its log says, not signed yet. */
    late: (overdue: number) =>
      transact(agency.id, ({ logLeaves }) =>
        logLeaves.append({
          kind: 'recalls-overdue',
          subject: `recalls overdue at ${world.at}`,
          actor: agency.did,
          at: world.at,
          facts: { overdue },
        }),
      ),
    /** One withdrawal more in its log, not signed yet. */
    withdraw: (subject: string) =>
      transact(agency.id, ({ logLeaves }) =>
        logLeaves.append({
          kind: 'item-killed',
          subject,
          actor: agency.did,
          reasonClass: 'error',
          at: world.at,
        }),
      ),
    sign: () => signLog(tools, agency, world.at),
    /** As the process that it runs in does, begun anew. */
    signAfterStart: () => signLog({ ...tools, logRounds: new Map() }, agency, world.at),
    /** Another key in the place of its log’s; what it says of that is not signed yet. */
    async changeKey() {
      await rotateLogKey(tools, { agency, at: world.at });
      keys.set(agency.id, await readKeys(agency.id));
    },
    keysNow: () => logKeysOf(tools, agency),
    /** Another agency of the same node, beside the one at its root. */
    async addAgency(second: string): Promise<Agency> {
      const did = `${agency.did}:agencies:${second}`;
      const other = {
        ...agency,
        id: randomUUID(),
        slug: second,
        did,
        name: { vi: second, 'zh-Hans': second, en: second },
      };
      await foundAgency({ transact, keySafe: safe }, other, world.at);
      keys.set(other.id, await readKeys(other.id));
      await noteKeys(tools, other, keysOf(other.id));
      return other;
    },
  };
}

export type LogPair = Awaited<ReturnType<typeof logPair>>;

/** A checkpoint that the key of that log signs, whatever its leaves are. */
export function signedBy({ logKey, tools }: LogHouse, size: number, root: Uint8Array): string {
  const text = printCheckpoint({ origin: logKey.name, size, root });
  const signature = tools.logSigner().sign(Buffer.from(text));
  return printSignedNote({ text, signatures: [{ ...logKey, signature }] });
}

/** The agencies of one node among all of the database, the one at its root first. */
function directoryOf(database: TestDatabase, keys: ReadonlyMap<string, unknown>): AgencyDirectory {
  const all = agencyDirectory(database.app.db);
  const list = async () => {
    const [root] = keys.keys();
    const own = (await all.list()).filter(({ id }) => keys.has(id));
    return own.toSorted((one, other) => Number(other.id === root) - Number(one.id === root));
  };
  return {
    list,
    find: async (id) => (await list()).find((one) => one.id === id),
    byDid: async (did) => (await list()).find((one) => one.did === did),
  };
}

/** Two houses, and what has one take the other for a partner. */
export async function logPair(database: TestDatabase) {
  const town = await logTown(database, ['hanoi', 'nanning']);
  const [hanoi, nanning] = town.houses;
  if (!hanoi || !nanning) throw new Error('two names make two houses');
  return {
    ...town,
    hanoi,
    nanning,
    trust: ({ tools, agency }: LogHouse, other: LogHouse) =>
      tools.transact(agency.id, ({ partners }) => partners.save(other.partner, town.now())),
  };
}
