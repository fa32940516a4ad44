import { isOpenReach, type ReachState } from './overdue.ts';

export const COPY_STANDINGS = ['waiting', 'overdue', 'applied', 'removed', 'refused', 'unnamed'] as const;

/**
 * How a recall stands at one copy. `applied`: the holder's last word names it; `removed`: the holder had reported it removed;
 * `unnamed`: the last word has come and passes over a copy that runs, as far as the holder's reports go.
 */
export type CopyStanding = (typeof COPY_STANDINGS)[number];

export function copyStanding(
  reach: { readonly state: ReachState; readonly overdue: boolean },
  copy: { readonly isNamed: boolean; readonly isRemoved: boolean },
): CopyStanding {
  if (copy.isNamed) return 'applied';
  if (copy.isRemoved) return 'removed';
  if (reach.state === 'refused') return 'refused';
  if (!isOpenReach(reach.state)) return 'unnamed';
  return reach.overdue ? 'overdue' : 'waiting';
}
