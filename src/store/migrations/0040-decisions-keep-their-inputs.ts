import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** What a decision was made from is kept under its digest, so that the decision can be made again. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table decision_input (
      agency_id uuid not null references agency,
      digest text not null,
      content text not null,
      primary key (agency_id, digest)
    )`,
    sql`create index decision_record_order on decision_record (agency_id, at, id)`,
    ...tenantGrants('decision_input', 'added'),
  ])
    await statement.execute(database);
}
