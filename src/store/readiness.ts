import { sql, type Kysely } from 'kysely';
import type { ReadinessCheck } from '#ports/readiness.ts';
import type { Database } from './tables/database.ts';

/** The settings that make an acknowledged write survive a power cut (I1; reliability.md, finding 1). */
const DURABLE = ['fsync', 'full_page_writes'] as const;

export function readinessCheckOn(db: Kysely<Database>): ReadinessCheck {
  return async () => {
    try {
      const { rows } = await sql<{ name: string; setting: string }>`
        select name, setting from pg_settings where name in (${sql.join([...DURABLE])})`.execute(db);
      const isDurable = DURABLE.every((name) => rows.find((row) => row.name === name)?.setting === 'on');
      return isDurable ? undefined : 'durability-off';
    } catch {
      return 'database-unreachable'; // whatever kept the answer away, the node cannot work
    }
  };
}
