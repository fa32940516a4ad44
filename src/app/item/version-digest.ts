import type { Digest } from '#kernel/digest.ts';
import type { ItemVersion, Rendition } from '#domain/item/item.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import type { Hash } from '#ports/world.ts';

/**
 * Names what a version says, so that its repetition is known as one. Left out is what we add ourselves: ids of blocks,
 * which follow the versions we saw, and digests of pictures, which depend on what could be fetched.
 */
export function versionDigest(version: ItemVersion, hash: Hash): Digest {
  const said = {
    ...version,
    blocks: version.blocks.map(({ kind, html }) => ({ kind, html })),
    renditions: version.renditions.map(asGiven),
    associations: version.associations.map((one) => ({ ...one, renditions: one.renditions.map(asGiven) })),
  };
  return hash.sha256(new TextEncoder().encode(canonicalJson(said)));
}

function asGiven({ digest: _ours, ...given }: Rendition): Omit<Rendition, 'digest'> {
  return given;
}
