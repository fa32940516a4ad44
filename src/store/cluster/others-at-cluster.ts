import pg from 'pg';

const PATIENCE_MS = 4000;

/**
 * Is anybody else at it, among those whose connections have a name like this? Ours that were closed may still be listed for a moment:
 * they are told apart by their name, and looks at whether the server answers go to the database `postgres`, where no node works. Throws when
 * the server does not answer.
 */
export async function isUsedByOthers(of: {
  readonly port: number;
  readonly password: string;
  /** What our own connections call themselves. */
  readonly name: string;
  /** As LIKE understands it; `%` is everybody. */
  readonly like: string;
}): Promise<boolean> {
  const { port, password, name, like } = of;
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: PATIENCE_MS,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ others: boolean }>(
      `select exists (select from pg_stat_activity where backend_type = 'client backend'
        and application_name <> $1 and application_name like $2 and datname <> 'postgres') as others`,
      [name, like],
    );
    return rows[0]?.others ?? false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
