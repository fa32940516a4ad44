import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { admitVersions } from '#app/item/admit-version.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { demoNodes } from '#main/demo/demo-nodes.ts';
import { nodeSecrets } from '#main/node-secrets.ts';
import { visitStore } from '#main/open-store.ts';
import { buildDesk } from '#main/start/build-desk.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { transactWith } from '#store/transact.ts';
import { camera, takeSeat } from '../screenshots/camera.ts';
import { benchItem } from './bench-items.ts';
import { median, percentile, type Figure } from './measure.ts';

const ITEMS = 100_000;
const BATCH = 1000;
/** As fast as a person turns a wheel: about 5,000 pixels a second. */
const PIXELS_A_FRAME = 80;
const FRAMES = 300;
const TURNS = 4;
type Run = {
  /** Of the main thread: a busy machine makes it no longer, as it does the clock's. */
  readonly processorMilliseconds: number;
  readonly deltas: readonly number[];
  /** Frames in which some part of the screen that belongs to the list showed no row. */
  readonly blank: number;
};

/** The wire in a real Chromium, scrolled over 100,000 stories; beside it a page of plain rows without any script. */
export async function scroll(): Promise<readonly Figure[]> {
  await buildDesk();
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-scroll-'));
  // The account that PostgreSQL runs under has to get in.
  chmodSync(folder, 0o755);
  const [node] = await demoNodes({ folder, anyPort: true, say: (line) => console.error(line) });
  try {
    await fill(node.config.dataFolder);
    await node.start();
    const visitor = await camera.visitor('en');
    await takeSeat(visitor.page, node.origin, 'Lan', 'en');
    const figures = await measure(visitor.page, `${node.origin}/desk/wire?from=own`);
    await visitor.leave();
    return figures;
  } finally {
    await node.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(page: Page, address: string): Promise<readonly Figure[]> {
  const plain = await page.context().newPage();
  await plain.setContent(plainRows());
  await page.goto(address);
  await page.locator('li.row').first().waitFor();
  const top = await inTurnsWith(plain, page, () => scrollDown(page));
  const lines = await readAll(page);
  const deep = await inTurnsWith(plain, page, () => scrollDown(page, 'up'));
  return [
    figure(
      'scrolling the wire from its top, pages read meanwhile',
      top,
      'every line a story of three languages',
    ),
    figure(`scrolling the wire with ${lines.toLocaleString('en')} lines read`, deep, 'upwards from its end'),
  ];
}

async function inTurnsWith(plain: Page, page: Page, ours: () => Promise<Run>) {
  const limits: Run[] = [];
  const own: Run[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    await plain.bringToFront();
    limits.push(await scrollDown(plain, 'top'));
    await page.bringToFront();
    own.push(await ours());
  }
  return { limits, own };
}

function figure(
  work: string,
  { limits, own }: { readonly limits: readonly Run[]; readonly own: readonly Run[] },
  note: string,
): Figure {
  const cost = (runs: readonly Run[]): number =>
    median(runs.map(({ processorMilliseconds }) => processorMilliseconds / FRAMES));
  const clock = (runs: readonly Run[]): string => {
    const deltas = runs.flatMap((run) => run.deltas);
    return `${median(deltas).toFixed(1)} ms, p95 ${percentile(deltas, 0.95).toFixed(1)} ms`;
  };
  const blank = own.reduce((sum, run) => sum + run.blank, 0);
  return {
    work,
    unit: 'ms of the main thread a frame',
    limitName: 'a page of plain rows without a script',
    limit: cost(limits),
    ours: cost(own),
    goal: '< 16.7 ms',
    note: `by the clock ${clock(own)} (beside it ${clock(limits)}); ${blank} blank frames in ${own.length * FRAMES}; ${note}`,
  };
}

/** Scrolls at each frame, and looks at each whether rows are where rows belong. */
async function scrollDown(page: Page, from: 'here' | 'top' | 'up' = 'here'): Promise<Run> {
  const by = from === 'up' ? -PIXELS_A_FRAME : PIXELS_A_FRAME;
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ThreadTime')?.value ?? 0;
  };
  const before = await busy();
  const seen = await page.evaluate<Omit<Run, 'processorMilliseconds'>>(
    `(${SCROLL})(${by}, ${FRAMES}, ${from === 'top'})`,
  );
  const after = await busy();
  await session.detach();
  return { ...seen, processorMilliseconds: (after - before) * 1000 };
}

/** Goes to the end until there is nothing more to read; gives how many lines the list has then. */
function readAll(page: Page): Promise<number> {
  return page.evaluate<number>(`(${READ_ALL})()`);
}

/** What runs in the page is text here: this program knows no document. */
const SCROLL = `async (by, frames, fromTop) => {
  if (fromTop) scrollTo(0, 0);
  const deltas = [];
  let blank = 0;
  const hasRow = (y) => {
    const rows = document.querySelector('.rows').getBoundingClientRect();
    if (y < rows.top || y > rows.bottom) return true;
    return document.elementsFromPoint(rows.left + rows.width / 2, y).some((one) => one.closest('li.row'));
  };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let last = await frame();
  for (let count = 0; count < frames; count += 1) {
    scrollBy({ top: by, behavior: 'instant' });
    const now = await frame();
    deltas.push(now - last);
    last = now;
    if (![120, innerHeight / 2, innerHeight - 20].every(hasRow)) blank += 1;
  }
  return { deltas, blank };
}`;

const READ_ALL = `async () => {
  let quiet = 0;
  while (quiet < 50) {
    scrollTo(0, document.documentElement.scrollHeight);
    await new Promise((resolve) => setTimeout(resolve, 20));
    quiet = document.querySelector('.list-end button') ? 0 : quiet + 1;
  }
  return Number([...document.querySelectorAll('li.row')].at(-1).getAttribute('aria-posinset'));
}`;

/** As many rows as are scrolled over, of the height that ours have, with the same kind of words. */
function plainRows(): string {
  const rows = Array.from({ length: (FRAMES * PIXELS_A_FRAME) / 100 + 20 }, (_, number) => {
    const { headline, summary } = benchItem('did:web:plain.example', number, systemClock.now());
    return `<li class="row"><b>${headline}</b><p>${summary}</p></li>`;
  });
  return `<style>li{height:100px;border-bottom:1px solid #ddd;overflow:hidden}</style><ul class="rows">${rows.join('')}</ul>`;
}

/**
 * Into a node that does not run. A thousand stories come in as ever; the database copies their lines, each a second older
 * than the one before, and nothing that would otherwise be done with own stories is left to do.
 */
async function fill(dataFolder: string): Promise<void> {
  const store = await visitStore(dataFolder, nodeSecrets(dataFolder));
  try {
    const [agency] = await agencyDirectory(store.app.db).list();
    if (!agency) throw new Error('the node has no agency');
    const at = systemClock.now();
    const versions = Array.from({ length: BATCH }, (_, index) => ({
      version: benchItem(agency.did, 30_000_000 + index, at),
      origin: 'own' as const,
      at,
    }));
    await store.transact(agency.id, (stores) =>
      admitVersions({ stores, ids: systemIds, hash: nodeHash }, versions),
    );
    await transactWith(store.app.db, ({ trx }) => trx)(agency.id, async (trx) => {
      await sql`set local statement_timeout = 0`.execute(trx);
      await sql`
        with made as (
          select i, s, md5(i.id::text || n)::uuid as id, i.updated_at - n * interval '1 second' as at, n
          from item i join item_search s on s.item_id = i.id, generate_series(1, ${ITEMS / BATCH - 1}) as n
          where i.guid like 'urn:newsml:bench%'
        ), items as (
          insert into item select (jsonb_populate_record(i, jsonb_build_object(
            'id', id, 'guid', (i).guid || n, 'headline', (i).headline || ' / ' || n, 'arrived_at', at, 'updated_at', at))).*
          from made
        )
        insert into item_search select (jsonb_populate_record(s, jsonb_build_object(
          'item_id', id, 'updated_at', at))).* from made`.execute(trx);
      await sql`delete from outbox`.execute(trx);
    });
  } finally {
    await store.close();
  }
}
