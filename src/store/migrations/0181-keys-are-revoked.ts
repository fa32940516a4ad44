import { sql, type Kysely } from 'kysely';

/** An agency has a recovery key too, of which the node keeps the public half alone. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table agency_key drop constraint agency_key_role_check`,
    sql`alter table agency_key add constraint agency_key_role_check
      check (role in ('sign', 'http', 'log', 'recovery'))`,
    sql`alter table agency_key add constraint agency_key_recovery_is_away
      check ((role = 'recovery') = (sealed_private_key = ''))`,
    sql`create unique index agency_key_recovery on agency_key (agency_id) where role = 'recovery'`,
  ])
    await statement.execute(database);
}
