import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { BlobFiles, BlobStore } from '#ports/blob-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { Transact } from '#ports/transaction.ts';

export type ReadPictureNeeds = {
  readonly files: Pick<BlobFiles, 'read'>;
  readonly transact: Transact<{
    readonly blobs: Pick<BlobStore, 'forgetGiven'>;
    readonly outbox: Pick<OutboxStore, 'put'>;
  }>;
};

/**
 * The bytes of a picture that is held, of a story of this agency. Has the disk lost them, a partner's picture counts as not come yet, as it
 * then shows everywhere, and who gave it is asked for it again. One of our own is away until its file is put back.
 */
export async function readPicture(
  { files, transact }: ReadPictureNeeds,
  of: { readonly agencyId: string; readonly itemId: string; readonly at: Instant },
  digest: Digest,
): Promise<Uint8Array | undefined> {
  const bytes = await files.read(of.agencyId, digest);
  if (bytes) return bytes;
  await transact(of.agencyId, async ({ blobs, outbox }) => {
    await blobs.forgetGiven(digest);
    await outbox.put({ topic: 'fetch-pictures', payload: { itemId: of.itemId } }, of.at);
  });
  return undefined;
}
