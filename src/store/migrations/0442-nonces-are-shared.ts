import { sql, type Kysely } from 'kysely';

/**
 * Nonces of requests, for every process of the node. They are not written ahead, so that remembering one waits for no disk; PostgreSQL
 * empties such tables when it was killed, both at once. Whose memory is gone is believed only beyond its horizon, which is durable.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create unlogged table request_memory (keyid text primary key, believed_after timestamptz(3) not null)`,
    sql`create unlogged table request_nonce (
      keyid text not null, nonce text not null, created_at timestamptz(3) not null, expires_at timestamptz(3) not null,
      primary key (keyid, nonce))`,
    sql`grant select, insert, update on request_memory to pactwire_app`,
    sql`grant select, insert, delete on request_nonce to pactwire_app`,
  ])
    await statement.execute(database);
}
