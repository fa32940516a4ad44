import { sql, type Kysely } from 'kysely';

/** A refused document was tried again and admitted, or a person has discarded it and said why. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table refused_document add column settled text check (settled in ('admitted', 'discarded'))`,
    sql`alter table refused_document add column settled_at timestamptz(3)`,
    sql`alter table refused_document add column settled_by uuid references person`,
    sql`alter table refused_document add column settled_why text`,
    sql`alter table refused_document add constraint refused_document_settled_whole
      check ((settled is null) = (settled_at is null))`,
  ])
    await statement.execute(database);
}
