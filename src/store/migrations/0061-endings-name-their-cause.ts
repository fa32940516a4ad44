import { sql, type Kysely } from 'kysely';

/** An ending for cause names the clause that was broken and says how; the clause used to stand where the words now do. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table agreement_event add column clause text`,
    sql`update agreement_event set clause = reason, reason = '' where kind = 'terminated' and reason <> ''`,
    sql`alter table agreement_event add check (clause is null or kind = 'terminated')`,
  ])
    await statement.execute(database);
}
