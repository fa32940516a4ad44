import type { Dropped } from '#domain/item/dropped.ts';
import type { ItemVersion, Rendition } from '#domain/item/item.ts';
import type { BlobFacts } from '#ports/blob-store.ts';
import type { Result } from '#kernel/result.ts';

/** Gets a picture, checks that it is one, and keeps its bytes; the reason, in one sentence, when it could not. */
export type PictureReader = (href: string) => Promise<Result<BlobFacts, string>>;

export type Gathered = {
  readonly items: readonly { readonly version: ItemVersion; readonly dropped: readonly Dropped[] }[];
  readonly blobs: readonly BlobFacts[];
};

type Asked = {
  readonly version: ItemVersion;
  readonly dropped: readonly Dropped[];
  /** Held already: its pictures are too, or could not be had. */
  readonly isKnown: boolean;
};

/** Of each picture so many renditions; of each story so many pictures. What is beyond keeps its address only. */
const MOST_RENDITIONS = 4;
const MOST_PICTURES = 20;

/** Renditions with the digest of the bytes we now hold. A picture that cannot be had is noted and never costs the story. */
export async function gatherPictures(asked: readonly Asked[], read: PictureReader): Promise<Gathered> {
  const blobs = new Map<string, BlobFacts>();
  const items: { version: ItemVersion; dropped: readonly Dropped[] }[] = [];
  for (const { version, dropped, isKnown } of asked) {
    const missing: Dropped[] = [];
    const fill = (renditions: readonly Rendition[]): Promise<Rendition[]> =>
      fillRenditions(renditions, read, { blobs, missing });
    items.push(
      isKnown
        ? { version, dropped }
        : { version: await fillVersion(version, fill), dropped: [...dropped, ...missing] },
    );
  }
  return { items, blobs: [...blobs.values()] };
}

type Fill = (renditions: readonly Rendition[]) => Promise<Rendition[]>;

async function fillVersion(version: ItemVersion, fill: Fill): Promise<ItemVersion> {
  const associations = [...version.associations];
  for (const [index, association] of associations.slice(0, MOST_PICTURES).entries())
    associations[index] = { ...association, renditions: await fill(association.renditions) };
  return { ...version, renditions: await fill(version.renditions), associations };
}

async function fillRenditions(
  renditions: readonly Rendition[],
  read: PictureReader,
  found: { readonly blobs: Map<string, BlobFacts>; readonly missing: Dropped[] },
): Promise<Rendition[]> {
  const filled: Rendition[] = [];
  for (const [index, rendition] of renditions.entries()) {
    const isWanted = index < MOST_RENDITIONS && isPicture(rendition);
    const got = isWanted ? await read(rendition.href) : undefined;
    if (got && !got.ok) found.missing.push({ at: rendition.href, what: 'picture', why: got.error });
    if (got?.ok) found.blobs.set(got.value.digest, got.value);
    filled.push(got?.ok ? withBytes(rendition, got.value) : withoutDigest(rendition));
  }
  return filled;
}

/** Types that readers could not tell are tried: the bytes decide. */
function isPicture({ mediaType }: Rendition): boolean {
  return mediaType.startsWith('image/') || mediaType === '' || mediaType === 'application/octet-stream';
}

/** The bytes' own type and size count, not those that a document claims. */
function withBytes(rendition: Rendition, { digest, mediaType, sizeBytes }: BlobFacts): Rendition {
  return { ...rendition, digest, mediaType, sizeBytes };
}

/** A document's own claim of a digest is no proof that we hold the bytes. */
function withoutDigest({ digest: _claimed, ...rendition }: Rendition): Rendition {
  return rendition;
}
