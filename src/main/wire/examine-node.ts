import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { listRefused } from '#app/agreement/list-refused.ts';
import { heldChange, readHeld } from '#app/channel/held-drafts.ts';
import { lookBehind } from '#app/channel/look-behind.ts';
import { seeLinks, type SeenLink } from '#app/channel/see-links.ts';
import { ANALYZER_VERSION } from '#formats/lexemes/analyse.ts';
import { sourceTroubles } from '#app/item/source-trouble.ts';
import type { Check } from '#cli/cli-node.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { isTerritory } from '#kernel/territory.ts';
import type { PartnerLink } from '#ports/reads/partners.ts';
import { partnerReads } from '#store/reads/partners.ts';
import { readinessCheckOn } from '#store/readiness.ts';
import type { NodeConfig } from '../config.ts';
import type { OpenStore } from '../open-store.ts';
import { keylessChannel, lostRequestKeys, ownKeys, recoveryKey } from './examine-keys.ts';
import { examineLogs } from './examine-logs.ts';
import { holdNeeds } from './hold-needs.ts';
import type { NodeTools } from './node-tools.ts';

type Examined = { readonly config: NodeConfig; readonly tools: NodeTools; readonly store: OpenStore };

const DESK_PAGE = join(import.meta.dirname, '../../../dist/desk/index.html');
const GIB = 1024 ** 3;
const LEAST_FREE_GIB = 1;
/** PXP/1 admits requests this far from the partner's clock; half of it is time to act. */
const CLOCK_SECONDS = 150;
const ASK_MS = 5000;

/** Looks at everything that a node lives from, each thing by itself. */
export async function examineNode(examined: Examined, at: Instant): Promise<readonly Check[]> {
  const { config, tools, store } = examined;
  const agencies = await tools.agencies.list();
  const needs = { partnerReads: partnerReads(store.app.db), channelMarks: tools.channelMarks };
  const linked = await Promise.all(
    agencies.map(async (agency) => ({ agency, links: await seeLinks(needs, agency.id) })),
  );
  const links = linked.flatMap((one) => one.links);
  const pinned = links.filter(({ state }) => state === 'pinned');
  return [
    await database(store),
    ...agencies.flatMap(market),
    ...agencies.flatMap((agency) => [ownKeys(tools, agency), recoveryKey(tools, agency)]),
    ...(await Promise.all(agencies.map((agency) => lostRequestKeys(tools, agency, at)))).flat(),
    await disk(config),
    desk(),
    await running(config, tools),
    ...(
      await Promise.all(
        linked.flatMap(({ agency, links: own }) => own.map((link) => ownChannel(tools, agency, link))),
      )
    ).flat(),
    ...(await Promise.all(agencies.map((agency) => sources(tools, agency, at)))).flat(),
    ...(await heldBack(tools)),
    ...(await Promise.all(agencies.map((agency) => examineLogs(tools, agency)))).flat(),
    ...(await Promise.all(agencies.map((agency) => refusedArrivals(tools, agency, at)))).flat(),
    ...(await Promise.all(agencies.map((agency) => search(tools, agency)))).flat(),
    ...(await Promise.all(pinned.map((link) => partner(examined, link, at)))).flat(),
  ];
}

async function database(store: OpenStore): Promise<Check> {
  const trouble = await readinessCheckOn(store.app.db)();
  const name = 'database';
  if (trouble === undefined)
    return { name, state: 'well', found: 'answers; fsync and full_page_writes are on' };
  return {
    name,
    state: 'ill',
    found: trouble,
    advice: 'Look into postgres.log beside the database; writes may be lost while these are off.',
  };
}

/** Nothing is shown to the public while it is not known again what was withdrawn since a backup. */
async function heldBack(tools: NodeTools): Promise<readonly Check[]> {
  const { heldSince } = await tools.restoration.read();
  if (heldSince === undefined) return [];
  const behind = await lookBehind(holdNeeds(tools), heldSince);
  const whose = behind.map(({ what, partnerDid, agency }) => `${what} ${partnerDid ?? agency.slug}`);
  return [
    {
      name: 'portal',
      state: 'ill',
      found: `shows nothing since ${heldSince}: the database was put back from a backup; not known again: ${whose.join(', ')}`,
      advice:
        'It opens by itself once all is known again; to open it all the same: pactwire portal open --as EMAIL',
    },
  ];
}

