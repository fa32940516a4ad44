import { parseDigest } from '#kernel/digest.ts';
import { plusSeconds } from '#kernel/instant.ts';
import type { SourceStore } from '#ports/source-store.ts';
import type { AgencyTransaction } from './transact.ts';

const KEPT_SECONDS = 30 * 86_400;

export function pushedMedia({
  trx,
  agencyId,
}: AgencyTransaction): Pick<SourceStore, 'findMedia' | 'recordMedia'> {
  return {
    async findMedia(sourceId, media) {
      const row = await trx
        .selectFrom('pushed_media')
        .select(['digest', 'media_type', 'size_bytes'])
        .where('source_id', '=', sourceId)
        .where('media', '=', media)
        .executeTakeFirst();
      if (!row) return undefined;
      const digest = row.digest === null ? undefined : parseDigest(row.digest);
      if (!digest || row.media_type === null || row.size_bytes === null) return {};
      return { picture: { digest, mediaType: row.media_type, sizeBytes: row.size_bytes } };
    },
    async recordMedia(sourceId, media, { picture }, at) {
      await trx
        .insertInto('pushed_media')
        .values({
          agency_id: agencyId,
          source_id: sourceId,
          media,
          digest: picture?.digest ?? null,
          media_type: picture?.mediaType ?? null,
          size_bytes: picture?.sizeBytes ?? null,
          pushed_at: at,
        })
        .onConflict((conflict) =>
          conflict.columns(['agency_id', 'source_id', 'media']).doUpdateSet((row) => ({
            digest: row.ref('excluded.digest'),
            media_type: row.ref('excluded.media_type'),
            size_bytes: row.ref('excluded.size_bytes'),
            pushed_at: row.ref('excluded.pushed_at'),
          })),
        )
        .execute();
      await trx
        .deleteFrom('pushed_media')
        .where('source_id', '=', sourceId)
        .where('pushed_at', '<', plusSeconds(at, -KEPT_SECONDS))
        .execute();
    },
  };
}
