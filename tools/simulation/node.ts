import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import { signLog } from '#app/ledger/sign-log.ts';
import { nodeHash, uuidV7 } from '#engines/world.ts';
import { accept } from '#kernel/result.ts';
import { millisecondsOf, instantOf, type Instant } from '#kernel/instant.ts';
import { exchangeDoors } from '#main/wire/exchange-doors.ts';
import { exchangeJobs } from '#main/wire/exchange-jobs.ts';
import type { ExchangeTools } from '#main/wire/exchange-tools.ts';
import { hearingOf, listLinks, readOnce, askAgain } from '#main/wire/read-links.ts';
import { partnerNode } from '#partners/partner-node.ts';
import type { ChannelMarks } from '#ports/channel-marks.ts';
import type { KeptKeys, KeyBeside } from '#ports/kept-keys.ts';
import type { KeySafe, Signer } from '#ports/keys.ts';
import type { LogMarks } from '#ports/log-marks.ts';
import type { Topic } from '#ports/outbox-store.ts';
import type { JobQueue } from '#ports/job-queue.ts';
import { isTopic } from '#store/outbox.ts';
import type { Bell } from '#worker/bell.ts';
import { keepLogs, type KeepLogsNeeds } from '#worker/keep-logs.ts';
import { drainOutbox, laneBell, type JobHandler } from '#worker/drain-outbox.ts';
import { readChannels } from '#worker/read-channels.ts';
import { answerRequest } from './answer-request.ts';
import { simulatedBell } from './bell.ts';
import { keyPairOf, namedKeySafe, sealOf, type KeyPair } from './keys.ts';
import type { AgencyRows } from './memory/agency-rows.ts';
import {
  makeMemoryDatabase,
  type MemoryDatabase,
  type Session,
  type SessionHooks,
} from './memory/memory-database.ts';
import { memoryBlobFiles, type MemoryBlobFiles } from './memory/blob-files.ts';
import { memoryKeptKeys } from './memory/kept-keys.ts';
import { memoryMarks } from './memory/marks.ts';
import { memoryLogMarks } from './memory/transparency.ts';
import type { Parts } from './parts.ts';
import type { World } from './world.ts';

/** One node: what lasts (its database, its keys), and the process that runs on it now, if any. */
export type SimulatedNode = {
  readonly name: string;
  readonly origin: string;
  readonly agencies: readonly Agency[];
  readonly database: MemoryDatabase;
  /** On the disk beside the database: they outlast it. */
  readonly marks: ChannelMarks;
  readonly keptKeys: KeptKeys;
  readonly files: MemoryBlobFiles;
  readonly logMarks: LogMarks;
  /** Keys beside the database that it does not know. */
  readonly forgotten: (agencyId: string) => readonly KeyBeside[];
  /** Those in use. */
  readonly keysOf: (agencyId: string) => Readonly<Record<KeyRoleHere, KeyPair>>;
  readonly keySafe: KeySafe;
  /** Its private half is with the people of the agency. */
  readonly recoveryOf: (did: string) => KeyPair;
  /** How much its clock is ahead of true time. */
  skewMs: number;
  /** Ends the process in so many calls to the database; a call to it fails in so many. */
  crashIn: number;
  failIn: number;
  isDiskFull: boolean;
  /** Ends the process when its next job is done, before it is noted as done. */
  crashesAfterJob: boolean;
  /** Present while the process runs. */
  tools: ExchangeTools | undefined;
  now(): Instant;
  start(): void;
  crash(why: string): void;
  /** Called now and then. */
  backUp(): void;
  /** The database is lost and one of the last backups put back; what lies beside it on the disk stays. */
  restore(): void;
};

/** A call to the database that an injected fault made fail; the program has to live with it. */
export class InjectedFault extends Error {}

const ROLES = ['sign', 'http', 'log'] as const;
type KeyRoleHere = (typeof ROLES)[number];

/** One a minute. */
const BACKUPS_KEPT = 5;

const NEVER = new Promise<never>(() => undefined);

export function makeNode(
  world: World,
  name: string,
  agencies: readonly Agency[],
  parts: Parts,
): SimulatedNode {
  const origin = `https://${name}.example`;
  const database = makeMemoryDatabase(agencies.map(({ id }) => id));
  database.syncLater = parts.syncLater;
  database.keepsHalf = parts.keepsHalf;
  for (const agency of agencies) giveKeys(world, database.rowsOf(agency.id), agency);
  const keysOf = (agencyId: string) => ({
    sign: pairInUse(world, database.rowsOf(agencyId), 'sign'),
    http: pairInUse(world, database.rowsOf(agencyId), 'http'),
    log: pairInUse(world, database.rowsOf(agencyId), 'log'),
  });
  let process: Process | undefined;
  const kept = memoryKeptKeys();
  const node: SimulatedNode = {
    name,
    origin,
    agencies,
    database,
    marks: memoryMarks(),
    keptKeys: kept,
    files: memoryBlobFiles(),
    logMarks: parts.logMarks(memoryLogMarks()),
    forgotten: (agencyId) => kept.all(agencyId).filter(({ kid }) => !database.rowsOf(agencyId).keys.get(kid)),
    keysOf,
    keySafe: namedKeySafe(world.remember),
    recoveryOf: (did) => keyPairOf(`${did}#recovery-1`, 'recovery', world.remember),
    skewMs: 0,
    crashIn: 0,
    failIn: 0,
    isDiskFull: false,
    crashesAfterJob: false,
    tools: undefined,
    now: () => instantOf(world.scheduler.now() + node.skewMs),
    start() {
      process = startProcess(world, node, parts);
      node.tools = process.tools;
    },
    ...backupsOf(world, () => node),
    crash(why) {
      if (!process) return;
      world.scheduler.note(`${name} ends: ${why}`);
      process.end();
      process = undefined;
      node.tools = undefined;
      database.crash();
      world.network.hangUp(name);
    },
  };
  world.network.hosts.set(origin, {
    name,
    isUp: () => process !== undefined,
    serve: async (request) => process?.serve(request) ?? NEVER,
  });
  return node;
}

