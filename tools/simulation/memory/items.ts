import { SHIPPED_ABOVE } from '#domain/item/topic-tree.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ItemChange, ItemName, ItemReader, ItemStore, StoredItem } from '#ports/item-store.ts';
import { KEEP_PRODUCTS, OWN_WIRE, productsOf } from '#store/item-products.ts';
import { nextNumber, type AgencyRows } from './agency-rows.ts';
import type { Ring } from './exchange.ts';

const nameKey = ({ provider, guid }: ItemName): string => `${provider} ${guid}`;
const versionKey = (itemId: string, version: number): string => `${itemId} ${version}`;

/** Items and their versions. A number that is held is never written over; a tombstone stays. */
export function memoryItems(rows: AgencyRows, ring: Ring): ItemStore {
  const { items, itemNames, holds, tombstones, versions } = rows;
  return {
    ...itemReads(rows),
    lock: async (names) =>
      names.map((name) => {
        const item = items.get(itemNames.get(nameKey(name)) ?? '');
        const latest = item && versions.get(versionKey(item.id, item.latestVersion))?.content;
        const sameVersion = item && versions.get(versionKey(item.id, name.version))?.digest;
        return {
          tombstone: tombstones.get(nameKey(name)) !== undefined,
          held: holds.get(nameKey(name)) !== undefined,
          ...(item ? { item } : {}),
          ...(latest ? { latest } : {}),
          ...(sameVersion ? { sameVersion } : {}),
        };
      }),
    async record(changes, at) {
      for (const change of changes) recordOne(rows, ring, change, at);
    },
    async entomb(name, tombstone) {
      if (!tombstones.get(nameKey(name))) tombstones.set(nameKey(name), tombstone);
    },
    ...nameMarks(rows),
    // No release of the vocabulary is imported in a simulation.
    sortAnew: async () => ({ toOffer: [] }),
    async assignProducts(productIds) {
      const wanted = rows.products
        .all()
        .filter(({ id }) => productIds.includes(id))
        .map(toProduct);
      for (const item of items.all()) {
        const content = versions.get(versionKey(item.id, item.latestVersion))?.content;
        if (!content) continue;
        const before = rows.itemProducts.get(item.id) ?? [];
        rows.itemProducts.set(item.id, [
          ...new Set([
            ...before,
            ...productsOf(content, item.origin, { products: wanted, topicsAbove: SHIPPED_ABOVE }),
          ]),
        ]);
      }
    },
  };
}

function itemReads({
  items,
  itemNames,
  itemProducts,
  offOffer,
  tombstones,
  versions,
}: AgencyRows): ItemReader {
  const contentOf = (item: StoredItem) => versions.get(versionKey(item.id, item.latestVersion))?.content;
  return {
    find: async (itemId) => items.get(itemId),
    findByName: async (name) => items.get(itemNames.get(nameKey(name)) ?? ''),
    version: async (itemId, version) => versions.get(versionKey(itemId, version)),
    latestOf: async (itemIds) =>
      itemIds.flatMap((id) => {
        const item = items.get(id);
        const content = item && contentOf(item);
        return item && content ? [{ item, content }] : [];
      }),
    isOffOffer: async (name) => offOffer.get(nameKey(name)) !== undefined,
    tombstone: async (name) => tombstones.get(nameKey(name)),
    async isCorrected(itemId, version) {
      const latest = items.get(itemId)?.latestVersion ?? 0;
      for (let later = version + 1; later <= latest; later++)
        if (versions.get(versionKey(itemId, later))?.isCorrection) return true;
      return false;
    },
    ownSince: async (since, limit) =>
      items
        .all()
        .filter(
          ({ origin, state, arrivedAt }) => origin === 'own' && state !== 'killed' && arrivedAt >= since,
        )
        .toSorted((one, other) => (one.arrivedAt < other.arrivedAt ? 1 : -1))
        .slice(0, limit)
        .flatMap((item) => {
          const content = contentOf(item);
          return content ? [{ item, content }] : [];
        }),
    receivedSince: async () => [],
    idsOfProduct: async (productId, after, limit) =>
      items
        .all()
        .filter(({ id }) => itemProducts.get(id)?.includes(productId))
        .map(({ id }) => id)
        .toSorted()
        .filter((id) => after === undefined || id > after)
        .slice(0, limit),
  };
}

type NameMarks = Pick<ItemStore, 'hold' | 'free' | 'takeOffOffer' | 'putOnOffer'>;

/** What stands of a name, whether or not the item ever came. */
function nameMarks({ holds, offOffer }: AgencyRows): NameMarks {
  return {
    async hold(name, at) {
      if (!holds.get(nameKey(name))) holds.set(nameKey(name), at);
    },
    async free(name) {
      const stood = holds.get(nameKey(name)) !== undefined;
      if (stood) holds.remove(nameKey(name));
      return stood;
    },
    async takeOffOffer(name, at) {
      if (!offOffer.get(nameKey(name))) offOffer.set(nameKey(name), at);
    },
    async putOnOffer(name) {
      offOffer.remove(nameKey(name));
    },
  };
}

function toProduct(row: ReturnType<AgencyRows['products']['all']>[number]) {
  return { id: row.id, direction: row.direction, partner_did: row.partnerDid, selector: row.selector };
}

function recordOne(rows: AgencyRows, ring: Ring, change: ItemChange, at: Instant): void {
  const { items, itemNames, tombstones, versions, activities } = rows;
  const { item, version, tombstone, activity, announce } = change;
  // Without a face the latest version stays what it was, and only the numbering of blocks may rise.
  const before = items.get(item.id);
  if (change.face || !before) items.set(item.id, item);
  else
    items.set(item.id, {
      ...before,
      lastBlockNumber: Math.max(before.lastBlockNumber, item.lastBlockNumber),
    });
  itemNames.set(nameKey(item), item.id);
  keepProducts(rows, change);
  const key = version && versionKey(item.id, version.content.version);
  if (key !== undefined && versions.get(key)) throw new Error(`version ${key} is there already`);
  if (key !== undefined && version) versions.set(key, version);
  if (tombstone && !tombstones.get(nameKey(item))) tombstones.set(nameKey(item), tombstone);
  activities.set(String(nextNumber(rows, 'activity')), { what: activity.what, subject: item.id, at });
  if (!announce) return;
  const topic = item.state === 'killed' ? 'item-killed' : 'item-admitted';
  const id = nextNumber(rows, 'outbox');
  const payload = { itemId: item.id, version: activity.version };
  rows.outbox.set(String(id), { id, job: { topic, payload }, attempts: 0, createdAt: at, nextAt: at });
  ring(`outbox ${topic}`);
}

function keepProducts({ itemProducts, products }: AgencyRows, { item, face }: ItemChange): void {
  if (!face) return;
  const own = item.origin === 'own' ? [OWN_WIRE] : [];
  const selected = face.selectable
    ? productsOf(face.selectable, item.origin, {
        products: products.all().map(toProduct),
        topicsAbove: SHIPPED_ABOVE,
      })
    : (itemProducts.get(item.id) ?? []).filter((id) => id !== KEEP_PRODUCTS);
  itemProducts.set(item.id, [...new Set([...own, ...selected])]);
}
