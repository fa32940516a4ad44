import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { askedWords } from '#tests/town/asked-words.ts';
import { nodeHash } from '#engines/world.ts';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import type { WirePage, WireQuestion } from '#ports/reads/wire.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { PARTNER, testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { refreshShares } from '../search-shares.ts';
import { transactWith } from '../transact.ts';
import { storyReads } from './story.ts';
import { wireReads } from './wire.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const VIETNAMESE = [{ operand: 'language', operator: 'eq', values: ['vi'] }] as const;
let database: TestDatabase;
let desk: TestNewsroom;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  desk = await testNewsroom(database, AT);
});

const wire = (question: Partial<WireQuestion> = {}): Promise<WirePage> =>
  wireReads(database.app.db).list(desk.agencyId, { at: AT, from: 'all', limit: 50, ...question });
const arrivals = (from: WireQuestion['from'] = 'all') =>
  wireReads(database.app.db).arrivals(desk.agencyId, { at: AT, from });
const search = (text: string, question: Partial<WireQuestion> = {}): Promise<WirePage> =>
  wire({ terms: askedWords(text), ...question });
const story = (id: string, at = AT) => storyReads(database.app.db).read(desk.agencyId, id, at);
const headlines = (page: WirePage) => page.stories.map(({ headline }) => headline);
const counts = (page: WirePage, facet: keyof WirePage['facets']) =>
  Object.fromEntries(page.facets[facet].map(({ value, count }) => [value, count]));

test('one question finds a story in whatever language and spelling it was asked', async () => {
  await desk.own({
    guid: 'vi',
    language: 'vi',
    headline: 'Cầu mới ở Đà Nẵng',
    body: ['Hội nghị hòa bình khai mạc.'],
  });
  await desk.own({ guid: 'hans', language: 'zh-Hans', headline: '岘港大桥通车', body: ['总统出席了仪式。'] });
  await desk.own({ guid: 'hant', language: 'zh-Hant', headline: '峴港大橋通車', body: ['總統出席了儀式。'] });
  await desk.own({
    guid: 'en',
    language: 'en',
    headline: 'Bridge opens in Da Nang',
    body: ['Councils were elected.'],
  });
  await desk.own({ guid: 'other', language: 'en', headline: 'Rain in the north', body: ['It rains.'] });

  for (const name of ['da nang', 'Đà Nẵng', '岘港', '峴港', 'xiangang', 'ĐÀ NẴNG'])
    expect([name, (await search(name)).stories.length]).toEqual([name, 4]);
  expect(headlines(await search('hoà'))).toEqual(['Cầu mới ở Đà Nẵng']);
  expect(headlines(await search('hòa bình'))).toEqual(['Cầu mới ở Đà Nẵng']);
  expect(headlines(await search('elections'))).toEqual(['Bridge opens in Da Nang']);
  for (const word of ['总统', '總統']) expect((await search(word)).total).toBe(2);
  expect((await search('nothing like it')).stories).toEqual([]);
});

test('the story that answers most of a question comes first, and a question is no formula', async () => {
  await desk.own({ guid: '1', headline: 'Ferry sinks', body: ['A ferry sank near the port in the storm.'] });
  await desk.own({ guid: '2', headline: 'Storm warning', body: ['A storm comes.'] });
  await desk.own({ guid: '3', headline: 'Port strike', body: ['Workers stop.'] });
  expect(headlines(await search('ferry that sank in the storm near the port'))[0]).toBe('Ferry sinks');
  for (const hostile of ["storm' | !x:*", 'storm & (', "\\'); drop table item;--", '<-> !!', ':*', '"storm'])
    expect((await search(hostile)).total).toBeGreaterThanOrEqual(0);
});

test('quotation marks ask for those words, and only for stories that have them all', async () => {
  await desk.own({ guid: '1', headline: 'Election results', body: ['Counted.'] });
  await desk.own({ guid: '2', headline: 'Election day', body: ['Voting.'] });
  expect(headlines(await search('"election results"'))).toEqual(['Election results']);
});

test('ranking weighs rare words more once shares were counted, and the exact spelling before the folded', async () => {
  for (let index = 0; index < 30; index += 1)
    await desk.own({
      guid: `n${index}`,
      language: 'vi',
      headline: `Tin ${index}`,
      body: ['chính phủ họp bàn'],
    });
  await desk.own({ guid: 'ma', language: 'vi', headline: 'Mã số', body: ['mã chính phủ'] });
  await desk.own({ guid: 'má', language: 'vi', headline: 'Má tôi', body: ['má tôi kể'] });
  await transactWith(database.app.db, (transaction) => transaction)(desk.agencyId, (transaction) =>
    refreshShares(transaction, AT),
  );
  expect(headlines(await search('má chính phủ'))[0]).toBe('Má tôi');
  expect(headlines(await search('mã')).slice(0, 2)).toEqual(['Mã số', 'Má tôi']);
});

