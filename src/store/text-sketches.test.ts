import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import { settleChains, sketchOld } from '#app/chain/sketch-old.ts';
import { instantOf } from '#kernel/instant.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { PARTNER, testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { openStores } from './open-stores.ts';
import { transactWith } from './transact.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const FLOOD = [
  'The river Han rose two metres in one night and flooded 1,200 houses in the old town, officials said on Monday.',
  'Soldiers brought 340 people to a school on the hill, where doctors waited for them with blankets and rice.',
  'The rain will go on until Wednesday, the weather office said, and the dam above the city will be opened at noon.',
];
const OTHER = [
  'The port of Lujiang opened its fourth terminal on Friday, with room for three ships at a time.',
  'It took five years and cost more than was planned; the first ship came from Singapore with machines.',
  'The mayor thanked the workers, and said that a railway to the hills behind the city comes next.',
];
let database: TestDatabase;
let desk: TestNewsroom;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  desk = await testNewsroom(database, AT);
});

type Link = { readonly item: string; readonly other: string; readonly kind: string };

/** Those that stand, by the guids. */
const links = (): Promise<readonly Link[]> =>
  transactWith(database.app.db, (transaction) => transaction)(desk.agencyId, async ({ trx }) => {
    const { rows } = await sql<Link>`
      select i.guid as item, o.guid as other, l.kind from story_link l
      join item i on i.id = l.item_id join item o on o.id = l.other_id
      where l.ended_at is null order by 1, 2`.execute(trx);
    return rows;
  });

test('the same text by another road, and the same with changes, are linked both ways as they come in', async () => {
  await desk.own({ guid: 'a', body: FLOOD });
  await desk.received({
    guid: 'b',
    headline: 'Quite another headline',
    body: [FLOOD.join(' ').toUpperCase()],
  });
  await desk.received({ guid: 'c', body: [...FLOOD.slice(0, 2), 'More will follow.'] });
  await desk.received({ guid: 'd', body: OTHER });
  expect(await links()).toEqual([
    { item: 'a', other: 'b', kind: 'exact' },
    { item: 'a', other: 'c', kind: 'near' },
    { item: 'b', other: 'a', kind: 'exact' },
    { item: 'b', other: 'c', kind: 'near' },
    { item: 'c', other: 'a', kind: 'near' },
    { item: 'c', other: 'b', kind: 'near' },
  ]);
});

test('a link that a new version does not bear out ends, and begins again when it does', async () => {
  await desk.own({ guid: 'a', body: FLOOD });
  await desk.own({ guid: 'b', body: FLOOD });
  expect((await links()).length).toBe(2);
  await desk.own({ guid: 'b', version: 2, body: OTHER });
  expect(await links()).toEqual([]);
  await desk.own({ guid: 'b', version: 3, body: ['Short.'] });
  await desk.own({ guid: 'b', version: 4, body: [...FLOOD.slice(0, 2), 'The rain has gone.'] });
  expect(await links()).toEqual([
    { item: 'a', other: 'b', kind: 'near' },
    { item: 'b', other: 'a', kind: 'near' },
  ]);
});

test('of a killed story nothing is kept to compare with, and what it was linked with stays known', async () => {
  await desk.received({ guid: 'a', body: FLOOD });
  await desk.received({ guid: 'b', body: FLOOD });
  await desk.kill({ provider: PARTNER, guid: 'a' });
  expect((await links()).length).toBe(2);
  await desk.received({ guid: 'c', body: FLOOD });
  expect(await links()).not.toContainEqual(expect.objectContaining({ item: 'c', other: 'a' }));
  const kept = await transactWith(database.app.db, (transaction) => transaction)(desk.agencyId, ({ trx }) =>
    sql<{ bands: number[]; shingles: number[] }>`
      select k.bands, k.shingles from text_sketch k join item i on i.id = k.item_id where i.guid = 'a'`.execute(
      trx,
    ),
  );
  expect(kept.rows).toEqual([{ bands: [], shingles: [] }]);
});

test('what was here before, and what came at the same moment, is linked in the background, batch by batch', async () => {
  for (let number = 0; number < 3; number += 1)
    await desk.own({ guid: `flood-${number}`, body: [...FLOOD, `Number ${number}.`] });
  await transactWith(database.app.db, ({ trx }) => trx)(desk.agencyId, async (trx) => {
    await sql`delete from story_link`.execute(trx);
    await sql`delete from text_sketch where item_id = (select id from item where guid = 'flood-2')`.execute(
      trx,
    );
  });
  const needs = { transact: transactWith(database.app.db, openStores) };
  const to = { agencyId: desk.agencyId, at: AT };
  expect(await sketchOld(needs, to, () => 'stop')).toBe(1);
  expect((await links()).length).toBe(4);
  expect(await settleChains(needs, to)).toBe(3);
  expect((await links()).length).toBe(6);
  expect([await sketchOld(needs, to, () => 'go on'), await settleChains(needs, to)]).toEqual([0, 0]);
});

test('what comes in waits in no list that each look would read through', async () => {
  await desk.own({ guid: 'a', body: FLOOD });
  const { rows } = await sql<{ options: readonly string[] | null }>`
    select reloptions as options from pg_class where relname = 'text_sketch_bands'`.execute(database.app.db);
  expect(rows).toEqual([{ options: ['fastupdate=off'] }]);
});
