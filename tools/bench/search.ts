import { setTimeout as pause } from 'node:timers/promises';
import { admitVersions } from '#app/item/admit-version.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { queryLexemes } from '#formats/lexemes/query-lexemes.ts';
import { wireReads } from '#store/reads/wire.ts';
import { refreshShares } from '#store/search-shares.ts';
import { transactWith } from '#store/transact.ts';
import { takeInWords } from '#store/waiting-words.ts';
import { benchItem } from './bench-items.ts';
import type { BenchStore } from './bench-store.ts';
import { byHands, percentile, perSecond, type Figure } from './measure.ts';

const ITEMS = 100_000;
const BATCH = 500;
/** One batch is being written while the next is read through: a core each. */
const HANDS = 2;
const QUERIES = {
  'one common phrase, no accents typed': ['da nang', 'thoi tiet du bao', 'le hoi'],
  'Vietnamese, three to five words': ['Đà Nẵng lễ hội', 'thời tiết dự báo', 'mưa lũ bệnh viện'],
  'Chinese, in either script': ['厦门 台风', '博物館 展覽', '岘港 科学'],
  'English, inflected': ['harbour festivals', 'container bridges', 'farming markets'],
} as const;
const TURNS = 10;

/** The wire's search over 100,000 stories in three languages, with facets, as the desk asks it; beside it `select 1`. */
export async function search(store: BenchStore): Promise<readonly Figure[]> {
  const speed = await perSecond(ITEMS, () => fill(store));
  await store.raw.query('vacuum analyze');
  const counting = transactWith(store.app.db, (transaction) => transaction);
  await counting(store.agency.id, (transaction) => refreshShares(transaction, systemClock.now()));
  const figures: Figure[] = [];
  for (const [kind, queries] of Object.entries(QUERIES)) {
    const { limits, own } = await searchInTurns(store, queries);
    figures.push({
      work: `search of ${ITEMS.toLocaleString('en')} stories with facets: ${kind}`,
      unit: 'ms (median)',
      limitName: 'round trip of select 1',
      limit: percentile(limits, 0.5),
      ours: percentile(own, 0.5),
      note: `p95 ${percentile(own, 0.95).toFixed(0)} ms; the stories were filled in at ${speed.toFixed(0)}/s`,
    });
  }
  return figures;
}

async function searchInTurns(
  store: BenchStore,
  queries: readonly string[],
): Promise<{ readonly limits: readonly number[]; readonly own: readonly number[] }> {
  const wire = wireReads(store.app.db);
  const limits: number[] = [];
  const own: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const query of queries) {
      const bare = performance.now();
      await store.raw.query('select 1');
      limits.push(performance.now() - bare);
      const from = performance.now();
      const terms = { readings: queryLexemes(query), all: [], none: [] };
      const page = await wire.list(store.agency.id, { at: systemClock.now(), from: 'all', terms, limit: 30 });
      own.push(performance.now() - from);
      if (page.stories.length === 0) throw new Error(`the bench searched for ${query} and found nothing`);
    }
  }
  return { limits, own };
}

/** As on a node, what waits for the index of words is taken in all the while. */
async function fill(store: BenchStore): Promise<void> {
  const filled = new AbortController();
  const takenIn = keepTakingIn(store, filled.signal);
  await byHands(HANDS, ITEMS / BATCH, async (round) => {
    const at = systemClock.now();
    const batch = Array.from({ length: BATCH }, (_, index) => ({
      version: benchItem(store.agency.did, 30_000_000 + round * BATCH + index, at),
      origin: 'own' as const,
      at,
    }));
    await store.transact(store.agency.id, (stores) =>
      admitVersions({ stores, ids: systemIds, hash: nodeHash }, batch),
    );
  });
  filled.abort();
  await takenIn;
}

async function keepTakingIn({ app }: BenchStore, filled: AbortSignal): Promise<void> {
  while (!filled.aborted) {
    await takeInWords(app.db);
    await pause(2000, undefined, { ref: false });
  }
}
