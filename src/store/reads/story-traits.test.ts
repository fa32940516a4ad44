import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import type { WireQuestion } from '#ports/reads/wire.ts';
import { askedWords } from '#tests/town/asked-words.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { PARTNER, testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { inAgency } from '../in-agency.ts';
import { wireReads } from './wire.ts';

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

const found = async (question: Partial<WireQuestion>): Promise<readonly string[]> => {
  const asked = { at: AT, from: 'all', limit: 50, ...question } as const;
  const { stories } = await wireReads(database.app.db).list(desk.agencyId, asked);
  return stories.map(({ headline }) => headline).toSorted();
};

const FILTERS: readonly Partial<WireQuestion>[] = [
  { from: 'own' },
  { from: 'partners' },
  { language: 'en' },
  { language: 'zh' },
  { language: 'zh-Hans' },
  { language: 'z' },
  { topic: 'medtop:06000000' },
  { topic: 'medtop:04000000' },
  { newsType: 'text' },
  { newsType: 'picture' },
  { partner: PARTNER },
  { fields: [{ filter: 'language', isWanted: true, values: ['vi', 'zh'] }] },
  { fields: [{ filter: 'language', isWanted: true, values: [] }] },
  { fields: [{ filter: 'newsType', isWanted: false, values: ['picture'] }] },
  { fields: [{ filter: 'topic', isWanted: true, values: ['medtop:06000000'] }], from: 'own' },
];

/** Every filter leaves the same stories with a word that all hold as it does without. */
async function expectSame(): Promise<void> {
  const terms = askedWords('2027');
  for (const filter of FILTERS)
    expect([filter, await found({ ...filter, terms })]).toEqual([filter, await found(filter)]);
}

test('a word is found among what a filter leaves, whatever the newest version changed', async () => {
  await desk.receive([]);
  const weather = [{ code: 'medtop:06000000', broader: [] }];
  const economy = [{ code: 'medtop:04000000', broader: [] }];
  await desk.own({ guid: '1', headline: 'Flood 2027', language: 'en', subjects: weather });
  await desk.own({ guid: '2', headline: '洪水 2027', language: 'zh-Hans', subjects: economy });
  await desk.own({ guid: '3', headline: 'Lũ 2027', language: 'vi', newsType: 'picture' });
  await desk.received({ guid: '4', headline: 'Storm 2027', language: 'en-GB', subjects: weather });
  expect(await found({ language: 'en', terms: askedWords('2027') })).toEqual(['Flood 2027', 'Storm 2027']);
  await expectSame();
  const later = plusSeconds(AT, 2 * 86_400);
  await desk.own(
    { guid: '1', version: 2, headline: 'Bão 2027', language: 'vi', newsType: 'picture', subjects: economy },
    { at: later },
  );
  await desk.own({ guid: '3', version: 2, headline: 'Flood 2027', language: 'en' }, { at: later });
  expect(await found({ language: 'en', terms: askedWords('2027') })).toEqual(['Flood 2027', 'Storm 2027']);
  await expectSame();
});

test('what was sorted by another vocabulary is found by its topics', async () => {
  await desk.own({ guid: '1', headline: 'Warm 2027', subjects: [{ code: 'medtop:20000418', broader: [] }] });
  await inAgency(database.app.db, desk.agencyId, async (trx) => {
    await trx.updateTable('item').set({ topics: [] }).execute();
    await sql`update item_search set traits = '{}'`.execute(trx);
  });
  const asked = { topic: 'medtop:06000000', terms: askedWords('2027') };
  expect(await found(asked)).toEqual([]);
  await desk.within(({ items }) => items.sortAnew(undefined, 10));
  expect(await found(asked)).toEqual(['Warm 2027']);
});
