import { sql, type Kysely } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import type { Database } from './tables/database.ts';

/** As PostgreSQL prints it. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * One transaction that has named its agency, so that row-level security lets it see that agency's rows only. `begin` and
 * the name go out together: a round trip less in every transaction. When this returns, the commit is on disk. With `seenAt` it reads for a
 * member, and sees what may be seen at that moment.
 */
export async function inAgency<T>(
  db: Kysely<Database>,
  agencyId: string,
  work: (trx: Kysely<Database>) => Promise<T>,
  seenAt?: Instant,
): Promise<T> {
  // Two statements in one text cannot have parameters; a UUID holds nothing that could end the literal.
  if (!UUID.test(agencyId)) throw new TypeError('an agency is named by its UUID');
  return db.connection().execute(async (trx) => {
    try {
      const sight = sql`, set_config('pactwire.seen_at', ${sql.lit(seenAt ?? '')}, true)`;
      await sql`begin; select set_config('pactwire.agency', ${sql.lit(agencyId)}, true)${sight}`.execute(trx);
      const outcome = await work(trx);
      await commit(trx);
      return outcome;
    } catch (fault) {
      await sql`rollback`.execute(trx).catch(() => undefined); // a broken connection has rolled back already
      throw fault;
    }
  });
}

/** PostgreSQL answers `commit` after a failed statement with a quiet rollback: that is no commit. */
async function commit(trx: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ command: string }>`commit`.execute(trx);
  if (rows[0]?.command !== 'COMMIT')
    throw new Error('the transaction was rolled back: a statement in it had failed');
}
