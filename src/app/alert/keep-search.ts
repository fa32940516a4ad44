import type { Follow, SavedSearch } from '#domain/alert/saved-search.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { DestinationStore } from '#ports/destination-store.ts';
import type { SearchStore } from '#ports/search-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Ids } from '#ports/world.ts';

export type KeepNeeds = {
  readonly transact: Transact<{
    readonly searches: SearchStore;
    readonly destinations: Pick<DestinationStore, 'find' | 'list'>;
  }>;
  readonly ids: Ids;
};

/** Who keeps a search; `mayShare`: their seat lets them keep those of the whole agency. */
export type Keeper = {
  readonly agencyId: string;
  readonly personId: string;
  readonly mayShare: boolean;
  readonly at: Instant;
};

export type KeepRefusal =
  | { readonly code: 'search-unknown' }
  | { readonly code: 'search-of-others' }
  | { readonly code: 'searches-full'; readonly most: number }
  | { readonly code: 'hook-needs-agency' };

type Choice = Pick<SavedSearch, 'name' | 'folder' | 'scope' | 'question'>;
type Followed = Pick<Follow, 'schedule' | 'byMail' | 'isPaused'>;

/** Of one person: each is asked of every story that arrives. */
const MOST = 200;

/** Saves a search, and follows it where that was chosen. */
export async function saveSearch(
  needs: KeepNeeds,
  by: Keeper,
  { following, ...choice }: Choice & { readonly following?: Followed },
): Promise<Result<{ readonly id: string }, KeepRefusal>> {
  if (choice.scope === 'agency' && !by.mayShare) return refuse({ code: 'search-of-others' });
  const { agencyId, personId, at } = by;
  return needs.transact(agencyId, async ({ searches }) => {
    const mine = (await searches.list(personId)).filter((one) => one.personId === personId);
    if (mine.length >= MOST) return refuse({ code: 'searches-full', most: MOST });
    const id = needs.ids.uuid();
    await searches.keep({ ...choice, id, personId, changedAt: at });
    if (following) await searches.follow({ searchId: id, follower: { personId }, ...following });
    return accept({ id });
  });
}

/** Changes what a search asks, and where it stands; only its keeper has one of the agency for themselves again. */
export async function changeSearch(
  needs: KeepNeeds,
  by: Keeper,
  { id, ...choice }: Choice & { readonly id: string },
): Promise<Result<true, KeepRefusal>> {
  return needs.transact(by.agencyId, async ({ searches }) => {
    const search = await findFor(searches, by, id);
    if (!search) return refuse({ code: 'search-unknown' });
    const isMoved = choice.scope !== search.scope;
    const mayMove = choice.scope === 'agency' ? by.mayShare : search.personId === by.personId;
    if (!mayChange(search, by) || (isMoved && !mayMove)) return refuse({ code: 'search-of-others' });
    await searches.keep({ ...search, ...choice, changedAt: by.at });
    return accept(true);
  });
}

/** Deletes a search; `restoreSearch` brings it back with those who followed it. */
export async function deleteSearch(
  needs: KeepNeeds,
  by: Keeper,
  id: string,
): Promise<Result<true, KeepRefusal>> {
  return withOwn(
    needs,
    by,
    (searches) => searches.find(id),
    (searches) => searches.remove(id, by.at),
  );
}

export async function restoreSearch(
  needs: KeepNeeds,
  by: Keeper,
  id: string,
): Promise<Result<true, KeepRefusal>> {
  return withOwn(
    needs,
    by,
    (searches) => searches.findDeleted(id),
    (searches) => searches.restore(id),
  );
}

/** Follows a search that the person sees. */
export async function followSearch(
  needs: KeepNeeds,
  by: Keeper,
  { id, ...followed }: Followed & { readonly id: string },
): Promise<Result<true, KeepRefusal>> {
  return needs.transact(by.agencyId, async ({ searches }) => {
    if (!(await findFor(searches, by, id))) return refuse({ code: 'search-unknown' });
    await searches.follow({ searchId: id, follower: { personId: by.personId }, ...followed });
    return accept(true);
  });
}

/** Has a system of the agency told of what a search of the agency finds. */
export async function hookSearch(
  needs: KeepNeeds,
  by: Keeper,
  { id, destinationId, ...followed }: Followed & { readonly id: string; readonly destinationId: string },
): Promise<Result<true, KeepRefusal>> {
  return needs.transact(by.agencyId, async ({ searches, destinations }) => {
    const search = await findFor(searches, by, id);
    if (!search) return refuse({ code: 'search-unknown' });
    const system = await destinations.find(destinationId);
    if (search.scope !== 'agency' || system?.kind !== 'webhook') return refuse({ code: 'hook-needs-agency' });
    await searches.follow({ searchId: id, follower: { destinationId }, ...followed });
    return accept(true);
  });
}

/** A personal one is its keeper's; one of the agency is also of whoever may share. */
export function mayChange(
  { scope, personId }: SavedSearch,
  by: Pick<Keeper, 'personId' | 'mayShare'>,
): boolean {
  return personId === by.personId || (scope === 'agency' && by.mayShare);
}

async function withOwn(
  needs: KeepNeeds,
  by: Keeper,
  find: (searches: SearchStore) => Promise<SavedSearch | undefined>,
  change: (searches: SearchStore) => Promise<void>,
): Promise<Result<true, KeepRefusal>> {
  return needs.transact(by.agencyId, async ({ searches }) => {
    const search = seenBy(by, await find(searches));
    if (!search) return refuse({ code: 'search-unknown' });
    if (!mayChange(search, by)) return refuse({ code: 'search-of-others' });
    await change(searches);
    return accept(true);
  });
}

async function findFor(searches: SearchStore, by: Keeper, id: string): Promise<SavedSearch | undefined> {
  return seenBy(by, await searches.find(id));
}

/** Somebody else's personal search is not there. */
function seenBy(by: Keeper, search: SavedSearch | undefined): SavedSearch | undefined {
  return search && (search.scope === 'agency' || search.personId === by.personId) ? search : undefined;
}
