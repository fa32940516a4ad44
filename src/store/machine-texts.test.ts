import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { translateStories } from '#app/agreement/translate-stories.ts';
import { askWire } from '#app/search/ask-wire.ts';
import { guardedFetcher } from '#engines/guarded-fetch/guarded-fetch.ts';
import { httpTranslator } from '#engines/language-services/http-translator.ts';
import { isJsonObject } from '#kernel/json.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { listeningSystem, type ListeningSystem } from '#tests/town/listening-system.ts';
import { twoAgencies, type Town } from '#tests/town/two-agencies.ts';
import { wireReads } from './reads/wire.ts';
import { transactWith, type AgencyTransaction } from './transact.ts';

const { fetch } = guardedFetcher();
const CHINESE: Readonly<Record<string, string>> = {
  'Phà mới qua sông': '新渡轮过江',
  'Lũ lụt ở hạ lưu': '下游洪水',
  'Giá cà phê tăng': '咖啡涨价',
  'Lũ lụt và cà phê': '洪水与咖啡',
};
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
  for (const [at, headline] of Object.keys(CHINESE).slice(0, 3).entries())
    await desk.admit({ guid: `urn:story:${at}`, language: 'vi', headline, blocks: [] });
  await desk.settle();
  service = await listeningSystem();
});
afterAll(async () => {
  await service.close();
  await town.close();
});
beforeEach(() => {
  service.heard.length = 0;
  service.answers(({ body }) => {
    const translatedText = textsIn(body).map((text) => CHINESE[text.trim()] ?? text);
    return { status: 200, body: JSON.stringify({ translatedText }) };
  });
});

function textsIn(body: string): readonly string[] {
  const asked: unknown = JSON.parse(body);
  return isJsonObject(asked) && Array.isArray(asked['q']) ? asked['q'].map(String) : [];
}

function translator(where: 'in the house' | 'outside') {
  const asked = { kind: 'libretranslate', url: `${service.origin}/translate` } as const;
  const one = httpTranslator(asked, { fetch, allowHosts: [service.host] });
  return { ...one, engine: where, isInHouse: where === 'in the house' };
}

const translate = (where: 'in the house' | 'outside', one = town.nanning) =>
  translateStories({ ...one.tools, translator: translator(where) }, { agency: one.agency, at: town.now() });

async function found(q: string, readsMachine = true) {
  const needs = {
    wire: wireReads(town.database.app.db),
    lexiconsFor: async () => ({ find: () => undefined }),
    readsMachine,
    judgeFree: async (_agency: unknown, ids: readonly string[]) => ids,
  };
  const asker = { agency: town.nanning.agency, at: town.now() };
  const page = await askWire(needs, asker, { q, from: 'all', limit: 10 });
  if (!page.ok) return page.error.code;
  return page.value.stories.map(({ headline, foundBy }) => (foundBy ? `${headline} (${foundBy})` : headline));
}

test('a service outside translates nothing of a partner that the agreement keeps from being mined', async () => {
  expect(await translate('outside')).toBe(3);
  expect(service.heard).toEqual([]);
  expect(await translate('outside')).toBe(0);
  expect(await found('洪水')).toEqual([]);
});

test('what the agreement lets be translated into our language is found in it, beside what holds the words itself', async () => {
  expect(await translate('in the house')).toBe(3);
  expect(await found('洪水')).toEqual(['Lũ lụt ở hạ lưu (machine-translation)']);
  expect(await found('渡轮 咖啡')).toHaveLength(2);
  expect(await found('洪水', false)).toEqual([]);
  expect(await found('cà phê')).toEqual(['Giá cà phê tăng']);
  // The agreement says nothing of translating into English.
  const english = { ...town.nanning, agency: { ...town.nanning.agency, languages: ['en'] } };
  service.heard.length = 0;
  expect(await translate('in the house', english)).toBe(3);
  expect(service.heard).toEqual([]);
});

test('a failed service is told of and asked again; a new version is translated anew, and the former one finds nothing', async () => {
  await desk.correct('urn:story:1', 'Lũ lụt và cà phê');
  await desk.settle();
  expect(await found('洪水')).toEqual([]);
  service.answers(() => ({ status: 503, body: '' }));
  await expect(translate('in the house')).rejects.toThrow('HTTP 503');
  service.answers(({ body }) => ({
    status: 200,
    body: JSON.stringify({ translatedText: textsIn(body).map((text) => CHINESE[text.trim()] ?? text) }),
  }));
  expect(await translate('in the house')).toBe(1);
  expect(await found('洪水')).toEqual(['Lũ lụt và cà phê (machine-translation)']);
});

test('a text that the service refuses keeps no other from being translated, and is asked about again after a day', async () => {
  await desk.correct('urn:story:2', 'Giá cà phê tăng lần nữa');
  await desk.correct('urn:story:1', 'Lũ lụt ở hạ lưu');
  await desk.settle();
  service.answers(({ body }) => {
    const texts = textsIn(body);
    const status = texts.some((text) => text.includes('hạ lưu')) ? 400 : 200;
    return { status, body: JSON.stringify({ translatedText: texts.map(() => '咖啡又涨价') }) };
  });
  expect(await translate('in the house')).toBe(2);
  expect(await found('又涨价')).toEqual(['Giá cà phê tăng lần nữa (machine-translation)']);
  const heard = service.heard.length;
  expect(await translate('in the house')).toBe(0);
  expect(service.heard.length).toBe(heard);
});

test('a killed story is not found by its translation, at once, and what was kept of it goes with the kill', async () => {
  const { id } = await desk.itemAt(town.nanning, 'urn:story:0');
  expect(await found('渡轮')).toEqual(['Phà mới qua sông (machine-translation)']);
  await desk.kill('urn:story:0');
  await desk.settle();
  expect(await found('渡轮')).toEqual([]);
  const late = { itemId: id, version: 1, language: 'zh-Hans', engine: 'in the house', lexemes: "'late'" };
  await town.within(town.nanning, ({ machineTexts }) => machineTexts.keep(late, town.now()));
  const kept = await inNanning(({ trx }) =>
    trx.selectFrom('machine_text').select('item_id').where('item_id', '=', id).execute(),
  );
  expect(kept).toEqual([]);
});
