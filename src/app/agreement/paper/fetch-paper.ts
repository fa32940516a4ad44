import type { Agency } from '#domain/newsroom/agency.ts';
import { parseDigest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { PaperStore } from '#ports/paper-store.ts';
import type { PartnerNode, PartnerRefusal } from '#ports/partner-node.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { keepPaper, type KeepPaperNeeds } from './keep-paper.ts';

type FetchStores = {
  readonly papers: PaperStore;
  readonly partners: PartnerStore;
  readonly activities: ActivityStore;
};

export type FetchPaperNeeds = Omit<KeepPaperNeeds, 'transact'> & {
  readonly transact: Transact<FetchStores>;
  readonly partnerNode: PartnerNode;
};

/** A paper that a partner's document names, and what the partner calls it. */
export type PaperAwaited = { readonly partnerDid: string; readonly digest: string; readonly name: string };

/**
 * Gets the paper text that came announced with a partner's document. What is not the one that was named is not kept, and
 * the refusal stands where the agency sees what happened; asking again would bring the same.
 */
export async function fetchPaper(
  needs: FetchPaperNeeds,
  to: { readonly agency: Agency; readonly at: Instant },
  { partnerDid, digest: digestText, name }: PaperAwaited,
): Promise<Result<'kept' | 'held' | 'refused', PartnerRefusal>> {
  const digest = parseDigest(digestText);
  const { partner, held } = await needs.transact(to.agency.id, async ({ partners, papers }) => ({
    partner: await partners.find(partnerDid),
    held: await papers.find(digestText),
  }));
  if (held || !partner || !digest) return accept('held');
  const address = { agencyId: to.agency.id, partnerDid, baseUrl: partner.baseUrl };
  const blob = await needs.partnerNode.blob(address, digest);
  if (!blob.ok) return blob;
  const kept = await keepPaper(needs, to, { name, bytes: blob.value.bytes, wanted: digest });
  if (kept.ok) return accept('kept');
  const { code } = kept.error;
  await needs.transact(to.agency.id, ({ activities }) =>
    activities.record({
      at: to.at,
      what: 'paper-refused',
      subject: digest,
      facts: { code, partner: partnerDid },
    }),
  );
  return accept('refused');
}
