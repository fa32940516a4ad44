import { sql } from 'kysely';
import { checkSelectorTerm } from '#domain/agreement/check-term.ts';
import type { Selector } from '#domain/agreement/agreement.ts';
import { providersOf } from '#domain/agreement/compile-agreements.ts';
import { itemFacts } from '#domain/agreement/item-facts.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { TopicsAbove } from '#domain/item/topic-tree.ts';
import type { ItemOrigin } from '#ports/item-store.ts';
import { topicsForSorting } from './topics.ts';
import type { AgencyTransaction } from './transact.ts';

/** The product that all items of the agency's own wire have. */
export const OWN_WIRE = 0;
/** In place of products: leave them as they are. */
export const KEEP_PRODUCTS = -1;

/** One selector of an agreement in one direction, as the table `product` holds it. */
export type Product = {
  readonly id: number;
  readonly direction: string;
  readonly partner_did: string;
  readonly selector: Selector;
};

/** All of them, whether or not in force: that is asked when something is read. */
export async function loadProducts({ trx }: AgencyTransaction): Promise<readonly Product[]> {
  return trx.selectFrom('product').select(['id', 'direction', 'partner_did', 'selector']).execute();
}

/** Which products select this version: ours to give, or a partner's to receive. */
export function productsOf(
  version: Selectable,
  origin: ItemOrigin,
  { products, topicsAbove }: Sorting,
): readonly number[] {
  const facts = itemFacts(
    { ...BLANK, ...version },
    { status: 'usable', latestVersion: version.version, latestIsCorrection: false, topicsAbove },
  );
  const direction = origin === 'own' ? 'give' : 'receive';
  return products
    .filter((one) => one.direction === direction)
    .filter((one) => origin === 'own' || one.partner_did === version.provider)
    .filter((one) => origin === 'own' || providersOf(one.selector, one.partner_did).includes(facts.provider))
    .filter(({ selector }) => selector.terms.every((term) => checkSelectorTerm(term, facts) === 'satisfied'))
    .map(({ id }) => id);
}

/** What items are sorted by. */
export type Sorting = { readonly products: readonly Product[]; readonly topicsAbove: TopicsAbove };

export type Selectable = Pick<
  ItemVersion,
  'guid' | 'version' | 'versionCreatedAt' | 'provider' | 'originator' | 'newsType' | 'language' | 'subjects'
>;

/** What no selector looks at. */
const BLANK = {
  pubStatus: 'usable',
  headline: '',
  places: [],
  blocks: [],
  renditions: [],
  associations: [],
} as const;

const PAGE = 2000;

/** Pages through the items that the products may select, so that memory stays small whatever their number. */
export async function assignProducts(
  transaction: AgencyTransaction,
  productIds: readonly number[],
): Promise<void> {
  const wanted = new Set(productIds);
  const products = (await loadProducts(transaction)).filter(({ id }) => wanted.has(id));
  if (products.length === 0) return;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await readSelectable(transaction, products, after);
    const subjects = page.flatMap((one) => one.subjects);
    const sorting = { products, topicsAbove: await topicsForSorting(transaction, subjects) };
    const given = page.flatMap(({ id, origin, ...item }) =>
      productsOf(item, origin === 'own' ? 'own' : 'partner', sorting).map((product) => ({ id, product })),
    );
    await give(transaction, given);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}

type SelectableRow = Selectable & { readonly id: string; readonly origin: string };

async function readSelectable(
  { trx }: AgencyTransaction,
  products: readonly Product[],
  after: string,
): Promise<readonly SelectableRow[]> {
  const gives = products.some(({ direction }) => direction === 'give');
  const givers = products.filter(({ direction }) => direction === 'receive').map((one) => one.partner_did);
  const { rows } = await sql<SelectableRow>`
    select i.id, i.origin, i.guid, i.latest_version as version, i.provider_did as provider,
           i.news_type as "newsType", i.language, v.content->'subjects' as subjects,
           v.content->'originator' as originator,
           i.updated_at as "versionCreatedAt"
    from item i join item_version v on v.item_id = i.id and v.version = i.latest_version
    where i.id > ${after} and i.state <> 'killed'
      and ((${gives} and i.origin = 'own') or (i.origin = 'partner' and i.provider_did = any(${givers}::text[])))
    order by i.id limit ${PAGE}`.execute(trx);
  return rows;
}

async function give(
  { trx }: AgencyTransaction,
  given: readonly { readonly id: string; readonly product: number }[],
): Promise<void> {
  if (given.length === 0) return;
  await sql`
    update item_search set products = array(select distinct unnest(item_search.products || g.products) order by 1)
    from (select item_id, array_agg(product) as products
          from unnest(${given.map(({ id }) => id)}::uuid[], ${given.map(({ product }) => product)}::integer[])
            as one(item_id, product) group by item_id) as g
    where item_search.item_id = g.item_id and not item_search.products @> g.products`.execute(trx);
}
