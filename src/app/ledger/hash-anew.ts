import { leafHash, type Sha256 } from '#formats/tlog/merkle.ts';
import { rootOfEdge, type TreeEdge } from '#formats/tlog/grow-tree.ts';
import { hashesAt, hashOfRun, printTileIndex, TILE_WIDTH } from '#formats/tlog/tile.ts';
import { isSame } from '#formats/tlog/verify-proof.ts';
import type { HashRun, TransparencyStore } from '#ports/transparency-store.ts';

/** Where what is stored departs from what was signed: at a leaf, by its place, or in a tile, as tlog-tiles spells it. */
export type LogFault = { readonly leaf: number } | { readonly tile: string };

/** What one process has hashed anew of a log. Nothing of it outlives the process, so that each looks for itself. */
export type LogRound = {
  /** The full tiles before this one, since the process began. */
  swept: number;
  /** The full tile whose turn is next, over and over. */
  turn: number;
  /** The full tile that was found wrong last, until it is right again. */
  broken?: number;
};

/** By the agency whose log it is. */
export type LogRounds = Map<string, LogRound>;

type Tiles = Pick<TransparencyStore, 'leaves' | 'hashes'>;

export function roundOf(rounds: LogRounds, agencyId: string): LogRound {
  const round = rounds.get(agencyId) ?? { swept: 0, turn: 0 };
  rounds.set(agencyId, round);
  return round;
}

/** One full tile of a tree of this size, the next in rotation; one that is wrong keeps its turn. */
export async function hashNextTile(
  tiles: Tiles,
  sha256: Sha256,
  size: number,
  round: LogRound,
): Promise<LogFault | undefined> {
  const full = hashesAt(1, size);
  if (full === 0) return undefined;
  const turn = round.turn % full;
  const fault = await hashTile(tiles, sha256, size, turn);
  if (fault) round.broken = turn;
  else {
    delete round.broken;
    round.turn = turn + 1;
  }
  return fault;
}

/** The full tiles that this process has not hashed yet, as far as this one; what is wrong is looked at again. */
export async function sweepTiles(
  tiles: Tiles,
  sha256: Sha256,
  { size, until }: { readonly size: number; readonly until: number },
  round: LogRound,
): Promise<LogFault | undefined> {
  while (round.swept < Math.min(until, hashesAt(1, size))) {
    const fault = await hashTile(tiles, sha256, size, round.swept);
    if (fault) {
      round.broken = round.swept;
      return fault;
    }
    if (round.broken === round.swept) delete round.broken;
    round.swept += 1;
  }
  return undefined;
}

/**
 * Hashes the leaves of a full tile anew. They have to make the hashes that stand in it, these what stands above it, and so on up
 * through each full tile that begins with this one: after all of them no stored hash below the edge is unproven.
 */
export async function hashTile(
  tiles: Tiles,
  sha256: Sha256,
  size: number,
  index: number,
): Promise<LogFault | undefined> {
  const column = columnOf(size, index);
  const found = await tiles.hashes(column.flatMap(({ run, above }) => [run, above]));
  const leaves = await tiles.leaves(index * TILE_WIDTH, (index + 1) * TILE_WIDTH);
  const made = leaves.map((leaf) => hashOfLeaf(sha256, leaf));
  const [stored = [], above = []] = found;
  const wrong = firstUnlike(made, stored);
  if (wrong !== undefined)
    return makes(sha256, made, above) ? { tile: tileAt(0, index) } : { leaf: index * TILE_WIDTH + wrong };
  const unlike = column.find((_, at) => !makes(sha256, found[2 * at] ?? [], found[2 * at + 1] ?? []));
  return unlike && { tile: tileAt(unlike.run.level, unlike.run.start / TILE_WIDTH) };
}

/** Whether a full tile of hashes makes the hash that stands above it. */
function makes(sha256: Sha256, tile: readonly Uint8Array[], [above]: readonly Uint8Array[]): boolean {
  return tile.length === TILE_WIDTH && above !== undefined && isSame(hashOfRun(sha256, tile), above);
}

/** The full tile, the full one above that begins with it, and so on, each with the place of its own hash. */
function columnOf(
  size: number,
  index: number,
): readonly { readonly run: HashRun; readonly above: HashRun }[] {
  const column = [];
  let [level, tile] = [0, index];
  while ((tile + 1) * TILE_WIDTH <= hashesAt(level, size)) {
    const run = { level, start: tile * TILE_WIDTH, count: TILE_WIDTH };
    column.push({ run, above: { level: level + 1, start: tile, count: 1 } });
    if (tile % TILE_WIDTH !== 0) break;
    [level, tile] = [level + 1, tile / TILE_WIDTH];
  }
  return column;
}

/** Whether the last leaves make the edge, and the edge the root that was signed; what is wrong where neither can be told is nothing. */
export async function hashEdge(
  tiles: Tiles,
  sha256: Sha256,
  edge: TreeEdge,
  { size, root }: { readonly size: number; readonly root: Uint8Array },
): Promise<{ readonly isAsSigned: boolean; readonly fault?: LogFault }> {
  const [tile = [], ...above] = edge;
  const start = size - (size % TILE_WIDTH);
  const made = (await tiles.leaves(start, size)).map((leaf) => hashOfLeaf(sha256, leaf));
  const wrong = firstUnlike(made, tile);
  const makesRoot = (lowest: readonly Uint8Array[]): boolean =>
    isSame(rootOfEdge(sha256, [lowest, ...above]), root);
  if (wrong === undefined) return { isAsSigned: makesRoot(tile) };
  const fault = makesRoot(made)
    ? { tile: `0/${printTileIndex({ index: start / TILE_WIDTH, width: size - start })}` }
    : { leaf: start + wrong };
  return { isAsSigned: false, fault };
}

export function hashOfLeaf(sha256: Sha256, leaf: string): Uint8Array {
  return leafHash(sha256, new TextEncoder().encode(leaf));
}

/** The first place at which two rows of hashes differ, or one of them has ended. */
function firstUnlike(made: readonly Uint8Array[], stored: readonly Uint8Array[]): number | undefined {
  for (let at = 0; at < Math.max(made.length, stored.length); at += 1) {
    const [one, other] = [made[at], stored[at]];
    if (!one || !other || !isSame(one, other)) return at;
  }
  return undefined;
}

function tileAt(level: number, index: number): string {
  return `${level}/${printTileIndex({ index, width: TILE_WIDTH })}`;
}
