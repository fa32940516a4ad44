import { sql, type RawBuilder } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import { codesWithAbove } from '#domain/item/topic-tree.ts';
import type { ItemChange, ItemFace } from '#ports/item-store.ts';
import type { Topic } from '#ports/outbox-store.ts';
import { notedChanges } from './item-changes.ts';
import { KEEP_PRODUCTS, OWN_WIRE, loadProducts, productsOf, type Sorting } from './item-products.ts';
import { keepSketches, type Sketched } from './text-sketches.ts';
import { topicsForSorting } from './topics.ts';
import type { AgencyTransaction } from './transact.ts';

type FacedChange = ItemChange & { readonly face: ItemFace };

/**
 * Everything that some admissions change, in one statement of arrays with its activities and jobs: 85 % of COPY's speed
 * (performance.md). History is inserted, the face of an item replaced.
 */
export async function recordItems(
  transaction: AgencyTransaction,
  changes: readonly ItemChange[],
  at: Instant,
): Promise<void> {
  const faced = changes.filter(hasFace);
  const history = changes.filter((change) => !hasFace(change));
  const sorting = {
    products: faced.length > 0 ? await loadProducts(transaction) : [],
    topicsAbove: await topicsForSorting(
      transaction,
      faced.flatMap(({ face }) => face.selectable?.subjects ?? []),
    ),
  };
  const { trx, agencyId, ring } = transaction;
  await sql`/* prepare record_items */
    with ${facesOf(agencyId, faced, sorting)}, ${notedChanges(agencyId, faced)}, ${trailOf(agencyId, changes, at)}
    select 1`.execute(trx);
  for (const { item } of changes.filter(({ announce }) => announce)) ring?.(`outbox ${jobTopic(item)}`);
  for (const { item } of changes) ring?.(`outbox ${pushTopic(item)}`);
  if (faced.length > 0) ring?.('alerts');
  if (history.length > 0) await raiseBlockNumbers(transaction, history);
  await keepSketches(transaction, faced.map(sketchedOf), at);
  const killed = faced.flatMap(({ item }) => (item.state === 'killed' ? [item.id] : []));
  if (killed.length > 0) await dropDerived(transaction, killed);
}

/** What was made of the texts of stories, to find them and to learn from them (I6). Pieces and links go with the remembered text. */
async function dropDerived({ trx }: AgencyTransaction, itemIds: readonly string[]): Promise<void> {
  for (const table of ['machine_text', 'story_vector', 'memory_text'] as const)
    await trx.deleteFrom(table).where('item_id', 'in', itemIds).execute();
}

function sketchedOf({ item, face }: FacedChange): Sketched {
  return {
    itemId: item.id,
    isKilled: item.state === 'killed',
    ...(face.sketch ? { sketch: face.sketch } : {}),
  };
}

function hasFace(change: ItemChange): change is FacedChange {
  return change.face !== undefined;
}

