/** A place in a channel. */
export type Position = { readonly epoch: number; readonly seq: number };

/** Of one channel, and in time: epochs follow each other, and positions within one. */
export function isBefore(one: Position, other: Position): boolean {
  return one.epoch === other.epoch ? one.seq < other.seq : one.epoch < other.epoch;
}
