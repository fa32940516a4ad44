import { sql } from 'kysely';
import { codesWithAbove } from '#domain/item/topic-tree.ts';
import type { SortedPage } from '#ports/item-store.ts';
import { loadProducts, OWN_WIRE, productsOf, type Selectable } from './item-products.ts';
import { topicsForSorting } from './topics.ts';
import type { AgencyTransaction } from './transact.ts';

/**
 * Sorts a page of items by what the vocabulary says now: the topics they are found under, the products they belong to. Their
 * versions stay as they came. Locked, so that a version which is being admitted waits and is sorted last.
 */
export async function sortItems(
  transaction: AgencyTransaction,
  after: string | undefined,
  limit: number,
): Promise<SortedPage> {
  const rows = await lockPage(transaction, after ?? '00000000-0000-0000-0000-000000000000', limit);
  const topicsAbove = await topicsForSorting(
    transaction,
    rows.flatMap(({ subjects }) => subjects),
  );
  const sorting = { products: await loadProducts(transaction), topicsAbove };
  const changed = rows.flatMap(({ id, origin, topics, products, ...item }) => {
    const side = origin === 'own' ? 'own' : 'partner';
    const sorted = {
      id,
      side,
      topics: codesWithAbove(item.subjects, topicsAbove),
      products: [...(side === 'own' ? [OWN_WIRE] : []), ...productsOf(item, side, sorting)],
    };
    const isSameProducts = isSame(products, sorted.products);
    return isSame(topics, sorted.topics) && isSameProducts ? [] : [{ ...sorted, isSameProducts }];
  });
  await keep(transaction, changed);
  const last = rows.at(-1);
  return {
    toOffer: changed
      .filter(({ side, isSameProducts }) => side === 'own' && !isSameProducts)
      .map(({ id }) => id),
    ...(last && rows.length === limit ? { next: last.id } : {}),
  };
}

type SortedRow = Selectable & {
  readonly id: string;
  readonly origin: string;
  readonly topics: readonly string[];
  readonly products: readonly number[];
};

async function lockPage(
  { trx }: AgencyTransaction,
  after: string,
  limit: number,
): Promise<readonly SortedRow[]> {
  const { rows } = await sql<SortedRow>`
    select i.id, i.origin, i.guid, i.latest_version as version, i.provider_did as provider,
           i.news_type as "newsType", i.language, v.content->'subjects' as subjects,
           v.content->'originator' as originator,
           i.updated_at as "versionCreatedAt", i.topics, s.products
    from item i join item_version v on v.item_id = i.id and v.version = i.latest_version
    join item_search s on s.item_id = i.id
    where i.id > ${after} and i.state <> 'killed' order by i.id limit ${limit} for update of i`.execute(trx);
  return rows;
}

async function keep(
  { trx }: AgencyTransaction,
  sorted: readonly {
    readonly id: string;
    readonly topics: readonly string[];
    readonly products: readonly number[];
  }[],
): Promise<void> {
  if (sorted.length === 0) return;
  const rows = JSON.stringify(sorted.map(({ id, topics, products }) => ({ id, topics, products })));
  await sql`update item set topics = array(select jsonb_array_elements_text(t->'topics'))
    from jsonb_array_elements(${rows}::jsonb) as t where item.id = (t->>'id')::uuid`.execute(trx);
  await sql`update item_search s
    set products = array(select jsonb_array_elements_text(t->'products')::integer order by 1),
      traits = story_traits(i.origin, i.provider_did, i.news_type, i.language, i.topics, s.updated_at)
    from jsonb_array_elements(${rows}::jsonb) as t join item i on i.id = (t->>'id')::uuid
    where s.item_id = i.id`.execute(trx);
}

/** Order says nothing. */
function isSame<T>(before: readonly T[], after: readonly T[]): boolean {
  const known = new Set(before);
  return known.size === new Set(after).size && after.every((one) => known.has(one));
}
