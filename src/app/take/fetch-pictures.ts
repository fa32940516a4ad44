import type { Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
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
  readonly files: Omit<BlobFiles, 'bring'>;
  readonly hash: Hash;
};

/**
 * Gets the renditions of a taken story that its provider holds, by their digests. What the provider has given before is not
 * fetched again; what somebody else has given is, for a partner that is not asked would learn what others send us (I6).
 * Bytes that are not what their name says are not kept, and asked for again. One that cannot be had now does not hold up the others.
 */
export async function fetchPictures(
  needs: FetchPicturesNeeds,
  to: { readonly agency: Agency; readonly at: Instant },
  itemId: string,
): Promise<Result<number, PartnerRefusal>> {
  const wanted = await needs.transact(to.agency.id, (stores) => wantedOf(stores, itemId));
  if (!wanted) return accept(0);
  let fetched = 0;
  let missing: { readonly ok: false; readonly error: PartnerRefusal } | undefined;
  for (const digest of wanted.digests) {
    const got = await fetchOne(needs, to, wanted, digest);
    if (got.ok) fetched += got.value ? 1 : 0;
    // One that goes on says when to come again.
    else if (!missing || got.error.came) missing = got;
  }
  return missing ?? accept(fetched);
}

/** Gives whether it has come now and was not here before. */
async function fetchOne(
  needs: FetchPicturesNeeds,
  to: { readonly agency: Agency; readonly at: Instant },
  { partner, given }: Wanted,
  digest: Digest,
): Promise<Result<boolean, PartnerRefusal>> {
  const address = { agencyId: to.agency.id, partnerDid: partner.did, baseUrl: partner.baseUrl };
  const held = await needs.files.read(to.agency.id, digest);
  if (held && given.has(digest)) return accept(false);
  const blob = await needs.partnerNode.blob(address, digest);
  // A file without its row was left by a crash between the two: it is kept and only noted.
  const bytes = blob.ok ? blob.value.bytes : held;
  if (bytes && needs.hash.sha256(bytes) !== digest) return refuse(OTHER_BYTES);
  const mediaType = bytes && pictureType(bytes);
  if (bytes && mediaType !== undefined) {
    if (!held) await needs.files.put(to.agency.id, bytes);
    await needs.transact(to.agency.id, async ({ blobs }) => {
      await blobs.record([{ digest, mediaType, sizeBytes: bytes.length }], to.at);
      if (blob.ok) await blobs.noteGiven(partner.did, digest, to.at);
    });
  }
  return blob.ok ? accept(mediaType !== undefined && !held) : blob;
}

const OTHER_BYTES = {
  code: 'partner-answer-invalid',
  answer: 'the bytes are not what the name says',
} as const;

/** Renditions of a taken story that its provider has not given yet, where this partner is that. */
export async function awaitedPictures(
  stores: PictureStores,
  partnerDid: string,
  itemId: string,
): Promise<readonly Digest[]> {
  const { partner, digests = [], given } = (await wantedOf(stores, itemId)) ?? {};
  return partner?.did === partnerDid ? digests.filter((digest) => !given?.has(digest)) : [];
}

type Wanted = {
  readonly partner: Partner;
  readonly digests: readonly Digest[];
  /** What of these the partner itself has given. */
  readonly given: ReadonlySet<Digest>;
};

async function wantedOf(stores: PictureStores, itemId: string): Promise<Wanted | undefined> {
  const item = await stores.items.find(itemId);
  if (item?.origin !== 'partner' || item.state === 'killed') return undefined;
  const partner = await stores.partners.find(item.provider);
  if (!partner) return undefined;
  const stored = await stores.items.version(itemId, item.latestVersion);
  const versions = stored ? [stored.content, ...stored.content.associations] : [];
  const named = versions.flatMap(({ renditions }) => renditions.flatMap(({ digest }) => digest ?? []));
  const digests = [...new Set(named)];
  return { partner, digests, given: await stores.blobs.givenBy(partner.did, digests) };
}
