import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import type { DatabaseAddress } from './open-database.ts';

/**
 * The place of one process among those that work on a database, by a connection of its own. What it holds is free at the moment
 * when that connection ends: the operating system ends it with the process, and PostgreSQL when a process stands still.
 */
export type Seat = {
  /** 1 to 2^31 - 1; leases carry it. */
  readonly number: number;
  /** Takes what one process may have at a time; no when anybody has it, this one included. Throws while the database is away. */
  take(what: string): Promise<boolean>;
  /** Whether what was taken is still ours. Throws while the database is away. */
  holds(what: string): Promise<boolean>;
  giveBack(what: string): Promise<void>;
  close(): Promise<void>;
};

/** Advisory locks of this class, by their two numbers, are seats. */
const SEATS = 441;
/** The largest number of a seat, and of an advisory lock. */
const MOST = 2 ** 31 - 1;
const BEAT_MS = 4000;
/** A process that lets nothing be heard for so long has lost what it held. */
const PATIENCE_MS = 15_000;
const RECONNECT_MS = 250;

/** The numbers of all seats at this database, in one look. */
export const takenSeats = sql<number>`(
  select objid::bigint from pg_locks where locktype = 'advisory' and classid = ${sql.lit(SEATS)} and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database()))`;

/** Sits down. A connection that breaks is made anew, with the same number; what was held has to be taken again. */
export async function takeSeat(address: DatabaseAddress): Promise<Seat> {
  const held = new Set<string>();
  let isClosing = false;
  let client = await connect(address);
  const number = await firstFree(client);
  watch();

  function watch(): void {
    client.once('end', () => {
      held.clear();
      if (!isClosing) void sitDownAgain();
    });
  }
  async function sitDownAgain(): Promise<void> {
    while (!isClosing) {
      await new Promise((wake) => setTimeout(wake, RECONNECT_MS));
      const fresh = await connect(address).catch(() => undefined);
      if (fresh && (await sit(fresh, number).catch(() => false))) {
        client = fresh;
        watch();
        return;
      }
      await fresh?.end().catch(() => undefined);
    }
  }
  const beat = setInterval(() => void client.query('select').catch(() => undefined), BEAT_MS);
  return {
    number,
    async take(what) {
      if (held.has(what)) return false;
      held.add(what);
      const taken = await isYes(client, 'select pg_try_advisory_lock(hashtextextended($1, 0)) as yes', [
        nameOf(what),
      ]).catch((fault: unknown) => {
        held.delete(what);
        throw fault;
      });
      if (!taken) held.delete(what);
      return taken;
    },
    async holds(what) {
      await client.query('select');
      return held.has(what);
    },
    async giveBack(what) {
      if (!held.delete(what)) return;
      // With a connection that broke the lock went too.
      await client
        .query('select pg_advisory_unlock(hashtextextended($1, 0))', [nameOf(what)])
        .catch(() => undefined);
    },
    async close() {
      isClosing = true;
      clearInterval(beat);
      await client.end().catch(() => undefined);
    },
  };
}

async function connect(address: DatabaseAddress): Promise<pg.Client> {
  const client = new pg.Client({ ...address, connectionTimeoutMillis: BEAT_MS });
  client.on('error', () => undefined); // its end is heard beside
  await client.connect();
  await client.query(`set idle_session_timeout = ${PATIENCE_MS}`);
  return client;
}

async function firstFree(client: pg.Client): Promise<number> {
  for (;;) {
    const number = randomInt(1, MOST);
    if (await sit(client, number)) return number;
  }
}

function sit(client: pg.Client, number: number): Promise<boolean> {
  return isYes(client, 'select pg_try_advisory_lock($1::int, $2::int) as yes', [SEATS, number]);
}

async function isYes(client: pg.Client, question: string, values: readonly unknown[]): Promise<boolean> {
  const { rows } = await client.query<{ yes: boolean }>(question, [...values]);
  return rows[0]?.yes === true;
}

function nameOf(what: string): string {
  return `held ${what}`;
}
