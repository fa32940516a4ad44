import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { embedStories } from '#app/agreement/embed-stories.ts';
import { askWire, type WireAsk } from '#app/search/ask-wire.ts';
import { guardedFetcher } from '#engines/guarded-fetch/guarded-fetch.ts';
import { httpEmbedder } from '#engines/language-services/http-embedder.ts';
import { nearness } from '#engines/language-services/nearness.ts';
import { systemClock } from '#engines/world.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { isJsonObject } from '#kernel/json.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { listeningSystem, type ListeningSystem } from '#tests/town/listening-system.ts';
import { twoAgencies, type Town } from '#tests/town/two-agencies.ts';
import { wireReads } from './reads/wire.ts';
import { transactWith, type AgencyTransaction } from './transact.ts';

const { fetch } = guardedFetcher();
/** What the service takes for one thing, whatever the language. */
const THINGS = [
  ['phà', 'ferry', 'river boat'],
  ['lụt', 'flood'],
  ['cà phê', 'coffee'],
];
let town: Town;
let desk: ReturnType<typeof exchangeDesk>;
let service: ListeningSystem;

/** As the agency itself sees its tables: row-level security binds the migrator too, which sees nothing. */
const inNanning = <T>(read: (transaction: AgencyTransaction) => Promise<T>) =>
  transactWith(town.database.app.db, (transaction) => transaction)(town.nanning.agency.id, read);

