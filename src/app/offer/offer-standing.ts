import type { Agency } from '#domain/newsroom/agency.ts';
import { instantOf, type Instant } from '#kernel/instant.ts';
import { endOf, standingBetween } from '#domain/agreement/compile-agreements.ts';
import type { AgreementInForce } from '#domain/agreement/agreement-in-force.ts';
import { listProducts } from '#domain/agreement/list-products.ts';
import { agreementsInForce } from '#domain/agreement/state-of.ts';
import { readRecords } from '#app/agreement/read-records.ts';
import type { ItemStore } from '#ports/item-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { PassingOnStore } from '#ports/passing-on-store.ts';
import type { ProductRow, ProductStore } from '#ports/product-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

type StandingStores = {
  readonly items: ItemStore;
  readonly outbox: OutboxStore;
  readonly passingOn: Pick<PassingOnStore, 'itemIds'>;
  readonly products: ProductStore;
  readonly useState: UseStateReader;
};

const BATCH = 500;
/** 9999-01-01: stands for an agreement that ends by notice only. */
const NO_END = instantOf(253_370_764_800_000);

/**
 * After an agreement changed: the products say what the agreements say now, items are found under the new ones, and every
 * item that stands under a product we give is looked at for offering again. What may not be seen any more goes from sight first, by a
 * commit of its own: it does not wait until thousands of items were looked at. Twice is no harm.
 */
export async function offerStanding(
  needs: { readonly transact: Transact<StandingStores> },
  to: { readonly agency: Agency; readonly at: Instant },
): Promise<void> {
  await needs.transact(to.agency.id, async ({ products, useState }) => {
    await products.restate(productRows(await standingNow(useState, to.at), to.agency));
  });
  await needs.transact(to.agency.id, async ({ items, outbox, passingOn, products, useState }) => {
    const agreements = await standingNow(useState, to.at);
    const added = await products.replaceAll(productRows(agreements, to.agency));
    await items.assignProducts(added);
    for (const { id } of await products.givenAt(to.at)) {
      for (let after: string | undefined; ;) {
        const itemIds = await items.idsOfProduct(id, after, BATCH);
        for (const itemId of itemIds) {
          await outbox.put({ topic: 'item-admitted', payload: { itemId, version: 0 } }, to.at);
        }
        after = itemIds.at(-1);
        if (after === undefined || itemIds.length < BATCH) break;
      }
    }
    // So does what we pass on, whichever of the two agreements it was.
    for (const itemId of await passingOn.itemIds())
      await outbox.put({ topic: 'item-admitted', payload: { itemId, version: 0 } }, to.at);
    await lookAgainWhenOneBegins(outbox, agreements, to.at);
  });
}

async function standingNow(useState: UseStateReader, at: Instant): Promise<readonly AgreementInForce[]> {
  return agreementsInForce(readRecords(await useState.agreements()), at);
}

function productRows(agreements: readonly AgreementInForce[], { did }: Agency): readonly ProductRow[] {
  return agreements.flatMap((one) => productsOf(one, did));
}

function productsOf(inForce: AgreementInForce, agencyDid: string): readonly ProductRow[] {
  return listProducts(inForce.agreement).flatMap(({ provider, receiver, selector, rules }) => {
    const direction = provider === agencyDid ? 'give' : 'receive';
    if (direction === 'receive' && receiver !== agencyDid) return [];
    const standing = standingBetween(inForce, [provider, receiver]);
    const isResting = rules.every((rule) => inForce.suspendedRules.some(({ uid }) => uid === rule));
    return [
      {
        agreementDigest: inForce.digest,
        agreementUid: inForce.agreement.uid,
        selector,
        direction,
        partnerDid: direction === 'give' ? receiver : provider,
        inForceFrom: inForce.agreement.effectiveFrom,
        inForceUntil: endOf(inForce, standing) ?? NO_END,
        suspended: inForce.standing === 'terminated' || standing.isSuspended || isResting,
      },
    ];
  });
}

/** An agreement that is signed and has not begun lets nothing pass yet; on its first day all is looked at again. */
async function lookAgainWhenOneBegins(
  outbox: OutboxStore,
  agreements: readonly AgreementInForce[],
  at: Instant,
): Promise<void> {
  for (const { agreement, digest } of agreements) {
    if (agreement.effectiveFrom <= at) continue;
    await outbox.put({ topic: 'agreement-changed', payload: { digest } }, at, agreement.effectiveFrom);
  }
}
