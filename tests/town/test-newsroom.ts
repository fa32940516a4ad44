import { admitVersion, type ArrivingVersion } from '#app/item/admit-version.ts';
import { killItem } from '#app/item/kill-item.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { Selector } from '#domain/agreement/agreement.ts';
import { openStores, type Stores } from '#store/open-stores.ts';
import { transactWith } from '#store/transact.ts';
import { testAgency } from './test-agency.ts';
import type { TestDatabase } from './test-database.ts';
import { testItem } from './test-item.ts';

export const PARTNER = 'did:web:partner.example';

/** One agency's desk in a test: items at hand, and an agreement that may be put in force and out. */
export type TestNewsroom = Awaited<ReturnType<typeof testNewsroom>>;

export async function testNewsroom(database: TestDatabase, at: Instant) {
  const agencyId = await testAgency(database);
  const within = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
    transactWith(database.app.db, openStores)(agencyId, work);
  const arrive = async (
    over: Parameters<typeof testItem>[0] & { readonly guid: string },
    more: Partial<ArrivingVersion> = {},
  ): Promise<string> => {
    const arriving = { version: testItem(over), origin: 'own' as const, at, ...more };
    const admitted = await within((stores) =>
      admitVersion({ stores, ids: systemIds, hash: nodeHash }, arriving),
    );
    if (!admitted.ok) throw new Error(`not admitted: ${admitted.error.code}`);
    return admitted.value.itemId;
  };
  return {
    agencyId,
    within,
    /** A story of our own wire. */
    own: (over: Parameters<typeof arrive>[0], more?: Partial<ArrivingVersion>) => arrive(over, more),
    /** A story of the partner. */
    received: (over: Parameters<typeof arrive>[0], more?: Partial<ArrivingVersion>) =>
      arrive({ provider: PARTNER, ...over }, { origin: 'partner', ...more }),
    kill: (name: { readonly provider: string; readonly guid: string }) =>
      within((stores) => killItem(stores, { name, reasonClass: 'error', publicReason: 'Not so', at })),
    /** From now on we receive what the terms select, for an hour. */
    receive: (terms: Selector['terms'], more: { readonly suspended?: boolean } = {}) =>
      within(async (stores) => {
        const added = await stores.products.replaceAll([
          {
            agreementDigest: nodeHash.sha256(new Uint8Array()),
            agreementUid: 'urn:agreement',
            selector: { uid: 'urn:agreement#s1', terms },
            direction: 'receive',
            partnerDid: PARTNER,
            inForceFrom: at,
            inForceUntil: plusSeconds(at, 3600),
            suspended: more.suspended ?? false,
          },
        ]);
        await stores.items.assignProducts(added);
      }),
  };
}
