import { afterAll, beforeAll, expect, test } from 'vitest';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

const TOKEN_LENGTH = 43;
let town: Town;
let desk: ReturnType<typeof exchangeDesk>;
let uid = '';

beforeAll(async () => {
  town = await twoAgencies({ effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
  uid = await desk.agreements.signedByBoth();
  await desk.settle();
});
afterAll(() => town.close());

const open = ({ server }: TownAgency, path: string) =>
  server.inject({
    method: 'GET',
    url: path,
    cookies: { [server.door.cookie.name]: 'viewer'.padEnd(TOKEN_LENGTH, '_') },
  });

test('an agreement is saved as plain text in each language, and as the document that was signed', async () => {
  const heads = { vi: 'ĐIỀU KHOẢN CHUNG', 'zh-Hans': '一般条款', en: 'GENERAL TERMS' };
  const filed = await desk.agreements.filedAt(town.hanoi, uid);
  for (const [language, head] of Object.entries(heads)) {
    const file = await open(town.hanoi, `/desk-agreement/${uid}/text?lang=${language}`);
    expect(file.statusCode).toBe(200);
    expect(file.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="agreement-.*\.txt"$/);
    expect(file.body).toContain(head);
    expect(file.body).toContain(filed?.digest);
  }
  const document = await open(town.hanoi, `/desk-agreement/${uid}/document`);
  expect(document.headers['content-type']).toContain('application/ld+json');
  expect(document.json()).toEqual(JSON.parse(filed?.canonical ?? ''));
});

test('obligations are saved for a spreadsheet, with what is due now and by when', async () => {
  const guid = 'urn:story:due';
  await desk.admit({ guid, headline: '=1+1 is no formula' });
  await desk.settle();
  const calm = (await open(town.hanoi, '/desk-obligations?lang=en')).body;
  expect(calm).toContain('removeFromService');
  expect(calm).not.toContain('due now');

  await desk.kill(guid);
  const rows = (await open(town.hanoi, `/desk-agreement/${uid}/obligations?lang=en`)).body
    .split('\r\n')
    .filter((row) => row.includes('due now'));
  const { did } = town.nanning.agency;
  expect(rows).toEqual([expect.stringContaining(`due now,,${did},${town.hanoi.agency.did},kill`)]);
  expect((await open(town.hanoi, '/desk-obligations')).body).toContain('due now');
});

test('a stranger gets none of it, and nobody an agreement that is not there', async () => {
  for (const path of [`/desk-agreement/${uid}/text`, '/desk-obligations'])
    expect((await town.hanoi.server.inject({ method: 'GET', url: path })).statusCode).toBe(401);
  expect((await open(town.hanoi, '/desk-agreement/urn:uuid:none/text')).statusCode).toBe(404);
  expect((await open(town.hanoi, `/desk-agreement/${uid}/recipe`)).statusCode).toBe(404);
});
