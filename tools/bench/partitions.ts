import type { BenchStore } from './bench-store.ts';
import { inTurns, perSecond, type Figure } from './measure.ts';

/** What a large agency with 50 partners writes in a day and a half. */
const ROWS = 240_000;
const CHANNELS = 50;
const MONTHS = 12;
const PAGE = 500;
const ROUNDS = 5;

const COLUMNS = `agency_id uuid not null, ch text not null, epoch integer not null, seq bigint not null, id text not null,
  hash text not null, jws text not null, stored_at timestamptz(3) not null`;

/** Would parts of the log be faster than the whole? Entries as they are kept, whole and in parts by channel and by month. */
export async function partitions(store: BenchStore): Promise<readonly Figure[]> {
  const { raw } = store;
  await raw.query(
    `create table whole (${COLUMNS}, primary key (agency_id, ch, epoch, seq), unique (agency_id, ch, id))`,
  );
  await raw.query(
    `create table by_channel (${COLUMNS}, primary key (agency_id, ch, epoch, seq), unique (agency_id, ch, id)) partition by hash (ch)`,
  );
  // A unique key of a table in parts has to name what parts it: here one position could be taken once in each month.
  await raw.query(
    `create table by_month (${COLUMNS}, primary key (agency_id, ch, epoch, seq, stored_at), unique (agency_id, ch, id, stored_at)) partition by range (stored_at)`,
  );
  for (let part = 0; part < MONTHS; part += 1) {
    await raw.query(
      `create table by_channel_${part} partition of by_channel for values with (modulus ${MONTHS}, remainder ${part})`,
    );
    await raw.query(
      `create table by_month_${part} partition of by_month for values from ('${monthOf(part)}') to ('${monthOf(part + 1)}')`,
    );
  }
  for (const table of ['whole', 'by_channel', 'by_month']) await fill(store, table);
  await raw.query('vacuum analyze');
  const figures: Figure[] = [];
  for (const table of ['by_channel', 'by_month']) {
    figures.push(await compared(`entries appended, 500 a transaction, ${table}`, table, append));
    figures.push(await compared(`a page of 500 entries read, ${table}`, table, read));
  }
  return figures;

  async function compared(work: string, table: string, of: typeof read): Promise<Figure> {
    const { limit, ours } = await inTurns(
      ROUNDS,
      () => of(store, 'whole'),
      () => of(store, table),
    );
    return { work, unit: 'entries/s', limitName: 'in one whole table', limit, ours };
  }
}

const AGENCY = '00000000-0000-4000-8000-000000000001';

function monthOf(part: number): string {
  return `${2026 + Math.floor(part / 12)}-${String((part % 12) + 1).padStart(2, '0')}-01`;
}

/** Channels grow beside each other over the year. */
async function fill({ raw }: BenchStore, table: string): Promise<void> {
  await raw.query(
    `insert into ${table} select $1::uuid, 'ch_' || n % ${CHANNELS}, 1, n / ${CHANNELS}, 'id' || n, md5(n::text),
      repeat(md5(n::text) || md5((n + 1)::text), 15), timestamptz '2026-01-01' + (n * interval '365 days' / ${ROWS})
      from generate_series(0, ${ROWS - 1}) as n`,
    [AGENCY],
  );
}

let next = ROWS;

function append({ raw }: BenchStore, table: string): Promise<number> {
  next += PAGE * CHANNELS;
  const from = next;
  return perSecond(PAGE, () =>
    raw.query(
      `insert into ${table} select $1::uuid, 'ch_' || n % ${CHANNELS}, 1, n, 'id' || n, md5(n::text),
        repeat(md5(n::text), 30), timestamptz '2026-12-30'
        from generate_series($2::bigint, $2::bigint + ${PAGE - 1}) as n`,
      [AGENCY, from],
    ),
  );
}

const PAGES = 20;

function read({ raw }: BenchStore, table: string): Promise<number> {
  return perSecond(PAGE * PAGES, async () => {
    for (let page = 0; page < PAGES; page += 1)
      await raw.query(
        `select jws from ${table} where agency_id = $1 and ch = $2 and epoch = 1 and seq > $3 order by seq limit ${PAGE}`,
        [AGENCY, `ch_${(page * 7) % CHANNELS}`, page * 200],
      );
  });
}
