import { seeCopies } from '#app/correction/see-copies.ts';
import { callArchivedBack } from '#app/publication/push/call-archived-back.ts';
import { callEndedBack } from '#app/publication/push/call-ended-back.ts';
import { logStandings } from '#app/agreement/log-standings.ts';
import { showWhenWhole } from '#app/channel/hold-back.ts';
import { commitHeads } from '#app/ledger/commit-heads.ts';
import { signLog } from '#app/ledger/sign-log.ts';
import { witnessLog } from '#app/ledger/witness-log.ts';
import type { Bell } from '#worker/bell.ts';
import { drainOutbox } from '#worker/drain-outbox.ts';
import { forEachAgency, type LookNeeds } from '#worker/for-each-agency.ts';
import { pollSources } from '#worker/poll-sources.ts';
import { purgeOutbox } from '#worker/purge-outbox.ts';
import { hourly } from '#worker/hourly.ts';
import { keepDoing, type Running } from '#worker/keep-doing.ts';
import { whileLeading } from '#worker/while-leading.ts';
import { keepLogs } from '#worker/keep-logs.ts';
import { readChannels } from '#worker/read-channels.ts';
import { settleChains, sketchOld } from '#app/chain/sketch-old.ts';
import { indexAgain } from '#app/item/index-again.ts';
import { embedStories } from '#app/agreement/embed-stories.ts';
import { translateStories } from '#app/agreement/translate-stories.ts';
import { learnMemory } from '#app/translation/memory/learn-memory.ts';
import type { JobQueue } from '#ports/job-queue.ts';
import { plusSeconds } from '#kernel/instant.ts';
import { runDueSources } from '#sources/run-sources.ts';
import { jobQueue } from '#store/outbox.ts';
import { forgetNonces } from '#store/request-nonces.ts';
import { wireReads } from '#store/reads/wire.ts';
import { shareRefresher } from '#store/search-shares.ts';
import { takeInWords } from '#store/waiting-words.ts';
import type { NodeStore, OpenStore } from '../open-store.ts';
import { exchangeJobs } from './exchange-jobs.ts';
import { startAlerts } from './alert-work.ts';
import { chaseDeadlines } from './deadline-work.ts';
import { holdNeeds } from './hold-needs.ts';
import type { NodeTools } from './node-tools.ts';
import { askAgain, listLinks, readOnce } from './read-links.ts';
import type { SourceTools } from './source-tools.ts';
import { watchClock } from './watch-clock.ts';

export type WorkNeeds = {
  readonly tools: NodeTools;
  readonly store: NodeStore;
  readonly bell: Bell;
  readonly sources: SourceTools;
  readonly log: (line: { readonly what: string; readonly why?: string }) => void;
};

/**
 * Everything that goes on without anybody asking: the jobs of the outbox, which all workers of the database share, and what one of
 * them does for all.
 */
export function startWork(needs: WorkNeeds): Running {
  const { tools, store, bell, log } = needs;
  const queue = jobQueue(store.app.db, store.station.number);
  const looking = { agencies: () => tools.agencies.list(), clock: tools.clock, bell, log };
  const systems = { ...tools, unsealSecret: tools.destinations.unseal };
  const outbox = drainOutbox({ queue, ...looking, handle: exchangeJobs({ ...tools, systems }, bell) });
  const leading = whileLeading({ leads: () => store.leads(), bell, log }, () => lead(needs, queue, looking));
  return inOrder([leading, outbox]);
}

