import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import type { DatabaseAddress } from './open-database.ts';

/**
 * The place of one process among those that work on a database, by a connection of its own. What it holds is free at the moment
 * when that connection ends: the operating system ends it with the process, and PostgreSQL when a process stands still.
 */
export type Station = {
  /** 1 to 2^31 - 1; leases carry it. */
  readonly number: number;
  /** Takes what one process may have at a time; no when anybody has it, this one included. Throws while the database is away. */
  take(what: string): Promise<boolean>;
  /** Whether what was taken is still ours. Throws while the database is away. */
  holds(what: string): Promise<boolean>;
  giveBack(what: string): Promise<void>;
  /** Lets the other processes hear names, soon and together with others. What is told while the database is away is lost. */
  tell(name: string): void;
  close(): Promise<void>;
};

/** What a process hears of the others. */
export type Ears = {
  readonly heard: (name: string) => void;
  /** For a while nothing could be heard. */
  readonly missed: () => void;
};

const DEAF: Ears = { heard: () => undefined, missed: () => undefined };

/** Advisory locks of this class, by their two numbers, are stations. */
const STATIONS = 441;
/** The largest number of a station, and of an advisory lock. */
const MOST = 2 ** 31 - 1;
const BEAT_MS = 4000;
/** A process that lets nothing be heard for so long has lost what it held. */
const PATIENCE_MS = 15_000;
const RECONNECT_MS = 250;

/** The numbers of all stations at this database, in one look. */
export const heldStations = sql<number>`(
  select objid::bigint from pg_locks where locktype = 'advisory' and classid = ${sql.lit(STATIONS)} and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database()))`;

/** Takes a station. A connection that breaks is made anew, with the same number; what was held has to be taken again. */
export async function openStation(address: DatabaseAddress, ears: Ears = DEAF): Promise<Station> {
  const held = new Set<string>();
  let number = 0;
  const line = await keepLine(address, {
    async begin(client) {
      if (number === 0) number = await firstFree(client);
      else if (!(await take(client, number))) throw new Error('the station is not free yet');
      client.on('notification', ({ payload = '' }) => {
        const [by, ...names] = payload.split('\n');
        if (by !== String(number)) for (const name of names) ears.heard(name);
      });
      await client.query(`listen ${BELL}`);
    },
    ended: () => held.clear(),
    back: () => ears.missed(),
  });
  const teller = makeTeller((text) =>
    line.client().query('select pg_notify($1, $2)', [BELL, `${number}\n${text}`]),
  );
  return {
    number,
    async take(what) {
      if (held.has(what)) return false;
      held.add(what);
      const question = 'select pg_try_advisory_lock(hashtextextended($1, 0)) as yes';
      const taken = await isYes(line.client(), question, [nameOf(what)]).catch((fault: unknown) => {
        held.delete(what);
        throw fault;
      });
      if (!taken) held.delete(what);
      return taken;
    },
    async holds(what) {
      await line.client().query('select');
      return held.has(what);
    },
    async giveBack(what) {
      if (!held.delete(what)) return;
      const free = 'select pg_advisory_unlock(hashtextextended($1, 0))';
      // With a connection that broke the lock went too.
      await line
        .client()
        .query(free, [nameOf(what)])
        .catch(() => undefined);
    },
    tell: (name) => teller.tell(name),
    async close() {
      await teller.done();
      await line.close();
    },
  };
}

/** A connection that is made anew when it ends, and is used often enough to be known as alive. */
async function keepLine(
  address: DatabaseAddress,
  of: {
    /** With each new connection; while it throws there is none. */
    readonly begin: (client: pg.Client) => Promise<void>;
    readonly ended: () => void;
    readonly back: () => void;
  },
): Promise<{ readonly client: () => pg.Client; close(): Promise<void> }> {
  let isClosing = false;
  const open = async (): Promise<pg.Client> => {
    const fresh = await connect(address);
    await of.begin(fresh).catch(async (fault: unknown) => {
      await fresh.end().catch(() => undefined);
      throw fault;
    });
    fresh.once('end', () => {
      of.ended();
      if (!isClosing) void again();
    });
    return fresh;
  };
  const again = async (): Promise<void> => {
    while (!isClosing) {
      await new Promise((wake) => setTimeout(wake, RECONNECT_MS));
      const fresh = await open().catch(() => undefined);
      if (!fresh) continue;
      client = fresh;
      return of.back();
    }
  };
  let client = await open();
  const beat = setInterval(() => void client.query('select').catch(() => undefined), BEAT_MS);
  return {
    client: () => client,
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
  // What is told or locked here is in no log, and waits for no disk.
  await client.query(`set idle_session_timeout = ${PATIENCE_MS}; set synchronous_commit = off`);
  return client;
}

/** A channel of NOTIFY. */
const BELL = 'pactwire_bell';
/** NOTIFY takes a lock of the whole database: names are told together, at most so often, and never in a transaction of anybody's. */
const PAUSE_MS = 5;
/** PostgreSQL takes 8,000 bytes at a time. */
const MOST_LETTERS = 1500;

function makeTeller(notify: (text: string) => Promise<unknown>) {
  const waiting = new Set<string>();
  let telling: Promise<void> | undefined;
  async function tellAll(): Promise<void> {
    for (;;) {
      const names = takeSome(waiting);
      if (names.length === 0) return;
      await notify(names.join('\n')).catch(() => undefined);
      await new Promise((wake) => setTimeout(wake, PAUSE_MS));
    }
  }
  return {
    tell(name: string): void {
      waiting.add(name);
      telling ??= Promise.resolve()
        .then(tellAll)
        .finally(() => {
          telling = undefined;
        });
    },
    done: async (): Promise<void> => telling,
  };
}

function takeSome(waiting: Set<string>): readonly string[] {
  const names: string[] = [];
  let letters = 0;
  for (const name of waiting) {
    letters += name.length + 1;
    if (letters > MOST_LETTERS && names.length > 0) break;
    names.push(name);
    waiting.delete(name);
  }
  return names;
}

async function firstFree(client: pg.Client): Promise<number> {
  for (;;) {
    const number = randomInt(1, MOST);
    if (await take(client, number)) return number;
  }
}

function take(client: pg.Client, number: number): Promise<boolean> {
  return isYes(client, 'select pg_try_advisory_lock($1::int, $2::int) as yes', [STATIONS, number]);
}

async function isYes(client: pg.Client, question: string, values: readonly unknown[]): Promise<boolean> {
  const { rows } = await client.query<{ yes: boolean }>(question, [...values]);
  return rows[0]?.yes === true;
}

function nameOf(what: string): string {
  return `held ${what}`;
}
