import { sql, type Kysely } from 'kysely';

const TABLES = ['agreement_move', 'agreement_comment'] as const;

/**
 * Documents of one agreement lie on a table between the sides: both may lay one of the same version at once, so a document
 * is named by its digest alone; what was done with it and said about it is added and never changed.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table agreement drop constraint agreement_pkey`,
    sql`alter table agreement drop constraint agreement_agency_id_digest_key`,
    sql`alter table agreement add primary key (agency_id, digest)`,
    sql`create index agreement_of_uid on agreement (agency_id, uid, version)`,
    sql`alter table agreement add column base text`,
    sql`alter table agreement add column answers jsonb`,
    // A partner's move may stand here before its document has been fetched, so it names a digest and no row.
    sql`create table agreement_move (
      number bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      digest text not null,
      kind text not null check (kind in ('laid', 'withdrawn')),
      by_did text not null,
      at timestamptz(3) not null,
      base text,
      expires_at timestamptz(3),
      unique (agency_id, digest, kind, by_did)
    )`,
    sql`create table agreement_comment (
      number bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      id text not null,
      digest text not null,
      clause text,
      by_did text not null,
      author_name text not null,
      author_role text not null,
      person_id uuid,
      language text not null,
      text text not null,
      at timestamptz(3) not null,
      unique (agency_id, id)
    )`,
    sql`create index agreement_comment_of_digest on agreement_comment (agency_id, digest)`,
    ...TABLES.flatMap((table) => [
      sql`alter table ${sql.table(table)} enable row level security`,
      sql`alter table ${sql.table(table)} force row level security`,
      sql`create policy own_rows on ${sql.table(table)}
        using (agency_id = nullif(current_setting('pactwire.agency', true), '')::uuid)
        with check (agency_id = nullif(current_setting('pactwire.agency', true), '')::uuid)`,
      sql`grant select, insert on ${sql.table(table)} to pactwire_app`,
    ]),
  ])
    await statement.execute(database);
}
