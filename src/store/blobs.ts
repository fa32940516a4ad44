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
    async givenBy(partnerDid, digests) {
      if (digests.length === 0) return new Set();
      const rows = await trx
        .selectFrom('blob_given')
        .select('digest')
        .where('partner_did', '=', partnerDid)
        .where('digest', 'in', digests)
        .execute();
      return new Set(rows.flatMap(({ digest }) => parseDigest(digest) ?? []));
    },
    async noteGiven(partnerDid, digest, at) {
      await trx
        .insertInto('blob_given')
        .values({ agency_id: agencyId, partner_did: partnerDid, digest, given_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async forgetGiven(digest) {
      await trx.deleteFrom('blob_given').where('digest', '=', digest).execute();
    },
  };
}
