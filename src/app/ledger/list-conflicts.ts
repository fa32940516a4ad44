import type { Agency } from '#domain/newsroom/agency.ts';
import type { LogConflict } from '#ports/transparency-store.ts';
import type { LogNeeds } from './log-tools.ts';

/** Other logs that signed two roots for one size, as we saw them: each pair proves it to whoever has the log's key. */
export function listConflicts(
  { transact }: Pick<LogNeeds, 'transact'>,
  { id }: Pick<Agency, 'id'>,
): Promise<readonly LogConflict[]> {
  return transact(id, ({ transparency }) => transparency.conflicts());
}
