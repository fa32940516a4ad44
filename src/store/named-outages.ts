import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
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

/** Names outages where SQL errors are known, so that doors can answer 503 without knowing them (T21). */
export function withNamedOutages(pool: pg.Pool): PostgresPool {
  return {
    options: {},
    async connect() {
      const client = await pool.connect().catch((fault: unknown) => {
        throw new StoreUnavailable(fault);
      });
      return namedClient(client);
    },
    end: () => pool.end(),
  };
}

function namedClient(client: pg.PoolClient): PostgresPoolClient {
  function query<R>(sql: string, parameters: ReadonlyArray<unknown>): Promise<PostgresQueryResult<R>>;
  function query(): never;
  async function query(text?: string, values?: ReadonlyArray<unknown>): Promise<unknown> {
    const name = preparedName(text ?? '');
    const statement = { text: text ?? '', values: [...(values ?? [])], ...(name ? { name } : {}) };
    return client.query(statement).catch((fault: unknown) => {
      throw isOutage(fault) ? new StoreUnavailable(fault) : fault;
    });
  }
  // A connection that breaks between two queries of a transaction says so by an event; unheard, it would end the process.
  client.on('error', heard);
  return {
    query,
    release(destroy) {
      client.off('error', heard);
      client.release(destroy);
    },
  };
}

/** The next query on the broken connection fails, and that failure is what somebody hears. */
function heard(): void {}

function isOutage(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
  if (/^[0-9A-Z]{5}$/.test(code)) return OUTAGE_CLASSES.has(code.slice(0, 2));
  // No SQLSTATE: the socket speaks (ECONNRESET, EPIPE …), or the driver about its connection.
  return (
    /^E[A-Z]+$/.test(code) ||
    /^(Connection terminated|Client has encountered|Query read timeout)/.test(fault.message)
  );
}
