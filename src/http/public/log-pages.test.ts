import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { noteRelease } from '#app/ledger/note-release.ts';
import { signLog } from '#app/ledger/sign-log.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { logTown, type LogHouse } from '#tests/town/log-town.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';

let database: TestDatabase;
let town: Awaited<ReturnType<typeof logTown>>;
let hanoi: LogHouse;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await logTown(database, ['hanoi']);
  const [house] = town.houses;
  if (!house) throw new Error('one name makes one house');
  hanoi = house;
});
afterEach(() => town.close());

const get = (url: string, language = 'en') =>
  hanoi.server.inject({ method: 'GET', url, headers: { accept: 'text/html', 'accept-language': language } });

async function append(agency: Agency, items: readonly string[]): Promise<void> {
  await hanoi.tools.transact(agency.id, async ({ logLeaves }) => {
    for (const subject of items)
      await logLeaves.append({
        kind: 'item-killed',
        reasonClass: 'error',
        subject,
        actor: agency.did,
        at: town.now(),
      });
  });
}
const withdrawals = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => `item ${from + at}`);
const sign = (agency: Agency) => signLog(hanoi.tools, agency, town.now());

/** The entries of a page by their places, top to bottom; `waits` for one that has none yet. */
const placesOn = (markup: string): readonly string[] =>
  [...markup.matchAll(/<p class="meta">[\s\S]*?<\/p>/g)].map(
    ([meta]) => /\/proof\/(\d+)"/.exec(meta)?.[1] ?? 'waits',
  );
const linkOf = (markup: string, rel: 'next' | 'prev'): string | undefined =>
  new RegExp(`<a[^>]*rel="${rel}"[^>]*href="([^"]*)"`).exec(markup)?.[1];
const down = (from: number, to: number): string[] =>
  Array.from({ length: from - to + 1 }, (_, at) => String(from - at));

test('every withdrawal is on a page, by links that need no script, however many are added while somebody reads', async () => {
  await append(hanoi.agency, withdrawals(3, 253));
  await sign(hanoi.agency);
  await append(hanoi.agency, withdrawals(253, 254));
  const seen: string[] = [];
  const visited: string[] = [];
  for (let url: string | undefined = '/en/transparency'; url !== undefined;) {
    const page = await get(url);
    expect(page.statusCode, url).toBe(200);
    visited.push(url);
    seen.push(...placesOn(page.payload));
    if (visited.length === 1) {
      await append(hanoi.agency, withdrawals(254, 260));
      await sign(hanoi.agency);
    }
    url = linkOf(page.payload, 'next');
  }
  expect(seen).toEqual(['waits', ...down(252, 3)]);
  expect(visited).toHaveLength(3);
  // And back: to the newer ones, and on to those that came meanwhile.
  const middle = linkOf((await get(visited[2] ?? '')).payload, 'prev') ?? '';
  expect(placesOn((await get(middle)).payload)).toEqual(placesOn((await get(visited[1] ?? '')).payload));
  const front = linkOf((await get(middle)).payload, 'prev') ?? '';
  expect(placesOn((await get(front)).payload)).toEqual(down(253, 154));
  const newest = linkOf((await get(front)).payload, 'prev') ?? '';
  expect(placesOn((await get(newest)).payload)).toEqual(down(259, 254));
  expect(linkOf((await get(newest)).payload, 'prev')).toBeUndefined();
});

test('the links say where they lead in three languages, and an address that names no page is none', async () => {
  await append(hanoi.agency, withdrawals(3, 153));
  await sign(hanoi.agency);
  for (const [language, older, newer] of [
    ['vi', 'Cũ hơn', 'Mới hơn'],
    ['zh-hans', '较早', '较新'],
    ['en', 'Older', 'Newer'],
  ] as const) {
    const { payload } = await get(`/${language}/transparency`);
    expect(payload).toContain(`>${older}</a>`);
    expect(payload).not.toContain(`>${newer}</a>`);
    const next = linkOf(payload, 'next') ?? '';
    expect(next).toContain(`/${language}/transparency?before=`);
    expect((await get(next)).payload).toContain(`>${newer}</a>`);
  }
  for (const bad of ['before=x', 'before=1&after=2', 'after=-1', 'before=1&before=2'])
    expect((await get(`/en/transparency?${bad}`)).statusCode, bad).toBe(404);
});