/** The items as lists show them, and the words that find them. */
function facesOf(agencyId: string, changes: readonly FacedChange[], sorting: Sorting): RawBuilder<unknown> {
  const column = <T>(read: (change: FacedChange) => T): T[] => changes.map(read);
  return sql`change as (
      select * from unnest(
        ${column(({ item }) => item.id)}::uuid[], ${column(({ item }) => item.guid)}::text[],
        ${column(({ item }) => item.provider)}::text[], ${column(({ item }) => item.origin)}::text[],
        ${column(({ face }) => face.newsType)}::text[], ${column(({ face }) => face.language)}::text[],
        ${column(({ item }) => item.state)}::text[], ${column(({ item }) => item.latestVersion)}::bigint[],
        ${column(({ item }) => item.latestIsCorrection)}::boolean[],
        ${column(({ face }) => face.embargoEndAt ?? null)}::timestamptz[],
        ${column(({ face }) => JSON.stringify(topicsOf(face, sorting)))}::text[], ${column(({ face }) => face.headline)}::text[],
        ${column(({ face }) => face.summary)}::text[], ${column(({ face }) => face.thumbnail ?? null)}::text[],
        ${column(({ item }) => item.lastBlockNumber)}::integer[],
        ${column(({ item }) => item.arrivedAt)}::timestamptz[],
        ${column(({ item }) => item.updatedAt)}::timestamptz[],
        ${column(({ face }) => face.analyzerVersion)}::integer[],
        ${column((change) => arrayText(productsAfter(change, sorting)))}::text[],
        ${column(({ face }) => face.lexemes)}::text[])
      as c(id, guid, provider, origin, news_type, language, state, latest_version, latest_is_correction,
           embargo_end_at, topics, headline, summary, thumbnail, last_block_number, arrived_at, updated_at,
           analyzer_version, products, lexemes)
    ), items as (
      insert into item (id, agency_id, guid, provider_did, origin, news_type, language, state, latest_version,
        latest_is_correction, embargo_end_at, topics, headline, summary, thumbnail_digest, last_block_number,
        arrived_at, updated_at)
      select id, ${agencyId}::uuid, guid, provider, origin, news_type, language, state, latest_version,
        latest_is_correction, embargo_end_at, array(select jsonb_array_elements_text(topics::jsonb)), headline,
        summary, thumbnail, last_block_number, arrived_at, updated_at from change
      on conflict (id) do update set
        news_type = excluded.news_type, language = excluded.language, state = excluded.state,
        latest_version = excluded.latest_version, latest_is_correction = excluded.latest_is_correction,
        embargo_end_at = excluded.embargo_end_at, topics = excluded.topics, headline = excluded.headline,
        summary = excluded.summary, thumbnail_digest = excluded.thumbnail_digest,
        last_block_number = excluded.last_block_number, updated_at = excluded.updated_at
    ), searches as (
      insert into item_search (item_id, agency_id, analyzer_version, products, lexemes, updated_at, traits)
      select id, ${agencyId}::uuid, analyzer_version, products::integer[], lexemes::tsvector, updated_at,
        story_traits(origin, provider, news_type, language, array(select jsonb_array_elements_text(topics::jsonb)), updated_at)
      from change
      on conflict (item_id) do update set
        analyzer_version = excluded.analyzer_version, lexemes = excluded.lexemes, updated_at = excluded.updated_at,
        traits = excluded.traits, products = case when ${KEEP_PRODUCTS} = any(excluded.products) then item_search.products
                        else excluded.products end
    )`;
}

/** Under these it is found and counted; a killed item has none. */
function topicsOf({ selectable }: ItemFace, { topicsAbove }: Sorting): readonly string[] {
  return selectable ? codesWithAbove(selectable.subjects, topicsAbove) : [];
}

/** A killed item is found by nobody, yet those who could see it may see that it was killed. */
function productsAfter({ item, face }: FacedChange, sorting: Sorting): readonly number[] {
  const own = item.origin === 'own' ? [OWN_WIRE] : [];
  if (!face.selectable) return [...own, KEEP_PRODUCTS];
  return [...own, ...productsOf(face.selectable, item.origin, sorting)];
}

function arrayText(numbers: readonly number[]): string {
  return `{${numbers.join(',')}}`;
}

