import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import { directionsTo } from '#domain/agreement/compile-agreements.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { gatherUse } from '#app/agreement/judge-use.ts';
import { sayMay, type SaidMay } from '#app/agreement/say-may.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { Offer, OfferStore } from '#ports/offer-store.ts';
import type { PassingOn, PassingOnReader } from '#ports/passing-on-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { sightOf } from './judge-offer.ts';

type SightStores = {
  readonly items: ItemReader;
  readonly offers: Pick<OfferStore, 'ofItem'>;
  readonly passingOn: PassingOnReader;
  readonly partners: Pick<PartnerStore, 'list'>;
  readonly useState: UseStateReader;
};

/** One partner: does it see our story, or may a partner's be passed on to it, since when, and if not, why not. */
export type SaidSight = {
  readonly partner: { readonly did: string; readonly name: Trilingual };
  readonly may: SaidMay;
  readonly offered?: Pick<Offer, 'offeredAt' | 'version' | 'state'>;
  /** A partner's story is passed on to it, from when until when. */
  readonly passedOn?: Pick<PassingOn, 'since' | 'endedAt'>;
};

/**
 * “Why can’t partner X see this?” for one of our own stories, and from when it will, where waiting is all it takes; of a partner's story
 * may it be passed on to each to whom an agreement of ours gives what its provider makes. No
 * partner learns that we asked.
 */
export async function explainSight(
  { transact }: { readonly transact: Transact<SightStores> },
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
  itemId: string,
): Promise<readonly SaidSight[]> {
  return transact(agency.id, async ({ items, offers, partners, passingOn, useState }) => {
    const item = await items.find(itemId);
    const stored = item && (await items.version(itemId, item.latestVersion));
    if (!item || !stored) return [];
    const subject = { item, version: stored.content, actor: agency.did, at };
    const context = await gatherUse(useState, subject);
    const held = await offers.ofItem(itemId);
    const passings = await passingOn.ofItem(itemId);
    const asked = await partners.list();
    const maker = context.item.provider;
    const takers = asked.filter(
      ({ did }) =>
        item.origin === 'own' ||
        passings.some(({ partnerDid }) => partnerDid === did) ||
        directionsTo(context.agreements, { provider: maker, suppliedBy: agency.did }, did).length > 0,
    );
    return takers.map(({ did, name }) => {
      const { decision, under } = sightOf(context, { agencyDid: agency.did, at }, did);
      const offer = held.find(({ partnerDid }) => partnerDid === did);
      const passing = passings.find(({ partnerDid }) => partnerDid === did);
      const seen = { ...decision, permitted: under !== undefined };
      return {
        partner: { did, name },
        may: sayMay(afterEmbargo(seen, stored.content.embargoEndAt, at), readerFor(agency)),
        ...(passing ? { passedOn: passedOnOf(passing) } : {}),
        ...(offer
          ? { offered: { offeredAt: offer.offeredAt, version: offer.version, state: offer.state } }
          : {}),
      };
    });
  });
}

function passedOnOf({ since, endedAt }: PassingOn): NonNullable<SaidSight['passedOn']> {
  return { since, ...(endedAt === undefined ? {} : { endedAt }) };
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