/** A market that no clause can name: every use for it is denied. */
function market({ slug, territory }: Agency): readonly Check[] {
  if (isTerritory(territory)) return [];
  return [
    {
      name: `market of ${slug}`,
      state: 'ill',
      found: `“${territory}” is no country or territory of ISO 3166-1, so nothing of partners can be published for it`,
      advice: 'pactwire agency change --territory CODE --as EMAIL',
    },
  ];
}

/** A channel of ours that says nothing: more has left than a restored database holds, or what came back did not fit. */
async function ownChannel(tools: NodeTools, agency: Agency, link: SeenLink): Promise<readonly Check[]> {
  if (link.lostKey !== undefined) return [keylessChannel(tools, link, agency, link.lostKey)];
  if (!link.waits) return [];
  const { ch = '' } = link.outgoing ?? {};
  const held = await tools.transact(agency.id, ({ channels }) => channels.held(ch));
  const kid = held.flatMap((one) => heldChange(readHeld(one)) ?? [])[0]?.old.kid;
  return [waitingChannel(link, kid)];
}

function waitingChannel({ did, outgoing }: SeenLink, believed: string | undefined): Check {
  const why = outgoing?.lastError === undefined ? '' : `: ${outgoing.lastError}`;
  const key = believed === undefined ? '' : `; until then the partner believes ${believed}`;
  return {
    name: `channel to ${did}`,
    state: 'ill',
    found: `waits for what a restored database has lost${why}${key}`,
    advice: `It goes on by itself once the partner answers; to give up what is lost: pactwire channel reopen ${did}`,
  };
}

/** Sources that stopped by themselves, or of which nothing comes any more that used to. */
async function sources(tools: NodeTools, agency: Agency, at: Instant): Promise<Check[]> {
  const list = await tools.transact(agency.id, (stores) => stores.sources.list());
  return sourceTroubles(list, at).map(({ id, name, trouble, since, detail }): Check =>
    trouble === 'stopped'
      ? {
          name: `source ${name}`,
          state: 'ill',
          found: `stopped ${since} after a day of failures: ${detail}`,
          advice: `Once its place answers again: pactwire source change ${id} --resume`,
        }
      : {
          name: `source ${name}`,
          state: 'warning',
          found: `nothing new since ${since}${detail === '' ? '' : `: ${detail}`}`,
          advice: `Ask who sends it; if that is usual: pactwire source change ${id} --silent-after off`,
        },
  );
}

/** What came about agreements in the last 30 days and does not count. */
async function refusedArrivals(tools: NodeTools, agency: Agency, now: Instant): Promise<readonly Check[]> {
  const since = plusSeconds(now, -30 * 86_400);
  const [newest, ...more] = (await listRefused(tools, agency.id)).filter(({ at }) => at >= since);
  if (!newest) return [];
  const before = more.length === 0 ? '' : `, and ${more.length} before it`;
  return [
    {
      name: 'agreements',
      state: 'warning',
      found: `${newest.type} of ${newest.partner.did} was refused ${newest.at} (${newest.code})${before}`,
      advice: 'Why, and what to do about each: pactwire agreement list',
    },
  ];
}

/** Stories that an earlier analyzer indexed, while there are any. */
async function search(tools: NodeTools, agency: Agency): Promise<readonly Check[]> {
  const left = await tools.transact(agency.id, ({ searchedWords }) =>
    searchedWords.countOutdated(ANALYZER_VERSION),
  );
  if (left === 0) return [];
  return [
    {
      name: `search of ${agency.slug}`,
      state: 'warning',
      found: `${left} stories are still to be indexed anew; they are found by the words of the former index`,
      advice: 'Nothing: a running node does it beside its work, and goes on where it was after a stop.',
    },
  ];
}

