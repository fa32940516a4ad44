import { sql, type Kysely } from 'kysely';

/** An ending for cause names the clause that was broken, and says how where other declarations give their reason. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table agreement_event add column clause text`,
    sql`alter table agreement_event add check (clause is null or kind = 'terminated')`,
  ])
    await statement.execute(database);
}
