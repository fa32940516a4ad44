import type { PageReceived } from '#app/channel/receive-page.ts';
import { takeInPage } from '#app/channel/take-in-page.ts';
import { logStandings } from '#app/agreement/log-standings.ts';
import { commitHeads, hourOf } from '#app/ledger/commit-heads.ts';
import { signLog } from '#app/ledger/sign-log.ts';
import { witnessLog } from '#app/ledger/witness-log.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { refuse, type Result } from '#kernel/result.ts';
import type { Bell } from '#worker/bell.ts';
import { drainOutbox } from '#worker/drain-outbox.ts';
import { pollSources } from '#worker/poll-sources.ts';
import { purgeOutbox } from '#worker/purge-outbox.ts';
import { keepLogs } from '#worker/keep-logs.ts';
import { readChannels, type Link } from '#worker/read-channels.ts';
import { refreshSearch } from '#worker/refresh-search.ts';
import { runDueSources } from '#sources/run-sources.ts';
import { jobQueue } from '#store/outbox.ts';
import { shareRefresher } from '#store/search-shares.ts';
import type { OpenStore } from '../open-store.ts';
import { entryEffects } from './entry-effects.ts';
import { exchangeJobs } from './exchange-jobs.ts';
import type { NodeTools } from './node-tools.ts';
import type { SourceTools } from './source-tools.ts';

export type WorkNeeds = {
  readonly tools: NodeTools;
  readonly store: OpenStore;
  readonly bell: Bell;
  readonly sources: SourceTools;
  readonly log: (line: { readonly what: string; readonly why?: string }) => void;
};

const PAGE_LIMIT = 500;

/** Everything that goes on without anybody asking: the outbox, partners' channels, our own sources. */
export function startWork({ tools, store, bell, sources, log }: WorkNeeds): { stop(): Promise<void> } {
  const queue = jobQueue(store.app.db);
  const agencies = () => tools.agencies.list();
  const outbox = drainOutbox({
    queue,
    agencies,
    handle: exchangeJobs(tools, bell),
    clock: tools.clock,
    bell,
    log,
  });
  const purging = purgeOutbox({ queue, agencies, clock: tools.clock, bell, log });
  const channels = readChannels({
    links: () => listLinks(tools),
    readOnce: (link, waitSeconds) => readOnce(tools, link, waitSeconds),
    bell,
    log,
  });
  const polling = pollSources({ runDue: (at) => runDueSources(sources, at), clock: tools.clock, bell, log });
  const searching = refreshSearch({
    agencyIds: async () => (await tools.agencies.list()).map(({ id }) => id),
    refresh: shareRefresher(store.app.db),
    clock: tools.clock,
    bell,
    log,
  });
  const hours = new Map<string, string>();
  const logs = keepLogs({
    agencies,
    links: () => listLinks(tools),
    async sign(agency, at) {
      await commitHeads(tools, agency, at);
      // What begins or ends by the clock changes nothing else.
      if (hours.get(agency.id) !== hourOf(at)) await logStandings(tools, agency, at);
      hours.set(agency.id, hourOf(at));
      return signLog(tools, agency, at);
    },
    witness: ({ agency, partner }, at) => witnessLog(tools, agency, partner, at),
    clock: tools.clock,
    bell,
    log,
  });
  return {
    async stop() {
      await logs.stop();
      await searching.stop();
      await polling.stop();
      await channels.stop();
      await purging.stop();
      await outbox.stop();
    },
  };
}

async function listLinks(tools: NodeTools): Promise<readonly Link[]> {
  const links: Link[] = [];
  for (const agency of await tools.agencies.list()) {
    const partners = await tools.transact(agency.id, (stores) => stores.partners.list());
    links.push(...partners.filter(({ state }) => state === 'pinned').map((partner) => ({ agency, partner })));
  }
  return links;
}

async function readOnce(
  tools: NodeTools,
  link: Link,
  waitSeconds: number,
): Promise<Result<PageReceived, { readonly code: string }>> {
  const { agency } = link;
  const ch = channelIdOf(link.partner.did, agency.did, tools.hash.sha256);
  const now = await tools.transact(agency.id, async ({ channels, partners }) => ({
    partner: await partners.find(link.partner.did),
    channel: await channels.lock({ ch, direction: 'in', partnerDid: link.partner.did }),
  }));
  if (now.partner?.state !== 'pinned') return refuse({ code: 'partner-gone' });
  const { partner, channel } = now;
  const to = { agencyId: agency.id, partnerDid: partner.did, baseUrl: partner.baseUrl };
  const caughtUp = channel.headSeenAt !== undefined && channel.seq >= channel.headSeq;
  const page = await tools.partnerNode.entries(to, {
    ch,
    epoch: channel.epoch,
    after: channel.seq,
    limit: PAGE_LIMIT,
    waitSeconds: caughtUp ? waitSeconds : 0,
  });
  if (!page.ok) {
    const error = page.error.problem ?? page.error.code;
    await tools.transact(agency.id, ({ channels }) => channels.recordError(ch, error));
    return refuse({ code: error });
  }
  const taken = await takeInPage(
    { ...tools, effects: entryEffects(tools) },
    { agency, partner, at: tools.clock.now() },
    page.value,
  );
  if (taken.ok && taken.value.added > 0) {
    const { epoch, seq, hash } = taken.value.channel;
    await tools.partnerNode.putCursor(to, { ch, epoch, seq, hash: hash ?? '' });
  }
  return taken;
}
