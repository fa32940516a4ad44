/** SHA-256 as bytes: this room makes no choice of who computes it. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Leaves `start` (included) to `end` (not included) of a log. */
export type Range = { readonly start: number; readonly end: number };

/** 2**`level` leaves from `index` * 2**`level` on: a node of the tree that later leaves never change. */
export type Subtree = { readonly level: number; readonly index: number };

const HASH_BYTES = 32;

/** SHA-256(0x00 ‖ entry) (RFC 6962 §2.1). */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + entry.length);
  bytes.set(entry, 1);
  return sha256(bytes);
}

/** SHA-256(0x01 ‖ left ‖ right) (RFC 6962 §2.1). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_BYTES);
  return sha256(bytes);
}

/** The complete subtrees that a range of the tree is made of, left to right, each smaller than the one before. */
export function completeSubtrees({ start, end }: Range): readonly Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = start; at < end;) {
    const width = greatestPowerWithin(end - at);
    subtrees.push({ level: Math.log2(width), index: at / width });
    at += width;
  }
  return subtrees;
}

/** The hash of a range from the hashes of its complete subtrees; of no subtree, the hash of an empty tree. */
export function foldSubtrees(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  const last = hashes.at(-1);
  if (!last) return sha256(new Uint8Array());
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(sha256, left, right), last);
}

/** What is hashed together to prove that leaf `index` is in a tree of `size` leaves, from the leaf upwards (RFC 6962 §2.1.1). */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  const ranges: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + powerBelow(end - start);
    const isLeft = index < middle;
    ranges.push(isLeft ? { start: middle, end } : { start, end: middle });
    [start, end] = isLeft ? [start, middle] : [middle, end];
  }
  return ranges.reverse();
}

/** What is hashed together to prove that the first `old` of `size` leaves are still the same (RFC 6962 §2.1.2). */
export function consistencyRanges(old: number, size: number): readonly Range[] {
  if (old === 0) return [];
  const ranges: Range[] = [];
  let [start, end] = [0, size];
  while (old < end) {
    const middle = start + powerBelow(end - start);
    const isLeft = old <= middle;
    ranges.push(isLeft ? { start: middle, end } : { start, end: middle });
    [start, end] = isLeft ? [start, middle] : [middle, end];
  }
  // The old root itself is known to whoever asks, so it is not part of its own proof.
  if (start > 0) ranges.push({ start, end });
  return ranges.reverse();
}

/** The largest power of two that is not greater. */
function greatestPowerWithin(count: number): number {
  let power = 1;
  while (power * 2 <= count) power *= 2;
  return power;
}

/** The largest power of two that is smaller: where RFC 6962 splits. */
function powerBelow(count: number): number {
  const power = greatestPowerWithin(count);
  return power === count ? power / 2 : power;
}
