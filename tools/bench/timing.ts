import { randomUUID } from 'node:crypto';
import { admitVersion } from '#app/item/admit-version.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { readingDoors, type ReadingDoors } from '#tests/town/reading-doors.ts';
import { testItem } from '#tests/town/test-item.ts';
import type { BenchStore } from './bench-store.ts';
import { median, type Figure } from './measure.ts';

const PAIRS = 5000;
const HIDDEN = 50;
const WITHOUT_LIMIT = 10_000_000;
/** T08: below one of the two nobody tells the answers apart. */
const MOST_T = 4.5;
const MOST_MS = 0.2;

/** Does the time of an answer tell what the answer does not? One of each in turns, over loopback (T08; abuse cases 11 and 25). */
export async function timing(store: BenchStore): Promise<readonly Figure[]> {
  const limits = { callsPerMinute: WITHOUT_LIMIT, keyCallsPerMinute: WITHOUT_LIMIT };
  const doors = await readingDoors(store, { ...limits, now: systemClock.now });
  const origin = await doors.server.listen({ host: '127.0.0.1', port: 0 });
  try {
    return [await hiddenStory(store, doors, origin), await refusedKey(store, doors, origin)];
  } finally {
    await doors.server.close();
  }
}

async function hiddenStory(store: BenchStore, doors: ReadingDoors, origin: string): Promise<Figure> {
  const hidden = await hideStories(store);
  const { headers } = await doors.seat(store.agency.id, 'editor');
  const ask = (id: string) => fetch(`${origin}/api/stories/${id}`, { headers });
  const measured = await inPairs(
    () => ask(systemIds.uuid()),
    (pair) => ask(hidden[pair % hidden.length] ?? ''),
    404,
  );
  return figureOf('a story that may not be seen', 'a story that is not there', measured);
}

async function refusedKey(store: BenchStore, doors: ReadingDoors, origin: string): Promise<Figure> {
  const boss = await doors.seat(store.agency.id, 'administrator');
  const key = await doors.key(boss);
  const wrong = key.replace(/.{43}$/, 'A'.repeat(43));
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
    const version = testItem({ guid: `urn:hidden:${number}`, provider: 'did:web:partner.example' });
    const arriving = { version, origin: 'partner' as const, at: systemClock.now() };
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
  const t = Math.abs(welch(none, there));
  return {
    work: `time of an answer: ${work}, ${PAIRS.toLocaleString('en')} pairs`,
    unit: 'ms (median)',
    limitName,
    limit,
    ours,
    goal: `Welch |t| < ${MOST_T} or medians < ${MOST_MS} ms apart`,
    note: `|t| ${t.toFixed(2)}, medians ${Math.abs(ours - limit).toFixed(3)} ms apart`,
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
