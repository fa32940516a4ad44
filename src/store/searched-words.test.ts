import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { indexAgain } from '#app/item/index-again.ts';
import { ANALYZER_VERSION } from '#formats/lexemes/analyse.ts';
import { askedWords } from '#tests/town/asked-words.ts';
import { instantOf } from '#kernel/instant.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testItem } from '#tests/town/test-item.ts';
import { testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { openStores } from './open-stores.ts';
import { wireReads } from './reads/wire.ts';
import { transactWith } from './transact.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
let database: TestDatabase;
let desk: TestNewsroom;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  desk = await testNewsroom(database, AT);
});

const transact = () => transactWith(database.app.db, openStores);
const found = async (text: string) =>
  (
    await wireReads(database.app.db).list(desk.agencyId, {
      at: AT,
      from: 'all',
      limit: 50,
      terms: askedWords(text),
    })
  ).stories.map(({ headline }) => headline);
const outdated = () =>
  transact()(desk.agencyId, ({ searchedWords }) => searchedWords.countOutdated(ANALYZER_VERSION));

/** As an earlier analyzer left it, that knew one word of every story. */
async function age(): Promise<void> {
  await transactWith(database.app.db, ({ trx }) =>
    sql`update item_search set analyzer_version = ${ANALYZER_VERSION - 1},
      lexemes = case when lexemes = ''::tsvector then lexemes else $$'old':1$$::tsvector end`.execute(trx),
  )(desk.agencyId, (done) => done);
}

test('stories that an earlier analyzer indexed are indexed again, batch by batch, and found meanwhile as before', async () => {
  for (let index = 0; index < 205; index += 1)
    await desk.own({ guid: `flood-${index}`, headline: `Flood ${index}`, body: ['Water.'] });
  await age();
  expect(await found('flood')).toEqual([]);
  expect((await found('old')).length).toBe(50);
  const heard: number[] = [];
  const done = await indexAgain({ transact: transact() }, desk.agencyId, (soFar) => {
    heard.push(soFar);
    return 'stop';
  });
  expect([done, heard, await outdated()]).toEqual([200, [200], 5]);
  expect((await found('flood')).length).toBe(50);
  expect((await found('old')).length).toBe(5);

  expect(await indexAgain({ transact: transact() }, desk.agencyId, () => 'go on')).toBe(5);
  expect([await outdated(), await found('old')]).toEqual([0, []]);
  expect(await indexAgain({ transact: transact() }, desk.agencyId, () => 'go on')).toBe(0);
});

test('a killed story keeps no word, and one that got a new version meanwhile keeps those of the new one', async () => {
  const killed = await desk.own({ guid: 'killed', headline: 'Flood that was not', body: ['Water.'] });
  await desk.kill({ provider: testItem({}).provider, guid: 'killed' });
  const renewed = await desk.own({ guid: 'renewed', headline: 'Flood', body: ['Water.'] });
  await age();
  await transact()(desk.agencyId, async ({ searchedWords }) => {
    const rows = await searchedWords.outdated({ analyzerVersion: ANALYZER_VERSION, limit: 10 });
    expect(rows.find(({ itemId }) => itemId === killed)).toEqual({ itemId: killed });
    await searchedWords.replace(ANALYZER_VERSION, [{ itemId: renewed, lexemes: "'new':1" }]);
    await searchedWords.replace(ANALYZER_VERSION, [{ itemId: renewed, lexemes: "'late':1" }]);
  });
  await indexAgain({ transact: transact() }, desk.agencyId, () => 'go on');
  expect([await found('new'), await found('late'), await found('flood')]).toEqual([['Flood'], [], []]);
});
