import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** Answers that people have begun to an agreement's questions; a newer keeping takes the place of the last. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table kept_answers (
      agency_id uuid not null references agency,
      about text not null,
      base text not null,
      revision integer not null,
      answers jsonb not null,
      person_id uuid not null references person,
      kept_at timestamptz(3) not null,
      primary key (agency_id, about, base)
    )`,
    ...tenantGrants('kept_answers', 'changed'),
  ])
    await statement.execute(database);
}
