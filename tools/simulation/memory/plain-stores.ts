import type { LogTree } from '#app/ledger/sign-log.ts';
import type { ExchangeStores } from '#main/wire/exchange-tools.ts';
import type { AgencyStore } from '#ports/agency-store.ts';
import type { OfferStore } from '#ports/offer-store.ts';
import type { ProductRow, ProductStore } from '#ports/product-store.ts';
import type { UsageStore } from '#ports/usage-store.ts';
import { nextNumber, type AgencyRows } from './agency-rows.ts';
import { applyStops, memoryPassingOn } from './passed-on.ts';
import { memoryTree } from './transparency.ts';

type Plain = Pick<
  ExchangeStores,
  | 'activities'
  | 'agencies'
  | 'blobs'
  | 'decisions'
  | 'offers'
  | 'partners'
  | 'passingOn'
  | 'placements'
  | 'products'
  | 'transparency'
  | 'usages'
>;

/** The simulated newsrooms push nothing to systems of their own. */
const NO_COPIES: Omit<Plain['placements'], 'applyStops'> = {
  find: async () => undefined,
  ofItem: async () => [],
  countUp: async () => 0,
  countBehind: async () => 0,
  askArchivedAnew: async () => undefined,
};

/** Stores that only keep and give back. */
export function plainStores(rows: AgencyRows): Plain & { readonly transparency: LogTree } {
  const { activities, blobs, decisions, openings, partners } = rows;
  return {
    activities: {
      async record({ at, what, subject }) {
        activities.set(String(nextNumber(rows, 'activity')), { at, what, subject });
      },
      newest: async () => [],
    },
    agencies: memoryKeys(rows),
    blobs: {
      async record(held) {
        for (const { digest } of held) blobs.set(digest, true);
      },
      find: async () => undefined,
      givenBy: async (partnerDid, digests) =>
        new Set(digests.filter((digest) => blobs.get(`${partnerDid} ${digest}`))),
      async noteGiven(partnerDid, digest) {
        blobs.set(`${partnerDid} ${digest}`, true);
      },
      async forgetGiven(digest) {
        for (const { did } of partners.all()) blobs.remove(`${did} ${digest}`);
      },
    },
    decisions: {
      async record(record) {
        decisions.set(record.id, record);
      },
      find: async () => undefined,
      page: async () => [],
      input: async () => undefined,
    },
    offers: memoryOffers(rows),
    partners: {
      find: async (did) => partners.get(did),
      lock: async (did) => partners.get(did),
      list: async () => partners.all().toSorted((one, other) => (one.did < other.did ? -1 : 1)),
      async save(partner) {
        partners.set(partner.did, partner);
      },
    },
    passingOn: memoryPassingOn(rows),
    placements: { ...NO_COPIES, applyStops: async (itemId, at) => applyStops(rows, itemId, at) },
    products: memoryProducts(rows),
    transparency: {
      ...memoryTree(rows),
      async addOpening(opening) {
        openings.set(`${opening.kind} ${opening.about ?? ''} ${nextNumber(rows, 'opening')}`, opening);
      },
      lastOpening: async (kind, about) =>
        openings.all().findLast((one) => one.kind === kind && (about === undefined || one.about === about)),
    },
    usages: memoryUsages(rows),
  };
}

function memoryUsages({ usages }: AgencyRows): UsageStore {
  return {
    async save(usage) {
      usages.set(`${usage.partnerDid} ${usage.usageId}`, usage);
    },
    ofItem: async (itemId) => usages.all().filter((one) => one.itemId === itemId),
  };
}

function memoryKeys({ keys }: AgencyRows): AgencyStore {
  return {
    change: () => Promise.reject(new Error('the simulated newsrooms stay what they are')),
    add: () => Promise.reject(new Error('the simulated newsrooms are founded before they begin')),
    async addKey(key) {
      keys.set(key.kid, key);
    },
    keys: async () => keys.all(),
    lockKeys: async () => keys.all(),
    async retireKey(kid, at) {
      const known = keys.get(kid);
      if (known) keys.set(kid, { ...known, retiredAt: at });
    },
  };
}

function memoryOffers({ offers }: AgencyRows): OfferStore {
  const offerKey = (itemId: string, partnerDid: string): string => `${itemId} ${partnerDid}`;
  return {
    ofItem: async (itemId) =>
      offers
        .all()
        .filter((one) => one.itemId === itemId)
        .toSorted((one, other) => (one.partnerDid < other.partnerDid ? -1 : 1)),
    find: async (itemId, partnerDid) => offers.get(offerKey(itemId, partnerDid)),
    async save(offer) {
      const known = offers.get(offerKey(offer.itemId, offer.partnerDid));
      const first = known ? { offeredAt: known.offeredAt } : {};
      const taken = known?.takenAt === undefined ? {} : { takenAt: known.takenAt };
      offers.set(offerKey(offer.itemId, offer.partnerDid), { ...offer, ...first, ...taken });
    },
    async recordTake(itemId, partnerDid, at) {
      const known = offers.get(offerKey(itemId, partnerDid));
      if (known && known.takenAt === undefined)
        offers.set(offerKey(itemId, partnerDid), { ...known, takenAt: at });
    },
  };
}

function memoryProducts(rows: AgencyRows): ProductStore {
  const { products } = rows;
  const keyOf = (one: ProductRow): string => `${one.agreementDigest} ${one.selector.uid} ${one.direction}`;
  return {
    async restate(told) {
      const saidOf = new Map(told.map((product) => [keyOf(product), product]));
      for (const known of products.all())
        products.set(keyOf(known), { ...known, suspended: true, ...saidOf.get(keyOf(known)), id: known.id });
    },
    async replaceAll(told) {
      const kept = told.map((product) => {
        const key = keyOf(product);
        const id = products.get(key)?.id ?? nextNumber(rows, 'product');
        const isNew = products.get(key) === undefined;
        products.set(key, { ...product, id });
        return { id, isNew };
      });
      for (const product of products.all())
        if (!kept.some(({ id }) => id === product.id))
          products.set(keyOf(product), { ...product, suspended: true });
      return kept.filter(({ isNew }) => isNew).map(({ id }) => id);
    },
    givenAt: async (at) =>
      products
        .all()
        .filter(({ direction, suspended }) => direction === 'give' && !suspended)
        .filter(({ inForceFrom, inForceUntil }) => inForceFrom <= at && inForceUntil > at)
        .map(({ id, partnerDid }) => ({ id, partnerDid })),
  };
}