beforeAll(async () => {
  town = await twoAgencies({ effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
  await desk.agreements.signedByBoth();
  await desk.settle();
  for (const [guid, headline] of [
    ['urn:ferry', 'Phà mới qua sông'],
    ['urn:flood', 'Lũ lụt ở hạ lưu'],
    ['urn:coffee', 'Giá cà phê tăng'],
  ] as const)
    await desk.admit({ guid, language: 'vi', headline, blocks: [] });
  await desk.settle();
  service = await listeningSystem();
});
afterAll(async () => {
  await service.close();
  await town.close();
});
beforeEach(() => {
  service.heard.length = 0;
  service.answers(({ body }) => ({ status: 200, body: JSON.stringify({ data: textsIn(body).map(placed) }) }));
});

function textsIn(body: string): readonly string[] {
  const asked: unknown = JSON.parse(body);
  const input = isJsonObject(asked) && Array.isArray(asked['input']) ? asked['input'] : [];
  return input.map(String);
}

function placed(text: string, index: number) {
  const embedding = THINGS.map((words) =>
    words.some((word) => text.toLowerCase().includes(word)) ? 1 : 0.01,
  );
  return { index, embedding };
}

function embedder(where: 'in the house' | 'outside', model = 'm1') {
  const asked = { url: `${service.origin}/v1/embeddings`, model };
  const one = httpEmbedder(asked, { fetch, allowHosts: [service.host] });
  return { ...one, isInHouse: where === 'in the house' };
}

const embed = (one: Town['hanoi'], by: ReturnType<typeof embedder>) =>
  embedStories({ ...one.tools, embedder: by }, { agency: one.agency, at: town.now() });

async function asked(by: ReturnType<typeof embedder>, ask: Partial<WireAsk>) {
  const needs = {
    wire: wireReads(town.database.app.db),
    lexiconsFor: async () => ({ find: () => undefined }),
    nearTo: nearness(by, systemClock),
    judgeFree: async (_agency: unknown, ids: readonly string[]) => ids,
  };
  const asker = { agency: town.nanning.agency, at: town.now() };
  const page = await askWire(needs, asker, { from: 'all', limit: 10, ...ask });
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
}

async function found(by: ReturnType<typeof embedder>, q: string, more: { readonly sort?: 'newest' } = {}) {
  return (await asked(by, { q, ...more })).stories.map(({ headline }) => headline);
}

test('to a service outside goes no text that the agreement does not let us hand on; our own may go', async () => {
  const outside = embedder('outside');
  expect(await embed(town.nanning, outside)).toBe(3);
  expect(service.heard).toEqual([]);
  expect(await embed(town.nanning, outside)).toBe(0);
  expect(await found(outside, 'river boat')).toEqual([]);
  service.heard.length = 0;
  expect(await embed(town.hanoi, outside)).toBe(3);
  expect(service.heard.flatMap(({ body }) => textsIn(body)).length).toBe(3);
});

test('what lies near a question is found beside what holds its words, and comes first where both say so', async () => {
  const house = embedder('in the house', 'm2');
  expect(await embed(town.nanning, house)).toBe(3);
  expect((await found(house, 'river boat'))[0]).toBe('Phà mới qua sông');
  expect((await found(house, 'ferry cà phê'))[0]).toBe('Giá cà phê tăng');
  expect(await found(house, 'river boat', { sort: 'newest' })).toEqual([]);
  expect(await found(house, '+lụt ferry')).toEqual(['Lũ lụt ở hạ lưu']);
  // An empty list says what would be there without a filter, what lies near counted too.
  const { total } = await asked(house, { q: 'river boat' });
  const { without } = await asked(house, { q: 'river boat', language: 'th' });
  expect(total).toBeGreaterThan(0);
  expect(without).toEqual([{ filter: 'language', count: total }]);
});

test('a service that is silent, fails or lies leaves the words their answer', async () => {
  const house = embedder('in the house', 'm2');
  service.answers(() => ({ status: 500, body: '' }));
  expect(await found(house, 'cà phê')).toEqual(['Giá cà phê tăng']);
  service.answers(() => ({ status: 200, body: JSON.stringify({ data: [{ index: 0, embedding: [1] }] }) }));
  expect(await found(house, 'cà phê')).toEqual(['Giá cà phê tăng']);
  const silent = { ...house, embed: () => new Promise<never>(() => undefined) };
  const within = Promise.race([found(silent, 'cà phê'), new Promise((done) => setTimeout(done, 5000))]);
  expect(await within).toEqual(['Giá cà phê tăng']);
});

test('a failed service is told of, and keeps nothing from being asked again; a new version is placed anew', async () => {
  const house = embedder('in the house', 'm3');
  service.answers(() => ({ status: 503, body: '' }));
  await expect(embed(town.nanning, house)).rejects.toThrow('HTTP 503');
  service.answers(({ body }) => ({ status: 200, body: JSON.stringify({ data: textsIn(body).map(placed) }) }));
  expect(await embed(town.nanning, house)).toBe(3);
  await desk.correct('urn:flood', 'Sông đã rút, bến phà mở lại');
  await desk.settle();
  expect(await embed(town.nanning, house)).toBe(1);
});

test('a text that the service refuses keeps no other from being placed, and is asked about again after a day', async () => {
  const house = embedder('in the house', 'm4');
  service.answers(({ body }) => {
    const texts = textsIn(body);
    const status = texts.some((text) => text.includes('cà phê')) ? 413 : 200;
    return { status, body: JSON.stringify({ data: texts.map(placed) }) };
  });
  expect(await embed(town.nanning, house)).toBe(3);
  expect(await found(house, 'river boat')).toContain('Phà mới qua sông');
  expect(await embed(town.nanning, house)).toBe(0);
});

test('a killed story is not near anything, at once, and what was kept of it goes with the kill', async () => {
  const house = embedder('in the house', 'm4');
  const { id } = await desk.itemAt(town.nanning, 'urn:ferry');
  await desk.kill('urn:ferry');
  await desk.settle();
  const late = { itemId: id, version: 1, model: 'm4', near: { model: 'm4', vector: [127, 0, 0] } };
  await town.within(town.nanning, ({ vectors }) => vectors.keep(late, town.now()));
  const kept = await inNanning(({ trx }) =>
    trx.selectFrom('story_vector').select('item_id').where('item_id', '=', id).execute(),
  );
  expect(kept).toEqual([]);
  expect(await found(house, 'river boat')).not.toContain('Phà mới qua sông');
});

test('what lies beyond the newest 5,000 stories is let go, its vectors and its translations', async () => {
  const { id } = await desk.itemAt(town.nanning, 'urn:coffee');
  const text = { itemId: id, version: 1, language: 'zh-Hans', engine: 'e', lexemes: "'咖啡'" };
  await town.within(town.nanning, ({ machineTexts }) => machineTexts.keep(text, town.now()));
  const kept = () =>
    inNanning(async ({ trx }) => {
      const vectors = await trx
        .selectFrom('story_vector')
        .where('item_id', '=', id)
        .select('version')
        .execute();
      const texts = await trx
        .selectFrom('machine_text')
        .where('item_id', '=', id)
        .select('version')
        .execute();
      return [vectors.length, texts.length];
    });
  const dropOld = () =>
    town.within(town.nanning, async ({ vectors, machineTexts }) => {
      await vectors.dropOld();
      await machineTexts.dropOld();
    });
  await dropOld();
  expect(await kept()).toEqual([1, 1]);
  await inNanning(({ trx }) =>
    sql`insert into item select copy.* from item i, generate_series(1, 5000) as n,
    jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'guid', 'urn:copy:' || n,
      'updated_at', i.updated_at + interval '1 day')) as copy where i.id = ${id}`.execute(trx),
  );
  await dropOld();
  expect(await kept()).toEqual([0, 0]);
});
