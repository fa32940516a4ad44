import { sql } from 'kysely';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { importTopics } from '#app/item/import-topics.ts';
import { sortAnew } from '#app/item/sort-anew.ts';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import type { WireQuestion } from '#ports/reads/wire.ts';
import { mediaTopicsFile, type FileTopic } from '#tests/town/media-topics-file.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { inAgency } from './in-agency.ts';
import { up as topicsAreImported } from './migrations/0263-topics-are-imported.ts';
import { openStores } from './open-stores.ts';
import { jobQueue } from './outbox.ts';
import { topicReads } from './reads/topics.ts';
import { wireReads } from './reads/wire.ts';
import { transactWith } from './transact.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const PERSON = '11111111-1111-4111-8111-111111111111';
/** Economy, and three levels below it; the lowest was retired in favour of one under education. */
const TREE: readonly FileTopic[] = [
  { code: '04000000', names: { 'en-GB': 'economy, business and finance', 'zh-Hans': '经济、商业和金融' } },
  { code: '05000000', names: { 'en-GB': 'education' } },
  { code: '20000344', names: { 'en-GB': 'economy', 'zh-Hans': '经济' }, broader: ['04000000'] },
  { code: '20000346', names: { 'en-GB': 'economic trends and indicators' }, broader: ['20000344'] },
  { code: '20000365', names: { 'en-GB': 'employment statistics' }, broader: ['20000346'] },
];
let database: TestDatabase;
let desk: TestNewsroom;

beforeEach(async () => {
  await database?.drop();
  database = await testDatabase();
  desk = await testNewsroom(database, AT);
  const person = { id: PERSON, email: 'lan@town.example', name: 'Lan', language: 'vi', created_at: AT };
  await database.app.db.insertInto('person').values(person).execute();
});
afterAll(() => database.drop());

const transact = () => transactWith(database.app.db, openStores);
const take = (text: string, { force = false, at = AT } = {}) =>
  importTopics(
    { transact: transact() },
    { agency: { id: desk.agencyId }, personId: PERSON, at },
    { text, force },
  );
const reads = () => topicReads(database.app.db);
const wire = (question: Partial<WireQuestion> = {}) =>
  wireReads(database.app.db).list(desk.agencyId, { at: AT, from: 'all', limit: 50, ...question });
const found = async (topic: string) =>
  (await wire({ topic })).stories.map(({ headline }) => headline).toSorted();
/** What the worker of one agency does with a release. */
async function work(agencyId = desk.agencyId, from = AT): Promise<number> {
  const queue = jobQueue(database.app.db);
  for (let done = 0; ; done += 1) {
    const job = await queue.claim(agencyId, ['topics-changed'], plusSeconds(from, done + 1));
    if (job?.job.topic !== 'topics-changed') return done;
    await sortAnew({ transact: transact() }, { agency: { id: agencyId }, at: AT }, job.job.payload.after);
    await queue.settle(job, { doneAt: AT });
  }
}

test('a release is taken in once for all agencies of the node; the same again changes nothing', async () => {
  const other = await testAgency(database);
  const first = await take(mediaTopicsFile(TREE));
  expect(first).toMatchObject({
    ok: true,
    value: { topics: 5, added: { length: 5 }, changed: [], retired: [] },
  });
  expect([await work(), await work(other)]).toEqual([1, 1]);
  expect(await take(mediaTopicsFile(TREE))).toMatchObject({ ok: true, value: { added: [], changed: [] } });
  expect([await work(), await work(other)]).toEqual([0, 0]);

  const list = await reads().list();
  expect([list.isImported, list.release]).toEqual([true, '2026-07-02']);
  expect(list.topics.find(({ code }) => code === 'medtop:20000346')).toEqual({
    code: 'medtop:20000346',
    name: { vi: '', 'zh-Hans': '', en: 'economic trends and indicators' },
    ours: [],
    broader: ['medtop:20000344'],
    isRetired: false,
  });
  // What the file does not hold is known as it comes with the house.
  expect(list.topics.find(({ code }) => code === 'medtop:06000000')?.name.vi).toBe('môi trường');
});

