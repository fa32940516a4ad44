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
 * again; bytes that are not what their name says are not kept. One that cannot be had now does not hold up the others.
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
  let missing: Result<never, PartnerRefusal> | undefined;
  for (const digest of wanted.digests) {
    // A file without its row was left by a crash between the two: it is kept and only noted.
    const held = await needs.files.read(to.agency.id, digest);
    const blob = held ? accept({ bytes: held }) : await needs.partnerNode.blob(address, digest);
    if (!blob.ok) {
      missing ??= blob;
      continue;
    }
    const { bytes } = blob.value;
    const mediaType = pictureType(bytes);
    if (needs.hash.sha256(bytes) !== digest || mediaType === undefined) continue;
    if (!held) await needs.files.put(to.agency.id, bytes);
    const facts = { digest, mediaType, sizeBytes: bytes.length };
    await needs.transact(to.agency.id, ({ blobs }) => blobs.record([facts], to.at));
    fetched += held ? 0 : 1;
  }
  return missing ?? accept(fetched);
}
