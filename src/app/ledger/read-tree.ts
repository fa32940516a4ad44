import { completeSubtrees, foldSubtrees, type Range, type Sha256 } from '#formats/tlog/merkle.ts';
import { hashOfRun, runOf } from '#formats/tlog/tile.ts';
import type { TransparencyStore } from '#ports/transparency-store.ts';

/** The hashes of ranges of the tree, out of its stored tiles. A range that reaches beyond the log is a fault. */
export async function hashRanges(
  transparency: Pick<TransparencyStore, 'hashes'>,
  sha256: Sha256,
  ranges: readonly Range[],
): Promise<readonly Uint8Array[]> {
  const hashes: Uint8Array[] = [];
  for (const range of ranges) {
    const runs = completeSubtrees(range).map(runOf);
    const found = await transparency.hashes(runs);
    for (const [at, run] of runs.entries())
      if (found[at]?.length !== run.count) throw new RangeError(`the log has no hashes up to ${range.end}`);
    hashes.push(
      foldSubtrees(
        sha256,
        found.map((run) => hashOfRun(sha256, run)),
      ),
    );
  }
  return hashes;
}
