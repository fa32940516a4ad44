import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admitVersion, admitVersions, type ArrivingVersion } from '#app/item/admit-version.ts';
import { killItem } from '#app/item/kill-item.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testItem } from '#tests/town/test-item.ts';
import { openStores, type Stores } from './open-stores.ts';
import { transactWith } from './transact.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const within = <T>(agency: string, work: (stores: Stores) => Promise<T>): Promise<T> =>
  transactWith(database.app.db, openStores)(agency, work);

function admitAs(agency: string, version: ArrivingVersion['version'], more: Partial<ArrivingVersion> = {}) {
  return within(agency, (stores) =>
    admitVersion({ stores, ids: systemIds, hash: nodeHash }, { version, origin: 'own', at: AT, ...more }),
  );
}

async function rows(agency: string, table: 'item' | 'item_version' | 'outbox' | 'activity' | 'tombstone') {
  return database.migrator.db.transaction().execute(async (trx) => {
    await sql`select set_config('pactwire.agency', ${agency}, true)`.execute(trx);
    return trx.selectFrom(table).selectAll().execute();
  });
}

test('the same version from two doors makes one item, one version and one job (I2)', async () => {
  const agency = await testAgency(database);
  const answers = await Promise.all([1, 2, 3, 4].map(() => admitAs(agency, testItem())));

  const outcomes = answers.map((one) => one.ok && one.value.outcome);
  expect(outcomes.filter((outcome) => outcome === 'new-item')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(3);
  expect(await rows(agency, 'item')).toHaveLength(1);
  expect(await rows(agency, 'item_version')).toHaveLength(1);
  expect(await rows(agency, 'outbox')).toHaveLength(1);
});

test('versions in any order leave the newest in place and all of them in history (I4)', async () => {
  const agency = await testAgency(database);
  for (const version of [2, 1, 3]) {
    await admitAs(agency, testItem({ version, headline: `River, version ${version}` }));
  }
  expect(await rows(agency, 'item')).toMatchObject([{ latest_version: 3, headline: 'River, version 3' }]);
  const history = await rows(agency, 'item_version');
  expect(new Set(history.map((row) => 'version' in row && row.version))).toEqual(new Set([1, 2, 3]));
});

test('two versions of one item in one document are taken one after the other', async () => {
  const agency = await testAgency(database);
  const arriving = [1, 2, 2].map((version) => ({
    version: testItem({ version }),
    origin: 'own' as const,
    at: AT,
  }));
  const answers = await within(agency, (stores) =>
    admitVersions({ stores, ids: systemIds, hash: nodeHash }, arriving),
  );
  expect(answers.map((one) => one.ok && one.value.outcome)).toEqual(['new-item', 'new-version', 'duplicate']);
});

test('a document of many items is written in parts of a hundred, and answered in its order', async () => {
  const agency = await testAgency(database);
  const arriving = Array.from({ length: 205 }, (_, index) => ({
    version: testItem({ guid: `many-${index % 204}` }),
    origin: 'own' as const,
    at: AT,
  }));
  const parts: number[] = [];
  const answers = await within(agency, (stores) => {
    const items = {
      ...stores.items,
      record: (...[changes, at]: Parameters<Stores['items']['record']>) => {
        parts.push(changes.length);
        return stores.items.record(changes, at);
      },
    };
    return admitVersions({ stores: { ...stores, items }, ids: systemIds, hash: nodeHash }, arriving);
  });
  expect(parts).toEqual([100, 100, 4]);
  const outcomes = answers.map((one) => one.ok && one.value.outcome);
  expect(outcomes).toEqual([...Array.from({ length: 204 }, () => 'new-item'), 'duplicate']);
});

test('other content under a known version is refused and nothing changes', async () => {
  const agency = await testAgency(database);
  await admitAs(agency, testItem());
  const answer = await admitAs(agency, testItem({ headline: 'Another story' }));
  expect(answer).toMatchObject({ ok: false, error: { code: 'item-version-conflict', version: 1 } });
  expect(await rows(agency, 'item')).toMatchObject([{ headline: 'River rises' }]);
});

test('a kill from the wire closes the name for good and empties every list (I6)', async () => {
  const agency = await testAgency(database);
  await admitAs(agency, testItem());
  const kill = await admitAs(
    agency,
    testItem({ version: 2, pubStatus: 'canceled', editorialNote: 'Wrong river' }),
  );
  const late = await admitAs(agency, testItem({ version: 3 }));

  expect(kill).toMatchObject({ ok: true, value: { outcome: 'killed' } });
  expect(late).toMatchObject({ ok: false, error: { code: 'item-killed' } });
  expect(await rows(agency, 'item')).toMatchObject([{ state: 'killed', headline: '', summary: '' }]);
  expect(await rows(agency, 'tombstone')).toMatchObject([{ public_reason: 'Wrong river' }]);
});

test('a kill that comes before its item keeps the item out, and twice is as good as once (I6)', async () => {
  const agency = await testAgency(database);
  const { guid, provider } = testItem();
  const order = { name: { guid, provider }, reasonClass: 'error', publicReason: 'No such river', at: AT };
  expect(await within(agency, (stores) => killItem(stores, order))).toEqual({ wasAlive: true });
  expect(await within(agency, (stores) => killItem(stores, order))).toEqual({ wasAlive: false });

  const late = await admitAs(agency, testItem(), { origin: 'partner' });
  expect(late).toMatchObject({ ok: false, error: { code: 'item-killed' } });
  expect(await rows(agency, 'item')).toEqual([]);
});

test('a kill and its item that race each other end killed, whichever commits first (I6)', async () => {
  for (let round = 0; round < 8; round += 1) {
    const agency = await testAgency(database);
    const { guid, provider } = testItem();
    const order = { name: { guid, provider }, reasonClass: 'error', publicReason: 'No', at: AT };
    await Promise.all([
      within(agency, (stores) => killItem(stores, order)),
      admitAs(agency, testItem(), { origin: 'partner' }),
    ]);
    for (const item of await rows(agency, 'item'))
      expect(item).toMatchObject({ state: 'killed', headline: '' });
    expect(await rows(agency, 'tombstone')).toHaveLength(1);
  }
});

test('paragraphs keep their ids over versions, and an id is never given twice', async () => {
  const agency = await testAgency(database);
  const first = await admitAs(agency, testItem({ body: ['One stays here.', 'Two leaves now.'] }));
  await admitAs(agency, testItem({ version: 2, body: ['One stays here.'] }));
  await admitAs(agency, testItem({ version: 3, body: ['Zero is new today.', 'One stays here.'] }));
  const third = await within(agency, (stores) => stores.items.version(first.ok ? first.value.itemId : '', 3));
  expect(third?.content.blocks.map(({ id, text }) => [id, text])).toEqual([
    ['b3', 'Zero is new today.'],
    ['b1', 'One stays here.'],
  ]);
});

test('once corrected, an item stays known as corrected through later updates', async () => {
  const agency = await testAgency(database);
  await admitAs(agency, testItem());
  await admitAs(agency, testItem({ version: 2 }), { isCorrection: true, note: 'Three, not thirty' });
  const third = await admitAs(agency, testItem({ version: 3 }), { at: plusSeconds(AT, 5) });
  const itemId = third.ok ? third.value.itemId : '';
  const [item, corrected] = await within(agency, async (stores) => [
    await stores.items.find(itemId),
    [await stores.items.isCorrected(itemId, 1), await stores.items.isCorrected(itemId, 2)],
  ]);
  expect(item).toMatchObject({ latestVersion: 3, latestIsCorrection: true, updatedAt: plusSeconds(AT, 5) });
  expect(corrected).toEqual([true, false]);
});

test('an item carries the products of the agreements that select it, old items too when one is added', async () => {
  const agency = await testAgency(database);
  const version = testItem({ language: 'vi', provider: 'did:web:partner.example' });
  const admitted = await admitAs(agency, version, { origin: 'partner' });
  const product = (language: string) =>
    within(agency, (stores) =>
      stores.products.replaceAll([
        {
          agreementDigest: nodeHash.sha256(new Uint8Array()),
          agreementUid: 'urn:a',
          direction: 'receive',
          partnerDid: version.provider,
          selector: {
            uid: `urn:a#${language}`,
            terms: [{ operand: 'language', operator: 'eq', values: [language] }],
          },
          inForceFrom: AT,
          inForceUntil: plusSeconds(AT, 3600),
          suspended: false,
        },
      ]),
    );
  const [vi] = await product('vi');
  const [en] = await product('en');
  await within(agency, (stores) => stores.items.assignProducts([vi ?? 0, en ?? 0]));
  await within(agency, (stores) => stores.items.assignProducts([vi ?? 0, en ?? 0]));

  const ids = (id: number | undefined) =>
    within(agency, (stores) => stores.items.idsOfProduct(id ?? 0, undefined, 10));
  expect(await ids(vi)).toEqual([admitted.ok ? admitted.value.itemId : '']);
  expect(await ids(en)).toEqual([]);
});
