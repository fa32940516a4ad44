import { nodeHash, type Sha256, type Subtree } from './merkle.ts';

/** A tile of tlog-tiles: hashes of the nodes 8 levels apart. `width` is 256 when it is full. */
export type Tile = { readonly level: number; readonly index: number; readonly width: number };

/** Hashes in a full tile. */
export const TILE_WIDTH = 256;
/** Levels of the tree that one tile spans. */
export const TILE_HEIGHT = 8;

/** `x001/x234/067`, with `.p/W` when it is partial (tlog-tiles, “Merkle Tree”). */
export function printTileIndex({ index, width }: Omit<Tile, 'level'>): string {
  const digits = String(index);
  const whole = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const parts = whole.match(/\d{3}/g) ?? [];
  const path = parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/');
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}

/** Reads the index and width of a tile; undefined for every other spelling. */
export function parseTileIndex(path: string): Omit<Tile, 'level'> | undefined {
  const spelt = /^((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!spelt?.[1]) return undefined;
  const index = Number(spelt[1].replaceAll(/\D/g, ''));
  const width = spelt[2] === undefined ? TILE_WIDTH : Number(spelt[2]);
  const read = { index, width };
  return width > 0 && printTileIndex(read) === path ? read : undefined;
}

/** How many hashes of one tile level a log of `size` leaves has. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** Where the hashes lie that a complete subtree is made of: a run within one tile. */
export function runOf({ level, index }: Subtree): {
  readonly level: number;
  readonly start: number;
  readonly count: number;
} {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level - tileLevel * TILE_HEIGHT);
  return { level: tileLevel, start: index * count, count };
}

/** The hash over a run of 1, 2, 4 … 256 neighbouring hashes. */
export function hashOfRun(sha256: Sha256, run: readonly Uint8Array[]): Uint8Array {
  const [first, second, ...more] = run;
  if (!first) throw new Error('a run has at least one hash');
  if (!second) return first;
  if (more.length === 0) return nodeHash(sha256, first, second);
  const middle = run.length / 2;
  return nodeHash(sha256, hashOfRun(sha256, run.slice(0, middle)), hashOfRun(sha256, run.slice(middle)));
}