/** By the clock, from our own sources and out of partners' channels. */
function lead({ tools, store, bell, sources, log }: WorkNeeds, queue: JobQueue, looking: LookNeeds): Running {
  const systems = { ...tools, unsealSecret: tools.destinations.unseal };
  const purging = purgeOutbox({ queue, ...looking });
  const logs = keepLogs({ ...looking, ...signing(tools) });
  const channels = readChannels({
    links: () => listLinks(tools),
    readOnce: (link, seconds, signal) => readOnce(tools, link, { seconds, signal }),
    async onBack(link) {
      logs.isBack(link);
      await askAgain(tools, link);
    },
    bell,
    log,
  });
  const watching = watchClock({ db: store.app.db, channels }, looking);
  const showing = keepDoing(looking, { name: 'held', everyMs: HELD_MS }, () =>
    showWhenWhole(holdNeeds(tools)),
  );
  const polling = pollSources({ runDue: (at) => runDueSources(sources, at), clock: tools.clock, bell, log });
  const finding = [
    ...keepFindable(store, looking),
    indexStories(tools, looking),
    chainStories(tools, looking),
    rememberTexts(tools, looking),
    ...askServices(tools, looking),
  ];
  const alerts = startAlerts({ ...systems, wire: wireReads(store.app.db) }, looking);
  return inOrder([
    alerts,
    ...finding,
    ...lookAround(tools, looking),
    logs,
    polling,
    watching,
    showing,
    channels,
    purging,
    takeBackLeases(queue, looking),
    forgetExpired(store, looking),
    dropParts(tools, looking),
  ]);
}

/** A restored node shows itself again so long after all is known; a person may be waited for for days meanwhile. */
const HELD_MS = 5000;

const NONCES_MS = 60_000;

function forgetExpired({ app }: OpenStore, looking: LookNeeds): Running {
  return keepDoing(looking, { name: 'nonces', everyMs: NONCES_MS }, () =>
    forgetNonces(app.db, looking.clock.now()),
  );
}

const PARTS_MS = 3_600_000;
const PARTS_SECONDS = 7 * 24 * 3600;

/** Beginnings of blobs with which nobody has gone on for a week: of stories that were killed, by partners that are gone. */
function dropParts({ parts, clock }: NodeTools, looking: LookNeeds): Running {
  return keepDoing(looking, { name: 'blob-parts', everyMs: PARTS_MS }, () =>
    parts.dropOlder(plusSeconds(clock.now(), -PARTS_SECONDS)),
  );
}

const LEASES_MS = 2000;

/** Of workers that ended. After an outage of the database first all take their stations again, and nobody is taken for gone who is not. */
function takeBackLeases(queue: JobQueue, looking: LookNeeds): Running {
  const name = 'leases';
  return keepDoing(looking, { name, everyMs: 1 }, async ({ isStopping }) => {
    await looking.bell.wait(name, LEASES_MS);
    if (isStopping()) return;
    for (const { id } of await looking.agencies()) await queue.takeBack(id, looking.clock.now());
  });
}

/** What searches begin with, counted anew for each agency; and what waits for the one index that holds the words of all. */
function keepFindable({ app }: OpenStore, looking: LookNeeds): readonly Running[] {
  const refresh = shareRefresher(app.db);
  return [
    forEachAgency(looking, { name: 'search', everyMs: 15 * 60_000, atEach: ({ id }, at) => refresh(id, at) }),
    keepDoing(looking, { name: 'waiting-words', everyMs: 2000 }, () => takeInWords(app.db)),
  ];
}

/** What is due by the clock, and what partners show. */
function lookAround(tools: NodeTools, looking: LookNeeds): readonly Running[] {
  const deadlines = forEachAgency(looking, {
    name: 'deadlines',
    everyMs: 60_000,
    atEach: chaseDeadlines(tools),
  });
  // Beside the letters, which must not wait for the pages of others.
  const copies = forEachAgency(looking, {
    name: 'copies',
    everyMs: 2000,
    atEach: (agency, at) => seeCopies(tools, agency, at),
  });
  const endings = forEachAgency(looking, {
    name: 'endings',
    everyMs: 60_000,
    atEach: (agency, at) => callEndedBack(tools, { agency, at }),
  });
  const archives = forEachAgency(looking, {
    name: 'archives',
    everyMs: 60_000,
    atEach: (agency, at) => callArchivedBack(tools, { agency, at }),
  });
  return [deadlines, endings, archives, copies];
}

