import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/**
 * Dialects that an agency keeps: every change of one, and every switching off, is a version of its own, with who and when. Each
 * version of a story says by which it was read, and each source by which it was read last.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table dialect_version (
      agency_id uuid not null references agency,
      dialect_id text not null,
      version integer not null check (version > 0),
      content jsonb not null,
      state text not null check (state in ('on', 'off')),
      person_id uuid not null references person,
      kept_at timestamptz(3) not null,
      primary key (agency_id, dialect_id, version)
    )`,
    sql`create table source_dialect (
      agency_id uuid not null references agency,
      source_id uuid not null references source,
      dialect_id text not null,
      dialect_version integer,
      read_at timestamptz(3) not null,
      primary key (source_id, dialect_id)
    )`,
    sql`alter table item_version add column dialect text`,
    sql`alter table item_version add column dialect_version integer`,
    ...tenantGrants('dialect_version', 'added'),
    ...tenantGrants('source_dialect', 'changed'),
  ])
    await statement.execute(database);
}
