import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Publication } from '#domain/publication/publication.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { ItemStore } from '#ports/item-store.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { answerCorrections } from './answer-corrections.ts';
import { tombstonePage, type TombstoneStores } from './tombstone-publications.ts';

export type WithdrawNeeds = {
  readonly transact: Transact<
    TombstoneStores & { readonly items: ItemStore; readonly activities: ActivityStore }
  >;
  readonly agencies: Pick<AgencyDirectory, 'find'>;
};

/** Takes our own page down for good; the address answers with the reason. */
export async function withdrawPage(
  needs: WithdrawNeeds,
  order: {
    readonly agencyId: string;
    readonly publicationId: string;
    readonly reasonClass: ReasonClass;
    readonly publicReason: string;
    readonly personId: string;
    readonly at: Instant;
  },
): Promise<
  Result<Publication, { readonly code: 'publication-unknown' } | { readonly code: 'publication-withdrawn' }>
> {
  const { publicationId, reasonClass, publicReason, personId, at } = order;
  const agency = await needs.agencies.find(order.agencyId);
  if (!agency) throw new Error('a session names an agency that is not of this node');
  return needs.transact(order.agencyId, async (stores) => {
    const seen = await stores.publications.find(publicationId);
    const item = seen && (await stores.items.find(seen.itemId));
    if (!item) return refuse({ code: 'publication-unknown' });
    await stores.items.lock([{ ...item, version: item.latestVersion }]);
    const publication = await stores.publications.find(publicationId);
    if (!publication || publication.state === 'withdrawn') return refuse({ code: 'publication-withdrawn' });
    const reason = { reasonClass, publicReason, actor: agency.did };
    const withdrawn = await tombstonePage(stores, publication, reason, at);
    await answerCorrections(stores, item.id, at);
    await stores.activities.record({ at, personId, what: 'page-withdrawn', subject: publicationId });
    return accept(withdrawn);
  });
}
