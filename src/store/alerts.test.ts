import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freeItem, withholdItem } from '#app/item/withhold-item.ts';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import { trySearch } from '#app/alert/try-search.ts';
import { alertDesk, lookOnce, type AlertDesk } from '#tests/town/alert-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { PARTNER, testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { refreshShares } from './search-shares.ts';
import { matchStories } from './reads/match-stories.ts';
import { sightOf } from './reads/sight-of.ts';
import { wireReads } from './reads/wire.ts';
import { transactWith } from './transact.ts';

/** 15:00 in Hà Nội, where the newsroom is. */
const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const later = (minutes: number) => plusSeconds(AT, minutes * 60);
const ALL = [{ operand: 'language', operator: 'eq', values: ['vi', 'en', 'zh-Hans'] }] as const;
const NIGHT = { timeZone: 'Asia/Ho_Chi_Minh', quiet: { from: '15:00', until: '15:45' }, takenByMail: true };

let database: TestDatabase;
let desk: TestNewsroom;
let alerts: AlertDesk;
let lan: string;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  desk = await testNewsroom(database, AT);
  alerts = await alertDesk(database, desk, AT);
  lan = await alerts.person('lan');
  await desk.receive(ALL);
});

const flood = (guid: string, more: Partial<Parameters<TestNewsroom['received']>[0]> = {}) =>
  desk.received({ guid, headline: `Flood ${guid}`, ...more });
const name = (guid: string) => ({ provider: PARTNER, guid });

test('a saved search finds of what arrives exactly what the wire finds with the same question', async () => {
  for (let index = 0; index < 12; index += 1)
    await desk.own({
      guid: `n${index}`,
      language: 'vi',
      headline: `Tin ${index}`,
      body: ['chính phủ họp bàn'],
    });
  await desk.received({ guid: 'vi', language: 'vi', headline: 'Cầu mới ở Đà Nẵng', newsType: 'text' });
  await desk.received({
    guid: 'hans',
    language: 'zh-Hans',
    headline: '岘港大桥通车',
    body: ['总统出席了仪式。'],
  });
  await desk.received({
    guid: 'en',
    language: 'en',
    headline: 'Bridge opens in Da Nang',
    body: ['Elections.'],
  });
  await desk.own({ guid: 'quoted', language: 'en', headline: 'Election results' });
  await desk.own({ guid: 'can', language: 'en', headline: 'A can of worms' });
  await transactWith(database.app.db, (transaction) => transaction)(desk.agencyId, (transaction) =>
    refreshShares(transaction, AT),
  );
  const { rows } = await everyItem();
  const questions: readonly JsonObject[] = [
    {},
    { q: 'da nang' },
    { q: 'Đà Nẵng', from: 'partners' },
    { q: '岘港' },
    { q: 'chính phủ' },
    { q: 'chính phủ họp bàn về cầu' },
    { q: '"election results"' },
    { q: 'election', from: 'own' },
    { q: 'can', language: 'en' },
    { q: 'nothing like it' },
    { q: '!!' },
    { language: 'zh' },
    { partner: PARTNER },
    { newsType: 'text', from: 'partners' },
    { topic: 'medtop:20000121' },
    { q: '+bridge opens' },
    { q: 'can -worms' },
    { q: 'headline:elections' },
    { q: '-state:new' },
    { state: 'new', lastDays: '2', taken: 'no', place: 'Đà Nẵng' },
  ];
  for (const saved of questions) {
    const put = await alerts.needs.readSaved(saved, { agency: alerts.agency, at: AT });
    if (!put) throw new Error(JSON.stringify(saved));
    const { question } = put;
    const reads = wireReads(database.app.db);
    const page = await reads.list(desk.agencyId, { ...question, limit: 100 });
    expect(await reads.count(desk.agencyId, question)).toBe(page.total);
    const found = await transactWith(database.app.db, (transaction) => transaction)(
      desk.agencyId,
      async (transaction) =>
        matchStories(transaction, {
          asked: [{ id: 'one', question }],
          itemIds: rows,
          isSeen: await sightOf(transaction, AT),
        }),
    );
    expect([saved, [...(found.get('one') ?? [])].toSorted()]).toEqual([
      saved,
      page.stories.map(({ id }) => id).toSorted(),
    ]);
  }
  const asker = { agency: alerts.agency, at: AT };
  expect(await alerts.needs.readSaved({ q: 'x', nobodyKnows: 'y' }, asker)).toBeUndefined();
});

