import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measuredAt } from '../measured-at.ts';
import { acceptOne } from './accept.ts';
import { alerts } from './alerts.ts';
import { backlog } from './backlog.ts';
import { benchStore, type BenchStore } from './bench-store.ts';
import { channel } from './channel.ts';
import { decide } from './decide.ts';
import { feeds } from './feeds.ts';
import { finding } from './finding.ts';
import { ingest } from './ingest.ts';
import { load } from './load.ts';
import type { Figure } from './measure.ts';
import { partitions } from './partitions.ts';
import { portal } from './portal.ts';
import { processes } from './processes.ts';
import { reader } from './reader.ts';
import { recall } from './recall.ts';
import { scroll } from './scroll.ts';
import { search } from './search.ts';
import { timing } from './timing.ts';
import { wires } from './wires.ts';
import { wxr } from './wxr.ts';

const BENCHES: Readonly<Record<string, (store: BenchStore) => Promise<readonly Figure[]>>> = {
  decide,
  channel,
  recall,
  accept: acceptOne,
  ingest,
  reader,
  portal,
  search,
  finding,
  timing,
  alerts,
  processes,
  partitions,
};

/** Those that need no database. */
const WITHOUT_STORE: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  wires,
  feeds,
  wxr,
  scroll,
  load,
  backlog,
};

/** `npm run bench [NAME …]`: measures the limit and ours in turns in one run; with no name all, and writes docs/bench.md. */
async function bench(names: readonly string[]): Promise<void> {
  const all = [...Object.keys(BENCHES), ...Object.keys(WITHOUT_STORE)];
  const chosen = names.length > 0 ? names : all;
  const figures: Figure[] = [];
  for (const name of chosen) {
    if (!all.includes(name)) throw new Error(`no such bench: ${name}; there are ${all.join(', ')}`);
    console.error(`measuring ${name} …`);
    figures.push(...((await WITHOUT_STORE[name]?.()) ?? (await withStore(name))));
  }
  const table = tableOf(figures);
  console.log(table);
  if (names.length === 0) writeFileSync(join(import.meta.dirname, '../../docs/bench.md'), documentOf(table));
}

async function withStore(name: string): Promise<readonly Figure[]> {
  const store = await benchStore();
  try {
    return (await BENCHES[name]?.(store)) ?? [];
  } finally {
    await store.close();
  }
}

function tableOf(figures: readonly Figure[]): string {
  const lines = figures.map(
    ({ work, unit, limitName, limit, ours, goal, note }) =>
      `| ${work} | ${unit} | ${round(ours)} | ${round(limit)} (${limitName}) | ${(ours / limit).toFixed(2)} | ${goal ?? '–'} | ${note ?? ''} |`,
  );
  return [
    '| work | unit | ours | limit beside it | ours ÷ limit | aim | note |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function documentOf(table: string): string {
  return `# Figures

Written by \`npm run bench\`: the limit of the machine and ours are measured in turns in one run (A B A B …), and each figure
is a median. The ratio counts; the absolute figures are of this machine on this day.

${measuredAt()}

${table}
`;
}

function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

await bench(process.argv.slice(2));
