import { changedBell } from '#store/transact.ts';
import type { Bell } from '#worker/bell.ts';

export type ChangeCount = {
  /** Counts what was rung, if it is the bell of an agency that changed. */
  heard(name: string): void;
  untilChanged(agencyId: string, after: string, seconds: number): Promise<string>;
};

/**
 * How often each agency changed since `began`, told as a mark: a ring between two waits is not lost, and a mark of an
 * earlier process is another one.
 */
export function countChanges(bell: Bell, began: string): ChangeCount {
  const counts = new Map<string, number>();
  const markOf = (name: string): string => `${began} ${counts.get(name) ?? 0}`;
  return {
    heard(name) {
      if (name.startsWith(changedBell(''))) counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    async untilChanged(agencyId, after, seconds) {
      const name = changedBell(agencyId);
      if (after === markOf(name)) await bell.wait(name, seconds * 1000);
      return markOf(name);
    },
  };
}
