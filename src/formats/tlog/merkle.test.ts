import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json } from '#kernel/json.ts';
import { hasSharedData, needsSharedData, sharedFiles, sharedText } from '#tests/town/shared-data.ts';
import { growTree, rootOfEdge, type GrownTree } from './grow-tree.ts';
import {
  completeSubtrees,
  consistencyRanges,
  foldSubtrees,
  inclusionRanges,
  leafHash,
  type Range,
} from './merkle.ts';
import { hashesAt, hashOfRun, runOf } from './tile.ts';
import { holdsConsistency, holdsInclusion } from './verify-proof.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const EMPTY: GrownTree = { edge: [], added: [], size: 0 };

const leavesOf = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, index) => leafHash(sha256, Buffer.from(`leaf ${index}`)));

/** RFC 6962 §2.1 word for word, over all leaves each time: the second implementation that ours is held against. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array());
  const [only] = leaves;
  if (leaves.length === 1 && only) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const pair = [naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split))];
  return sha256(Buffer.concat([Buffer.from([1]), ...pair]));
}

/** Hashes any range out of stored tile hashes, as a server and a monitor do. */
function fromTiles(stored: ReadonlyMap<string, Uint8Array>, range: Range): Uint8Array {
  return foldSubtrees(
    sha256,
    completeSubtrees(range).map((subtree) => {
      const { level, start, count } = runOf(subtree);
      return hashOfRun(
        sha256,
        Array.from({ length: count }, (_, at) => stored.get(`${level}/${start + at}`) ?? new Uint8Array()),
      );
    }),
  );
}

const storedHashes = (added: GrownTree['added']): ReadonlyMap<string, Uint8Array> =>
  new Map(added.map(({ level, index, hash }) => [`${level}/${index}`, hash]));

describe('a tree that grows', () => {
  test('has the root of RFC 6962 after every one of 600 appends', () => {
    const leaves = leavesOf(600);
    let tree = EMPTY;
    for (const [at, leaf] of leaves.entries()) {
      tree = growTree(sha256, tree, [leaf]);
      expect(rootOfEdge(sha256, tree.edge)).toEqual(naiveRoot(leaves.slice(0, at + 1)));
    }
  });

  test('has it after 100,000 leaves that come in handfuls of any size', () => {
    const leaves = leavesOf(100_000);
    let tree = EMPTY;
    let seed = 7;
    while (tree.size < leaves.length) {
      seed = (seed * 48_271) % 2_147_483_647;
      tree = growTree(sha256, tree, leaves.slice(tree.size, tree.size + 1 + (seed % 40_000)));
      expect(rootOfEdge(sha256, tree.edge)).toEqual(naiveRoot(leaves.slice(0, tree.size)));
    }
  });

  test('adds exactly the hashes that the tiles of its size hold', () => {
    const { added } = growTree(sha256, EMPTY, leavesOf(70_000));
    const counts = [0, 1, 2, 3].map((level) => added.filter((one) => one.level === level).length);
    expect(counts).toEqual([70_000, 273, 1, 0]);
    expect(counts).toEqual([0, 1, 2, 3].map((level) => hashesAt(level, 70_000)));
  });
});

describe('proofs', () => {
  const leaves = leavesOf(600);
  const roots = leaves.map((_, at) => naiveRoot(leaves.slice(0, at + 1)));
  const rootAt = (count: number): Uint8Array => roots[count - 1] ?? new Uint8Array();
  const added = storedHashes(growTree(sha256, EMPTY, leaves).added);
  const size = fc.integer({ min: 1, max: leaves.length });

  test('of inclusion are made from tiles and hold, for that leaf, place and tree alone', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (end, anyIndex, anyOther) => {
        const [index, other] = [anyIndex % end, anyOther % end];
        const proof = inclusionRanges(index, end).map((range) => fromTiles(added, range));
        const root = rootAt(end);
        const claim = { start: 0, end, index, leaf: leaves[index] ?? root, root };
        expect(holdsInclusion(sha256, claim, proof)).toBe(true);
        if (other !== index) {
          expect(holdsInclusion(sha256, { ...claim, index: other }, proof)).toBe(false);
          expect(holdsInclusion(sha256, { ...claim, leaf: leaves[other] ?? root }, proof)).toBe(false);
        }
        expect(holdsInclusion(sha256, claim, [...proof, root])).toBe(false);
        expect(holdsInclusion(sha256, { ...claim, end: end * 2 + 1 }, proof)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('of consistency hold between any two sizes, and for no other root', () => {
    fc.assert(
      fc.property(size, size, (one, two) => {
        const [old, now] = [Math.min(one, two), Math.max(one, two)];
        const proof = consistencyRanges(old, now).map((range) => fromTiles(added, range));
        const [subtreeRoot, root] = [rootAt(old), rootAt(now)];
        const claim = { start: 0, end: old, size: now, subtreeRoot, root };
        expect(holdsConsistency(sha256, claim, proof)).toBe(true);
        const rewritten = naiveRoot(leaves.slice(0, old).toReversed());
        if (old > 1)
          expect(holdsConsistency(sha256, { ...claim, subtreeRoot: rewritten }, proof)).toBe(false);
        expect(holdsConsistency(sha256, claim, [...proof, root])).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

describe.runIf(hasSharedData)(`the public proof vectors${needsSharedData}`, () => {
  const files = hasSharedData ? sharedFiles('security/merkle').filter((file) => file.endsWith('.json')) : [];
  test('are all here', () => expect(files.length).toBe(259));
  test.each(files)('%s', (file) => {
    const json: unknown = JSON.parse(sharedText(file));
    if (!isJsonObject(json)) throw new Error('no vector');
    expect(judge(json)).toBe(json['wantErr'] !== true);
  });
});

function judge(vector: Readonly<Record<string, Json>>): boolean {
  const number = (name: string): number => Number(vector[name] ?? 0);
  const bytes = (value: Json | undefined): Uint8Array =>
    Buffer.from(typeof value === 'string' ? value : '', 'base64');
  const proof = Array.isArray(vector['proof']) ? vector['proof'].map(bytes) : [];
  if ('leafIdx' in vector) {
    const end = 'treeSize' in vector ? number('treeSize') : number('end');
    const claim = { start: number('start'), end, index: number('leafIdx') };
    return holdsInclusion(
      sha256,
      { ...claim, leaf: bytes(vector['leafHash']), root: bytes(vector['root']) },
      proof,
    );
  }
  const roots = { subtreeRoot: bytes(vector['root1']), root: bytes(vector['root2']) };
  const range =
    'size1' in vector
      ? { start: 0, end: number('size1'), size: number('size2') }
      : { start: number('start'), end: number('end'), size: number('size') };
  return holdsConsistency(sha256, { ...range, ...roots }, proof);
}
