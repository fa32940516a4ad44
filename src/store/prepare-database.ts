import pg from 'pg';
import { openDatabase } from './open-database.ts';
import { migrate } from './migrate.ts';
import { ROLES, type DatabaseRole } from './roles.ts';

export type RolePasswords = { readonly [Role in DatabaseRole]: string };

/**
 * Makes the roles and the database where they are missing, then migrates it. Every step may be repeated: a kill half way
 * is mended by the next start. Refuses a server whose fsync or full_page_writes is off (I1).
 */
export async function prepareDatabase(options: {
  readonly port: number;
  readonly superuserPassword: string;
  readonly database: string;
  readonly passwords: RolePasswords;
}): Promise<void> {
  await asSuperuser(options, 'postgres', async (client) => {
    await refuseUnsafeServer(client);
    // Two commands at once would change the same catalogue rows, and PostgreSQL refuses the second. Given back at the end.
    await client.query(`select pg_advisory_lock(hashtextextended('prepare database', 0))`);
    for (const role of ROLES) await ensureRole(client, role, options.passwords[role]);
    await client.query('grant pactwire_log to pactwire_app with inherit false, set true');
    await ensureDatabase(client, options.database);
    await asSuperuser(options, options.database, async (inside) => {
      await inside.query('alter schema public owner to pactwire_migrator');
      for (const statement of INDEX_OPERATORS) await inside.query(statement);
    });
  });
  const migrator = openDatabase(
    {
      host: '127.0.0.1',
      port: options.port,
      database: options.database,
      user: 'pactwire_migrator',
      password: options.passwords.pactwire_migrator,
    },
    { connections: 1 },
  );
  try {
    await migrate(migrator.db);
  } finally {
    await migrator.close();
  }
}

/**
 * Under row-level security an index may only serve an operator that is known to leak nothing of the rows it looks at;
 * these say yes or no and never fail on a value, yet PostgreSQL does not mark them so. Without the mark every search reads
 * every story. The cost is that of unpacking a story's words, which the planner does not know of. A dump does not carry
 * these, so they are set at every start.
 */
const INDEX_OPERATORS = [
  'alter function pg_catalog.ts_match_vq(tsvector, tsquery) leakproof cost 1000',
  'alter function pg_catalog.arrayoverlap(anyarray, anyarray) leakproof',
  'alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof',
] as const;

async function asSuperuser(
  options: { readonly port: number; readonly superuserPassword: string },
  database: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: options.port,
    user: 'postgres',
    password: options.superuserPassword,
    database,
  });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function refuseUnsafeServer(client: pg.Client): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes']) {
    const { rows } = await client.query<{ setting: string }>(
      'select setting from pg_settings where name = $1',
      [setting],
    );
    if (rows[0]?.setting !== 'on')
      throw new Error(`PostgreSQL runs with ${setting} off: acknowledged writes could be lost`);
  }
}

async function ensureRole(client: pg.Client, role: DatabaseRole, password: string): Promise<void> {
  const name = pg.escapeIdentifier(role);
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (!rowCount) await client.query(`create role ${name}`);
  // The log writer never signs in; the application steps into it for one statement.
  const login = role === 'pactwire_log' ? 'nologin' : `login password ${pg.escapeLiteral(password)}`;
  await client.query(`alter role ${name} nosuperuser nocreatedb nocreaterole nobypassrls ${login}`);
}

async function ensureDatabase(client: pg.Client, database: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
  if (!rowCount)
    await client.query(`create database ${pg.escapeIdentifier(database)} owner pactwire_migrator`);
}
