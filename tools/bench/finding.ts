import { parseDigest, type Digest } from '#kernel/digest.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { admitVersions } from '#app/item/admit-version.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { queryLexemes } from '#formats/lexemes/query-lexemes.ts';
import type { ProductRow } from '#ports/product-store.ts';
import type { WireQuestion, WireReads } from '#ports/reads/wire.ts';
import { wireReads } from '#store/reads/wire.ts';
import { refreshShares } from '#store/search-shares.ts';
import { transactWith } from '#store/transact.ts';
import { benchItem } from './bench-items.ts';
import type { BenchStore } from './bench-store.ts';
import { median, percentile, type Figure } from './measure.ts';

/** `BENCH_STORIES=1000000` has more of them: some 20 GB. */
const SIZES = [10_000, 30_000, Number(process.env['BENCH_STORIES'] ?? 100_000)] as const;
const AGENCIES = 200;
/** Of so many an agreement in force lets us receive everything; the others’ stories lie in the same tables and may not be seen. */
const IN_FORCE = 50;
const BATCH = 500;
const TURNS = 15;
const QUERIES = [
  'da nang',
  'Đà Nẵng lễ hội',
  '厦门 台风',
  'harbour festivals',
  'thời tiết dự báo',
  '博物館 展覽',
];
const DAY = 86_400;
/** Three thousand stories a day. */
const SECONDS_APART = 29;

/**
 * The wire of one agency among 200 partners, 50 of them under agreements in force, as its stories grow from ten thousand to a hundred thousand or more:
 * search with filters, facets and scope, the newest page, what an agreement that changes costs, and what one more story does. Ten
 * thousand stories are admitted as they always are; the others are their rows once more, under other names, at other hours.
 */
export async function finding(store: BenchStore): Promise<readonly Figure[]> {
  const sizes: Sized[] = [];
  for (const size of SIZES) {
    say(`filling up to ${size.toLocaleString('en')} stories`);
    await growTo(store, size);
    say(`asking among ${size.toLocaleString('en')} stories`);
    sizes.push({ size, ...(await measureAt(store)) });
  }
  say('admitting more, with and without the index of words');
  const [smallest] = sizes;
  if (!smallest) return [];
  return [
    ...sizes.flatMap((one) => readingFigures(one, smallest)),
    ...sizes.map((one) => changeFigure(one, smallest)),
    await ingestFigure(store),
  ];
}

function say(what: string): void {
  console.error(`  ${what} …`);
}

type Times = { readonly [Work in (typeof READINGS)[number]['name']]: readonly number[] };
type Sized = { readonly size: number; readonly reading: Times; readonly change: readonly number[] };

/** What is asked, with the aim, which is that of a million stories. */
const READINGS = [
  { name: 'search', work: 'words, a language and scope, with facets', goal: 'p95 < 60 ms' },
  { name: 'newest', work: 'the newest page', goal: 'p95 < 10 ms' },
  { name: 'facets', work: 'the newest page with facets', goal: undefined },
] as const;

function readingFigures({ size, reading }: Sized, smallest: Sized): readonly Figure[] {
  return READINGS.map(({ name, work, goal }) => ({
    work: `${size.toLocaleString('en')} stories, ${IN_FORCE} of ${AGENCIES} agencies seen: ${work}`,
    unit: 'ms (median)',
    limitName: `with ${SIZES[0].toLocaleString('en')} stories`,
    limit: median(smallest.reading[name]),
    ours: median(reading[name]),
    ...(goal === undefined || size !== SIZES.at(-1) ? {} : { goal }),
    note: `p95 ${percentile(reading[name], 0.95).toFixed(1)} ms`,
  }));
}

function changeFigure({ size, change }: Sized, smallest: Sized): Figure {
  return {
    work: `${size.toLocaleString('en')} stories: an agreement is suspended or resumed, and the newest page without or with its stories`,
    unit: 'ms (median)',
    limitName: `with ${SIZES[0].toLocaleString('en')} stories`,
    limit: median(smallest.change),
    ours: median(change),
    goal: '≤ 2 s',
    note: `p95 ${percentile(change, 0.95).toFixed(1)} ms`,
  };
}

async function measureAt(store: BenchStore): Promise<Omit<Sized, 'size'>> {
  const wire = wireReads(store.app.db);
  const page = (question: Partial<WireQuestion>) =>
    wire.list(store.agency.id, { at: systemClock.now(), from: 'partners', limit: 50, ...question });
  const first = await page({});
  const after = first.next;
  if (after === undefined) throw new Error('the bench has no second page');
  const reading: { [Work in keyof Times]: number[] } = { search: [], newest: [], facets: [] };
  for (let turn = 0; turn < TURNS; turn += 1)
    for (const query of QUERIES) {
      const terms = { readings: queryLexemes(query), all: [], none: [] };
      const language = query === 'harbour festivals' ? 'en' : /\p{Script=Han}/u.test(query) ? 'zh' : 'vi';
      reading.search.push(await found(() => page({ terms, language })));
      // What comes after a page has no counts: its cost is that of the list alone.
      reading.newest.push(await found(() => page({ after })));
      reading.facets.push(await found(() => page({})));
    }
  return { reading, change: await changes(store, wire) };
}

async function found(ask: () => Promise<{ readonly stories: readonly unknown[] }>): Promise<number> {
  const from = performance.now();
  const { stories } = await ask();
  const took = performance.now() - from;
  if (stories.length === 0) throw new Error('the bench asked and found nothing');
  return took;
}

