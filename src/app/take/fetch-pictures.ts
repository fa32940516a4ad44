import { accept, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { pictureType } from '#formats/picture-type.ts';
import type { BlobFiles, BlobStore } from '#ports/blob-store.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { PartnerNode, PartnerRefusal } from '#ports/partner-node.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Hash } from '#ports/world.ts';

type PictureStores = {
  readonly items: ItemReader;
  readonly partners: PartnerStore;
  readonly blobs: BlobStore;
};

export type FetchPicturesNeeds = {
  readonly transact: Transact<PictureStores>;
  readonly partnerNode: PartnerNode;
  readonly files: BlobFiles;
  readonly hash: Hash;
};

/**
 * Gets the renditions of a taken story that its provider holds, by their digests. What is here already is not fetched
 * again; bytes that are not what their name says are not kept.
 */
export async function fetchPictures(
  needs: FetchPicturesNeeds,
  to: { readonly agency: Agency; readonly at: Instant },
  itemId: string,
): Promise<Result<number, PartnerRefusal>> {
  const wanted = await needs.transact(to.agency.id, async (stores) => {
    const item = await stores.items.find(itemId);
    if (item?.origin !== 'partner' || item.state === 'killed') return undefined;
    const partner = await stores.partners.find(item.provider);
    const stored = await stores.items.version(itemId, item.latestVersion);
    const versions = stored ? [stored.content, ...stored.content.associations] : [];
    const digests = versions.flatMap(({ renditions }) => renditions.flatMap(({ digest }) => digest ?? []));
    return partner && { partner, digests: [...new Set(digests)] };
  });
  if (!wanted) return accept(0);
  const address = { agencyId: to.agency.id, partnerDid: wanted.partner.did, baseUrl: wanted.partner.baseUrl };
  let fetched = 0;
  for (const digest of wanted.digests) {
    if (await needs.files.has(to.agency.id, digest)) continue;
    const blob = await needs.partnerNode.blob(address, digest);
    if (!blob.ok) return blob;
    const { bytes } = blob.value;
    const mediaType = pictureType(bytes);
    if (needs.hash.sha256(bytes) !== digest || mediaType === undefined) continue;
    await needs.files.put(to.agency.id, bytes);
    const facts = { digest, mediaType, sizeBytes: bytes.length };
    await needs.transact(to.agency.id, ({ blobs }) => blobs.record([facts], to.at));
    fetched += 1;
  }
  return accept(fetched);
}
