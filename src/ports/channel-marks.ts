import type { Position } from '#kernel/position.ts';

/**
 * How far our channels have left the node, remembered outside of the database: a restored database must not sign a position
 * that a partner may hold already.
 */
export type ChannelMarks = {
  read(agencyId: string, ch: string): Promise<Position | undefined>;
  /** Safe on the disk when it returns; a mark never goes back. */
  raise(agencyId: string, ch: string, to: Position): Promise<void>;
};
