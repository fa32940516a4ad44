import { sql } from 'kysely';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { ItemStore, KnownItem, StoredItem, StoredVersion } from '#ports/item-store.ts';
import { assignProducts } from './item-products.ts';
import { recordItems } from './record-items.ts';
import { sortItems } from './sort-items.ts';
import { sightOf } from './reads/sight-of.ts';
import { canBeRead } from './reads/visible.ts';
import type { AgencyTransaction } from './transact.ts';

/** Items and their versions; every write is one statement for all items of a document. */
export function itemStore(transaction: AgencyTransaction): ItemStore {
  const { trx, agencyId } = transaction;
  return {
    ...itemReads(transaction),
    ...latestReads(transaction),
    ...versionReads(transaction),
    ...nameMarks(transaction),
    async lock(names) {
      const keys = names.map(({ provider, guid }) => `${agencyId} ${provider} ${guid}`);
      // Sorted, so that two documents with the same items wait for each other instead of dying together.
      await sql`select pg_advisory_xact_lock(key) from (
        select distinct hashtextextended(name, 0) as key from unnest(${keys}::text[]) as name order by 1) as keys`.execute(
        trx,
      );
      const { rows } = await sql<KnownRow>`
        select i.id, q.provider, q.guid, i.origin, i.state, i.latest_version, i.latest_is_correction,
               i.last_block_number, i.arrived_at, i.updated_at, latest.content, same.digest,
               t.guid is not null as tombstone, h.guid is not null as held
        from unnest(${names.map((one) => one.provider)}::text[], ${names.map((one) => one.guid)}::text[],
                    ${names.map((one) => one.version)}::bigint[])
             with ordinality as q(provider, guid, version, place)
        left join item i on i.agency_id = ${agencyId} and i.provider_did = q.provider and i.guid = q.guid
        left join item_version latest on latest.item_id = i.id and latest.version = i.latest_version
        left join item_version same on same.item_id = i.id and same.version = q.version
        left join tombstone t on t.agency_id = ${agencyId} and t.provider_did = q.provider and t.guid = q.guid
        left join item_hold h on h.agency_id = ${agencyId} and h.provider_did = q.provider and h.guid = q.guid
        order by q.place`.execute(trx);
      return rows.map(toKnown);
    },
    record: (changes, at) => recordItems(transaction, changes, at),
    async entomb(name, { reasonClass, publicReason }, at) {
      await trx
        .insertInto('tombstone')
        .values({
          agency_id: agencyId,
          provider_did: name.provider,
          guid: name.guid,
          reason_class: reasonClass,
          public_reason: publicReason,
          killed_at: at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    assignProducts: (productIds) => assignProducts(transaction, productIds),
    sortAnew: (after, limit) => sortItems(transaction, after, limit),
  };
}

type NameMarks = Pick<ItemStore, 'hold' | 'free' | 'isOffOffer' | 'takeOffOffer' | 'putOnOffer'>;

/** What stands of a name, whether or not the item ever came. */
function nameMarks({ trx, agencyId }: AgencyTransaction): NameMarks {
  return {
    async hold({ provider, guid }, at) {
      await trx
        .insertInto('item_hold')
        .values({ agency_id: agencyId, provider_did: provider, guid, held_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async free({ provider, guid }) {
      const row = await trx
        .deleteFrom('item_hold')
        .where('provider_did', '=', provider)
        .where('guid', '=', guid)
        .returning('guid')
        .executeTakeFirst();
      return row !== undefined;
    },
    async isOffOffer({ provider, guid }) {
      const row = await trx
        .selectFrom('off_offer')
        .select('guid')
        .where('provider_did', '=', provider)
        .where('guid', '=', guid)
        .executeTakeFirst();
      return row !== undefined;
    },
    async takeOffOffer({ provider, guid }, at) {
      await trx
        .insertInto('off_offer')
        .values({ agency_id: agencyId, provider_did: provider, guid, since: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async putOnOffer({ provider, guid }) {
      await trx
        .deleteFrom('off_offer')
        .where('provider_did', '=', provider)
        .where('guid', '=', guid)
        .execute();
    },
  };
}

function itemReads({ trx }: AgencyTransaction): Pick<ItemStore, 'find' | 'findByName' | 'idsOfProduct'> {
  const items = () =>
    trx
      .selectFrom('item')
      .select([
        'id',
        'provider_did as provider',
        'guid',
        'origin',
        'state',
        'latest_version',
        'latest_is_correction',
        'last_block_number',
        'arrived_at',
        'updated_at',
      ]);
  return {
    async find(itemId) {
      const row = await items().where('id', '=', itemId).executeTakeFirst();
      return row && toItem(row);
    },
    async findByName({ provider, guid }) {
      const row = await items()
        .where('provider_did', '=', provider)
        .where('guid', '=', guid)
        .executeTakeFirst();
      return row && toItem(row);
    },
    async idsOfProduct(productId, after, limit) {
      const rows = await trx
        .selectFrom('item_search')
        .select('item_id')
        .where(sql<boolean>`products @> ${[productId]}::int[]`)
        .$if(after !== undefined, (query) => query.where('item_id', '>', after ?? ''))
        .orderBy('item_id')
        .limit(limit)
        .execute();
      return rows.map((row) => row.item_id);
    },
  };
}

function latestReads(
  transaction: AgencyTransaction,
): Pick<ItemStore, 'ownSince' | 'receivedSince' | 'latestOf'> {
  const { trx } = transaction;
  const latest = () =>
    trx
      .selectFrom('item')
      .innerJoin('item_version', (join) =>
        join
          .onRef('item_version.item_id', '=', 'item.id')
          .onRef('item_version.version', '=', 'item.latest_version'),
      )
      .select([
        'item.id',
        'item.provider_did as provider',
        'item.guid',
        'item.origin',
        'item.state',
        'item.latest_version',
        'item.latest_is_correction',
        'item.last_block_number',
        'item.arrived_at',
        'item.updated_at',
        'item_version.content',
      ]);
  return {
    async latestOf(itemIds) {
      const rows = await latest()
        .where(sql<boolean>`item.id = any(${[...itemIds]}::uuid[])`)
        .orderBy(sql`array_position(${[...itemIds]}::uuid[], item.id)`)
        .execute();
      return rows.map(({ content, ...row }) => ({ item: toItem(row), content }));
    },
    async ownSince(since, limit) {
      const rows = await latest()
        .where('item.origin', '=', 'own')
        .where('item.state', '<>', 'killed')
        .where('item.arrived_at', '>=', since)
        .orderBy('item.arrived_at', 'desc')
        .orderBy('item.id')
        .limit(limit)
        .execute();
      return rows.map(({ content, ...row }) => ({ item: toItem(row), content }));
    },
    async receivedSince(provider, { since, at, limit }) {
      const sight = await sightOf(transaction, at);
      const rows = await latest()
        .where(
          sql<boolean>`item.id in (select i.id from item i join item_search s on s.item_id = i.id
            where i.provider_did = ${provider} and i.origin = 'partner' and i.arrived_at >= ${since}::timestamptz
              and ${sight} and ${canBeRead})`,
        )
        .orderBy('item.arrived_at', 'desc')
        .orderBy('item.id')
        .limit(limit)
        .execute();
      return rows.map(({ content, ...row }) => ({ item: toItem(row), content }));
    },
  };
}

function versionReads({ trx }: AgencyTransaction): Pick<ItemStore, 'version' | 'isCorrected' | 'tombstone'> {
  return {
    async tombstone({ provider, guid }) {
      return trx
        .selectFrom('tombstone')
        .select(['reason_class as reasonClass', 'public_reason as publicReason'])
        .where('provider_did', '=', provider)
        .where('guid', '=', guid)
        .executeTakeFirst();
    },
    async version(itemId, version) {
      const row = await trx
        .selectFrom('item_version')
        .selectAll()
        .where('item_id', '=', itemId)
        .where('version', '=', version)
        .executeTakeFirst();
      return row && toVersion(row);
    },
    async isCorrected(itemId, version) {
      const row = await trx
        .selectFrom('item_version')
        .select('version')
        .where('item_id', '=', itemId)
        .where('version', '>', version)
        .where('is_correction', '=', true)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

type ItemRow = {
  readonly id: string;
  readonly provider: string;
  readonly guid: string;
  readonly origin: string;
  readonly state: string;
  readonly latest_version: number;
  readonly latest_is_correction: boolean;
  readonly last_block_number: number;
  readonly arrived_at: Instant;
  readonly updated_at: Instant;
};

type KnownRow = { readonly [Column in keyof ItemRow]: ItemRow[Column] | null } & {
  readonly provider: string;
  readonly guid: string;
  readonly content: ItemVersion | null;
  readonly digest: string | null;
  readonly tombstone: boolean;
  readonly held: boolean;
};

function toKnown(row: KnownRow): KnownItem {
  return {
    tombstone: row.tombstone,
    held: row.held,
    ...(isItemRow(row) ? { item: toItem(row) } : {}),
    ...(row.content ? { latest: row.content } : {}),
    ...(row.digest === null ? {} : { sameVersion: readDigest(row.digest) }),
  };
}

function isItemRow(row: KnownRow): row is KnownRow & ItemRow {
  return row.id !== null;
}

function toItem(row: ItemRow): StoredItem {
  return {
    id: row.id,
    provider: row.provider,
    guid: row.guid,
    origin: row.origin === 'partner' ? 'partner' : 'own',
    state: row.state === 'killed' || row.state === 'withheld' ? row.state : 'usable',
    latestVersion: row.latest_version,
    latestIsCorrection: row.latest_is_correction,
    lastBlockNumber: row.last_block_number,
    arrivedAt: row.arrived_at,
    updatedAt: row.updated_at,
  };
}

function toVersion(row: {
  readonly digest: string;
  readonly content: ItemVersion;
  readonly dropped: StoredVersion['dropped'];
  readonly is_correction: boolean;
  readonly note: string | null;
  readonly source_id: string | null;
  readonly admitted_at: Instant;
}): StoredVersion {
  return {
    digest: readDigest(row.digest),
    content: row.content,
    dropped: row.dropped,
    isCorrection: row.is_correction,
    admittedAt: row.admitted_at,
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.source_id === null ? {} : { sourceId: row.source_id }),
  };
}

function readDigest(text: string): Digest {
  const digest = parseDigest(text);
  if (!digest) throw new Error(`a stored digest is none: ${text}`);
  return digest;
}