test('nothing that may not be seen shows in lines, order, counts or facets (I12)', async () => {
  await desk.receive(VIETNAMESE);
  await desk.received({ guid: 'seen', language: 'vi', headline: 'Lũ ở miền Trung' });
  await desk.own({ guid: 'own', headline: 'Floods' });
  const before = [await wire(), await search('lũ floods'), await wire({ limit: 1 })];

  const hidden = await desk.received({ guid: 'hidden', language: 'zh-Hans', headline: '洪水 lũ floods' });
  const after = [await wire(), await search('lũ floods'), await wire({ limit: 1 })];
  expect(after).toEqual(before);
  expect(await story(hidden)).toBeUndefined();
  expect(
    await storyReads(database.app.db).read(desk.agencyId, '01900000-0000-7000-8000-000000000000', AT),
  ).toBe(undefined);
});

test('arrivals are counted by hour and agency, of what may be seen alone (I12), and an hour is asked for by itself', async () => {
  await desk.receive(VIETNAMESE);
  await desk.received({ guid: 'now', language: 'vi', headline: 'Vừa về' });
  await desk.own({ guid: 'own' }, { at: plusSeconds(AT, -7200) });
  await desk.own({ guid: 'old' }, { at: plusSeconds(AT, -50 * 3600) });
  const before = await arrivals();
  await desk.received({ guid: 'hidden', language: 'zh-Hans', headline: '洪水' });

  expect(await arrivals()).toEqual(before);
  expect(before.since).toBe(plusSeconds(AT, -47 * 3600));
  const lanes = before.lanes.map(({ agency, hours, total }) => [
    agency.did,
    hours.length,
    hours.slice(-3),
    total,
  ]);
  expect(lanes).toHaveLength(2);
  expect(lanes).toContainEqual([PARTNER, 48, [0, 0, 1], 1]);
  expect(lanes).toContainEqual([expect.any(String), 48, [1, 0, 0], 1]);
  expect((await arrivals('own')).lanes).toHaveLength(1);

  const hour = await wire({ hour: AT });
  expect([headlines(hour), hour.total]).toEqual([['Vừa về'], 1]);
  expect((await wire({ hour: plusSeconds(AT, -3600) })).stories).toEqual([]);
});

test('an agreement that ends takes its stories from the wire at once, but not those we took', async () => {
  await desk.receive(VIETNAMESE);
  const taken = await desk.received({ guid: '1', language: 'vi', headline: 'Một' });
  await desk.received({ guid: '2', language: 'vi', headline: 'Hai' });
  await desk.within((stores) =>
    stores.takes.add({
      id: taken,
      itemId: taken,
      version: 1,
      use: 'translate',
      agreementDigest: nodeHash.sha256(new Uint8Array()),
      takenAt: AT,
    }),
  );
  expect((await wire({ from: 'partners' })).total).toBe(2);
  const later = plusSeconds(AT, 3600);
  expect(headlines(await wire({ at: later }))).toEqual(['Một']);
  expect(headlines(await search('một hai', { at: later }))).toEqual(['Một']);
  await desk.receive(VIETNAMESE, { suspended: true });
  expect(headlines(await wire())).toEqual(['Một']);
  expect((await wire()).stories[0]?.badges).toContain('taken');
});

test('a killed story is a line that says so, without a word of it, in no search and on no page (I6)', async () => {
  await desk.receive(VIETNAMESE);
  const id = await desk.received({
    guid: 'k',
    language: 'vi',
    headline: 'Bí mật',
    summary: 'Bí mật',
    body: ['Bí mật'],
    byline: 'Bí mật',
    subjects: [{ code: 'medtop:03000000', name: 'Bí mật', broader: [] }],
  });
  await desk.kill({ provider: PARTNER, guid: 'k' });

  const [line] = (await wire()).stories;
  expect(line).toMatchObject({ id, headline: '', summary: '', badges: ['killed'], topics: [] });
  expect((await search('bí mật')).total).toBe(0);
  const page = await story(id);
  expect(page).toMatchObject({ blocks: [], pictures: [], dropped: [], editorialNote: 'Not so' });
  expect(JSON.stringify([page, await wire()])).not.toContain('Bí mật');
});

test('pages follow each other without gap or repetition while new stories come in', async () => {
  for (let index = 0; index < 7; index += 1)
    await desk.own({ guid: `${index}`, headline: `Story ${index}` }, { at: plusSeconds(AT, index) });
  const first = await wire({ limit: 3 });
  await desk.own({ guid: 'new', headline: 'Newest' }, { at: plusSeconds(AT, 60) });
  const second = await wire({ limit: 3, after: first.next ?? '' });
  const third = await wire({ limit: 3, after: second.next ?? '' });
  expect([first, second, third].flatMap(headlines)).toEqual(
    [6, 5, 4, 3, 2, 1, 0].map((index) => `Story ${index}`),
  );
  expect(third.next).toBeUndefined();
  expect(headlines(await wire({ limit: 3, after: "' or 1=1" }))[0]).toBe('Newest');
});

