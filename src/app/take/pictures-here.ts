import type { ItemVersion } from '#domain/item/item.ts';
import { storyPictures, type SourcePicture } from '#domain/publication/story-pictures.ts';
import type { BlobStore } from '#ports/blob-store.ts';
import type { StoredItem } from '#ports/item-store.ts';

export type StoryPictures = {
  readonly here: readonly SourcePicture[];
  /** Not come yet. */
  readonly away: readonly SourcePicture[];
};

/**
 * Which pictures of a story can go out with it: of our own what we hold, of a partner's what that partner itself has given.
 * A digest that a partner only names may be another's picture, which came under another agreement (I9, I12).
 */
export async function picturesHere(
  { blobs }: { readonly blobs: Pick<BlobStore, 'find' | 'givenBy'> },
  { origin, provider }: StoredItem,
  content: ItemVersion,
): Promise<StoryPictures> {
  const pictures = storyPictures(content);
  const digests = pictures.map(({ digest }) => digest);
  const held = new Set(
    origin === 'partner' ? await blobs.givenBy(provider, digests) : await heldOf(blobs, digests),
  );
  return {
    here: pictures.filter(({ digest }) => held.has(digest)),
    away: pictures.filter(({ digest }) => !held.has(digest)),
  };
}

async function heldOf(blobs: Pick<BlobStore, 'find'>, digests: readonly SourcePicture['digest'][]) {
  const found = [];
  for (const digest of digests) if (await blobs.find(digest)) found.push(digest);
  return found;
}