async function disk(config: NodeConfig): Promise<Check> {
  const { bavail, bsize } = await statfs(config.dataFolder);
  const free = (bavail * bsize) / GIB;
  const found = `${free.toFixed(1)} GiB free in ${config.dataFolder}`;
  return free >= LEAST_FREE_GIB
    ? { name: 'disk', state: 'well', found }
    : { name: 'disk', state: 'ill', found, advice: 'Make room: PostgreSQL stops when the disk is full.' };
}

function desk(): Check {
  const name = 'desk';
  return existsSync(DESK_PAGE)
    ? { name, state: 'well', found: 'built' }
    : { name, state: 'warning', found: 'not built', advice: 'npm run build:desk' };
}

async function running(config: NodeConfig, tools: NodeTools): Promise<Check> {
  const answer = await ask(config, tools, `${config.publicOrigin}/readyz`);
  const name = 'node';
  if (answer?.status === 200) return { name, state: 'well', found: `serves at ${config.publicOrigin}` };
  if (answer)
    return { name, state: 'ill', found: `answers ${answer.status} at ${config.publicOrigin}/readyz` };
  return {
    name,
    state: 'warning',
    found: `nobody answers at ${config.publicOrigin}`,
    advice: 'Start it; what commands leave to do waits until then.',
  };
}

async function partner(examined: Examined, link: PartnerLink, at: Instant): Promise<Check[]> {
  const { config, tools } = examined;
  const answer = await ask(config, tools, `${link.baseUrl}/.well-known/pactwire`);
  const name = `partner ${link.did}`;
  if (answer?.status !== 200) {
    const found = answer ? `answers ${answer.status}` : `nobody answers at ${link.baseUrl}`;
    return [
      { name, state: 'warning', found, advice: 'Entries wait and go on by themselves when it is back.' },
    ];
  }
  return [{ name, ...linkState(link) }, clock(answer.headers['date'], link, at)];
}

function linkState({ did, incoming, outgoing }: PartnerLink): Omit<Check, 'name'> {
  if (incoming?.state === 'frozen')
    return {
      state: 'ill',
      found: `their channel is frozen: ${incoming.lastError ?? 'no reason kept'}`,
      advice: `Nothing more is believed from it. Compare with the partner what each side holds; then: pactwire channel resume ${did}`,
    };
  const held = outgoing ? `${outgoing.partnerHolds} of ${outgoing.seq}` : 'none';
  const found = `reachable; we hold ${incoming?.seq ?? 0} of theirs, they hold ${held} of ours`;
  return incoming?.lastError === undefined
    ? { state: 'well', found }
    : { state: 'warning', found: `${found}; last error: ${incoming.lastError}` };
}

/** Their HTTP Date has whole seconds; either clock may be the wrong one. */
function clock(date: string | undefined, { did }: PartnerLink, at: Instant): Check {
  const name = `clock against ${did}`;
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return { name, state: 'warning', found: 'the partner told no time' };
  const apart = Math.round((Date.parse(at) - theirs) / 1000);
  const found = `${Math.abs(apart)} s ${apart < 0 ? 'behind' : 'ahead'}`;
  return Math.abs(apart) <= CLOCK_SECONDS
    ? { name, state: 'well', found }
    : {
        name,
        state: 'ill',
        found,
        advice: 'Set the clock (NTP): signed requests with a wrong time are refused.',
      };
}

async function ask(config: NodeConfig, tools: NodeTools, url: string) {
  const own = new URL(config.publicOrigin);
  const port = own.port || (own.protocol === 'https:' ? '443' : '80');
  const answer = await tools.fetcher.fetch({
    method: 'GET',
    url,
    limits: { firstByteMs: ASK_MS, totalMs: ASK_MS, maxBytes: 100_000, maxRedirects: 0 },
    policy: { allowHosts: [...config.allowHosts, `${own.hostname}:${port}`] },
  });
  return answer.ok ? answer.value : undefined;
}
