import type { ProductStore } from '#ports/product-store.ts';
import type { AgencyTransaction } from './transact.ts';

export function productStore({ trx, agencyId }: AgencyTransaction): ProductStore {
  return {
    async replaceAll(products) {
      const before = await trx.selectFrom('product').select('id').execute();
      const known = new Set(before.map(({ id }) => id));
      const kept: number[] = [];
      for (const product of products) {
        const state = {
          selector: JSON.stringify(product.selector),
          in_force_from: product.inForceFrom,
          in_force_until: product.inForceUntil,
          suspended: product.suspended,
        };
        const { id } = await trx
          .insertInto('product')
          .values({
            agency_id: agencyId,
            agreement_digest: product.agreementDigest,
            agreement_uid: product.agreementUid,
            selector_uid: product.selector.uid,
            direction: product.direction,
            partner_did: product.partnerDid,
            ...state,
          })
          .onConflict((conflict) =>
            conflict
              .columns(['agency_id', 'agreement_digest', 'selector_uid', 'direction'])
              .doUpdateSet(state),
          )
          .returning('id')
          .executeTakeFirstOrThrow();
        kept.push(id);
      }
      const gone = [...known].filter((id) => !kept.includes(id));
      // A product that no agreement has any more selects nothing; its row stays, items may still carry its id.
      if (gone.length > 0)
        await trx.updateTable('product').set({ suspended: true }).where('id', 'in', gone).execute();
      return kept.filter((id) => !known.has(id));
    },
    async givenAt(at) {
      const rows = await trx
        .selectFrom('product')
        .select(['id', 'partner_did'])
        .where('direction', '=', 'give')
        .where('suspended', '=', false)
        .where('in_force_from', '<=', at)
        .where('in_force_until', '>', at)
        .execute();
      return rows.map((row) => ({ id: row.id, partnerDid: row.partner_did }));
    },
  };
}
