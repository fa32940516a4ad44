import { sql, type Kysely } from 'kysely';

/** What a person says the free text beside an item means. Added, never changed; it counts for the same text only. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table item_restriction (
      number bigint generated always as identity primary key,
      agency_id uuid not null references agency,
      item_id uuid not null references item,
      version bigint not null,
      text text not null,
      terms jsonb not null,
      person_id uuid not null references person,
      at timestamptz(3) not null
    )`,
    sql`create index item_restriction_of_item on item_restriction (item_id, number)`,
    sql`alter table item_restriction enable row level security`,
    sql`alter table item_restriction force row level security`,
    sql`create policy own_rows on item_restriction
      using (agency_id = nullif(current_setting('pactwire.agency', true), '')::uuid)
      with check (agency_id = nullif(current_setting('pactwire.agency', true), '')::uuid)`,
    sql`grant select, insert on item_restriction to pactwire_app`,
  ])
    await statement.execute(database);
}
