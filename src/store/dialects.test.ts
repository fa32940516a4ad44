import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { systemIds } from '#engines/world.ts';
import type { KeptDialect } from '#ports/dialect-store.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testSource } from '#tests/town/test-source.ts';
import { openStores, type Stores } from './open-stores.ts';
import { transactWith } from './transact.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
let database: TestDatabase;
let agencyId: string;
let personId: string;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  agencyId = await testAgency(database);
  personId = systemIds.uuid();
  await database.app.db
    .insertInto('person')
    .values({ id: personId, email: `${personId}@wire.example`, name: 'An', language: 'vi', created_at: AT })
    .execute();
});

const within = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
  transactWith(database.app.db, openStores)(agencyId, work);
const version = (id: string, number: number, over: Partial<KeptDialect> = {}): KeptDialect => ({
  id,
  version: number,
  content: { id, name: `${id} ${number}`, match: [] },
  state: 'on',
  at: AT,
  personId,
  ...over,
});

test('the newest version of each dialect counts, every older one stays with who kept it, and no number is given twice', async () => {
  const keep = (kept: KeptDialect) => within(({ dialects }) => dialects.keep(kept));
  expect(await keep(version('bay', 1))).toBe(true);
  expect(await keep(version('air', 1))).toBe(true);
  expect(await keep(version('bay', 2, { state: 'off' }))).toBe(true);
  expect(await keep(version('bay', 2, { content: { id: 'bay', name: 'theirs', match: [] } }))).toBe(false);
  const listed = await within(({ dialects }) => dialects.list());
  expect(listed.map(({ id, version: number, state, by }) => [id, number, state, by])).toEqual([
    ['air', 1, 'on', 'An'],
    ['bay', 2, 'off', 'An'],
  ]);
  const versions = await within(({ dialects }) => dialects.versions('bay'));
  expect(versions.map(({ content }) => content['name'])).toEqual(['bay 2', 'bay 1']);
});

test('a version that was kept can be neither changed nor removed', async () => {
  await within(({ dialects }) => dialects.keep(version('bay', 1)));
  const change = (text: 'update' | 'delete') =>
    transactWith(database.app.db, (transaction) => transaction)(agencyId, async ({ trx }) => {
      if (text === 'update') await trx.updateTable('dialect_version').set({ state: 'off' }).execute();
      else await trx.deleteFrom('dialect_version').execute();
    });
  await expect(change('update')).rejects.toThrow('permission denied');
  await expect(change('delete')).rejects.toThrow('permission denied');
});

test('an agency reads with its own dialects and sees none of another agency’s', async () => {
  await within(({ dialects }) => dialects.keep(version('bay', 1)));
  agencyId = await testAgency(database);
  expect(await within(({ dialects }) => dialects.list())).toEqual([]);
  expect(await within(({ dialects }) => dialects.versions('bay'))).toEqual([]);
});

test('a source says by which dialect it was read last, one row for each', async () => {
  const sourceId = systemIds.uuid();
  await within(async ({ sources, dialects }) => {
    await sources.add(testSource({ id: sourceId }));
    await dialects.recordRead({ sourceId, dialect: { id: 'bay', version: 1 }, at: AT });
    await dialects.recordRead({ sourceId, dialect: { id: 'vna' }, at: plusSeconds(AT, 1) });
    await dialects.recordRead({ sourceId, dialect: { id: 'bay', version: 2 }, at: plusSeconds(AT, 2) });
  });
  expect(await within(({ dialects }) => dialects.listReads())).toEqual([
    { sourceId, dialect: { id: 'bay', version: 2 }, at: plusSeconds(AT, 2) },
    { sourceId, dialect: { id: 'vna' }, at: plusSeconds(AT, 1) },
  ]);
});