/** From the order to suspend until a page shows it, and to resume. */
async function changes({ agency, transact }: BenchStore, wire: WireReads): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const suspended = turn % 2 === 0;
    const from = performance.now();
    await transact(agency.id, ({ products }) => products.restate(productRows({ suspended })));
    const question = { at: systemClock.now(), from: 'all', partner: partnerOf(0), limit: 50 } as const;
    const { stories } = await wire.list(agency.id, question);
    times.push(performance.now() - from);
    if (stories.length > 0 === suspended)
      throw new Error('the bench changed an agreement, and the wire did not hear');
  }
  await transact(agency.id, ({ products }) => products.restate(productRows({ suspended: false })));
  return times;
}

function partnerOf(number: number): string {
  return `did:web:p${number % AGENCIES}.example`;
}

/** One product of each partner; `suspended` says it of the first. */
function productRows({ suspended }: { readonly suspended: boolean }): readonly ProductRow[] {
  const now = systemClock.now();
  return Array.from({ length: AGENCIES }, (_, number) => ({
    agreementDigest: digestOf(number),
    agreementUid: `urn:uuid:bench-${number}`,
    selector: { uid: `#everything-${number}`, terms: [] },
    direction: 'receive',
    partnerDid: partnerOf(number),
    inForceFrom: plusSeconds(now, -400 * DAY),
    inForceUntil: plusSeconds(now, (number < IN_FORCE ? 1 : -1) * 100 * DAY),
    suspended: number === 0 && suspended,
  }));
}

function digestOf(number: number): Digest {
  const digest = parseDigest(`sha-256:${String(number).padStart(43, 'A')}`);
  if (!digest) throw new Error('the bench has no digest');
  return digest;
}

async function growTo(store: BenchStore, size: number): Promise<void> {
  const [first] = SIZES;
  if (size === first) {
    await store.transact(store.agency.id, ({ products }) =>
      products.replaceAll(productRows({ suspended: false })),
    );
    for (let number = 0; number < size; number += BATCH) await admit(store, number);
  }
  const held = await count(store);
  if (held < size) await copyUpTo(store, { held, size });
  await store.raw.query('vacuum analyze');
  const transact = transactWith(store.app.db, (transaction) => transaction);
  await transact(store.agency.id, (transaction) => refreshShares(transaction, systemClock.now()));
}

async function admit({ agency, transact }: BenchStore, from: number): Promise<void> {
  const at: Instant = systemClock.now();
  const batch = Array.from({ length: BATCH }, (_, index) => ({
    version: benchItem(partnerOf(from + index), from + index, at),
    origin: 'partner' as const,
    at,
  }));
  await transact(agency.id, (stores) => admitVersions({ stores, ids: systemIds, hash: nodeHash }, batch));
}

async function count({ raw }: BenchStore): Promise<number> {
  const { rows } = await raw.query<{ count: number }>('select count(*)::integer as count from item');
  return rows[0]?.count ?? 0;
}

/** Indexed at the end: all at once is many times faster than one by one. */
async function copyUpTo(
  store: BenchStore,
  { held, size }: { readonly held: number; readonly size: number },
): Promise<void> {
  const { rows } = await store.raw.query<{ indexdef: string }>(
    `select indexdef from pg_indexes where indexname = 'item_search_lexemes'`,
  );
  const [index] = rows;
  if (!index) throw new Error('the bench found no index of words');
  await store.raw.query('drop index item_search_lexemes');
  for (let now = held; now < size; now = await count(store))
    await copyRows(store, { held: now, most: Math.min(SIZES[0], size - now) });
  await store.raw.query(`set maintenance_work_mem = '1GB'; ${index.indexdef}`);
}

/**
 * The rows of so many of the admitted stories once more. Each lot came before all others and lies beside them in its order, as stories do
 * that come one after the other.
 */
async function copyRows(
  { raw }: BenchStore,
  { held, most }: { readonly held: number; readonly most: number },
): Promise<void> {
  await raw.query(
    `with chosen as (
       select i, s.analyzer_version, s.products, s.lexemes, gen_random_uuid() as id,
         ($2 + random() * $1) * interval '${SECONDS_APART} seconds' as earlier
       from item i join item_search s on s.item_id = i.id where i.guid ~ '^urn:newsml:bench.example:20270101:[0-9]+$' limit $1),
     items as (insert into item select copy.* from chosen, jsonb_populate_record(i, jsonb_build_object(
         'id', id, 'guid', (i).guid || ':' || id, 'arrived_at', (i).arrived_at - earlier,
         'updated_at', (i).updated_at - earlier)) as copy)
     insert into item_search (item_id, agency_id, analyzer_version, products, lexemes, updated_at, traits)
       select id, (i).agency_id, analyzer_version, products, lexemes, (i).updated_at - earlier,
         story_traits((i).origin, (i).provider_did, (i).news_type, (i).language, (i).topics, (i).updated_at - earlier)
       from chosen order by earlier`,
    [most, held],
  );
}

/** Stories admitted among the most with the index of words, and without it. */
async function ingestFigure(store: BenchStore): Promise<Figure> {
  let number = 50_000_000;
  const batches = async (): Promise<number> => {
    const times: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const from = performance.now();
      await admit(store, (number += BATCH));
      times.push(performance.now() - from);
    }
    return median(times);
  };
  const ours = await batches();
  await store.raw.query('drop index item_search_lexemes');
  const limit = await batches();
  return {
    work: `${BATCH} stories admitted among ${SIZES[2].toLocaleString('en')}, found by their words from then on`,
    unit: 'ms (median)',
    limitName: 'without the index of words',
    limit,
    ours,
    goal: '≤ 2.5 ×',
  };
}
