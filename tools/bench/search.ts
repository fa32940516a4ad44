import { admitVersions } from '#app/item/admit-version.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { queryLexemes } from '#formats/lexemes/query-lexemes.ts';
import { wireReads } from '#store/reads/wire.ts';
import { benchItem } from './bench-items.ts';
import type { BenchStore } from './bench-store.ts';
import { percentile, type Figure } from './measure.ts';

const ITEMS = 100_000;
const BATCH = 1000;
const QUERIES = [
  'da nang',
  'Đà Nẵng lễ hội',
  'thời tiết dự báo',
  '厦门 台风',
  '博物館 展覽',
  'harbour festivals',
  'container bridges',
  'mưa lũ',
];
const TURNS = 10;

/** The wire's search over 100,000 stories in three languages, with facets, as the desk asks it; beside it `select 1`. */
export async function search(store: BenchStore): Promise<readonly Figure[]> {
  await fill(store);
  await store.raw.query('vacuum analyze');
  const wire = wireReads(store.app.db);
  const limits: number[] = [];
  const own: number[] = [];
  let found = 0;
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const query of QUERIES) {
      const bare = performance.now();
      await store.raw.query('select 1');
      limits.push(performance.now() - bare);
      const from = performance.now();
      const terms = queryLexemes(query);
      const page = await wire.list(store.agency.id, { at: systemClock.now(), from: 'all', terms, limit: 30 });
      own.push(performance.now() - from);
      found += page.stories.length;
    }
  }
  if (found === 0) throw new Error('the bench searched and found nothing');
  return [
    {
      work: `search of ${ITEMS.toLocaleString('en')} stories with facets, 8 queries in 3 languages, one after the other`,
      unit: 'ms (median)',
      limitName: 'round trip of select 1',
      limit: percentile(limits, 0.5),
      ours: percentile(own, 0.5),
      note: `p95 ${percentile(own, 0.95).toFixed(0)} ms; ${(1000 / percentile(own, 0.5)).toFixed(0)} searches/s on one connection`,
    },
  ];
}

async function fill(store: BenchStore): Promise<void> {
  const { rows } = await store.raw.query<{ items: string }>('select count(*) as items from item');
  for (let number = Number(rows[0]?.items ?? 0); number < ITEMS; number += BATCH) {
    const at = systemClock.now();
    const batch = Array.from({ length: BATCH }, (_, index) => ({
      version: benchItem(store.agency.did, 30_000_000 + number + index, at),
      origin: 'own' as const,
      at,
    }));
    await store.transact(store.agency.id, (stores) =>
      admitVersions({ stores, ids: systemIds, hash: nodeHash }, batch),
    );
  }
}