test('an older release is refused and changes nothing, unless it is forced', async () => {
  await take(mediaTopicsFile(TREE));
  const older = mediaTopicsFile([{ code: '04000000', names: { 'en-GB': 'economy' } }], {
    released: '2020-01-01T12:00:00+00:00',
  });
  expect(await take(older)).toMatchObject({ ok: false, error: { code: 'vocabulary-older' } });
  expect((await reads().find('medtop:04000000'))?.names['en-GB']).toBe('economy, business and finance');
  expect(await take(older, { force: true })).toMatchObject({
    ok: true,
    value: { changed: ['medtop:04000000'] },
  });
  expect((await reads().find('medtop:04000000'))?.names['en-GB']).toBe('economy');
});

test('what is here is the release that was taken in last', async () => {
  await take(mediaTopicsFile(TREE));
  const older = mediaTopicsFile([{ code: '04000000', names: { 'en-GB': 'economy' } }], {
    released: '2020-01-01T12:00:00+00:00',
  });
  await take(older, { force: true, at: plusSeconds(AT, 60) });
  expect((await reads().list()).release).toBe('2020-01-01');
});

test('names that a release changes are kept, with the release up to which they held', async () => {
  await take(mediaTopicsFile(TREE));
  const renamed = [{ code: '05000000', names: { 'en-GB': 'education and training' } }];
  await take(mediaTopicsFile(renamed, { released: '2027-01-01T12:00:00+00:00' }));
  const card = await reads().find('medtop:05000000');
  expect([card?.names['en-GB'], card?.before]).toEqual([
    'education and training',
    [{ until: '2026-07-02T12:00:00.000Z', names: { 'en-GB': 'education' } }],
  ]);
  // Not in that file, and there all the same.
  expect((await reads().find('medtop:20000365'))?.above).toEqual([
    'medtop:20000346',
    'medtop:20000344',
    'medtop:04000000',
  ]);
});

test('a file that is refused leaves nothing behind', async () => {
  const broken = mediaTopicsFile([...TREE, { code: '20009999', broader: ['20008888'] }]);
  expect(await take(broken)).toMatchObject({ error: { code: 'vocabulary-broader-unknown' } });
  expect((await reads().list()).isImported).toBe(false);
  expect(await work()).toBe(0);
});

test('stories that were here before are found under broader topics once a release says which', async () => {
  await desk.own({ guid: '1', headline: 'Jobs', subjects: [{ code: 'medtop:20000365', broader: [] }] });
  expect(await found('medtop:04000000')).toEqual([]);
  await take(mediaTopicsFile(TREE));
  await work();
  await desk.own({ guid: '2', headline: 'Trends', subjects: [{ code: 'medtop:20000346', broader: [] }] });

  expect(await found('medtop:04000000')).toEqual(['Jobs', 'Trends']);
  expect(await found('medtop:20000365')).toEqual(['Jobs']);
  const { facets, stories } = await wire();
  expect(facets.topic.map(({ label, count }) => `${label.en} ${count}`)).toEqual([
    'economy, business and finance 2',
    'economy 2',
    'economic trends and indicators 2',
    'employment statistics 1',
  ]);
  expect(stories.find(({ headline }) => headline === 'Jobs')?.topics[0]?.name.en).toBe(
    'employment statistics',
  );
});

test('a selector chooses what is under its topic, in the wire too, and lets go of what is not there any more', async () => {
  await desk.receive([{ operand: 'mediaTopic', operator: 'isAnyOf', values: ['medtop:04000000'] }]);
  await desk.received({ guid: '1', headline: 'Jobs', subjects: [{ code: 'medtop:20000365', broader: [] }] });
  expect(await found('medtop:20000365')).toEqual([]);
  await take(mediaTopicsFile(TREE));
  await work();
  expect(await found('medtop:20000365')).toEqual(['Jobs']);

  const moved = TREE.map((one) => (one.code === '20000346' ? { ...one, broader: ['05000000'] } : one));
  await take(mediaTopicsFile(moved, { released: '2027-01-01T12:00:00+00:00' }));
  await work();
  expect((await wire({ from: 'partners' })).stories).toEqual([]);
});

