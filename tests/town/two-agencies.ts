import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { agreementEntryEffects, agreementObjectEffects } from '#app/agreement/agreement-effects.ts';
import { fetchPaper } from '#app/agreement/paper/fetch-paper.ts';
import type { EntryEffects, ObjectEffects } from '#app/channel/entry-effect.ts';
import { fetchObject } from '#app/channel/fetch-object.ts';
import { receivePage, type PageReceived, type PageRefusal } from '#app/channel/receive-page.ts';
import { isMoot } from '#app/offer/receive-offer.ts';
import { receiveIntroduction } from '#app/newsroom/receive-introduction.ts';
import { foundAgency as foundWithKeys } from '#app/newsroom/found-agency.ts';
import { openAgencyKeys } from '#main/wire/agency-keys.ts';
import type { Agency, Partner, PartnerKey } from '#domain/newsroom/agency.ts';
import { makeEvidencePrinter } from '#engines/evidence/print-evidence.ts';
import { readAttachment } from '#engines/evidence/read-attachment.ts';
import { verifyPasskey } from '#engines/verify-passkey.ts';
import { nodeHash, systemChance, systemIds } from '#engines/world.ts';
import { didOfOrigin } from '#domain/newsroom/origin-of-did.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { mountAgreements } from '#http/desk/agreement.ts';
import { mountSigningLinks } from '#http/desk/signing-links.ts';
import { mountSigning } from '#http/desk/signing.ts';
import { mountAgreementFiles } from '#http/desk/agreement-files.ts';
import { mountRegister } from '#http/desk/register.ts';
import { mountEvidence } from '#http/desk/evidence.ts';
import { mountVerifyDoor } from '#http/public/verify-door.ts';
import { mountSigningRoom } from '#http/public/signing-room.ts';
import { mountSimulation } from '#http/desk/simulation.ts';
import { mountTalks } from '#http/desk/talks.ts';
import { mountKeptAnswers } from '#http/desk/kept-answers.ts';
import { mountPapers } from '#http/desk/paper.ts';
import { mountPartners } from '#http/desk/partner.ts';
import { mountDiscovery } from '#http/node/discovery.ts';
import { mountIntroductions } from '#http/node/introductions.ts';
import { makeServer } from '#http/server.ts';
import { instantOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import { keySafe } from '#partners/keys/key-safe.ts';
import { checkPublicKey, thumbprintOf } from '#partners/keys/public-key.ts';
import { partnerNode } from '#partners/partner-node.ts';
import type { ClaimedJob, Topic } from '#ports/outbox-store.ts';
import type { EntryPage, PartnerRefusal } from '#ports/partner-node.ts';
import { openStores, type Stores } from '#store/open-stores.ts';
import { blobFiles } from '#store/blob-files.ts';
import { channelMarks } from '#store/channel-marks.ts';
import { keptKeys } from '#store/kept-keys.ts';
import type { RequestNonces } from '#ports/request-nonces.ts';
import { requestNonces } from '#store/request-nonces.ts';
import { jobQueue } from '#store/outbox.ts';
import { transactWith } from '#store/transact.ts';
import { partnerReads } from '#store/reads/partners.ts';
import { recallReads } from '#store/reads/recalls.ts';
import { seatOf } from './desk-call.ts';
import type { JobQueue } from '#ports/job-queue.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';
import { directoryOf, fetchFrom, verifierOfPinned } from './town-network.ts';
import { mountTownExchange } from './town-exchange.ts';
import { townPeople } from './town-people.ts';
import type { TownTools } from './town-tools.ts';
import { faultsAloud } from './faults-aloud.ts';

/** One newsroom of the town: its node's doors are real, its network is the other's `inject`. */
export type TownAgency = {
  readonly agency: Agency;
  readonly origin: string;
  readonly server: FastifyInstance;
  readonly keys: readonly PartnerKey[];
  /** Where `main` has a node's tools; every use case finds here what it names. */
  readonly tools: TownTools;
};

export type Town = {
  readonly database: TestDatabase;
  /** Everybody in town; the first two are Hanoi and Nanning. */
  readonly agencies: readonly TownAgency[];
  readonly hanoi: TownAgency;
  readonly nanning: TownAgency;
  now(): Instant;
  pass(seconds: number): void;
  /** The moment so many seconds from now. */
  after(seconds: number): Instant;
  /** Everybody reads what everybody else has written and fetches what it names, until all are quiet. */
  exchange(): Promise<void>;
  /** One reads what is new on the channel of one other, without fetching what it names. */
  hear(reader: TownAgency, writer: TownAgency): Promise<'new' | 'nothing'>;
  /** One page of a channel to the reader as it stands, the other's of two if not said; a test may spoil it before it is taken in. */
  page(reader: TownAgency, writer?: TownAgency): Promise<EntryPage>;
  takeIn(
    reader: TownAgency,
    page: EntryPage,
    writer?: TownAgency,
  ): Promise<Result<PageReceived, PageRefusal>>;
  /** Does the waiting jobs of a topic; gives what they were. */
  work(agency: TownAgency, topic: Topic, order?: 'last-first'): Promise<readonly ClaimedJob['job'][]>;
  /** All trust each other's keys, as after invitation and acceptance; or only those who are named. */
  pin(among?: readonly TownAgency[]): Promise<void>;
  within<T>(agency: TownAgency, work: (stores: Stores) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type TownOptions = {
  /** A database to build in, which stays when the town closes; its newsrooms get names of their own there. */
  readonly database?: TestDatabase;
  readonly effects?: (tools: TownTools) => EntryEffects<Stores>;
  readonly objectEffects?: (tools: TownTools) => ObjectEffects<Stores>;
};

const BEGIN = instantOf(Date.UTC(2027, 0, 4, 8));

const HANOI: Founding = {
  slug: 'hanoi',
  name: { vi: 'Hãng Sông Hồng', 'zh-Hans': '红河社', en: 'Red River Agency' },
  languages: ['vi', 'en'],
  territory: 'VN',
  timeZone: 'Asia/Ho_Chi_Minh',
};

const NANNING: Founding = {
  slug: 'nanning',
  name: { vi: 'Hãng Ung Giang', 'zh-Hans': '邕江社', en: 'Yong River Agency' },
  languages: ['zh-Hans'],
  territory: 'CN',
  timeZone: 'Asia/Shanghai',
};

const VIENTIANE: Founding = {
  slug: 'vientiane',
  name: { vi: 'Hãng Thượng Mê Công', 'zh-Hans': '上湄公社', en: 'Upper Mekong Agency' },
  languages: ['en'],
  territory: 'LA',
  timeZone: 'Asia/Vientiane',
};

/** Two agencies in one database, each behind a server of its own that the other reaches by its public address. */
export function twoAgencies(options: TownOptions = {}): Promise<Town> {
  return townOf([HANOI, NANNING], options);
}

/** The same with a third; every two of them have channels of their own. */
export async function threeAgencies(
  options: TownOptions = {},
): Promise<Town & { readonly vientiane: TownAgency }> {
  const town = await townOf([HANOI, NANNING, VIENTIANE], options);
  const vientiane = town.agencies[2];
  if (!vientiane) throw new Error('three foundings make three agencies');
  return { ...town, vientiane };
}

async function townOf(foundings: readonly Founding[], options: TownOptions): Promise<Town> {
  const database = options.database ?? (await testDatabase());
  const suffix = options.database ? `-${randomBytes(4).toString('hex')}` : '';
  let at = BEGIN;
  const now = (): Instant => at;
  const folder = mkdtempSync(join(tmpdir(), 'town-'));
  const world = { database, now, folder, servers: new Map<string, FastifyInstance>() };
  const agencies: TownAgency[] = [];
  for (const one of foundings)
    agencies.push(await foundAgency(world, { ...one, slug: `${one.slug}${suffix}` }));
  const [hanoi, nanning] = agencies;
  if (!hanoi || !nanning) throw new Error('a town has two agencies at least');
  const pairs = agencies.flatMap((reader) =>
    agencies.filter((writer) => writer !== reader).map((writer) => ({ reader, writer })),
  );
  const otherOf = (one: TownAgency): TownAgency => (one === hanoi ? nanning : hanoi);
  const link = { effects: options.effects ?? agreementEntryEffects, objects: options.objectEffects };

  const page = async (reader: TownAgency, writer = otherOf(reader)): Promise<EntryPage> => {
    const asked = await askForPage(reader, writer);
    if (!asked.ok) throw new Error(`${asked.error.code}: ${asked.error.answer}`);
    return asked.value;
  };
  const takeIn = async (reader: TownAgency, given: EntryPage, writer = otherOf(reader)) => {
    const { agency, tools } = reader;
    const effects = link.effects(tools);
    const known = await tools.transact(agency.id, ({ partners }) => partners.find(writer.agency.did));
    const partner = known ?? partnerOf(writer, 'pinned');
    return receivePage({ ...tools, effects }, { agency, partner, at }, given);
  };
  const work = workerOf(jobQueue(database.app.db), now, link);
  const hear = async (reader: TownAgency, writer: TownAgency) => {
    const asked = await askForPage(reader, writer);
    // Before the other side has written anything there is no channel yet.
    if (!asked.ok) return 'nothing';
    const taken = await takeIn(reader, asked.value, writer);
    if (!taken.ok) throw new Error(JSON.stringify(taken.error));
    return taken.value.added > 0 ? 'new' : 'nothing';
  };

  return {
    database,
    agencies,
    hanoi,
    nanning,
    now,
    page,
    takeIn,
    hear,
    work,
    after: (seconds) => plusSeconds(at, seconds),
    pass: (seconds) => {
      at = plusSeconds(at, seconds);
    },
    async exchange() {
      for (let moved = true; moved;) {
        moved = false;
        for (const { reader, writer } of pairs) {
          const heard = await hear(reader, writer);
          const fetched = await work(reader, 'fetch-object');
          await work(reader, 'fetch-paper');
          moved ||= heard === 'new' || fetched.length > 0;
        }
      }
    },
    async pin(among = agencies) {
      for (const { reader, writer } of pairs) {
        if (!among.includes(reader) || !among.includes(writer)) continue;
        const partner = partnerOf(writer, 'pinned');
        await reader.tools.transact(reader.agency.id, ({ partners }) => partners.save(partner, at));
      }
    },
    within: (one, story) => one.tools.transact(one.agency.id, story),
    async close() {
      await Promise.all(agencies.map(({ server }) => server.close()));
      rmSync(folder, { recursive: true, force: true });
      if (!options.database) await database.drop();
    },
  };
}

type Link = {
  readonly effects: (tools: TownTools) => EntryEffects<Stores>;
  readonly objects: TownOptions['objectEffects'];
};

function workerOf(queue: JobQueue, now: () => Instant, link: Link): Town['work'] {
  return async (one, topic, order) => {
    const claimed = async () => queue.claim(one.agency.id, [topic], now());
    const jobs: ClaimedJob[] = [];
    const doJob = async ({ job }: ClaimedJob): Promise<void> => {
      if (job.topic === 'fetch-object') await fetchNamed(one, job.payload, { at: now(), link });
      if (job.topic === 'fetch-paper')
        await fetchPaper(one.tools, { agency: one.agency, at: now() }, job.payload);
    };
    for (let job = await claimed(); job; job = await claimed()) {
      jobs.push(job);
      if (!order) await doJob(job);
      await queue.settle(job, { doneAt: now() });
    }
    if (order) for (const job of jobs.toReversed()) await doJob(job);
    return jobs.map(({ job }) => job);
  };
}

/** The other agency as it stands in our list of partners. */
export function partnerOf({ agency, origin, keys }: TownAgency, state: Partner['state']): Partner {
  const { did, name, ownership } = agency;
  return { did, name, ownership, baseUrl: origin, keys, state };
}

type World = {
  readonly database: TestDatabase;
  readonly now: () => Instant;
  /** Where each keeps its files. */
  readonly folder: string;
  readonly servers: Map<string, FastifyInstance>;
};

type Founding = Pick<Agency, 'slug' | 'name' | 'languages' | 'territory' | 'timeZone'>;

async function foundAgency(world: World, founding: Founding): Promise<TownAgency> {
  const origin = `https://${founding.slug}.example`;
  const did = didOfOrigin(origin);
  const agency: Agency = { ...founding, id: randomUUID(), did, ownership: 'state', place: founding.name };
  const safe = keySafe(randomBytes(32));
  const { db } = world.database.app;
  const transact = transactWith(db, openStores);
  await foundWithKeys({ transact, keySafe: safe }, agency, world.now());
  const kept = keptKeys(join(world.folder, founding.slug, 'kept-keys'));
  const ring = await openAgencyKeys(
    [agency],
    ({ id }) => transact(id, ({ agencies }) => agencies.keys()),
    safe,
    kept,
  );
  const keysOf = () => ring.keysOf(agency.id).filter(({ role }) => role !== 'log');
  const keys = keysOf().map(({ kid, role, jwk, thumbprint }) => ({ kid, role, jwk, thumbprint }));
  const requestSigner = () => ring.requestSigner(agency.id);
  const tools: TownTools = {
    transact,
    checkPublicKey,
    thumbprintOf,
    verify: verifierOfPinned(),
    ids: systemIds,
    hash: nodeHash,
    chance: systemChance,
    verifyPasskey,
    files: blobFiles(join(world.folder, founding.slug)),
    channelMarks: channelMarks(join(world.folder, founding.slug, 'channel-marks')),
    nonces: noncesOf(requestNonces(db), agency.id),
    clock: { now: world.now },
    agencies: directoryOf(world.database, agency.id),
    entrySigner: (_agencyId, key) => ring.entrySigner(agency.id, key),
    requestSigner,
    keysOf,
    formerRequestSigners: ring.formerRequestSigners,
    keySafe: safe,
    keptKeys: kept,
    refreshKeys: () => ring.refreshKeys(agency),
    publicOrigin: origin,
    partnerNode: partnerNode({
      fetch: fetchFrom(world.servers),
      allowHosts: [],
      requestSigner,
      formerRequestSigners: ring.formerRequestSigners,
      clock: { now: world.now },
      chance: systemChance,
      hash: nodeHash,
    }),
  };
  const server = await openDoors(tools, db);
  world.servers.set(origin, server);
  return { agency, origin, server, keys, tools };
}

async function openDoors(tools: TownTools, db: TestDatabase['app']['db']): Promise<FastifyInstance> {
  const { agencies, clock } = tools;
  const server = await makeServer({
    publicOrigin: tools.publicOrigin,
    now: clock.now,
    findSession: async (token, at) => seatOf(token, await agencies.list(), at),
    log: faultsAloud,
    checkReplies: true,
  });
  mountPartners(server, { ...tools, partnerReads: partnerReads(db) });
  const people = townPeople(tools, db);
  await people.sitDown(clock.now());
  mountAgreements(server, people.needs);
  mountSigning(server, people.needs);
  mountSigningLinks(server, people.needs);
  await mountSigningRoom(server, people.needs);
  const printer = { printEvidence: makeEvidencePrinter(), readAttachment, release: '0.0.0' };
  const evidence = { ...people.needs, ...printer };
  mountEvidence(server, evidence);
  await mountVerifyDoor(server, { ...evidence, ownKeys: async () => tools.keysOf('') });
  mountTalks(server, tools);
  mountKeptAnswers(server, tools);
  mountPapers(server, tools);
  mountSimulation(server, tools);
  const register = { ...tools, recallReads: recallReads(db, tools.publicOrigin) };
  mountRegister(server, register);
  mountAgreementFiles(server, register);
  mountDiscovery(server, { ...tools, softwareVersion: '0.0.0', logKeysOf: () => undefined });
  await mountIntroductions(server, {
    ...tools,
    receive: (introduced, at) => receiveIntroduction(tools, introduced, at),
  });
  await mountTownExchange(server, tools);
  return server;
}

async function askForPage(
  reader: TownAgency,
  writer: TownAgency,
): Promise<Result<EntryPage, PartnerRefusal>> {
  const { agency, tools } = reader;
  const ch = channelIdOf(writer.agency.did, agency.did, nodeHash.sha256);
  const held = await tools.transact(agency.id, ({ channels }) => channels.find(ch));
  return tools.partnerNode.entries(
    { agencyId: agency.id, partnerDid: writer.agency.did, baseUrl: writer.origin },
    { ch, epoch: held?.epoch ?? 1, after: held?.seq ?? 0, limit: 100, waitSeconds: 0 },
  );
}

async function fetchNamed(
  { agency, tools }: TownAgency,
  entry: { readonly ch: string; readonly epoch: number; readonly seq: number },
  how: { readonly at: Instant; readonly link: Pick<Link, 'objects'> },
): Promise<void> {
  const effects = (how.link.objects ?? agreementObjectEffects)(tools);
  const fetched = await fetchObject({ ...tools, effects, isMoot, at: how.at }, agency, entry);
  if (!fetched.ok) throw new Error(JSON.stringify(fetched.error));
}

/** Nodes of a town share one database; each remembers for itself whose requests it has believed. */
function noncesOf(shared: RequestNonces, node: string): RequestNonces {
  return {
    use: (keyid, nonce, life) => shared.use(`${node} ${keyid}`, nonce, life),
    remember: (keyid) => shared.remember(`${node} ${keyid}`),
    raise: (keyid, until) => shared.raise(`${node} ${keyid}`, until),
  };
}
