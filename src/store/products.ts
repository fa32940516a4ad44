import type { ProductRow, ProductStore } from '#ports/product-store.ts';
import type { AgencyTransaction } from './transact.ts';

export function productStore({ trx, agencyId }: AgencyTransaction): ProductStore {
  return {
    async restate(products) {
      const kept: number[] = [];
      for (const product of products) {
        const known = await trx
          .updateTable('product')
          .set(stateOf(product))
          .where('agreement_digest', '=', product.agreementDigest)
          .where('selector_uid', '=', product.selector.uid)
          .where('direction', '=', product.direction)
          .returning('id')
          .executeTakeFirst();
        if (known) kept.push(known.id);
      }
      await restOthers(trx, kept);
    },
    async replaceAll(products) {
      const before = await trx.selectFrom('product').select('id').execute();
      const known = new Set(before.map(({ id }) => id));
      const kept: number[] = [];
      for (const product of products) {
        const state = stateOf(product);
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
      await restOthers(trx, kept);
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

function stateOf(product: ProductRow) {
  return {
    selector: JSON.stringify(product.selector),
    in_force_from: product.inForceFrom,
    in_force_until: product.inForceUntil,
    suspended: product.suspended,
  };
}

/** A product that no agreement has any more selects nothing; its row stays, items may still carry its id. */
async function restOthers(trx: AgencyTransaction['trx'], kept: readonly number[]): Promise<void> {
  await trx
    .updateTable('product')
    .set({ suspended: true })
    .where('suspended', '=', false)
    .where((row) => row.not(row('id', '=', row.fn.any(row.val([...kept])))))
    .execute();
}
