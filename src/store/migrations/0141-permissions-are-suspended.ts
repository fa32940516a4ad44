import { sql, type Kysely } from 'kysely';

/** A suspension may name the permissions that rest; without them everything rests. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table agreement_event add column rules jsonb`,
    sql`alter table agreement_event add check (rules is null or (kind = 'suspended' and jsonb_array_length(rules) > 0))`,
  ])
    await statement.execute(database);
}
