import { sql, type Kysely } from 'kysely';
import { ACCOUNT_TABLES } from './sql/accounts.ts';
import { AGREEMENT_TABLES } from './sql/agreements.ts';
import { EXCHANGE_TABLES } from './sql/exchange.ts';
import { ITEM_TABLES } from './sql/items.ts';
import { PORTAL_TABLES } from './sql/portal.ts';
import { GRANTS } from './sql/grants.ts';

/** The house has its tables, its roles, and row-level security from the first row. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statements of [
    ACCOUNT_TABLES,
    ITEM_TABLES,
    AGREEMENT_TABLES,
    EXCHANGE_TABLES,
    PORTAL_TABLES,
    GRANTS,
  ]) {
    for (const statement of statements) await statement.execute(database);
  }
  await sql`analyze`.execute(database);
}
