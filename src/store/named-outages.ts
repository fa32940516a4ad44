import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import type { Pulse } from './database-pulse.ts';
import { preparedName } from './prepared.ts';

/** The database does not answer, or cannot keep anything more: nobody's request is at fault, and later may be better. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('the database does not answer', { cause });
    this.name = 'StoreUnavailable';
  }
}

/** Connection, resources (disk full), operator (shut down, cancelled), system (I/O): PostgreSQL, appendix A. */
const OUTAGE_CLASSES = new Set(['08', '53', '57', '58']);

/**
 * Names outages where SQL errors are known, so that doors can answer 503 without knowing them (T21). A database that hangs
 * gives no error: a query that waits long asks beside it whether anything answers, and is given up when nothing does. So
 * a slow query is waited for, and a dead one is not.
 */
export function withNamedOutages(pool: pg.Pool, pulse: Pulse): PostgresPool {
  return {
    options: {},
    async connect() {
      const client = await pool.connect().catch((fault: unknown) => {
        throw new StoreUnavailable(fault);
      });
      return namedClient(client, pulse);
    },
    end: () => pool.end(),
  };
}

/** What each connection has prepared, as long as it stands. */
const prepared = new WeakMap<pg.PoolClient, Set<string>>();

function namedClient(client: pg.PoolClient, pulse: Pulse): PostgresPoolClient {
  let isGivenUp = false;
  const kept = prepared.get(client) ?? new Set();
  prepared.set(client, kept);
  function query<R>(sql: string, parameters: ReadonlyArray<unknown>): Promise<PostgresQueryResult<R>>;
  function query(): never;
  async function query(text?: string, values?: ReadonlyArray<unknown>): Promise<unknown> {
    const name = preparedName(text ?? '', kept);
    const statement = { text: text ?? '', values: [...(values ?? [])], ...(name ? { name } : {}) };
    if (isGivenUp) throw new StoreUnavailable(new Error('the connection was given up'));
    return whileAlive(client.query(statement), pulse).catch((fault: unknown) => {
      isGivenUp ||= fault instanceof NoPulse;
      throw isOutage(fault) ? new StoreUnavailable(fault) : fault;
    });
  }
  // A connection that breaks between two queries of a transaction says so by an event; unheard, it would end the process.
  client.on('error', heard);
  return {
    query,
    release(destroy) {
      client.off('error', heard);
      // What was given up may still be answered one day: nobody else gets that connection.
      client.release(isGivenUp || destroy);
    },
  };
}

/** Nothing came for long, and nothing else answers either. */
class NoPulse extends Error {}

const PATIENCE_MS = 2000;

async function whileAlive<T>(answer: Promise<T>, pulse: Pulse): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    const wait = (): void => {
      timer = setTimeout(() => void look(), PATIENCE_MS);
    };
    const look = async (): Promise<void> => {
      if (!(await pulse())) reject(new NoPulse('no answer'));
      else if (timer) wait();
    };
    wait();
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
    timer = undefined;
  }
}

/** The next query on the broken connection fails, and that failure is what somebody hears. */
function heard(): void {}

function isOutage(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  if (fault instanceof NoPulse) return true;
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
  if (/^[0-9A-Z]{5}$/.test(code)) return OUTAGE_CLASSES.has(code.slice(0, 2));
  // No SQLSTATE: the socket speaks (ECONNRESET, EPIPE …), or the driver about its connection.
  return (
    /^E[A-Z]+$/.test(code) ||
    /^(Connection terminated|Client has encountered|Query read timeout)/.test(fault.message)
  );
}