test('where the lexemes leave open what is asked, each story is looked at before it is told or tried', async () => {
  const [minh, hoa] = [await alerts.person('minh'), await alerts.person('hoa')];
  const provider = alerts.agency.did;
  const phrase = { q: '"bridge over the river"' };
  const free = { q: 'bridge', free: 'web' };
  await alerts.follow(lan, { question: phrase });
  await alerts.follow(minh, { question: { q: 'bridge -"bridge over the river"' } });
  await alerts.follow(hoa, { question: free });
  await desk.own({ provider, guid: 'in order', language: 'en', headline: 'The bridge over the river' });
  await desk.own({ provider, guid: 'turned', language: 'en', headline: 'Over the river: the bridge' });
  await desk.received({ guid: 'partner', language: 'en', headline: 'Bridge closed' });
  await alerts.look(AT);
  expect(await alerts.told(lan, AT)).toEqual(['story The bridge over the river']);
  expect((await alerts.told(minh, AT)).toSorted()).toEqual([
    'story Bridge closed',
    'story Over the river: the bridge',
  ]);
  // Nobody signed what would let us publish the partner’s.
  expect((await alerts.told(hoa, AT)).toSorted()).toEqual([
    'story Over the river: the bridge',
    'story The bridge over the river',
  ]);
  expect((await tried(phrase, AT)).total).toBe(1);
  expect((await tried(free, AT)).total).toBe(2);
});

async function everyItem(): Promise<{ readonly rows: readonly string[] }> {
  const page = await wireReads(database.app.db).list(desk.agencyId, { at: AT, from: 'all', limit: 100 });
  return { rows: page.stories.map(({ id }) => id) };
}

test('who follows two searches is told of a version once, for both reasons, and of the next version again', async () => {
  await alerts.follow(lan, { name: 'Floods', question: { q: 'flood' }, byMail: true });
  await alerts.follow(lan, { name: 'Partner', question: { from: 'partners' } });
  const minh = await alerts.person('minh');
  await flood('a');
  await alerts.look(AT);
  await alerts.look(later(1));
  expect(await alerts.told(lan, later(1))).toEqual(['story Flood a']);
  expect(await alerts.told(minh, later(1))).toEqual([]);
  const { alerts: list, unread } = await alerts.reads.list(desk.agencyId, { personId: lan, at: later(1) });
  expect([list[0]?.because.map((one) => one.name), unread]).toEqual([['Floods', 'Partner'], 1]);
  expect(alerts.letters.map(({ subject }) => subject)).toEqual(['Pactwire: 1 story – Floods, Partner']);
  expect(alerts.letters[0]?.text).toContain('Because you follow “Floods”, “Partner”');

  await flood('a', { version: 2 });
  await alerts.look(later(2));
  expect(await alerts.told(lan, later(2))).toEqual(['story Flood a', 'story Flood a']);
});

test('a digest names what came until its hour, and of a story its latest version only', async () => {
  await alerts.follow(lan, {
    question: { q: 'flood' },
    schedule: { kind: 'hours', hours: ['15:45'] },
    byMail: true,
  });
  await flood('a');
  await alerts.look(AT);
  await flood('b');
  await flood('a', { version: 2, headline: 'Flood a, second' });
  await alerts.look(later(44));
  expect([await alerts.told(lan, later(44)), alerts.letters]).toEqual([[], []]);
  await alerts.look(later(45));
  expect(await alerts.told(lan, later(45))).toHaveLength(2);
  expect(alerts.letters).toHaveLength(1);
  expect(alerts.letters[0]?.text).toContain('Flood a, second');
});

test('quiet hours hold what is found, lose nothing, and hold no kill of a story that one took', async () => {
  await alerts.choose(lan, NIGHT);
  await alerts.follow(lan, { question: { q: 'flood' }, byMail: true });
  await flood('a');
  await flood('b');
  const taken = await flood('taken');
  await alerts.take(lan, taken);
  await alerts.look(AT);
  // Found by the search as well, but taken: it is told at once.
  expect(await alerts.told(lan, AT)).toEqual(['story Flood taken']);
  expect(alerts.letters).toEqual([]);
  await desk.kill(name('taken'));
  await alerts.look(later(5));
  expect(await alerts.told(lan, later(5))).toContain('killed');
  expect(alerts.letters.map(({ subject }) => subject)).toEqual(['Pactwire: KILL · 1 story']);
  expect(alerts.letters[0]?.text).not.toContain('Flood taken');
  expect(alerts.letters[0]?.text).toContain('Not so');
  await alerts.look(later(45));
  expect(await alerts.told(lan, later(45))).toEqual(
    expect.arrayContaining(['story Flood a', 'story Flood b']),
  );
  expect(alerts.letters).toHaveLength(2);
});