test('every agency of a node has such a page, with its own withdrawals, late answers, proofs and key', async () => {
  const other = await hanoi.addAgency('hue');
  await append(hanoi.agency, withdrawals(3, 5));
  await append(other, withdrawals(3, 6));
  await hanoi.tools.transact(other.id, ({ logLeaves }) =>
    logLeaves.append({
      kind: 'recalls-overdue',
      subject: 'now',
      actor: other.did,
      at: town.now(),
      facts: { overdue: 7 },
    }),
  );
  await sign(hanoi.agency);
  await sign(other);
  const own = (await get('/en/transparency')).payload.replaceAll(/\s+/g, ' ');
  expect(placesOn(own)).toEqual(['4', '3']);
  expect(own).toContain('href="/en/agencies/hue/transparency"');
  const answer = await get('/en/agencies/hue/transparency');
  const page = answer.payload.replaceAll(/\s+/g, ' ');
  expect(answer.statusCode).toBe(200);
  expect(page).toContain('Withdrawal log of hue');
  expect(placesOn(page)).toEqual(['5', '4', '3']);
  expect(page).toContain('0 overdue now, 0 refused');
  expect(page).toMatch(/7 answers overdue\. <a href="\/agencies\/hue\/transparency\/proof\/6">/);
  expect(page).toContain(
    `log verify ${hanoi.origin}/agencies/hue/transparency --key ${hanoi.origin.slice(8)}/agencies/hue/transparency+`,
  );
  expect(page).toContain('href="/agencies/hue/transparency/checkpoint"');
  expect(page).toContain('href="/vi/agencies/hue/transparency"');
  expect(page).toContain('href="/en/transparency"');
  expect((await get('/en/agencies/nobody/transparency')).statusCode).toBe(404);
});

test('the log says which program keeps it, once for each that a node starts with, and the page shows it with its proof', async () => {
  const { tools, agency } = hanoi;
  const [first, second] = ['1', '2'].map((digit) => ({ version: `0.${digit}.0`, sha256: digit.repeat(64) }));
  if (!first || !second) throw new Error('two releases');
  expect((await get('/en/transparency')).payload).not.toContain('sha256sum');
  for (const release of [first, first, second, second, { ...second, sha256: '3'.repeat(64) }, first]) {
    town.pass(60);
    await noteRelease(tools, agency, release, town.now());
    await sign(agency);
  }
  const leaves = await tools.transact(agency.id, ({ transparency }) => transparency.leaves(3, 9));
  expect(leaves.map((leaf) => JSON.parse(leaf))).toMatchObject([
    { kind: 'release', ...first, actor: agency.did },
    { kind: 'release', ...second },
    { kind: 'release', version: '0.2.0', sha256: '3'.repeat(64) },
    { kind: 'release', ...first },
  ]);
  for (const [language, said] of [
    ['vi', 'Phiên bản 0.1.0 từ'],
    ['zh-hans', '版本 0.1.0，自'],
    ['en', 'Version 0.1.0 since'],
  ] as const) {
    const page = (await get(`/${language}/transparency`)).payload.replaceAll(/\s+/g, ' ');
    expect(page).toContain(said);
    expect(page).toMatch(/<code>1{64}<\/code> <a href="\/transparency\/proof\/6">/);
    expect(page).toMatch(/<code>2{64}<\/code> <a href="\/transparency\/proof\/4">/);
    expect(page).toContain('xargs -0 sha256sum | sha256sum');
  }
});

test('the address of a log itself leads a reader to its page', async () => {
  await hanoi.addAgency('hoi-an');
  const led = async (url: string, language: string) => (await get(url, language)).headers['location'];
  expect(await led('/transparency', 'zh-CN')).toBe('/zh-hans/transparency');
  expect(await led('/agencies/hoi-an/transparency', 'en')).toBe('/en/agencies/hoi-an/transparency');
});