/** The versions, tombstones, activities and jobs of the changes. */
function trailOf(agencyId: string, changes: readonly ItemChange[], at: Instant): RawBuilder<unknown> {
  const versions = changes.flatMap(({ item, version }) => (version ? [{ item, version }] : []));
  const graves = changes.flatMap(({ item, tombstone }) => (tombstone ? [{ item, tombstone }] : []));
  const jobs = changes.filter(({ announce }) => announce);
  return sql`versions as (
      insert into item_version (agency_id, item_id, version, digest, content, dropped, is_correction, note, source_id,
        admitted_at, dialect, dialect_version)
      select ${agencyId}::uuid, item_id, version, digest, content::jsonb, dropped::jsonb, is_correction, note,
        source_id, admitted_at, dialect, dialect_version
      from unnest(
        ${versions.map(({ item }) => item.id)}::uuid[], ${versions.map((one) => one.version.content.version)}::bigint[],
        ${versions.map((one) => one.version.digest)}::text[],
        ${versions.map((one) => JSON.stringify(one.version.content))}::text[],
        ${versions.map((one) => JSON.stringify(one.version.dropped))}::text[],
        ${versions.map((one) => one.version.isCorrection)}::boolean[],
        ${versions.map((one) => one.version.note ?? null)}::text[],
        ${versions.map((one) => one.version.sourceId ?? null)}::uuid[],
        ${versions.map((one) => one.version.admittedAt)}::timestamptz[],
        ${versions.map((one) => one.version.readWith?.id ?? null)}::text[],
        ${versions.map((one) => one.version.readWith?.version ?? null)}::integer[])
      as v(item_id, version, digest, content, dropped, is_correction, note, source_id, admitted_at, dialect,
           dialect_version)
    ), graves as (
      insert into tombstone (agency_id, provider_did, guid, reason_class, public_reason, killed_at)
      select ${agencyId}::uuid, provider, guid, reason_class, public_reason, ${at}::timestamptz
      from unnest(
        ${graves.map(({ item }) => item.provider)}::text[], ${graves.map(({ item }) => item.guid)}::text[],
        ${graves.map(({ tombstone }) => tombstone.reasonClass)}::text[],
        ${graves.map(({ tombstone }) => tombstone.publicReason)}::text[])
      as g(provider, guid, reason_class, public_reason)
      on conflict do nothing
    ), activities as (
      insert into activity (agency_id, at, person_id, what, subject, facts)
      select ${agencyId}::uuid, ${at}::timestamptz, person_id, what, subject, jsonb_build_object('version', version)
      from unnest(
        ${changes.map(({ activity }) => activity.personId ?? null)}::uuid[],
        ${changes.map(({ activity }) => activity.what)}::text[], ${changes.map(({ item }) => item.id)}::text[],
        ${changes.map(({ activity }) => activity.version)}::bigint[])
      as a(person_id, what, subject, version)
    ), jobs as (
      insert into outbox (agency_id, topic, payload, created_at, next_at)
      select ${agencyId}::uuid, topic, jsonb_build_object('itemId', item_id, 'version', version),
        ${at}::timestamptz, ${at}::timestamptz
      from unnest(${jobs.map(({ item }) => jobTopic(item))}::text[], ${jobs.map(({ item }) => item.id)}::text[],
                  ${jobs.map(({ activity }) => activity.version)}::bigint[]) as j(topic, item_id, version)
    ), pushed as (
      insert into outbox (agency_id, topic, payload, created_at, next_at)
      select ${agencyId}::uuid, c.topic, jsonb_build_object('placementId', p.id), ${at}::timestamptz, ${at}::timestamptz
      from unnest(${changes.map(({ item }) => item.id)}::uuid[],
                  ${changes.map(({ item }) => pushTopic(item))}::text[]) as c(item_id, topic)
      join placement p on p.agency_id = ${agencyId}::uuid and p.item_id = c.item_id
    )`;
}

function jobTopic(item: ItemChange['item']): Topic {
  return item.state === 'killed' ? 'item-killed' : 'item-admitted';
}

/** Whatever changes an item, and from whichever door, reaches the systems that it was pushed to. */
function pushTopic(item: ItemChange['item']): Topic {
  return item.state === 'usable' ? 'deliver' : 'call-back';
}

/** An older version may have used ids of blocks that later ones must not use again. */
async function raiseBlockNumbers({ trx }: AgencyTransaction, changes: readonly ItemChange[]): Promise<void> {
  await sql`
    update item set last_block_number = greatest(item.last_block_number, c.number)
    from unnest(${changes.map(({ item }) => item.id)}::uuid[],
                ${changes.map(({ item }) => item.lastBlockNumber)}::integer[]) as c(id, number)
    where item.id = c.id`.execute(trx);
}
