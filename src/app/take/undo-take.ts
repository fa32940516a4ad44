import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { TakeStore } from '#ports/take-store.ts';
import type { Transact } from '#ports/transaction.ts';

export type UndoRefusal = { readonly code: 'take-unknown' | 'take-built-upon' | 'take-told' };

/** Takes a take back while nothing was built on it and the origin was not told; undone again it stays undone. */
export async function undoTake(
  needs: { readonly transact: Transact<{ readonly takes: TakeStore }> },
  by: { readonly agency: Agency; readonly at: Instant },
  takeId: string,
): Promise<Result<{ readonly done: true }, UndoRefusal>> {
  return needs.transact(by.agency.id, async ({ takes }) => {
    const take = await takes.lock(takeId);
    if (!take) return refuse({ code: 'take-unknown' });
    if (await takes.isBuiltUpon(take.itemId)) return refuse({ code: 'take-built-upon' });
    if (take.toldAt !== undefined) return refuse({ code: 'take-told' });
    await takes.undo(takeId, by.at);
    return accept({ done: true });
  });
}