test('a story under a retired topic is found under what took its place, and under its own code', async () => {
  const retired = {
    code: '20009000',
    broader: ['05000000'],
    retired: '2021-09-30T12:00:00+00:00',
    note: 'Retired. Use medtop:20000346 economic trends and indicators instead.',
  };
  expect(await take(mediaTopicsFile([...TREE, retired]))).toMatchObject({
    value: { retired: ['medtop:20009000'] },
  });
  await desk.own({ guid: '1', headline: 'Old', subjects: [{ code: 'medtop:20009000', broader: [] }] });
  for (const code of ['medtop:20009000', 'medtop:20000346', 'medtop:04000000'])
    expect([code, await found(code)]).toEqual([code, ['Old']]);
});

test('own stories that other selectors choose now are looked at for offering, and no others', async () => {
  await desk.within(({ products }) =>
    products.replaceAll([
      {
        agreementDigest: 'sha-256:x' as never,
        agreementUid: 'urn:agreement',
        selector: {
          uid: 'urn:agreement#s1',
          terms: [{ operand: 'mediaTopic', operator: 'isAnyOf', values: ['medtop:04000000'] }],
        },
        direction: 'give',
        partnerDid: 'did:web:partner.example',
        inForceFrom: AT,
        inForceUntil: plusSeconds(AT, 3600),
        suspended: false,
      },
    ]),
  );
  const jobs = await desk.own({ guid: '1', subjects: [{ code: 'medtop:20000365', broader: [] }] });
  await desk.own({ guid: '2', subjects: [{ code: 'medtop:05000000', broader: [] }] });
  const queue = jobQueue(database.app.db);
  while (await queue.claim(desk.agencyId, ['item-admitted'], AT)); // those of their admission
  await take(mediaTopicsFile(TREE));
  await work();
  const waiting = await queue.claim(desk.agencyId, ['item-admitted'], AT);
  expect(waiting?.job.payload).toEqual({ itemId: jobs, version: 0 });
  expect(await queue.claim(desk.agencyId, ['item-admitted'], AT)).toBeUndefined();
});

test('a node that is brought to this version sorts what it holds by the topics that come with it', async () => {
  await desk.own({ guid: '1', headline: 'Warm', subjects: [{ code: 'medtop:20000418', broader: [] }] });
  const { db } = database.migrator;
  await sql`drop table media_topic_name, media_topic, topic_release`.execute(db);
  await db.transaction().execute((trx) => topicsAreImported(trx as never));
  await inAgency(database.app.db, desk.agencyId, (trx) =>
    trx.updateTable('item').set({ topics: [] }).execute(),
  );
  expect(await found('medtop:06000000')).toEqual([]);
  expect(await work(desk.agencyId, instantOf(Date.now() + 1000))).toBe(1);
  expect(await found('medtop:06000000')).toEqual(['Warm']);
});

test('items are sorted a page at a time, so that a node may stop between', async () => {
  for (let number = 0; number < 7; number += 1)
    await desk.own({
      guid: String(number),
      headline: `${number}`,
      subjects: [{ code: 'medtop:20000365', broader: [] }],
    });
  await take(mediaTopicsFile(TREE));
  const page = (after?: string) => desk.within(({ items }) => items.sortAnew(after, 3));
  const first = await page();
  expect(await found('medtop:04000000')).toHaveLength(3);
  const second = await page(first.next);
  const third = await page(second.next);
  expect(third.next).toBeUndefined();
  expect(await found('medtop:04000000')).toHaveLength(7);
  expect(await page()).toEqual({ toOffer: [], next: first.next });
});
