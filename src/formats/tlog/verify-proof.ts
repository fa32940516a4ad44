import { nodeHash, type Range, type Sha256 } from './merkle.ts';

const HASH_BYTES = 32;

/** That a leaf is in the tree, or in the subtree from `start`, whose root this is. */
export type InclusionClaim = Range & {
  readonly index: number;
  readonly leaf: Uint8Array;
  readonly root: Uint8Array;
};

/** That the subtree `start`–`end` is part of the tree of `size` leaves; from 0 on, it is an older tree of the same log. */
export type ConsistencyClaim = Range & {
  readonly size: number;
  readonly subtreeRoot: Uint8Array;
  readonly root: Uint8Array;
};

/** Whether an inclusion proof holds (RFC 9162 §2.1.3.2). A range that no tree has proves nothing. */
export function holdsInclusion(sha256: Sha256, claim: InclusionClaim, proof: readonly Uint8Array[]): boolean {
  const { start, end, index, leaf, root } = claim;
  if (!isSubtree(claim) || index < start || index >= end || leaf.length !== HASH_BYTES) return false;
  let [at, last] = [index - start, end - start - 1];
  let hash = leaf;
  for (const beside of proof) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = nodeHash(sha256, beside, hash);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = nodeHash(sha256, hash, beside);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && isSame(hash, root);
}

/**
 * Whether a consistency proof holds (RFC 9162 §2.1.4.2; with `start` above 0, subtrees as in draft-ietf-plants-merkle-tree-certs
 * §4.4). An empty old tree says nothing, so it proves nothing; an empty subtree further on is part of every tree.
 */
export function holdsConsistency(
  sha256: Sha256,
  claim: ConsistencyClaim,
  proof: readonly Uint8Array[],
): boolean {
  const { start, end, size, subtreeRoot, root } = claim;
  if (start > 0 && start === end) return proof.length === 0 && isSame(subtreeRoot, sha256(new Uint8Array()));
  if (!isSubtree(claim) || end > size) return false;
  const path = lowestPath({ first: start, last: end - 1, top: size - 1 });
  // A subtree that is a node of the tree begins with itself; any other with the first hash of its proof.
  const hashes = path.first === path.last ? [subtreeRoot, ...proof] : proof;
  const reached = climb(sha256, path, hashes);
  return reached !== undefined && isSame(reached.inside, subtreeRoot) && isSame(reached.whole, root);
}

/** From the foot of a proof to the top: the subtree's root and the tree's; undefined where the proof has another length. */
function climb(
  sha256: Sha256,
  from: Path,
  [foot, ...hashes]: readonly Uint8Array[],
): { readonly inside: Uint8Array; readonly whole: Uint8Array } | undefined {
  if (!foot) return undefined;
  let [path, inside, whole] = [from, foot, foot];
  for (const beside of hashes) {
    if (path.top === 0) return undefined;
    if (comesFromLeft(path)) {
      if (path.first < path.last) inside = nodeHash(sha256, beside, inside);
      whole = nodeHash(sha256, beside, whole);
      while (!isOdd(path.last) && path.last !== 0) path = above(path);
    } else whole = nodeHash(sha256, whole, beside);
    path = above(path);
  }
  return path.top === 0 ? { inside, whole } : undefined;
}

/** Where a check stands in the tree: the first and last node of the subtree, and the last of all, at one level. */
type Path = { readonly first: number; readonly last: number; readonly top: number };

function lowestPath(from: Path): Path {
  let path = from;
  while (path.first !== path.last && comesFromLeft(path)) path = above(path);
  return path;
}

function above({ first, last, top }: Path): Path {
  return { first: half(first), last: half(last), top: half(top) };
}

/** Whether the next hash of the proof stands to the left. */
function comesFromLeft({ last, top }: Path): boolean {
  return isOdd(last) || last === top;
}

/** Not empty, and its start is a multiple of the power of two that covers it. */
function isSubtree({ start, end }: Range): boolean {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || start >= end) return false;
  let width = 1;
  while (width < end - start) width *= 2;
  return start % width === 0;
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
