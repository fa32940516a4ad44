import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { Agreement } from '#domain/agreement/agreement.ts';
import { sayMeans } from '#domain/agreement/say/say-means.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Transact } from '#ports/transaction.ts';
import { pastStories, type PastStores } from './past-stories.ts';

export type MeansNeeds = { readonly transact: Transact<PastStores> };

/** So many stories of each giver are tried as an example. */
const TRIED = 50;

/** What every clause comes to, by its uid, told by a story of the last month that it is about. */
export async function explainClauses(
  { transact }: MeansNeeds,
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
  agreement: Agreement,
): Promise<ReadonlyMap<string, Trilingual>> {
  const past = await transact(agency.id, (stores) =>
    pastStories(stores, { agency, at }, { agreement, limit: TRIED }),
  );
  const stories = [...past].map(
    ([did, all]) => [did, all.map(({ content, facts }) => ({ headline: content.headline, facts }))] as const,
  );
  return sayMeans(agreement, new Map(stories));
}
