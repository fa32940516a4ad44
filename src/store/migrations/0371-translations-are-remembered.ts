import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/**
 * What an agency learns from its own translations, so that questions are put into other languages by it. Every term names the piece, and
 * so the story, that it comes from: the agreement is asked of that story at each use.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table memory_text (
      translation_id uuid primary key references translation on delete cascade,
      agency_id uuid not null references agency,
      item_id uuid not null references item,
      revision bigint not null,
      kept boolean not null,
      asked_at timestamptz(3) not null
    )`,
    sql`create table memory_piece (
      id bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      translation_id uuid not null references memory_text on delete cascade,
      languages text not null,
      left_keys text[] not null,
      left_texts text[] not null,
      right_keys text[] not null,
      right_texts text[] not null,
      linked_of integer not null default 0
    )`,
    sql`create index memory_piece_of_pair on memory_piece (agency_id, languages, id)`,
    sql`create index memory_piece_of_text on memory_piece (translation_id)`,
    sql`create table memory_link (
      agency_id uuid not null references agency,
      piece_id bigint not null references memory_piece on delete cascade,
      term text not null,
      language text not null,
      text text not null
    )`,
    sql`create index memory_link_of_term on memory_link (agency_id, term)`,
    sql`create index memory_link_of_piece on memory_link (piece_id)`,
    ...['memory_text', 'memory_piece', 'memory_link'].flatMap((table) => tenantGrants(table, 'changed')),
  ])
    await statement.execute(database);
}
