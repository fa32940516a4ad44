import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/** Who approved and who signed, with what shows it, and how an agency wants its people to sign. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table agreement_person (
      number bigint generated always as identity,
      agency_id uuid not null references agency,
      digest text not null,
      side_did text not null,
      role text not null check (role in ('approver', 'signatory')),
      name text not null,
      proof jsonb not null,
      person_id uuid,
      sent_by uuid,
      at timestamptz(3) not null,
      primary key (agency_id, digest, side_did, role)
    )`,
    sql`create table signing_rule_wish (
      number bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      two_person boolean not null,
      outside text not null check (outside in ('nobody', 'approver', 'signatory')),
      person_id uuid not null,
      seat text not null check (seat in ('administrator', 'chief')),
      at timestamptz(3) not null
    )`,
    ...tenantGrants('agreement_person', 'added'),
    ...tenantGrants('signing_rule_wish', 'added'),
  ])
    await statement.execute(database);
}
