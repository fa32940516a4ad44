import type { Instant } from '#kernel/instant.ts';
import type { CompiledAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import { KEEP_PUBLISHED } from '#domain/agreement/use-question.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { agreementsAt } from '#app/agreement/read-records.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

export type DueDownNeeds = {
  readonly transact: Transact<{ readonly useState: Pick<UseStateReader, 'agreements'> }>;
};

type Page = { readonly state: string; readonly providerDid: string };

/**
 * Until when each page of a partner's story may stay where the agreement has ended that lets no copy stay; pages that
 * may stay are left out. The moment may have passed: taking a page down is a person's deed, and it names a reason.
 */
export async function pagesDueDown<P extends Page>(
  { transact }: DueDownNeeds,
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
  pages: readonly P[],
): Promise<ReadonlyMap<P, Instant>> {
  const standing = pages.filter(
    ({ state, providerDid }) => state !== 'withdrawn' && providerDid !== agency.did,
  );
  if (standing.length === 0) return new Map();
  const agreements = await transact(agency.id, ({ useState }) => agreementsAt(useState, at));
  const ofProvider = new Map(
    [...new Set(standing.map(({ providerDid }) => providerDid))].map((provider) => [
      provider,
      removeBy(agreements, { provider, actor: agency.did, at }),
    ]),
  );
  return new Map(
    standing.flatMap((page) => {
      const by = ofProvider.get(page.providerDid);
      return by === undefined ? [] : [[page, by] as const];
    }),
  );
}

/** When copies of a provider's items must be down; the agreements say it of all of them alike. */
export function removeBy(
  agreements: CompiledAgreements,
  { provider, actor, at }: { readonly provider: string; readonly actor: string; readonly at: Instant },
): Instant | undefined {
  const { because } = decideUse(agreements, {
    request: { actor, action: KEEP_PUBLISHED },
    item: { uri: '', provider, status: 'usable' },
    state: { counts: new Map(), duties: {} },
    at,
  });
  return because.find(({ code }) => code === 'tail.removeAll')?.at;
}
