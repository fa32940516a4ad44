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
import { openHandover } from '#formats/tlog/handover.ts';
import { leafHash, type Sha256 } from '#formats/tlog/merkle.ts';
import { parseSignedNote, type NoteKey } from '#formats/tlog/signed-note.ts';
import { printTileIndex, TILE_WIDTH } from '#formats/tlog/tile.ts';
import { holdsInclusion, isSame } from '#formats/tlog/verify-proof.ts';

/** Reads what stands at a path below a log's prefix: of a server, or of a folder that was saved. */
export type ReadLog = (path: string) => Promise<Uint8Array | undefined>;

export type VerifyLogTools = { readonly sha256: Sha256; readonly verifyNote: VerifyNote };

export type VerifiedLog = {
  readonly checkpoint: Checkpoint;
  /** The key that was trusted, and those that followed it, each named by the one before; the last signs now. */
  readonly keys: readonly NoteKey[];
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
 * it, also that everything it held then is still there, in the same place. Where another key signs now, the one that is trusted
 * must have named it, in a tree that the leaves make too.
 */
export async function verifyLog(
  tools: VerifyLogTools,
  read: ReadLog,
  key: NoteKey,
  since?: string,
): Promise<Result<VerifiedLog, VerifyLogRefusal>> {
  const note = await read('checkpoint');
  if (!note) return refuse({ code: 'log-unreadable', path: 'checkpoint' });
  const { keys, opened, handovers } = await openFollowing(tools, read, key, textOf(note));
  if (!opened.ok) return opened;
  const earlier = since === undefined ? accept(undefined) : openByAny(tools, keys, since);
  if (!earlier.ok) return earlier;
  const { size } = opened.value;
  const before = earlier.value;
  if (before && before.size > size) return refuse({ code: 'log-shortened', size, before: before.size });
  const leaves = await readLeaves(read, size);
  if (!leaves.ok) return leaves;
  const isAt = ({ size: count, root: signed }: Checkpoint): boolean =>
    count <= size && isSame(rootOf(tools.sha256, leaves.value.slice(0, count)), signed);
  if (!isAt(opened.value)) return refuse({ code: 'log-root-differs', size });
  const rewritten = [...handovers, ...(before ? [before] : [])].find((one) => !isAt(one));
  if (rewritten) return refuse({ code: 'log-rewritten', size, before: rewritten.size });
  return accept({
    checkpoint: opened.value,
    keys,
    cosigners: cosignersOf(opened.value, key),
    leaves: leaves.value.map(textOf),
  });
}

/** A log that changed its key more often is followed by hand. */
const MOST_CHANGES = 100;

type Followed = {
  /** The trusted key, and those that followed it, up to the one that signs now. */
  readonly keys: readonly NoteKey[];
  readonly handovers: readonly Checkpoint[];
  readonly opened: Result<SignedCheckpoint, CheckpointRefusal>;
};

async function openFollowing(
  tools: VerifyLogTools,
  read: ReadLog,
  trusted: NoteKey,
  note: string,
): Promise<Followed> {
  const keys = [trusted];
  const handovers: Checkpoint[] = [];
  let key = trusted;
  for (;;) {
    const opened = openCheckpoint(note, key, tools.verifyNote);
    const isOver = opened.ok || opened.error.code !== 'checkpoint-signature' || keys.length > MOST_CHANGES;
    const shown = isOver ? undefined : await read(`handover/${key.keyId}`);
    const handover = shown && openHandover(tools, textOf(shown), key);
    if (!handover) return { keys, handovers, opened };
    key = handover.next;
    keys.push(key);
    handovers.push(handover.checkpoint);
  }
}

/** An earlier checkpoint may be of an earlier key. */
function openByAny(
  { verifyNote }: VerifyLogTools,
  keys: readonly NoteKey[],
  note: string,
): Result<SignedCheckpoint, CheckpointRefusal> {
  const opened = keys.map((key) => openCheckpoint(note, key, verifyNote));
  return opened.find(({ ok }) => ok) ?? opened[0] ?? refuse({ code: 'checkpoint-signature' });
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
