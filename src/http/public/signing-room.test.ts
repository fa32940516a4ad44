import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { agreementDesk } from '#tests/town/agreement-desk.ts';
import { callDesk } from '#tests/town/desk-call.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: Town;
let desk: ReturnType<typeof agreementDesk>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await twoAgencies({ database });
  await town.pin();
  desk = agreementDesk(town);
});
afterEach(() => town.close());

async function setRule(rule: { readonly twoPerson: boolean; readonly outside: string }): Promise<void> {
  for (const role of ['chief', 'administrator'] as const)
    await callDesk(town.hanoi.server, role, { method: 'PUT', path: '/api/signing-rule', body: rule });
}

/** A draft of Hanoi and a link under it, with the secret of its address and its code. */
async function linkUnderDraft(rule = { twoPerson: false, outside: 'signatory' }) {
  await setRule(rule);
  const uid = await desk.draft();
  const path = `/api/agreements/${uid}/links`;
  const { digest } = (await desk.filedAt(town.hanoi, uid)) ?? {};
  const body = { digest, invitee: 'Trần Văn Bình', language: 'vi', days: 7 };
  const sent = await callDesk(town.hanoi.server, 'coordinator', { method: 'POST', path, body });
  const { url, code } = sent.json;
  if (typeof url !== 'string' || typeof code !== 'string') throw new Error(JSON.stringify(sent.json));
  return { uid, room: new URL(url).pathname, code };
}

const form = (fields: Record<string, string>) => ({
  method: 'POST' as const,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  payload: new URLSearchParams(fields).toString(),
});
const open = (room: string, lang = 'en') =>
  town.hanoi.server.inject({ method: 'GET', url: `${room}?lang=${lang}` });
const act = (room: string, fields: Record<string, string>) =>
  town.hanoi.server.inject({
    url: `${room}?lang=en`,
    ...form({ act: 'sign', name: 'Trần Văn Bình', ...fields }),
  });
const linksOf = async (uid: string) =>
  (await callDesk(town.hanoi.server, 'chief', { method: 'GET', path: `/api/agreements/${uid}/links` })).json;

test('somebody without an account reads the whole text, signs it once, and the partner hears by whom', async () => {
  const { uid, room, code } = await linkUnderDraft();
  for (const [lang, word] of [
    ['vi', 'Phòng ký'],
    ['zh-Hans', '签署室'],
    ['en', 'Signing room'],
  ] as const) {
    const page = await open(room, lang);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(word);
    expect(page.body).not.toContain('<script');
  }
  const page = await open(room);
  const filed = await desk.filedAt(town.hanoi, uid);
  expect(page.body).toContain(filed?.digest);
  expect(page.body).toContain('Red River Agency');
  expect(page.body.match(/class="spoken"/g)).toHaveLength(2);
  expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });

  // As people read it out: with a gap in the middle.
  const signed = await act(room, { code: `${code.slice(0, 4)} ${code.slice(4)}` });
  expect(signed.statusCode).toBe(303);
  expect((await open(room)).body).toContain('This link has been used');
  expect(await desk.stateAt(town.hanoi, uid)).toBe('proposed');
  expect((await act(room, { code })).statusCode).toBe(410);
  await town.exchange();
  const received = await callDesk(town.nanning.server, 'chief', {
    method: 'GET',
    path: `/api/agreements/${uid}`,
  });
  expect(received.json).toMatchObject({
    state: 'received',
    persons: [{ role: 'signatory', name: 'Trần Văn Bình', method: 'signing-link', verdict: 'on-its-word' }],
  });
});

test('a wrong code signs nothing, is counted, and the fifth blocks the link', async () => {
  const { uid, room, code } = await linkUnderDraft();
  const wrong = code === '00000000' ? '11111111' : '00000000';
  for (let tries = 1; tries <= 4; tries += 1) {
    const answer = await act(room, { code: wrong });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('The code is wrong');
    expect(answer.body).toContain('value="Trần Văn Bình"');
  }
  expect((await act(room, { code: wrong })).statusCode).toBe(410);
  expect((await act(room, { code })).statusCode).toBe(410);
  expect((await open(room)).body).toContain('the code was wrong too often');
  expect(await desk.stateAt(town.hanoi, uid)).toBe('draft');
  expect(await linksOf(uid)).toMatchObject({ links: [{ state: 'blocked' }] });
});

