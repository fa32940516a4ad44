import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import { instantOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import { openStores } from '#store/open-stores.ts';
import { transactWith } from '#store/transact.ts';
import { readingDoors, type ReadingDoors, type Seat } from '#tests/town/reading-doors.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const DAY = 86_400;
let database: TestDatabase;
let doors: ReadingDoors;
let desk: TestNewsroom;
let boss: Seat;
let at: Instant;

beforeAll(async () => {
  database = await testDatabase();
  doors = await readingDoors(database, { now: () => at, keyCallsPerMinute: 5 });
});
afterAll(async () => {
  await doors.server.close();
  await database.drop();
});
beforeEach(async () => {
  at = AT;
  desk = await testNewsroom(database, AT);
  boss = await doors.seat(desk.agencyId, 'administrator');
});

const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, headers: object, payload?: object) =>
  doors.server.inject({ method, url, headers: { ...headers }, ...(payload ? { payload } : {}) });
const byKey = (token: string, url = '/api/wire') => call('GET', url, { authorization: `Bearer ${token}` });
const make = async (order: object = {}) =>
  (
    await call('POST', '/api/api-keys', boss.headers, {
      name: 'CMS',
      scopes: ['read-wire'],
      days: 30,
      ...order,
    })
  ).json();
const list = async () => (await call('GET', '/api/api-keys', boss.headers)).json().keys;

test('a key is shown once, reads the wire of its agency and nobody else’s, and its last day of use is kept', async () => {
  const other = await testNewsroom(database, AT);
  await desk.own({ guid: 'ours', headline: 'Ours' });
  await other.own({ guid: 'theirs', headline: 'Theirs' });
  const { key, token } = await make();
  expect(token).toMatch(/^pactwire_[0-9a-f]{32}_[\w-]{43}$/);
  expect(await list()).toEqual([{ ...key, madeBy: 'Lan' }]);

  const answer = await byKey(token);
  expect(answer.json().stories.map(({ headline }: { headline: string }) => headline)).toEqual(['Ours']);
  expect((await byKey(token, `/api/stories/${answer.json().stories[0].id}`)).json()).toMatchObject({
    headline: 'Ours',
    may: { take: { ok: false } },
  });
  expect((await list())[0]).toMatchObject({ id: key.id, usedOn: '2027-01-01' });
});

test('of the secret the database holds a hash alone, and what was done is in the log of deeds', async () => {
  const { key, token } = await make();
  await call('DELETE', `/api/api-keys/${key.id}`, boss.headers);
  const rows = await transactWith(database.app.db, ({ trx }) => trx)(desk.agencyId, async (trx) => ({
    keys: (await sql<object>`select to_jsonb(k) as row from api_key k`.execute(trx)).rows,
    deeds: await trx.selectFrom('activity').select(['what', 'subject', 'person_id']).execute(),
  }));
  expect(JSON.stringify(rows.keys)).toContain('sha-256:');
  expect(JSON.stringify(rows.keys)).not.toContain(token.slice(-43));
  expect(rows.deeds).toEqual(
    ['api-key-made', 'api-key-revoked'].map((what) => ({ what, subject: key.id, person_id: boss.personId })),
  );
});

test('an unknown, a wrong, a revoked and an expired key, and one whose maker has left, get one and the same answer', async () => {
  const wrong = (await make()).token.replace(/.{4}$/, 'AAAA');
  const revoked = await make();
  await call('DELETE', `/api/api-keys/${revoked.key.id}`, boss.headers);
  const expired = (await make({ days: 1 })).token;
  const leaver = await doors.seat(desk.agencyId, 'administrator');
  const left = await doors.key(leaver);
  await transactWith(database.app.db, openStores)(desk.agencyId, ({ members }) =>
    members.save({ personId: leaver.personId, roles: ['administrator'], closedAt: AT }, AT),
  );
  at = plusSeconds(AT, 2 * DAY);
  const unknown = `pactwire_${'0'.repeat(32)}_${'A'.repeat(43)}`;
  const answers = await Promise.all(
    [unknown, 'x', '', wrong, revoked.token, expired, left].map(async (token) => {
      const { statusCode, headers, body } = await byKey(token);
      const { 'x-request-id': _id, date: _date, ...rest } = headers;
      return JSON.stringify([statusCode, rest, body.replace(/urn:uuid:[0-9a-f-]+/, '')]);
    }),
  );
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('api-key-refused');
  expect(answers[0]).toContain('"www-authenticate":"Bearer"');
});

test('a key opens only what its scope names, and never what people alone may do', async () => {
  const { token } = await make({ scopes: ['read-partners'] });
  expect((await byKey(token)).json()).toMatchObject({
    code: 'api-key-not-enough',
    facts: { scope: 'read-wire' },
  });
  const reader = (await make()).token;
  const beyond = [
    await byKey(reader, '/api/api-keys'),
    await call('POST', '/api/api-keys', { authorization: `Bearer ${reader}` }, {}),
  ];
  expect(beyond.map((answer) => answer.json().code)).toEqual(['api-key-not-enough', 'api-key-not-enough']);
});