test('nobody is told of a story before its embargo ends, and then they are', async () => {
  await alerts.follow(lan, { question: { q: 'flood' }, byMail: true });
  await flood('secret', { embargoEndAt: later(30) });
  for (const minute of [0, 10, 29]) await alerts.look(later(minute));
  expect([await alerts.told(lan, later(29)), alerts.letters]).toEqual([[], []]);
  const trial = await tried({ q: 'flood' }, later(29));
  expect(trial.total).toBe(0);
  await alerts.look(later(30));
  expect(await alerts.told(lan, later(30))).toEqual(['story Flood secret']);
  expect((await tried({ q: 'flood' }, later(30))).total).toBe(1);
});

test('what was killed before its hour is never named; what was told and is killed is told', async () => {
  await alerts.follow(lan, {
    question: { q: 'flood' },
    schedule: { kind: 'hours', hours: ['15:30'] },
    byMail: true,
  });
  await flood('early');
  await flood('late');
  await alerts.look(AT);
  await desk.kill(name('early'));
  await alerts.look(later(30));
  expect(await alerts.told(lan, later(30))).toEqual(['story Flood late']);
  await desk.kill(name('late'));
  await alerts.look(later(31));
  expect(await alerts.told(lan, later(31))).toEqual(['story', 'killed']);
  expect(alerts.letters.map(({ text }) => text.includes('early'))).toEqual([false, false]);
});

test('a letter that waited names nothing that was withheld or is no longer ours to see when it is laid', async () => {
  await alerts.follow(lan, { question: { q: 'flood' }, byMail: true });
  await flood('a');
  await flood('b');
  const { needs, agency } = alerts;
  const down = { ...needs, letters: { lay: () => Promise.reject(new Error('the disk is full')) } };
  await expect(lookWith(down, agency)).rejects.toThrow('the disk is full');
  await desk.within((stores) => withholdItem(stores, name('a'), { at: later(1) }));
  await alerts.look(later(1));
  expect(alerts.letters.map(({ text }) => [text.includes('Flood a'), text.includes('Flood b')])).toEqual([
    [false, true],
  ]);

  await flood('c');
  await expect(lookWith(down, agency)).rejects.toThrow('the disk is full');
  await desk.receive(ALL, { suspended: true });
  await alerts.look(later(2));
  expect(alerts.letters).toHaveLength(1);
  // And the list shows nothing of a partner whose agreement does not hold.
  expect(await alerts.told(lan, later(2))).toEqual([]);
  expect(await alerts.reads.unread(desk.agencyId, { personId: lan, at: later(2) })).toBe(0);
});

test('a stop and its end reach whoever took the story; who only follows is told when it may be used', async () => {
  const item = await flood('a');
  await alerts.take(lan, item);
  const minh = await alerts.person('minh');
  await alerts.follow(minh, { question: { q: 'flood' } });
  await desk.within((stores) => withholdItem(stores, name('a'), { at: later(1) }));
  await alerts.look(later(1));
  expect(await alerts.told(lan, later(1))).toEqual(['withheld Flood a']);
  expect(await alerts.told(minh, later(1))).toEqual([]);
  await desk.within((stores) => freeItem(stores, name('a'), { at: later(2) }));
  await alerts.look(later(2));
  expect(await alerts.told(lan, later(2))).toEqual(['withheld Flood a', 'released Flood a']);
  expect(await alerts.told(minh, later(2))).toEqual(['story Flood a']);
  expect(alerts.letters.map(({ text }) => text.includes('WITHHELD') && text.includes('Flood a'))).toEqual([
    false,
    false,
  ]);
});

test('nothing is told of a search that was deleted or paused, nor to whom the seat was closed', async () => {
  const searchId = await alerts.follow(lan, { question: { q: 'flood' } });
  const minh = await alerts.person('minh');
  await alerts.follow(minh, { question: { q: 'flood' } });
  await flood('a');
  await alerts.needs.transact(desk.agencyId, ({ searches }) => searches.remove(searchId, AT));
  await desk.within(({ members }) => members.save({ personId: minh, roles: ['editor'], closedAt: AT }, AT));
  await alerts.look(AT);
  expect([await alerts.told(lan, AT), await alerts.told(minh, AT)]).toEqual([[], []]);
  await alerts.needs.transact(desk.agencyId, ({ searches }) => searches.restore(searchId));
  await flood('b');
  await alerts.look(later(1));
  expect(await alerts.told(lan, later(1))).toEqual(['story Flood b']);
});

const tried = async (saved: JsonObject, at: typeof AT) => {
  const put = await alerts.needs.readSaved(saved, { agency: alerts.agency, at });
  if (!put) throw new Error('no question');
  return trySearch(alerts.trying(at), desk.agencyId, put);
};

async function lookWith(needs: AlertDesk['needs'], agency: AlertDesk['agency']): Promise<void> {
  await lookOnce(needs, agency, AT);
}