test('the text can be rejected with a reason, which the agency reads', async () => {
  const { uid, room, code } = await linkUnderDraft();
  const rejected = await act(room, { act: 'reject', code, reason: 'Điều 3 chưa đúng' });
  expect(rejected.statusCode).toBe(303);
  expect((await open(room)).body).toContain('rejected by this link');
  expect(await linksOf(uid)).toMatchObject({
    links: [{ state: 'rejected', name: 'Trần Văn Bình', reason: 'Điều 3 chưa đúng' }],
  });
  expect((await act(room, { code })).statusCode).toBe(410);
  expect(await desk.stateAt(town.hanoi, uid)).toBe('draft');
});

test('a link that ran out or was taken back opens nothing more than saying so', async () => {
  const one = await linkUnderDraft();
  const { links } = await linksOf(one.uid);
  const [{ id }] = Array.isArray(links) ? links : [{ id: '' }];
  const path = `/api/agreements/${one.uid}/links/${id}`;
  await callDesk(town.hanoi.server, 'coordinator', { method: 'DELETE', path });
  expect((await open(one.room)).body).toContain('took this link back');
  expect((await act(one.room, { code: one.code })).statusCode).toBe(410);

  const two = await linkUnderDraft();
  town.pass(7 * 86_400);
  expect((await open(two.room)).body).toContain('has run out');
  expect((await act(two.room, { code: two.code })).statusCode).toBe(410);
});

test('an unknown secret is unknown, whoever asks how often', async () => {
  const room = `/sign/${'x'.repeat(43)}`;
  const first = await open(room, 'zh-Hans');
  expect(first.statusCode).toBe(404);
  expect(first.body).toContain('没有这个签署链接');
  for (let guess = 0; guess < 40; guess += 1) await open(room);
  expect((await open(room)).statusCode).toBe(429);
});

test('where the rule says so, the outsider approves and another of us signs', async () => {
  const { uid, room, code } = await linkUnderDraft({ twoPerson: true, outside: 'approver' });
  expect((await open(room)).body).toContain('You act as the approver');
  expect((await act(room, { code })).statusCode).toBe(303);
  expect(await desk.stateAt(town.hanoi, uid)).toBe('draft');
  const { digest } = (await desk.filedAt(town.hanoi, uid)) ?? {};
  const path = `/api/agreements/${uid}/signature`;
  const signed = await callDesk(town.hanoi.server, 'chief', { method: 'POST', path, body: { digest } });
  expect(signed.json).toEqual({ state: 'proposed' });
});

test('no link is made where the rule lets nobody outside act', async () => {
  const uid = await desk.draft();
  const { digest } = (await desk.filedAt(town.hanoi, uid)) ?? {};
  const sent = await callDesk(town.hanoi.server, 'chief', {
    method: 'POST',
    path: `/api/agreements/${uid}/links`,
    body: { digest, invitee: 'X', language: 'en', days: 1 },
  });
  expect(sent).toMatchObject({ status: 409, json: { code: 'signing-outside-not-allowed' } });
});

test('neither the secret nor the code is in the database', async () => {
  const { uid, room, code } = await linkUnderDraft();
  const kept = await town.within(town.hanoi, async ({ signingLinks }) =>
    JSON.stringify(await signingLinks.of(uid)),
  );
  expect(kept).toContain('Trần Văn Bình');
  const rows = await database.migrator.db.transaction().execute(async (trx) => {
    await sql`select set_config('pactwire.agency', ${town.hanoi.agency.id}, true)`.execute(trx);
    return trx.selectFrom('signing_link').selectAll().execute();
  });
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(room.slice('/sign/'.length));
  expect(Object.values(rows[0] ?? {})).not.toContain(code);
});
