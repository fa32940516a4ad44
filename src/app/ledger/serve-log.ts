import type { Agency } from '#domain/newsroom/agency.ts';
import { printEntryBundle } from '#formats/tlog/entry-bundle.ts';
import { printLogProof } from '#formats/tlog/log-proof.ts';
import { inclusionRanges } from '#formats/tlog/merkle.ts';
import { hashesAt, TILE_WIDTH, type Tile } from '#formats/tlog/tile.ts';
import { ownLogKeys, rawSha256, type LogNeeds, type LogStores, type LogTools } from './log-tools.ts';
import { hashRanges } from './read-tree.ts';

type Serving = Pick<LogNeeds, 'transact' | 'hash'>;

/** The newest checkpoint with what partners cosigned of it; undefined before the first leaf (tlog-tiles, “Checkpoints”). */
export async function serveCheckpoint(needs: Serving, agency: Agency): Promise<string | undefined> {
  return needs.transact(agency.id, async ({ transparency }) => {
    const newest = await transparency.newest();
    return newest && withCosignatures(transparency, newest);
  });
}

/** A tile of hashes; undefined when the log is not that long. Only what a checkpoint speaks of is served. */
export async function serveTile(
  needs: Serving,
  agency: Agency,
  { level, index, width }: Tile,
): Promise<Uint8Array | undefined> {
  return needs.transact(agency.id, async ({ transparency }) => {
    const start = index * TILE_WIDTH;
    if (start + width > hashesAt(level, (await transparency.newest())?.size ?? 0)) return undefined;
    const [hashes = []] = await transparency.hashes([{ level, start, count: width }]);
    const bytes = new Uint8Array(hashes.length * 32);
    for (const [at, hash] of hashes.entries()) bytes.set(hash, at * 32);
    return bytes;
  });
}

/** The leaves of a tile as a bundle; undefined when the log is not that long (tlog-tiles, “Log entries”). */
export async function serveEntries(
  needs: Serving,
  agency: Agency,
  { index, width }: Omit<Tile, 'level'>,
): Promise<Uint8Array | undefined> {
  return needs.transact(agency.id, async ({ transparency }) => {
    const start = index * TILE_WIDTH;
    if (start + width > ((await transparency.newest())?.size ?? 0)) return undefined;
    const leaves = await transparency.leaves(start, start + width);
    return printEntryBundle(leaves.map((leaf) => new TextEncoder().encode(leaf)));
  });
}

/** The proof of one leaf, for somebody who will have nothing else; it carries the leaf itself. */
export async function serveProof(needs: Serving, agency: Agency, index: number): Promise<string | undefined> {
  const sha256 = rawSha256(needs.hash);
  return needs.transact(agency.id, async ({ transparency }) => {
    const newest = await transparency.newest();
    const [leaf] = await transparency.leaves(index, index + 1);
    if (!newest || leaf === undefined || index >= newest.size) return undefined;
    const hashes = await hashRanges(transparency, sha256, inclusionRanges(index, newest.size));
    const checkpoint = await withCosignatures(transparency, newest);
    return printLogProof({ extra: new TextEncoder().encode(leaf), index, hashes, checkpoint });
  });
}

/**
 * How a key of ours gave its place: the proof of the last leaf that it signed, under the checkpoint that the next key signed with it.
 * Undefined for every key that is not ours, and the one in use.
 */
export async function serveHandover(
  needs: Serving & LogTools,
  agency: Agency,
  keyId: string,
): Promise<string | undefined> {
  const key = ownLogKeys(needs, agency).find(({ log }) => log.keyId === keyId);
  if (!key) return undefined;
  return needs.transact(agency.id, async ({ transparency }) => {
    const placed = await transparency.placed('key-retired', key.kid);
    const checkpoint = placed && (await transparency.checkpointAt(placed.index + 1));
    if (!placed || !checkpoint) return undefined;
    const { index, leaf } = placed;
    const ranges = inclusionRanges(index, index + 1);
    const hashes = await hashRanges(transparency, rawSha256(needs.hash), ranges);
    return printLogProof({
      extra: new TextEncoder().encode(leaf),
      index,
      hashes,
      checkpoint: checkpoint.note,
    });
  });
}

async function withCosignatures(
  transparency: LogStores['transparency'],
  { size, note }: { readonly size: number; readonly note: string },
): Promise<string> {
  const cosigned = await transparency.cosignatures(size);
  return note + cosigned.map(({ line }) => line).join('');
}