test('what the maker of a key has put aside is theirs: a program sees every story alike', async () => {
  await desk.own({ guid: 'kept', headline: 'Kept' });
  const storyId = await desk.own({ guid: 'aside', headline: 'Put aside' });
  await call('PUT', '/api/wire/aside', boss.headers, { storyIds: [storyId], aside: 'later' });
  const { token } = await make();
  const shown = async (answer: ReturnType<typeof byKey>) =>
    (await answer)
      .json()
      .stories.map(({ headline }: { headline: string }) => headline)
      .toSorted();
  const later = '/api/wire?aside=later';
  expect(await shown(call('GET', later, boss.headers))).toEqual(['Put aside']);
  for (const url of [later, '/api/wire?aside=hide', '/api/wire?aside=not-for-us'])
    expect(await shown(byKey(token, url)), url).toEqual(['Kept', 'Put aside']);
});

test('a key and a session together are refused, so that nobody can mistake which of the two was meant', async () => {
  const { token } = await make();
  const both = await call('GET', '/api/wire', { ...boss.headers, authorization: `Bearer ${token}` });
  expect([both.statusCode, both.json().code]).toEqual([400, 'api-key-beside-session']);
});

test('the password of a proxy before the node is no key: people sign in behind it, and programs are not let in by it', async () => {
  const basic = { authorization: `Basic ${Buffer.from('desk:word').toString('base64')}` };
  expect((await call('GET', '/api/wire', { ...boss.headers, ...basic })).statusCode).toBe(200);
  expect((await call('GET', '/api/wire', basic)).json().code).toBe('not-signed-in');
});

test('each key has a quota of its own, and every answer says what is left of it', async () => {
  const [one, other] = [(await make()).token, (await make()).token];
  const answers = [];
  for (let calls = 0; calls < 6; calls += 1) answers.push(await byKey(one));
  expect(answers.map(({ headers }) => headers['ratelimit'])).toEqual(
    [4, 3, 2, 1, 0, 0].map((left) => `"key";r=${left};t=60`),
  );
  expect(answers[0]?.headers['ratelimit-policy']).toBe('"key";q=5;w=60');
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(answers[5]?.headers['retry-after']).toBe('60');
  expect((await byKey(other)).statusCode).toBe(200);
  at = plusSeconds(AT, 61);
  expect((await byKey(one)).statusCode).toBe(200);
});

test('wire and story have an entity tag: the same answer is sent once, and a changed one again', async () => {
  const id = await desk.own({ guid: 'ours', headline: 'Ours' });
  const { token } = await make();
  const { headers: who } = boss;
  for (const url of ['/api/wire', `/api/stories/${id}`]) {
    const first = await call('GET', url, who);
    const tag = String(first.headers['etag']);
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    for (const given of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
      const again = await call('GET', url, { ...who, 'if-none-match': given });
      expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', tag]);
    }
    expect((await call('GET', url, { ...who, 'if-none-match': '"x"' })).statusCode).toBe(200);
  }
  const { headers } = await byKey(token);
  const same = { authorization: `Bearer ${token}`, 'if-none-match': String(headers['etag']) };
  expect((await call('GET', '/api/wire', same)).statusCode).toBe(304);
  await desk.own({ guid: 'new', headline: 'New' });
  const fresh = await call('GET', '/api/wire', same);
  expect([fresh.statusCode, fresh.json().total]).toEqual([200, 2]);
});

test('only an administrator makes keys, and a key that is revoked cannot be revoked again', async () => {
  const editor = await doors.seat(desk.agencyId, 'editor');
  const refused = await call('POST', '/api/api-keys', editor.headers, {
    name: 'x',
    scopes: ['read-wire'],
    days: 1,
  });
  expect(refused.json().code).toBe('role-missing');
  expect(
    (
      await call('POST', '/api/api-keys', boss.headers, { name: '\u202Ex', scopes: ['read-wire'], days: 1 })
    ).json().code,
  ).toBe('name-invalid');
  const { key } = await make();
  const twice = [
    await call('DELETE', `/api/api-keys/${key.id}`, boss.headers),
    await call('DELETE', `/api/api-keys/${key.id}`, boss.headers),
  ];
  expect(twice.map(({ statusCode }) => statusCode)).toEqual([200, 404]);
});

test('a transaction that names one key sees that key and no other', async () => {
  const { key } = await make();
  await make();
  const seen = await database.app.db.transaction().execute(async (trx) => {
    await sql`select set_config('pactwire.api_key', ${key.id}, true)`.execute(trx);
    return trx.selectFrom('api_key').select('id').execute();
  });
  expect(seen).toEqual([{ id: key.id }]);
  expect(await database.app.db.selectFrom('api_key').selectAll().execute()).toEqual([]);
});
