import { parseDigest } from '#kernel/digest.ts';
import type { BlobStore } from '#ports/blob-store.ts';
import type { AgencyTransaction } from './transact.ts';

export function blobStore({ trx, agencyId }: AgencyTransaction): BlobStore {
  return {
    async record(blobs, at) {
      if (blobs.length === 0) return;
      await trx
        .insertInto('blob')
        .values(
          blobs.map(({ digest, mediaType, sizeBytes }) => ({
            agency_id: agencyId,
            digest,
            media_type: mediaType,
            size_bytes: sizeBytes,
            stored_at: at,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async find(digest) {
      const row = await trx.selectFrom('blob').selectAll().where('digest', '=', digest).executeTakeFirst();
      const name = row && parseDigest(row.digest);
      return row && name && { digest: name, mediaType: row.media_type, sizeBytes: row.size_bytes };
    },
  };
}
