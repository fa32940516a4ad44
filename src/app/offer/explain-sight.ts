import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import { decideSight } from '#domain/agreement/decide-sight.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { gatherUse } from '#app/agreement/judge-use.ts';
import { sayMay, type SaidMay } from '#app/agreement/say-may.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { Offer, OfferStore } from '#ports/offer-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

type SightStores = {
  readonly items: ItemReader;
  readonly offers: Pick<OfferStore, 'ofItem'>;
  readonly partners: Pick<PartnerStore, 'list'>;
  readonly useState: UseStateReader;
};

/** One partner: does it see our story, since when, and if not, why not. */
export type SaidSight = {
  readonly partner: { readonly did: string; readonly name: Trilingual };
  readonly may: SaidMay;
  readonly offered?: Pick<Offer, 'offeredAt' | 'version' | 'state'>;
};

/**
 * “Why can’t partner X see this?” for one of our own stories, and from when it will, where waiting is all it takes. No
 * partner learns that we asked.
 */
export async function explainSight(
  { transact }: { readonly transact: Transact<SightStores> },
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
  itemId: string,
): Promise<readonly SaidSight[]> {
  return transact(agency.id, async ({ items, offers, partners, useState }) => {
    const item = await items.find(itemId);
    const stored = item && (await items.version(itemId, item.latestVersion));
    if (item?.origin !== 'own' || !stored) return [];
    const subject = { item, version: stored.content, actor: agency.did, at };
    const { agreements, ...facts } = await gatherUse(useState, subject);
    const held = await offers.ofItem(itemId);
    return (await partners.list()).map(({ did, name }) => {
      const question = { ...facts, request: { actor: agency.did, action: 'offer' } as const, at };
      const { decision } = decideSight(agreements, question, did);
      const offer = held.find(({ partnerDid }) => partnerDid === did);
      return {
        partner: { did, name },
        may: sayMay(afterEmbargo(decision, stored.content.embargoEndAt, at), readerFor(agency)),
        ...(offer
          ? { offered: { offeredAt: offer.offeredAt, version: offer.version, state: offer.state } }
          : {}),
      };
    });
  });
}

/** What may be offered waits for the end of its embargo (I13). */
function afterEmbargo(decision: Decision, endAt: Instant | undefined, at: Instant): Decision {
  if (!decision.permitted || endAt === undefined || at >= endAt) return decision;
  const because = [{ code: 'constraint.dateTime', operator: 'gteq', wanted: [endAt], at: endAt } as const];
  return { ...decision, permitted: false, because, retryAt: endAt };
}

function readerFor({ timeZone }: Agency) {
  return { zone: timeZone, parties: [] };
}
