import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** Somebody without an account may act once under one exact text, by a link and a code told another way. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table signing_link (
      id uuid primary key,
      agency_id uuid not null references agency,
      uid text not null,
      digest text not null,
      role text not null check (role in ('approver', 'signatory')),
      invitee text not null,
      language text not null,
      token_hash text not null unique,
      code_hash text not null,
      sent_by uuid not null,
      sent_at timestamptz(3) not null,
      expires_at timestamptz(3) not null,
      wrong_codes integer not null default 0,
      ended_how text check (ended_how in ('used', 'rejected', 'revoked', 'blocked')),
      ended_at timestamptz(3),
      ended_name text,
      ended_reason text
    )`,
    sql`create index signing_link_of_agreement on signing_link (agency_id, uid)`,
    ...tenantGrants('signing_link', 'changed'),
  ])
    await statement.execute(database);
}
