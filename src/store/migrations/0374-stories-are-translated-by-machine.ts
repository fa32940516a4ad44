import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** What stories are found by in other languages; null where the agreement does not let them be translated so. The text itself is not kept. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table machine_text (
      item_id uuid not null references item,
      language text not null,
      agency_id uuid not null references agency,
      version bigint not null,
      engine text not null,
      lexemes tsvector,
      asked_at timestamptz(3) not null,
      primary key (item_id, language)
    )`,
    sql`create index machine_text_lexemes on machine_text using gin (lexemes)`,
    ...tenantGrants('machine_text', 'changed'),
  ])
    await statement.execute(database);
}
