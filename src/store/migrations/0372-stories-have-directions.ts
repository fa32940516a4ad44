import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/**
 * Where a story lies in the space of a model, one byte for each dimension; null where the agreement keeps its text in the house. Without an
 * extension: few of them are compared at a time, in the node.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table story_vector (
      item_id uuid primary key references item,
      agency_id uuid not null references agency,
      version bigint not null,
      model text not null,
      vector bytea,
      asked_at timestamptz(3) not null
    )`,
    ...tenantGrants('story_vector', 'changed'),
  ])
    await statement.execute(database);
}