test('a search has pages too', async () => {
  for (let index = 0; index < 5; index += 1) await desk.own({ guid: `${index}`, headline: `Flood ${index}` });
  const first = await search('flood', { limit: 3 });
  const second = await search('flood', { limit: 3, after: first.next ?? '' });
  expect(new Set([first, second].flatMap(headlines)).size).toBe(5);
  expect([first.total, second.next]).toEqual([5, undefined]);
});

test('pages lose no story when the service that says what lies near goes away between them, or comes back', async () => {
  const near = { model: 'm', vector: [127, 0] };
  for (let index = 0; index < 7; index += 1) {
    const itemId = await desk.own({ guid: `${index}`, headline: `Flood ${index}` });
    const placed = {
      itemId,
      version: 1,
      model: 'm',
      near: { model: 'm', vector: [127 - index, 10 * index] },
    };
    await desk.within(({ vectors }) => vectors.keep(placed, AT));
  }
  const read = async (firstHasIt: boolean) => {
    const first = await search('flood', { limit: 3, ...(firstHasIt ? { near } : {}) });
    const pages = [headlines(first)];
    for (let { next } = first; next !== undefined && pages.length < 9;) {
      const page = await search('flood', { limit: 3, after: next, ...(firstHasIt ? {} : { near }) });
      pages.push(headlines(page));
      next = page.next;
    }
    return pages.flat();
  };
  // Made without, it goes on without; what it was made with and is away, it begins anew without.
  const without = await read(false);
  expect([without.length, new Set(without).size]).toEqual([7, 7]);
  expect(new Set(await read(true)).size).toBe(7);
});

test('facets count what each choice would leave, with the other choices as they are', async () => {
  const flood = [{ code: 'medtop:20000151', broader: ['medtop:03000000'] }];
  await desk.own({ guid: '1', language: 'vi', subjects: flood });
  await desk.own({ guid: '2', language: 'zh-Hans', subjects: flood });
  await desk.own({ guid: '3', language: 'zh-Hant', newsType: 'picture' });

  const all = await wire();
  expect(counts(all, 'language')).toEqual({ vi: 1, 'zh-Hans': 1, 'zh-Hant': 1 });
  expect(counts(all, 'topic')).toEqual({ 'medtop:03000000': 2 });
  const pictures = await wire({ newsType: 'picture' });
  expect(pictures.total).toBe(1);
  expect(counts(pictures, 'language')).toEqual({ 'zh-Hant': 1 });
  expect(counts(pictures, 'newsType')).toEqual({ text: 2, picture: 1 });
  expect((await wire({ language: 'zh' })).total).toBe(2);
  expect((await wire({ topic: 'medtop:03000000', language: 'vi' })).total).toBe(1);
});

test('badges say what became of a story', async () => {
  const later = plusSeconds(AT, 60);
  await desk.own({ guid: 'e', headline: 'Embargoed', embargoEndAt: later });
  await desk.own({ guid: 'w', headline: 'Withheld', pubStatus: 'withheld' });
  await desk.own({ guid: 'u', headline: 'First' });
  await desk.own({ guid: 'u', headline: 'Updated', version: 2 }, { at: later });
  await desk.own({ guid: 'c', headline: 'Wrong' });
  await desk.own(
    { guid: 'c', headline: 'Corrected', version: 2 },
    { at: later, isCorrection: true, note: 'Three' },
  );
  const badges = Object.fromEntries((await wire()).stories.map((line) => [line.headline, line.badges]));
  expect(badges).toEqual({
    Embargoed: ['new', 'embargo'],
    Withheld: ['withheld', 'new'],
    Updated: ['updated'],
    Corrected: ['corrected'],
  });
});

test('a story’s page has its versions newest first, with notes, and what its reader left out', async () => {
  const id = await desk.own(
    { guid: 's', headline: 'Thirty dead', byline: 'Lan' },
    { dropped: [{ at: '/x', what: 'x', why: 'unknown' }] },
  );
  await desk.own(
    { guid: 's', headline: 'Three dead', byline: 'Lan', version: 2 },
    { isCorrection: true, note: 'Three, not thirty', at: plusSeconds(AT, 9) },
  );
  const page = await story(id);
  expect(page?.versions).toMatchObject([
    { version: 2, headline: 'Three dead', note: 'Three, not thirty', correction: true },
    { version: 1, headline: 'Thirty dead', correction: false },
  ]);
  expect(page).toMatchObject({
    guid: 's',
    byline: 'Lan',
    headline: 'Three dead',
    dropped: [],
    translations: [],
  });
  expect(page?.blocks.map(({ id: block }) => block)).toEqual(['b1']);
});
