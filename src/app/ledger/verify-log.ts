import { accept, refuse, type Result } from '#kernel/result.ts';
import {
  openCheckpoint,
  type Checkpoint,
  type SignedCheckpoint,
  type CheckpointRefusal,
  type VerifyNote,
} from '#formats/tlog/checkpoint.ts';
import { parseEntryBundle } from '#formats/tlog/entry-bundle.ts';
import { growTree, rootOfEdge, type TreeEdge } from '#formats/tlog/grow-tree.ts';
import { parseLogProof } from '#formats/tlog/log-proof.ts';
import { leafHash, type Sha256 } from '#formats/tlog/merkle.ts';
import { parseSignedNote, type NoteKey } from '#formats/tlog/signed-note.ts';
import { printTileIndex, TILE_WIDTH } from '#formats/tlog/tile.ts';
import { holdsInclusion, isSame } from '#formats/tlog/verify-proof.ts';

/** Reads what stands at a path below a log's prefix: of a server, or of a folder that was saved. */
export type ReadLog = (path: string) => Promise<Uint8Array | undefined>;

export type VerifyLogTools = { readonly sha256: Sha256; readonly verifyNote: VerifyNote };

export type VerifiedLog = {
  readonly checkpoint: Checkpoint;
  /** Who cosigned it, by name; their keys are theirs to show. */
  readonly cosigners: readonly string[];
  /** Every leaf, first to last. */
  readonly leaves: readonly string[];
};

export type VerifyLogRefusal =
  | CheckpointRefusal
  | { readonly code: 'log-unreadable'; readonly path: string }
  | { readonly code: 'log-root-differs'; readonly size: number }
  | { readonly code: 'log-shortened'; readonly size: number; readonly before: number }
  | { readonly code: 'log-rewritten'; readonly size: number; readonly before: number };

/**
 * Makes the whole tree again from its leaves and compares it with what the log signed; with `since`, an earlier checkpoint of
 * it, also that everything it held then is still there, in the same place.
 */
export async function verifyLog(
  { sha256, verifyNote }: VerifyLogTools,
  read: ReadLog,
  key: NoteKey,
  since?: string,
): Promise<Result<VerifiedLog, VerifyLogRefusal>> {
  const note = await read('checkpoint');
  if (!note) return refuse({ code: 'log-unreadable', path: 'checkpoint' });
  const opened = openCheckpoint(textOf(note), key, verifyNote);
  if (!opened.ok) return opened;
  const earlier = since === undefined ? accept(undefined) : openCheckpoint(since, key, verifyNote);
  if (!earlier.ok) return earlier;
  const { size } = opened.value;
  const before = earlier.value;
  if (before && before.size > size) return refuse({ code: 'log-shortened', size, before: before.size });
  const leaves = await readLeaves(read, size);
  if (!leaves.ok) return leaves;
  const isAt = ({ size: count, root: signed }: Checkpoint): boolean =>
    isSame(rootOf(sha256, leaves.value.slice(0, count)), signed);
  if (!isAt(opened.value)) return refuse({ code: 'log-root-differs', size });
  if (before && !isAt(before)) return refuse({ code: 'log-rewritten', size, before: before.size });
  return accept({
    checkpoint: opened.value,
    cosigners: cosignersOf(opened.value, key),
    leaves: leaves.value.map(textOf),
  });
}

function cosignersOf({ note }: SignedCheckpoint, { name: own }: NoteKey): readonly string[] {
  return note.signatures.map(({ name }) => name).filter((name) => name !== own);
}

/** That one leaf is in the log, from a proof file alone: gives the leaf and the checkpoint that holds it. */
export function verifyLogProof(
  { sha256, verifyNote }: VerifyLogTools,
  text: string,
  key: NoteKey,
): Result<
  { readonly leaf: string; readonly index: number; readonly checkpoint: Checkpoint },
  VerifyLogRefusal
> {
  const proof = parseLogProof(text);
  if (!proof?.extra) return refuse({ code: 'checkpoint-malformed' });
  const opened = openCheckpoint(proof.checkpoint, key, verifyNote);
  if (!opened.ok) return opened;
  const { size, root } = opened.value;
  const leaf = leafHash(sha256, proof.extra);
  const holds = holdsInclusion(sha256, { start: 0, end: size, index: proof.index, leaf, root }, proof.hashes);
  return holds
    ? accept({ leaf: textOf(proof.extra), index: proof.index, checkpoint: opened.value })
    : refuse({ code: 'log-root-differs', size });
}

/** The origin that a checkpoint or a proof names, without believing it: whose key to ask for. */
export function claimedOrigin(text: string): string | undefined {
  const note = parseLogProof(text)?.checkpoint ?? text;
  return parseSignedNote(note)?.text.split('\n', 1)[0];
}

async function readLeaves(
  read: ReadLog,
  size: number,
): Promise<Result<readonly Uint8Array[], { readonly code: 'log-unreadable'; readonly path: string }>> {
  const leaves: Uint8Array[] = [];
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const path = `tile/entries/${printTileIndex({ index, width })}`;
    const bytes = await read(path);
    const bundle = bytes && parseEntryBundle(bytes);
    if (bundle?.length !== width) return refuse({ code: 'log-unreadable', path });
    leaves.push(...bundle);
  }
  return accept(leaves);
}

function rootOf(sha256: Sha256, leaves: readonly Uint8Array[]): Uint8Array {
  const nothing: TreeEdge = [];
  const hashes = leaves.map((leaf) => leafHash(sha256, leaf));
  return rootOfEdge(sha256, growTree(sha256, { edge: nothing, size: 0 }, hashes).edge);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
