import { sql, type Kysely } from 'kysely';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { RequestLife, RequestNonces } from '#ports/request-nonces.ts';
import type { Database } from './tables/database.ts';

/** Rows of the node itself: partners' request keys are public, and one key may speak with several of its agencies. */
export function requestNonces(db: Kysely<Database>): RequestNonces {
  const remember = async (keyid: string): Promise<void> => {
    await sql`insert into request_memory (keyid, believed_after)
      select ${keyid}, coalesce((select until from request_horizon where keyid = ${keyid}), '-infinity')
      on conflict do nothing`.execute(db);
  };
  return {
    async use(keyid, nonce, life) {
      if (await addNonce(db, { keyid, nonce, ...life })) return true;
      // PostgreSQL may have forgotten everything, and the memory begins anew.
      await remember(keyid);
      return addNonce(db, { keyid, nonce, ...life });
    },
    remember,
    async raise(keyid, until) {
      await db
        .insertInto('request_horizon')
        .values({ keyid, until })
        .onConflict((conflict) =>
          conflict
            .column('keyid')
            .doUpdateSet({ until: sql`greatest(request_horizon.until, excluded.until)` }),
        )
        .execute();
    },
  };
}

async function addNonce(
  db: Kysely<Database>,
  { keyid, nonce, createdAt, expiresAt }: RequestLife & { readonly keyid: string; readonly nonce: string },
): Promise<boolean> {
  const { rows } =
    await sql`/* prepare use_nonce */ insert into request_nonce (keyid, nonce, created_at, expires_at)
    select keyid, ${nonce}, ${createdAt}::timestamptz, ${expiresAt}::timestamptz from request_memory
    where keyid = ${keyid} and believed_after < ${createdAt}::timestamptz
    on conflict do nothing returning 1 as added`.execute(db);
  return rows.length > 0;
}

/** As long as a signature may live: what was made before the oldest nonce that is kept has expired by any clock that is nearly right. */
const KEPT_SECONDS = 300;

/** Forgets nonces whose time is over. A clock that was wrong then lets nothing be believed twice: as old is refused from now on. */
export async function forgetNonces(db: Kysely<Database>, at: Instant): Promise<void> {
  await sql`with gone as (
      delete from request_nonce where expires_at < ${plusSeconds(at, -KEPT_SECONDS)}::timestamptz returning keyid, created_at),
    latest as (select keyid, max(created_at) as until from gone group by keyid)
    update request_memory set believed_after = greatest(believed_after, latest.until) from latest
    where request_memory.keyid = latest.keyid`.execute(db);
}
