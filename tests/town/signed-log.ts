import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { printCheckpoint } from '#formats/tlog/checkpoint.ts';
import { printEntryBundle } from '#formats/tlog/entry-bundle.ts';
import { growTree, rootOfEdge } from '#formats/tlog/grow-tree.ts';
import { printLogProof } from '#formats/tlog/log-proof.ts';
import { inclusionRanges, leafHash } from '#formats/tlog/merkle.ts';
import { noteKey, printSignedNote } from '#formats/tlog/signed-note.ts';
import { printTileIndex } from '#formats/tlog/tile.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** A log with a key of its own, as files by their path below its address. */
export function signedLog(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x ?? '';
  const key = noteKey(sha256, origin, 'ed25519', Buffer.from(x, 'base64url'));
  const checkpointOf = (leaves: readonly string[]): string => {
    const text = printCheckpoint({ origin, size: leaves.length, root: rootOf(leaves) });
    return printSignedNote({
      text,
      signatures: [{ ...key, signature: sign(null, Buffer.from(text), privateKey) }],
    });
  };
  return {
    key,
    x,
    checkpointOf,
    /** What a server would show: these leaves, under this checkpoint. */
    filesOf(leaves: readonly string[], checkpoint = checkpointOf(leaves)): ReadonlyMap<string, Uint8Array> {
      const files = new Map<string, Uint8Array>([['checkpoint', new Uint8Array(Buffer.from(checkpoint))]]);
      for (let index = 0; index * 256 < leaves.length; index += 1) {
        const some = leaves.slice(index * 256, (index + 1) * 256);
        const path = `tile/entries/${printTileIndex({ index, width: some.length })}`;
        files.set(path, printEntryBundle(some.map((leaf) => Buffer.from(leaf))));
      }
      return files;
    },
    /** The proof of one leaf; another text in its place makes a forgery. */
    proofOf: (leaves: readonly string[], index: number, leaf = leaves[index] ?? ''): string =>
      printLogProof({
        extra: Buffer.from(leaf),
        index,
        hashes: inclusionRanges(index, leaves.length).map(({ start, end }) =>
          rootOf(leaves.slice(start, end)),
        ),
        checkpoint: checkpointOf(leaves),
      }),
  };
}

function rootOf(leaves: readonly string[]): Uint8Array {
  const hashes = leaves.map((leaf) => leafHash(sha256, Buffer.from(leaf)));
  return rootOfEdge(sha256, growTree(sha256, { edge: [], size: 0 }, hashes).edge);
}
