import { sql, type Kysely } from 'kysely';
import { tenantGrants } from './sql/tenant-grants.ts';

/**
 * Keys by which programs read in an agency's name; of the secret its hash alone. A key is looked up before anybody knows whose it
 * is: a transaction that names its id sees that row, and no other of any agency.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table api_key (
      id uuid primary key,
      agency_id uuid not null references agency,
      name text not null,
      scopes text[] not null,
      secret_hash text not null,
      made_by uuid not null references person,
      made_at timestamptz(3) not null,
      expires_at timestamptz(3) not null,
      revoked_at timestamptz(3),
      revoked_by uuid references person,
      used_on date
    )`,
    sql`create index api_key_newest on api_key (agency_id, made_at desc)`,
    ...tenantGrants('api_key', 'changed'),
    sql`create policy named_key on api_key for select
      using (id = nullif(current_setting('pactwire.api_key', true), '')::uuid)`,
  ])
    await statement.execute(database);
}
