import { sql } from 'kysely';

/** Tables whose every row belongs to one agency of the node. */
export const TENANT_TABLES = [
  'agency_key',
  'membership',
  'source',
  'refused_document',
  'item',
  'item_version',
  'item_search',
  'common_lexeme',
  'push_answer',
  'blob',
  'take',
  'translation',
  'translation_block',
  'publication',
  'publication_revision',
  'activity',
  'partner',
  'agreement',
  'agreement_signature',
  'agreement_event',
  'product',
  'quota_debit',
  'decision_record',
  'channel',
  'entry',
  'object',
  'channel_blob',
  'offer',
  'usage_report',
  'recall',
  'recall_reach',
  'notice',
  'tombstone',
  'outbox',
] as const;

/** Rows that are added and never changed or removed, by anybody. */
const APPEND_ONLY = [
  'item_version',
  'entry',
  'agreement_signature',
  'agreement_event',
  'decision_record',
  'publication_revision',
  'activity',
  'tombstone',
  'quota_debit',
] as const;

/**
 * Row-level security: a transaction sees the rows of the agency it named with `pactwire.agency`, and none when it named
 * none. It is forced, so that it holds for the owner of the tables too (I14).
 */
export const GRANTS = [
  ...TENANT_TABLES.flatMap((table) => [
    sql`alter table ${sql.table(table)} enable row level security`,
    sql`alter table ${sql.table(table)} force row level security`,
    sql`create policy own_rows on ${sql.table(table)}
      using (agency_id = nullif(current_setting('pactwire.agency', true), '')::uuid)
      with check (agency_id = nullif(current_setting('pactwire.agency', true), '')::uuid)`,
  ]),
  sql`alter table log_leaf enable row level security`,
  sql`alter table log_leaf force row level security`,
  // Every leaf is public by its nature; only the agency itself writes one.
  sql`create policy readable on log_leaf for select using (true)`,
  sql`create policy own_leaves on log_leaf for insert
    with check (agency_id = nullif(current_setting('pactwire.agency', true), '')::uuid)`,
  sql`grant usage on schema public, portal to pactwire_app`,
  sql`grant select, insert, update, delete on all tables in schema public, portal to pactwire_app`,
  ...APPEND_ONLY.map((table) => sql`revoke update, delete on ${sql.table(table)} from pactwire_app`),
  sql`revoke insert, update, delete on log_leaf from pactwire_app`,
  sql`grant usage on schema public to pactwire_log`,
  sql`grant insert on log_leaf to pactwire_log`,
  // Insert ... on conflict do nothing must read the conflicting columns only.
  sql`grant select (agency_id, subject_hash, kind, leaf) on log_leaf to pactwire_log`,
  sql`grant usage on schema portal to pactwire_portal`,
  sql`grant select on all tables in schema portal to pactwire_portal`,
];
