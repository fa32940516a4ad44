import type { Agency } from '#domain/newsroom/agency.ts';
import { isSame } from '#formats/tlog/verify-proof.ts';
import type { LogConflict, TransparencyStore } from '#ports/transparency-store.ts';
import { claimOf, type LogNeeds } from './log-tools.ts';

/**
 * Logs that signed two roots for one size, as we saw them: each pair proves it to whoever has the log's key. And larger trees that
 * were not proven to continue what we cosigned, with `offered`: what they show is for whoever can judge it.
 */
export function listConflicts(
  { transact }: Pick<LogNeeds, 'transact'>,
  { id }: Pick<Agency, 'id'>,
): Promise<readonly LogConflict[]> {
  return transact(id, ({ transparency }) => openConflicts(transparency));
}

/** What nobody has cleared up: a tree that was proven after all, when it was asked for again, is no matter any more. */
export async function openConflicts(
  transparency: Pick<TransparencyStore, 'conflicts' | 'witnessedAt'>,
): Promise<readonly LogConflict[]> {
  const open: LogConflict[] = [];
  for (const one of await transparency.conflicts()) {
    const later = one.offered === undefined ? undefined : claimOf({ note: one.later });
    const cosigned = later && (await transparency.witnessedAt(one.origin, later.size));
    const proven = cosigned && claimOf(cosigned);
    if (!later || !proven || !isSame(later.root, proven.root)) open.push(one);
  }
  return open;
}
