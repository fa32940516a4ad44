import { sql, type Kysely } from 'kysely';
import type { ReadinessCheck } from '#ports/readiness.ts';
import type { Database } from './tables/database.ts';

/** None may be off if an acknowledged write is to survive a power cut (I1; reliability.md, finding 1). */
const DURABLE = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

export function readinessCheckOn(db: Kysely<Database>): ReadinessCheck {
  return async () => {
    try {
      const { rows } = await sql<{ name: string; setting: string }>`
        select name, setting from pg_settings where name in (${sql.join([...DURABLE])})`.execute(db);
      const isDurable = rows.length === DURABLE.length && rows.every(({ setting }) => setting !== 'off');
      return isDurable ? undefined : 'durability-off';
    } catch {
      return 'database-unreachable'; // whatever kept the answer away, the node cannot work
    }
  };
}
