import type { Run } from '../check.ts';
import type { Hands } from '../hands.ts';

/** Such checks are asked only where somebody has hands at the node. */
export function handsAt({ hands }: Run): Hands {
  if (!hands) throw new Error('nobody has hands at the node');
  return hands;
}
