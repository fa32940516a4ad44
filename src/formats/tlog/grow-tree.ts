import { completeSubtrees, foldSubtrees, type Sha256 } from './merkle.ts';
import { hashOfRun, TILE_WIDTH } from './tile.ts';

/** The last, partial tile of every level, lowest level first: all that growing a tree needs to know of it. */
export type TreeEdge = readonly (readonly Uint8Array[])[];

/** One hash of a tile, new since the tree grew. */
export type TileHash = { readonly level: number; readonly index: number; readonly hash: Uint8Array };

/** A tree that has grown, and what was added to its tiles. */
export type GrownTree = {
  readonly edge: TreeEdge;
  readonly added: readonly TileHash[];
  readonly size: number;
};

/** Adds leaf hashes. What stood before is only ever continued. */
export function growTree(
  sha256: Sha256,
  { edge, size }: { readonly edge: TreeEdge; readonly size: number },
  leaves: readonly Uint8Array[],
): GrownTree {
  const levels = edge.map((tile) => [...tile]);
  const added: TileHash[] = [];
  const put = (level: number, index: number, hash: Uint8Array) => {
    added.push({ level, index, hash });
    const tile = (levels[level] ??= []);
    tile.push(hash);
    if (tile.length < TILE_WIDTH) return;
    levels[level] = [];
    put(level + 1, Math.floor(index / TILE_WIDTH), hashOfRun(sha256, tile));
  };
  for (const [at, leaf] of leaves.entries()) put(0, size + at, leaf);
  return { edge: levels, added, size: size + leaves.length };
}

/** The root of the tree with this edge. */
export function rootOfEdge(sha256: Sha256, edge: TreeEdge): Uint8Array {
  const subtrees = edge.toReversed().flatMap((tile) =>
    completeSubtrees({ start: 0, end: tile.length }).map(({ level, index }) => {
      const width = 2 ** level;
      return hashOfRun(sha256, tile.slice(index * width, (index + 1) * width));
    }),
  );
  return foldSubtrees(sha256, subtrees);
}
