import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { askWire, type AskedWire, type WireAsk } from '#app/search/ask-wire.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import { STORY_STATES } from '#domain/search/field-filter.ts';
import { instantOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { PARTNER, testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { agencyDirectory } from '../agency-directory.ts';
import { wireReads } from './wire.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const VIETNAMESE = [{ operand: 'language', operator: 'eq', values: ['vi'] }] as const;
let database: TestDatabase;
let desk: TestNewsroom;
/** Stories that may be published, for the tests that ask for them. */
let free: readonly string[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  desk = await testNewsroom(database, AT);
});

async function ask(asked: Partial<WireAsk>, at: Instant = AT): Promise<AskedWire> {
  const { db } = database.app;
  const agency = await agencyDirectory(db).find(desk.agencyId);
  if (!agency) throw new Error('no agency');
  const needs = {
    wire: wireReads(db),
    lexiconsFor: async () => ({ find: () => undefined }),
    judgeFree: async (_agency: unknown, ids: readonly string[]) => ids.filter((id) => free.includes(id)),
  };
  const answer = await askWire(needs, { agency, at }, { from: 'all', limit: 50, ...asked });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}
const found = async (asked: Partial<WireAsk>, at?: Instant) =>
  (await ask(asked, at)).stories.map(({ headline }) => headline).toSorted();
const counts = ({ facets }: AskedWire, facet: keyof AskedWire['facets']) =>
  Object.fromEntries(facets[facet].map(({ value, count }) => [value, count]));
const marked = (segments: readonly { readonly text: string; readonly hit: boolean }[] = []) =>
  segments.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

test('wanted and unwanted words, phrases and lines hold for every story that is found', async () => {
  await desk.own({
    guid: '1',
    headline: 'Flood in Huế',
    byline: 'Lan Pham',
    body: ['The state of the union.'],
  });
  await desk.own({
    guid: '2',
    headline: 'Storm',
    byline: 'Huế Daily',
    body: ['A flood, a union of the state.'],
  });
  await desk.own({ guid: '3', headline: 'Flood', dateline: 'ĐÀ NẴNG', body: ['Rain and storm.'] });
  await desk.own({
    guid: '4',
    headline: '岘港大桥',
    language: 'zh-Hans',
    places: ['岘港'],
    body: ['洪水。'],
  });
  expect(await found({ q: 'flood' })).toEqual(['Flood', 'Flood in Huế', 'Storm']);
  expect(await found({ q: 'flood +storm' })).toEqual(['Flood', 'Storm']);
  expect(await found({ q: 'flood -storm' })).toEqual(['Flood in Huế']);
  expect(await found({ q: '-flood' })).toEqual(['岘港大桥']);
  expect(await found({ q: '"state of the union"' })).toEqual(['Flood in Huế']);
  expect(await found({ q: 'flood -"state of the union"' })).toEqual(['Flood', 'Storm']);
  expect(await found({ q: '-"state of the union"' })).toEqual(['Flood', 'Storm', '岘港大桥']);
  expect(await found({ q: 'headline:flood' })).toEqual(['Flood', 'Flood in Huế']);
  expect(await found({ q: 'flood -headline:storm' })).toEqual(['Flood', 'Flood in Huế']);
  expect(await found({ q: 'byline:hue' })).toEqual(['Storm']);
  for (const place of ['đà nẵng', 'da nang', '岘港', 'Danang'])
    expect([place, await found({ place })]).toEqual([place, ['Flood', '岘港大桥']]);
  expect(await found({ q: 'rain place:岘港' })).toEqual(['Flood']);
  expect(await found({ q: '标题：大桥' })).toEqual(['岘港大桥']);
  expect(await found({ q: 'mood:good flood' })).toEqual(['Flood', 'Flood in Huế', 'Storm']);
});

test('a state finds exactly the stories whose line says so', async () => {
  await desk.receive(VIETNAMESE);
  const old = plusSeconds(AT, -86_400);
  const story = (guid: string, at: Instant, more = {}) =>
    desk.received({ guid, language: 'vi', headline: guid, ...more }, { at });
  await story('new', AT);
  await story('old', old);
  await story('embargo', old, { embargoEndAt: plusSeconds(AT, 60) });
  await story('over', old, { embargoEndAt: plusSeconds(AT, -60) });
  await story('changed', old);
  await story('changed', plusSeconds(AT, -60), { version: 2 });
  await story('gone', old);
  await story('killed', old);
  const taken = await story('taken', AT);
  await desk.kill({ provider: PARTNER, guid: 'killed' });
  await desk.within(async ({ items, takes }) => {
    await items.takeOffOffer({ provider: PARTNER, guid: 'gone' }, AT);
    await takes.add({
      id: taken,
      itemId: taken,
      version: 1,
      use: 'translate',
      agreementDigest: nodeHash.sha256(new Uint8Array()),
      takenAt: AT,
    });
  });
  const all = await ask({});
  expect(all.total).toBe(8);
  const said = new Set(all.stories.flatMap(({ badges }) => badges));
  expect([...said].toSorted()).toEqual(['embargo', 'killed', 'new', 'off-offer', 'taken', 'updated']);
  for (const state of STORY_STATES) {
    const saying = all.stories.filter(({ badges }) => badges.includes(state)).map(({ id }) => id);
    const page = await ask({ state });
    expect([state, page.stories.map(({ id }) => id)]).toEqual([state, saying]);
    expect((await ask({ q: `state:${state}` })).stories.map(({ id }) => id)).toEqual(saying);
    const rest = await ask({ q: `-is:${state}` });
    expect(rest.total).toBe(all.total - saying.length);
    if (state !== 'taken' && state !== 'published')
      expect([state, counts(all, 'state')[state] ?? 0]).toEqual([state, saying.length]);
  }
  expect(counts(all, 'taken')).toEqual({ yes: 1, no: 7 });
  expect(await found({ taken: true })).toEqual(['taken']);
  expect((await ask({ taken: false, published: false })).total).toBe(7);
  expect(counts(await ask({ state: 'new' }), 'state')).toEqual(counts(all, 'state'));
});

test('days are those of the agency, and presets reckon from today', async () => {
  // 24:00 in Ho Chi Minh City is 17:00 UTC.
  const admit = (guid: string, at: Instant) => desk.own({ guid, headline: guid }, { at });
  await admit('before', instantOf(Date.UTC(2026, 11, 29, 16, 59)));
  await admit('first', instantOf(Date.UTC(2026, 11, 29, 17)));
  await admit('last', instantOf(Date.UTC(2026, 11, 30, 16, 59)));
  await admit('after', instantOf(Date.UTC(2026, 11, 30, 17)));
  expect(await found({ sinceOn: '2026-12-30', untilOn: '2026-12-30' })).toEqual(['first', 'last']);
  expect(await found({ q: 'date:2026-12-30' })).toEqual(['first', 'last']);
  expect(await found({ q: '-date:2026-12-30' })).toEqual(['after', 'before']);
  expect(await found({ untilOn: '2026-12-29' })).toEqual(['before']);
  expect(await found({ lastDays: 1 })).toEqual([]);
  expect(await found({ lastDays: 2 })).toEqual(['after']);
  expect(await found({ lastDays: 3 })).toEqual(['after', 'first', 'last']);
  expect(await found({ sinceOn: '2026-02-31' })).toHaveLength(4);
});

test('what may be published is asked of each story that fits the rest, and counts are of those', async () => {
  const ids: string[] = [];
  for (const guid of ['a', 'b', 'c', 'd'])
    ids.push(await desk.own({ guid, headline: `Flood ${guid}`, language: guid === 'd' ? 'vi' : 'en' }));
  free = [ids[1] ?? '', ids[3] ?? '', systemIds.uuid()];
  expect(await found({ free: 'web' })).toEqual(['Flood b', 'Flood d']);
  expect(counts(await ask({ free: 'web' }), 'language')).toEqual({ en: 1, vi: 1 });
  expect(await found({ free: 'web', q: 'flood', language: 'vi' })).toEqual(['Flood d']);
  free = [];
  expect(await ask({ free: 'web', language: 'vi' })).toMatchObject({
    total: 0,
    without: [{ filter: 'free', count: 1 }],
  });
});

test('an empty list says what each filter keeps away, words and days among them', async () => {
  await desk.own({ guid: '1', headline: 'Flood', language: 'en' });
  await desk.own({ guid: '2', headline: 'Lũ', language: 'vi' });
  const { without } = await ask({ q: 'flood', language: 'vi', lastDays: 7 });
  expect(without).toEqual([
    { filter: 'q', count: 1 },
    { filter: 'language', count: 1 },
  ]);
  expect((await ask({ q: 'flood', untilOn: '2020-01-01' })).without).toEqual([
    { filter: 'sinceOn', count: 1 },
  ]);
  expect((await ask({ from: 'partners' })).without).toEqual([{ filter: 'from', count: 2 }]);
  expect((await ask({ q: 'flood' })).without).toEqual([]);
});

test('a line shows where the words stand; of a story that is stopped only its headline, and of one unseen nothing', async () => {
  await desk.receive(VIETNAMESE);
  const body = ['Mưa to suốt đêm.', 'Nước lũ dâng cao ở Huế.'];
  await desk.received({ guid: 'open', language: 'vi', headline: 'Lũ ở miền Trung', body });
  await desk.received({ guid: 'gone', language: 'vi', headline: 'Lũ lớn', body });
  await desk.received({ guid: 'hidden', language: 'zh-Hans', headline: 'lũ', body });
  await desk.within(({ items }) => items.takeOffOffer({ provider: PARTNER, guid: 'gone' }, AT));
  const { stories } = await ask({ q: 'lu hue' });
  const shown = Object.fromEntries(
    stories.map(({ headline, marked: of }) => [headline, [marked(of?.headline), marked(of?.extract)]]),
  );
  expect(shown).toEqual({
    'Lũ ở miền Trung': ['[Lũ] ở miền Trung', 'Nước [lũ] dâng cao ở [Huế].'],
    'Lũ lớn': ['[Lũ] lớn', ''],
  });
  expect((await ask({})).stories.every((line) => line.marked === undefined)).toBe(true);
});

test('pages of best matches follow each other without gap or repetition while stories come in', async () => {
  for (let index = 0; index < 12; index += 1)
    await desk.own({
      guid: `n${index}`,
      headline: `Flood ${index}`,
      body: ['flood '.repeat(1 + (index % 4)), 'x'],
    });
  const whole = (await ask({ q: 'flood' })).stories.map(({ id }) => id);
  for (const sort of ['best', 'newest'] as const) {
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const at = plusSeconds(AT, ids.length);
      const page = await ask({ q: 'flood', sort, limit: 5, ...(after === undefined ? {} : { after }) }, at);
      ids.push(...page.stories.map(({ id }) => id));
      after = page.next;
      const arrival = plusSeconds(AT, 100 + ids.length);
      await desk.own({ guid: `late ${sort} ${ids.length}`, headline: 'Flood flood flood' }, { at: arrival });
    } while (after !== undefined);
    expect(ids.filter((id) => whole.includes(id)).toSorted()).toEqual(whole.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    if (sort === 'best') expect(ids).toEqual(whole);
  }
  expect((await ask({ q: 'flood', after: 'nonsense' })).stories.length).toBeGreaterThan(0);
});

test('nothing hidden moves a line, a count, an extract or a way out (I12), and RLS alone keeps another agency’s rows', async () => {
  await desk.receive(VIETNAMESE);
  await desk.received({ guid: 'seen', language: 'vi', headline: 'Lũ ở miền Trung' });
  const asks: readonly Partial<WireAsk>[] = [
    { q: 'lũ +miền' },
    { q: '"lũ ở miền Trung"' },
    { q: 'lũ', language: 'zh', lastDays: 30 },
    { state: 'new' },
    { q: 'headline:洪水' },
    { taken: false, place: 'Huế' },
  ];
  free = [];
  const answers = () => Promise.all(asks.map((one) => ask(one)));
  const before = await answers();
  await desk.received({
    guid: 'hidden',
    language: 'zh-Hans',
    headline: '洪水 lũ ở miền Trung',
    places: ['Huế'],
  });
  const other = await testNewsroom(database, AT);
  await other.own({ guid: 'theirs', language: 'vi', headline: 'Lũ ở miền Trung' });
  expect(await answers()).toEqual(before);
  const { rows } = await sql<{ count: number }>`select count(*) from item`.execute(database.app.db);
  expect(rows[0]?.count).toBe(0);
});