function giveKeys({ remember }: World, { keys }: AgencyRows, { did }: Agency): void {
  for (const role of ROLES) {
    const { key } = keyPairOf(`${did}#${role}-1`, role, remember);
    keys.set(key.kid, { ...key, sealedPrivateKey: sealOf(key.kid), createdAt: instantOf(0) });
  }
  const { key } = keyPairOf(`${did}#recovery-1`, 'recovery', remember);
  keys.set(key.kid, { ...key, sealedPrivateKey: '', createdAt: instantOf(0) });
}

function pairInUse({ remember }: World, { keys }: AgencyRows, role: KeyRoleHere): KeyPair {
  const inUse = keys.all().findLast((key) => key.role === role && isCurrent(key));
  if (!inUse) throw new Error(`an agency without a ${role} key`);
  return keyPairOf(inUse.kid, role, remember);
}

function backupsOf(
  world: World,
  of: () => Pick<SimulatedNode, 'name' | 'database' | 'crash'>,
): Pick<SimulatedNode, 'backUp' | 'restore'> {
  const backups: (() => void)[] = [];
  return {
    backUp() {
      backups.push(of().database.keep());
      if (backups.length > BACKUPS_KEPT) backups.shift();
    },
    restore() {
      const putBack = world.random.pick(backups);
      if (!putBack) return;
      of().crash('its database is lost');
      putBack();
      // What was backed up after it is of a line that was given up, and is not put back any more.
      backups.splice(backups.indexOf(putBack) + 1);
      world.restored(of().name);
    },
  };
}

type Process = {
  readonly tools: ExchangeTools;
  readonly serve: (request: Parameters<typeof answerRequest>[1]) => ReturnType<typeof answerRequest>;
  end(): void;
};

function startProcess(world: World, node: SimulatedNode, parts: Parts): Process {
  let isAlive = true;
  const bell = simulatedBell(world.scheduler, {
    name: node.name,
    isAlive: () => isAlive,
    nextDue: (topics) => nextDue(node, topics),
  });
  const session = node.database.open({
    boundary: boundaryOf(node, () => isAlive),
    stores: parts.stores,
    committed(agencyId, rung) {
      world.committed(node.name, agencyId);
      for (const heard of rung) {
        const topic = heard.startsWith('outbox ') ? heard.slice('outbox '.length) : '';
        bell.ring(isTopic(topic) ? laneBell(topic) : heard);
      }
    },
  });
  const tools = parts.tools(toolsOf(world, node, session));
  const doors = parts.doors(exchangeDoors(tools, bell));
  startWork(world, node, {
    tools,
    sign: signerOf(world, node, session),
    bell,
    parts,
    queue: parts.queue(endingAfterJob(node, session.queue, parts.endsAfter)),
  });
  return {
    tools,
    async serve(request) {
      try {
        return await answerRequest(doors, request, tools.clock.now());
      } catch (fault) {
        if (!(fault instanceof InjectedFault)) world.fault(node.name, fault);
        return { status: 500, body: new Uint8Array() };
      }
    },
    end() {
      isAlive = false;
      bell.close();
    },
  };
}

/** The job is done, and will be done once more. */
function endingAfterJob(node: SimulatedNode, queue: JobQueue, topic: Topic | undefined): JobQueue {
  return {
    ...queue,
    async settle(job, outcome) {
      const isAimed = topic === undefined || job.job.topic === topic;
      if (!node.crashesAfterJob || !isAimed || !('doneAt' in outcome)) return queue.settle(job, outcome);
      node.crashesAfterJob = false;
      node.crash(`after ${job.job.topic}`);
      return NEVER;
    },
  };
}

/** Where a process may end or its database fail; what ends there never comes back. */
function boundaryOf(node: SimulatedNode, isAlive: () => boolean): SessionHooks['boundary'] {
  return async (where) => {
    if (isAlive() && node.crashIn > 0 && --node.crashIn === 0) node.crash(`at ${where}`);
    if (!isAlive()) return NEVER;
    if (where === 'committed') return;
    if (node.failIn > 0 && --node.failIn === 0) throw new InjectedFault(`the database failed at ${where}`);
    if (node.isDiskFull && where === 'commit') throw new InjectedFault('no space left on device');
  };
}

