import { parseDigest } from '#kernel/digest.ts';
import type { PaperStore } from '#ports/paper-store.ts';
import type { AgencyTransaction } from './transact.ts';

export function paperStore({ trx, agencyId }: AgencyTransaction): PaperStore {
  return {
    async find(digest) {
      const row = await trx
        .selectFrom('agreement_paper')
        .selectAll()
        .where('digest', '=', digest)
        .executeTakeFirst();
      const named = row && parseDigest(row.digest);
      return row && named
        ? { digest: named, name: row.name, mediaType: row.media_type, sizeBytes: row.size_bytes }
        : undefined;
    },
    async add({ digest, name, mediaType, sizeBytes }, at, personId) {
      await trx
        .insertInto('agreement_paper')
        .values({
          agency_id: agencyId,
          digest,
          name,
          media_type: mediaType,
          size_bytes: sizeBytes,
          person_id: personId ?? null,
          stored_at: at,
        })
        .onConflict((conflict) => conflict.columns(['agency_id', 'digest']).doNothing())
        .execute();
    },
  };
}
