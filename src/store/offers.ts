import type { Selectable } from 'kysely';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import type { Offer, OfferStore } from '#ports/offer-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

export function offerStore({ trx, agencyId }: AgencyTransaction): OfferStore {
  return {
    async ofItem(itemId) {
      const rows = await trx
        .selectFrom('offer')
        .selectAll()
        .where('item_id', '=', itemId)
        .orderBy('partner_did')
        .execute();
      return rows.map(toOffer);
    },
    async find(itemId, partnerDid) {
      const row = await trx
        .selectFrom('offer')
        .selectAll()
        .where('item_id', '=', itemId)
        .where('partner_did', '=', partnerDid)
        .executeTakeFirst();
      return row && toOffer(row);
    },
    async save(offer) {
      const row = {
        version: offer.version,
        state: offer.state,
        decision: JSON.stringify(offer.decision),
        agreement_digest: offer.agreementDigest,
      };
      await trx
        .insertInto('offer')
        .values({
          agency_id: agencyId,
          item_id: offer.itemId,
          partner_did: offer.partnerDid,
          offered_at: offer.offeredAt,
          ...row,
        })
        .onConflict((conflict) => conflict.columns(['agency_id', 'item_id', 'partner_did']).doUpdateSet(row))
        .execute();
    },
    async recordTake(itemId, partnerDid, at) {
      await trx
        .updateTable('offer')
        .set({ taken_at: at })
        .where('item_id', '=', itemId)
        .where('partner_did', '=', partnerDid)
        .where('taken_at', 'is', null)
        .execute();
    },
  };
}

function toOffer(row: Selectable<Database['offer']>): Offer {
  return {
    itemId: row.item_id,
    partnerDid: row.partner_did,
    version: row.version,
    state: stateOf(row.state),
    decision: row.decision,
    agreementDigest: knownDigest(row.agreement_digest),
    offeredAt: row.offered_at,
    ...(row.taken_at === null ? {} : { takenAt: row.taken_at }),
  };
}

function stateOf(text: string): Offer['state'] {
  if (text === 'withdrawn' || text === 'withheld' || text === 'killed') return text;
  return 'offered';
}

/** Digests are parsed before they are stored. */
export function knownDigest(text: string): Digest {
  const digest = parseDigest(text);
  if (digest === undefined) throw new Error(`the store holds a malformed digest: ${text}`);
  return digest;
}