function inOrder(running: readonly Running[]): Running {
  return {
    async stop() {
      for (const one of running) await one.stop();
    },
  };
}

/** Says how far it is every so many stories. */
const SAY_EVERY = 10_000;

/** After a new analyzer came with a new version of the node; else there is nothing to do. */
function indexStories(tools: NodeTools, looking: LookNeeds): { stop(): Promise<void> } {
  let isStopping = false;
  const indexing = forEachAgency(looking, {
    name: 'search-index',
    everyMs: 3_600_000,
    async atEach({ id, slug }) {
      const say = (done: number) =>
        looking.log({ what: 'search-index', why: `${done} stories of ${slug} are indexed anew` });
      const done = await indexAgain(tools, id, (soFar) => {
        if (soFar % SAY_EVERY === 0) say(soFar);
        return isStopping ? 'stop' : 'go on';
      });
      if (done > 0) say(done);
    },
  });
  return {
    async stop() {
      isStopping = true;
      await indexing.stop();
    },
  };
}

/** Links stories that came in at the same moment; once an hour, those of before the node did so. */
function chainStories(tools: NodeTools, looking: LookNeeds): { stop(): Promise<void> } {
  let isStopping = false;
  const sketch = hourly(async ({ id, slug }, at) => {
    const say = (done: number) =>
      looking.log({ what: 'chains', why: `${done} stories of ${slug} are compared with the others` });
    const done = await sketchOld(tools, { agencyId: id, at }, (soFar) => {
      if (soFar % SAY_EVERY === 0) say(soFar);
      return isStopping ? 'stop' : 'go on';
    });
    if (done > 0) say(done);
  });
  const chaining = forEachAgency(looking, {
    name: 'chains',
    everyMs: 60_000,
    async atEach(agency, at) {
      await settleChains(tools, { agencyId: agency.id, at });
      await sketch(agency, at);
    },
  });
  return {
    async stop() {
      isStopping = true;
      await chaining.stop();
    },
  };
}

/** Words are learned from translations that were finished. */
function rememberTexts(tools: NodeTools, looking: LookNeeds): { stop(): Promise<void> } {
  let isStopping = false;
  const remembering = forEachAgency(looking, {
    name: 'memory',
    everyMs: 15_000,
    atEach: (agency, at) => learnMemory(tools, { agency, at }, () => !isStopping),
  });
  return {
    async stop() {
      isStopping = true;
      await remembering.stop();
    },
  };
}

/** Where there are services for it, stories are placed in the space of a model, and translated to be searched. */
function askServices(tools: NodeTools, looking: LookNeeds): readonly Running[] {
  const { embedder, translator } = tools;
  let isStopping = false;
  const goOn = (): boolean => !isStopping;
  const everyMs = 15_000;
  const asking = [
    ...(embedder
      ? [
          forEachAgency(looking, {
            name: 'vectors',
            everyMs,
            atEach: (agency, at) => embedStories({ ...tools, embedder }, { agency, at }, goOn),
          }),
        ]
      : []),
    ...(translator
      ? [
          forEachAgency(looking, {
            name: 'machine-texts',
            everyMs,
            atEach: (agency, at) => translateStories({ ...tools, translator }, { agency, at }, goOn),
          }),
        ]
      : []),
  ];
  return asking.map((one) => ({
    async stop() {
      isStopping = true;
      await one.stop();
    },
  }));
}

/** The transparency log: what was written is signed, and partners cosign it. */
function signing(tools: NodeTools): Pick<Parameters<typeof keepLogs>[0], 'links' | 'sign' | 'witness'> {
  // What begins or ends by the clock changes nothing else.
  const standings = hourly((agency, at) => logStandings(tools, agency, at));
  return {
    links: () => listLinks(tools),
    async sign(agency, at) {
      await tools.refreshKeys(agency);
      await commitHeads(tools, agency, at);
      await standings(agency, at);
      return signLog(tools, agency, at);
    },
    witness: ({ agency, partner }, at) => witnessLog(tools, agency, partner, at),
  };
}
