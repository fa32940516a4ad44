import { askToPublish } from '#domain/agreement/page-requests.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { permittedAmong, type JudgeStores } from './permitted-among.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Instant } from '#kernel/instant.ts';

export type FreeStores = JudgeStores;

/**
 * Of some stories, in their order, those that the agency may publish on its own web pages now: the answer that the page of
 * each would give (judge-story.ts), by the same rules over the same facts, which are read for many at once.
 */
export async function judgeFree(
  needs: { readonly transact: Transact<FreeStores> },
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
  ids: readonly string[],
): Promise<readonly string[]> {
  const free: string[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE)
    free.push(
      ...(await needs.transact(agency.id, (stores) =>
        freeAmong(stores, { agency, at }, ids.slice(from, from + AT_ONCE)),
      )),
    );
  return free;
}

/** So many texts are in memory together. */
const AT_ONCE = 250;

/** The same within a transaction, of few. */
export async function freeAmong(
  stores: FreeStores,
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
  ids: readonly string[],
): Promise<readonly string[]> {
  return permittedAmong(stores, { agency, at, request: askToPublish(agency) }, ids);
}
