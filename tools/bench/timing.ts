import { randomUUID } from 'node:crypto';
import { judgeFree } from '#app/agreement/judge-free.ts';
import { findKeySession } from '#app/newsroom/api-key/find-key-session.ts';
import { makeApiKey } from '#app/newsroom/api-key/make-api-key.ts';
import { admitVersion } from '#app/item/admit-version.ts';
import { startSession } from '#domain/newsroom/session.ts';
import { nodeHash, sameDigest, systemChance, systemClock, systemIds } from '#engines/world.ts';
import { mountTopics } from '#http/desk/topics.ts';
import { mountWire } from '#http/desk/wire.ts';
import { makeServer } from '#http/server.ts';
import { storyJudge } from '#main/wire/judge-story.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { apiKeyFinder } from '#store/api-keys.ts';
import { storyReads } from '#store/reads/story.ts';
import { topicReads } from '#store/reads/topics.ts';
import { wireReads } from '#store/reads/wire.ts';
import { benchItem } from './bench-items.ts';
import type { BenchStore } from './bench-store.ts';
import { median, type Figure } from './measure.ts';

const PAIRS = 5000;
const HIDDEN = 50;
const WITHOUT_LIMIT = 10_000_000;
/** T08: within one of the two nobody tells the answers apart. */
const MOST_T = 4.5;
const MOST_MS = 0.2;
const SESSION = 'x'.repeat(43);

/** Does the time of an answer tell what the answer does not? One of each in turns, over loopback (T08; abuse cases 11 and 25). */
export async function timing(store: BenchStore): Promise<readonly Figure[]> {
  const personId = await seatSomebody(store);
  const server = await openDoors(store, personId);
  const origin = await server.listen({ host: '127.0.0.1', port: 0 });
  try {
    const cookie = `${server.door.cookie.name}=${SESSION}`;
    return [await hiddenStory(store, origin, cookie), await refusedKey(store, origin, personId)];
  } finally {
    await server.close();
  }
}

async function seatSomebody({ agency, transact }: BenchStore): Promise<string> {
  const id = systemIds.uuid();
  const at = systemClock.now();
  const person = { id, name: 'Lan', email: 'lan@bench.example', language: 'vi', isDemoSeat: false };
  await transact(agency.id, async ({ accounts, members }) => {
    await accounts.add(person, at);
    await members.save({ personId: id, roles: ['administrator'] }, at);
  });
  return id;
}

async function openDoors({ agency, app, transact }: BenchStore, personId: string) {
  const finding = { findKey: apiKeyFinder(app.db), transact, hash: nodeHash, sameDigest };
  const seat = { personId, agencyId: agency.id, roles: ['editor'] as const, csrf: '' };
  const server = await makeServer({
    publicOrigin: 'http://127.0.0.1:4100',
    now: systemClock.now,
    findSession: async (token, at) => (token === SESSION ? startSession(seat, 'account', at) : undefined),
    findKey: (token, at) => findKeySession(finding, token, at),
    callsPerMinute: WITHOUT_LIMIT,
  });
  mountTopics(server, { topics: topicReads(app.db) });
  mountWire(server, {
    wire: wireReads(app.db),
    stories: storyReads(app.db),
    agencies: agencyDirectory(app.db),
    judgeStory: storyJudge({ agencies: agencyDirectory(app.db), transact }),
    judgeFree: (one, ids, at) => judgeFree({ transact }, { agency: one, at }, ids),
    inAsides: transact,
    lexiconsFor: async () => ({ find: () => undefined }),
  });
  return server;
}

async function hiddenStory(store: BenchStore, origin: string, cookie: string): Promise<Figure> {
  const hidden = await hideStories(store);
  const ask = (id: string) => fetch(`${origin}/api/stories/${id}`, { headers: { cookie } });
  const measured = await inPairs(
    () => ask(systemIds.uuid()),
    (pair) => ask(hidden[pair % hidden.length] ?? ''),
    404,
  );
  return figureOf('a story that may not be seen', 'a story that is not there', measured);
}

async function refusedKey(store: BenchStore, origin: string, personId: string): Promise<Figure> {
  const { agency, transact } = store;
  const needs = { transact, ids: systemIds, hash: nodeHash, chance: systemChance };
  const order = { name: 'CMS', scopes: ['read-wire'], days: 1 } as const;
  const made = await makeApiKey(needs, { agencyId: agency.id, personId }, order, systemClock.now());
  if (!made.ok) throw new Error(made.error.code);
  const wrong = made.value.token.replace(/.{43}$/, 'A'.repeat(43));
  const unknown = () => `pactwire_${randomUUID().replaceAll('-', '')}_${'A'.repeat(43)}`;
  const ask = (token: string) =>
    fetch(`${origin}/api/topics`, { headers: { authorization: `Bearer ${token}` } });
  const measured = await inPairs(
    () => ask(unknown()),
    () => ask(wrong),
    401,
  );
  return figureOf('an API key with a wrong secret', 'an API key that is not there', measured);
}

/** Stories of a partner that no agreement speaks of. */
async function hideStories(store: BenchStore): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 0; number < HIDDEN; number += 1) {
    const at = systemClock.now();
    const version = benchItem('did:web:partner.example', 40_000_000 + number, at);
    const arriving = { version, origin: 'partner' as const, at };
    const admitted = await store.transact(store.agency.id, (stores) =>
      admitVersion({ stores, ids: systemIds, hash: nodeHash }, arriving),
    );
    if (admitted.ok) ids.push(admitted.value.itemId);
  }
  return ids;
}

type Measured = { readonly none: readonly number[]; readonly there: readonly number[] };

async function inPairs(
  none: () => Promise<Response>,
  there: (pair: number) => Promise<Response>,
  status: number,
): Promise<Measured> {
  const measured: { none: number[]; there: number[] } = { none: [], there: [] };
  const time = async (ask: () => Promise<Response>): Promise<number> => {
    const from = performance.now();
    const answer = await ask();
    await answer.arrayBuffer();
    if (answer.status !== status) throw new Error(`answered ${answer.status} where ${status} was due`);
    return performance.now() - from;
  };
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // Which of the two goes first is turned about, so that neither always finds what the other has warmed.
    if (pair % 2 === 0) measured.none.push(await time(none));
    measured.there.push(await time(() => there(pair)));
    if (pair % 2 === 1) measured.none.push(await time(none));
  }
  return measured;
}

function figureOf(work: string, limitName: string, { none, there }: Measured): Figure {
  const [limit, ours] = [median(none), median(there)];
  const t = welch(none, there);
  return {
    work: `time of an answer: ${work}, ${PAIRS.toLocaleString('en')} pairs`,
    unit: 'ms (median)',
    limitName,
    limit,
    ours,
    goal: `Welch’s t within ±${MOST_T} or medians < ${MOST_MS} ms apart`,
    note: `t ${t.toFixed(2)}, medians ${Math.abs(ours - limit).toFixed(3)} ms apart`,
  };
}

/** Welch's t of two samples of unequal variance. */
function welch(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [momentsOf(one), momentsOf(other)];
  return (a.mean - b.mean) / Math.sqrt(a.variance / one.length + b.variance / other.length);
}

function momentsOf(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}
