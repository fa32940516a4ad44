import pg from 'pg';
import { Kysely, PostgresDialect } from 'kysely';
import { instantOf } from '#kernel/instant.ts';
import { databasePulse } from './database-pulse.ts';
import { withNamedOutages } from './named-outages.ts';
import type { Database } from './tables/database.ts';
import type { DatabaseRole } from './roles.ts';

/** Where a PostgreSQL listens and as whom we come. */
export type DatabaseAddress = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: DatabaseRole | 'postgres';
  readonly password: string;
  /** What `pg_stat_activity` calls us. */
  readonly application_name?: string;
};

const { builtins, getTypeParser } = pg.types;

/** Columns come out in our words: timestamptz as Instant, bigint as a number (a sum beyond 2^53 is a fault). */
const TYPES = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === builtins.TIMESTAMPTZ) return (text: string) => instantOf(new Date(text).getTime());
    if (oid === builtins.INT8) return readBigint;
    if (oid === builtins.DATE) return (text: string) => text;
    return format === 'binary' ? getTypeParser(oid, 'binary') : getTypeParser(oid, 'text');
  },
};

function readBigint(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint out of range: ${text}`);
  return number;
}

export type OpenDatabase = { readonly db: Kysely<Database>; readonly pool: pg.Pool; close(): Promise<void> };

type PoolSize = {
  readonly connections?: number;
  /** How long somebody waits for a connection before they are told that the node is too busy. */
  readonly waitMs?: number;
};

/** A pool of connections. A connection that breaks is dropped and made anew; who waited gets the error. */
export function openDatabase(
  address: DatabaseAddress,
  { connections = 10, waitMs = 4000 }: PoolSize = {},
): OpenDatabase {
  const pool = new pg.Pool({
    ...address,
    max: connections,
    connectionTimeoutMillis: waitMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    types: TYPES,
  });
  pool.on('error', () => undefined); // an idle connection broke; the next query makes a new one
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: withNamedOutages(pool, databasePulse(address)) }),
  });
  return { db, pool, close: () => db.destroy() };
}