/** When the next job of these topics is due, in true time. */
function nextDue(
  { agencies, database, skewMs }: SimulatedNode,
  topics: readonly Topic[],
): Instant | undefined {
  return agencies
    .flatMap(({ id }) => database.rowsOf(id).outbox.all())
    .filter(({ job }) => topics.includes(job.topic))
    .map(({ nextAt }) => instantOf(millisecondsOf(nextAt) - skewMs))
    .toSorted()[0];
}

type Working = {
  readonly tools: ExchangeTools;
  readonly bell: Bell;
  readonly parts: Parts;
  readonly queue: JobQueue;
  readonly sign: KeepLogsNeeds['sign'];
};

/** The worker's own loops: the outbox, a lane for each partner's channel, and the log. */
function startWork(world: World, node: SimulatedNode, { tools, bell, parts, queue, sign }: Working): void {
  const { clock } = tools;
  const heard = hearingOf(tools);
  const hear = { effects: parts.effects(heard.effects), ofTail: parts.tail(heard.ofTail) };
  const handle = parts.handle(exchangeJobs(tools, bell));
  const agencies = async () => node.agencies;
  const log = (line: { readonly what: string; readonly why?: string }): void =>
    world.scheduler.note(`${node.name} logs ${line.what} ${line.why ?? ''}`);
  const seeFault = (fault: unknown): never => {
    if (!(fault instanceof InjectedFault)) world.fault(node.name, fault);
    throw fault;
  };
  const watched: JobHandler = (job, to) => handle(job, to).catch(seeFault);
  drainOutbox({ queue, agencies, handle: watched, clock, bell, log });
  readChannels({
    links: () => listLinks(tools),
    readOnce: (link, seconds) => readOnce(tools, link, { seconds }, hear).catch(seeFault),
    onBack: (link) => askAgain(tools, link),
    bell,
    log,
  });
  keepLogs({
    agencies,
    links: async () => [],
    sign: (agency, at) => sign(agency, at).catch(seeFault),
    witness: async () => accept(0),
    clock,
    bell,
    log,
  });
}

function signerOf({ verify }: World, node: SimulatedNode, { transact }: Session): KeepLogsNeeds['sign'] {
  const keysOf = (agencyId: string) => node.database.rowsOf(agencyId).keys.all();
  const tools = {
    transact,
    logMarks: node.logMarks,
    logRounds: new Map(),
    hash: nodeHash,
    keysOf,
    logSigner: (agencyId: string) => node.keysOf(agencyId).log.signer,
  };
  return (agency, at) =>
    signLog(
      {
        ...tools,
        verifyNote(x, message, signature) {
          const key = keysOf(agency.id).find(({ jwk }) => jwk.x === x);
          return key !== undefined && verify(key, message, signature);
        },
      },
      agency,
      at,
    );
}

function toolsOf(world: World, node: SimulatedNode, { transact, nonces }: Session): ExchangeTools {
  const clock = { now: () => node.now() };
  const chance = { bytes: world.random.bytes };
  const requestSigner = (agencyId: string) => node.keysOf(agencyId).http.signer;
  return {
    transact,
    nonces,
    channelMarks: node.marks,
    keptKeys: node.keptKeys,
    clock,
    chance,
    hash: nodeHash,
    ids: { uuid: () => uuidV7(world.scheduler.now(), world.random.bytes(10)) },
    agencies: {
      list: async () => node.agencies,
      find: async (id) => node.agencies.find((one) => one.id === id),
      byDid: async (did) => node.agencies.find((one) => one.did === did),
    },
    files: node.files,
    entrySigner: (agencyId, key) =>
      key ? node.keySafe.open(key.kid, key.sealedPrivateKey) : node.keysOf(agencyId).sign.signer,
    keysOf: (agencyId) => node.database.rowsOf(agencyId).keys.all(),
    publicOrigin: node.origin,
    verify: world.verify,
    verifyPasskey: () => false,
    partnerNode: partnerNode({
      fetch: world.network.fetchFor(node.name),
      allowHosts: [],
      requestSigner,
      formerRequestSigners: (agencyId) => otherRequestKeys(node, agencyId),
      clock,
      chance,
      hash: nodeHash,
    }),
  };
}

/** Those that this database has forgotten, and those whose place was taken. */
function otherRequestKeys({ database, forgotten, keySafe }: SimulatedNode, agencyId: string): Signer[] {
  const former = database
    .rowsOf(agencyId)
    .keys.all()
    .filter((key) => !isCurrent(key))
    .toReversed();
  return [...forgotten(agencyId), ...former]
    .filter(({ role }) => role === 'http')
    .map(({ kid, sealedPrivateKey }) => keySafe.open(kid, sealedPrivateKey));
}

/** A node's agency as its partners have pinned it. */
export function pinnedPartner(node: SimulatedNode, { id, did, name, ownership }: Agency): Partner {
  const { sign, http } = node.keysOf(id);
  const keys = [sign.key, http.key, node.recoveryOf(did).key];
  return { did, name, ownership, baseUrl: node.origin, keys, state: 'pinned' };
}
