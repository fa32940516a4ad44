import type { Kysely } from 'kysely';
import type { AccountStores, TransactAccounts } from '#ports/account-store.ts';
import { accountStore } from './accounts.ts';
import { linkStore } from './one-time-links.ts';
import { passkeyStore } from './passkeys.ts';
import { sessionStore } from './sessions.ts';
import type { Database } from './tables/database.ts';

/** What is looked up before anyone knows the agency: people, sessions, passkeys. */
export function accountStores(db: Kysely<Database>): AccountStores {
  return {
    accounts: accountStore(db),
    links: linkStore(db),
    sessions: sessionStore(db),
    passkeys: passkeyStore(db),
  };
}

export function transactAccountsOn(db: Kysely<Database>): TransactAccounts {
  return (work) => db.transaction().execute((trx) => work(accountStores(trx)));
}
