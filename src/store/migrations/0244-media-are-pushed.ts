import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** Pictures that a sender pushes apart, before the story that names them. Without a digest: seen, and no picture that is taken in. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table pushed_media (
      agency_id uuid not null references agency,
      source_id uuid not null references source,
      media text not null,
      digest text,
      media_type text,
      size_bytes bigint,
      pushed_at timestamptz(3) not null,
      primary key (agency_id, source_id, media)
    )`,
    sql`create index pushed_media_oldest on pushed_media (source_id, pushed_at)`,
    ...tenantGrants('pushed_media', 'changed'),
  ])
    await statement.execute(database);
}
