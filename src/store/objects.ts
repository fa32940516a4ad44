import { parseDigest } from '#kernel/digest.ts';
import type { ObjectStore } from '#ports/channel-store.ts';
import type { AgencyTransaction } from './transact.ts';

/** Content-addressed JSON objects; putting the same one again changes nothing. */
export function objectStore({ trx, agencyId }: AgencyTransaction): ObjectStore {
  return {
    async put(object, at) {
      const bytes = Buffer.from(object.text, 'utf8');
      await trx
        .insertInto('object')
        .values({
          agency_id: agencyId,
          digest: object.digest,
          media_type: object.mediaType,
          size_bytes: bytes.length,
          bytes,
          stored_at: at,
        })
        .onConflict((conflict) => conflict.columns(['agency_id', 'digest']).doNothing())
        .execute();
    },
    async read(digest) {
      const row = await trx.selectFrom('object').selectAll().where('digest', '=', digest).executeTakeFirst();
      const name = row && parseDigest(row.digest);
      if (!row || !name) return undefined;
      return { digest: name, mediaType: row.media_type, text: Buffer.from(row.bytes).toString('utf8') };
    },
  };
}
