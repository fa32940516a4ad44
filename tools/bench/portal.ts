import autocannon from 'autocannon';
import Fastify from 'fastify';
import { admitVersion } from '#app/item/admit-version.ts';
import { publishStory } from '#app/publication/publish-story.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { mountPortal } from '#http/public/portal.ts';
import { makeServer } from '#http/server.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { releasedReads } from '#store/reads/released.ts';
import { viewTally } from '#store/view-tally.ts';
import { benchItem } from './bench-items.ts';
import type { BenchStore } from './bench-store.ts';
import { byHands, inTurns, perSecond, type Figure } from './measure.ts';

const STORIES = 300;
const SECONDS = 5;
const CONNECTIONS = 20;
const HEADERS = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
const NO_LIMIT = 1_000_000_000;

/** A story page over HTTP on loopback, first view of each story and repeated views, beside Fastify sending the same bytes. */
export async function portal(store: BenchStore): Promise<readonly Figure[]> {
  const paths = await publishStories(store);
  const server = await makeServer({
    publicOrigin: 'http://localhost:4990',
    now: systemClock.now,
    findSession: () => Promise.resolve(undefined),
    callsPerMinute: NO_LIMIT,
  });
  const parts = { tally: viewTally(store.app.db), agencies: agencyDirectory(store.app.db) };
  mountPortal(server, { reads: releasedReads(store.app.db), ...parts, readLog: async () => undefined });
  const origin = await server.listen({ host: '127.0.0.1', port: 0 });
  const [first = ''] = paths;
  const page = await (await fetch(origin + first, { headers: HEADERS })).text();
  const bare = Fastify();
  bare.get('/*', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  const bareOrigin = await bare.listen({ host: '127.0.0.1', port: 0 });
  try {
    const fresh = await inTurns(
      1,
      () => once(bareOrigin, paths),
      () => once(origin, paths.splice(0, STORIES / 2)),
    );
    const again = await inTurns(
      3,
      () => many(bareOrigin + first),
      () => many(origin + first),
    );
    return [
      { ...COMMON, work: 'portal story page, first view of each story', ...fresh, goal: '≥ 0.2' },
      {
        ...COMMON,
        work: 'portal story page, viewed again (cached by version)',
        ...again,
        goal: '≥ 0.8',
        note: `${(Buffer.byteLength(page) / 1024).toFixed(1)} KB a page`,
      },
    ];
  } finally {
    await Promise.all([server.close(), bare.close()]);
  }
}

const COMMON = { unit: 'pages/s', limitName: 'bare Fastify sending the same bytes' };

async function once(origin: string, paths: readonly string[]): Promise<number> {
  return perSecond(paths.length, () =>
    byHands(10, paths.length, async (index) => {
      const answer = await fetch(origin + (paths[index] ?? ''), { headers: HEADERS });
      if (answer.status !== 200) throw new Error(`${paths[index]} answered ${answer.status}`);
      await answer.arrayBuffer();
    }),
  );
}

async function many(url: string): Promise<number> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, headers: HEADERS });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers of ${url} were no pages`);
  return result.requests.average;
}

async function publishStories(store: BenchStore): Promise<string[]> {
  const personId = systemIds.uuid();
  await store.raw.query(
    "insert into person (id, email, name, language, created_at) values ($1, 'bench@bench.example', 'Bench', 'en', now())",
    [personId],
  );
  const needs = {
    transact: store.transact,
    agencies: agencyDirectory(store.app.db),
    ids: systemIds,
    hash: nodeHash,
    files: { read: () => Promise.resolve(undefined) },
    makeDerivative: () => Promise.reject(new Error('the bench has no pictures')),
  };
  const paths: string[] = [];
  for (let index = 0; index < STORIES; index += 1) {
    const at = systemClock.now();
    const version = benchItem(store.agency.did, 40_000_000 + index, at);
    const admitted = await store.transact(store.agency.id, (stores) =>
      admitVersion({ stores, ids: systemIds, hash: nodeHash }, { version, origin: 'own', at }),
    );
    if (!admitted.ok) throw new Error(admitted.error.code);
    const order = { agencyId: store.agency.id, storyId: admitted.value.itemId, personId, at };
    const published = await publishStory(needs, order);
    if (!published.ok) throw new Error(published.error.code);
    const { language, slug, number } = published.value;
    paths.push(`/${language.toLowerCase()}/${encodeURIComponent(slug)}-${number}`);
  }
  return paths;
}
