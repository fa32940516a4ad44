import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSession } from '#domain/newsroom/session.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import type { DocumentNeeds } from '#formats/convert.ts';
import { lookAtDocument } from '#formats/look-at-document.ts';
import { printNinjs } from '#formats/ninjs/print-ninjs.ts';
import { instantOf } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { openStores, type Stores } from '#store/open-stores.ts';
import { transactWith } from '#store/transact.ts';
import { ingestDocument } from '#app/item/ingest-document.ts';
import { readHere } from '#tests/town/read-here.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testItem } from '#tests/town/test-item.ts';
import { testSafe } from '#tests/town/test-source.ts';
import { makeServer } from '../server.ts';
import { mountSourceLooks, type SourceLookNeeds } from './source-look.ts';
import { mountSources } from './source.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
let database: TestDatabase;
let server: FastifyInstance;
let agencyId: string;
let personId: string;
/** A test may put another reader here, as a change of a profile does. */
let reads = readHere;
let first: Awaited<ReturnType<SourceLookNeeds<Stores>['firstDocument']>>;

beforeAll(async () => {
  database = await testDatabase();
  server = await makeServer({
    publicOrigin: 'http://localhost:4100',
    now: () => AT,
    findSession: async () =>
      startSession({ personId, agencyId, roles: ['administrator'], csrf: 'c' }, 'account', AT),
    checkReplies: true,
  });
  const needs = {
    ...testSafe,
    transact: transactWith(database.app.db, openStores),
    agencies: agencyDirectory(database.app.db),
    ids: systemIds,
    hash: nodeHash,
    readForeign: (...asked: Parameters<typeof readHere>) => reads(...asked),
    picturesFor: () => () => Promise.resolve(refuse('no pictures here')),
    keepPicture: () => Promise.resolve(refuse('no pictures here')),
    folderFor: async () => accept('/in'),
    pushAddress: (id: string) => `http://localhost:4100/ingest/${id}`,
    newSecret: () => ({ secret: 'whsec_open', sealed: 'closed' }),
    run: async () => undefined,
    lookForeign: (_source: string, bytes: Uint8Array, needs: DocumentNeeds) =>
      Promise.resolve(lookAtDocument(bytes, needs)),
    firstDocument: async () => first,
  };
  mountSources(server, needs);
  mountSourceLooks(server, needs);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  agencyId = await testAgency(database);
  personId = systemIds.uuid();
  reads = readHere;
  await database.app.db
    .insertInto('person')
    .values({ id: personId, email: `${personId}@wire.example`, name: 'An', language: 'vi', created_at: AT })
    .execute();
});

function call(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) {
  const { name } = server.door.cookie;
  return server.inject({
    method,
    url,
    headers: { cookie: `${name}=${'me'.padEnd(43, '-')}`, 'x-csrf-token': 'c' },
    ...(payload ? { payload } : {}),
  });
}
const within = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
  transactWith(database.app.db, openStores)(agencyId, work);

test('a source is added, paused and shown without its secret, which is told once', async () => {
  const added = await call('POST', '/api/sources', { name: 'Push', kind: 'push' });
  expect(added.json()).toMatchObject({ secret: 'whsec_open', source: { kind: 'push', state: 'active' } });
  const { id } = added.json().source;
  expect((await call('PATCH', `/api/sources/${id}`, { state: 'paused' })).json().source.state).toBe('paused');
  expect((await call('GET', '/api/sources')).body).not.toMatch(/whsec|closed/);
  expect((await call('GET', `/api/sources/${id}/refused`)).json()).toEqual({ documents: [] });
  expect(
    (await call('POST', '/api/sources', { name: 'F', kind: 'feed', place: 'file:///etc' })).statusCode,
  ).toBe(422);
  expect((await call('POST', `/api/sources/${systemIds.uuid()}/run`)).json().code).toBe('source-unknown');
});

const FEED = { name: 'Feed', kind: 'feed', place: 'https://wire.example/api' };

test('settings are changed one by one, given back with null, and what cannot be is refused by name', async () => {
  const set = { everySeconds: 300, charset: 'windows-1258', timeZone: 'Asia/Ho_Chi_Minh', language: 'VI' };
  const added = await call('POST', '/api/sources', { ...FEED, ...set });
  const { id } = added.json().source;
  const change = async (body: object) => (await call('PATCH', `/api/sources/${id}`, body)).json();
  expect(added.json().source).toMatchObject({
    language: 'vi',
    settings: { everySeconds: 300, charset: 'windows-1258', timeZone: 'Asia/Ho_Chi_Minh' },
  });
  expect((await change({ charset: null, silentAfter: 'off' })).source.settings).toEqual({
    everySeconds: 300,
    timeZone: 'Asia/Ho_Chi_Minh',
    silentAfter: 'off',
  });
  for (const [setting, value] of Object.entries({ charset: 'klingon-8', timeZone: 'Mars/Olympus' }))
    expect(await change({ [setting]: value })).toMatchObject({
      code: 'source-setting-invalid',
      facts: { setting },
    });
  expect((await change({ everySeconds: 29 })).code).toBe('input-invalid');
});

test('the value of a header is never shown again, stays when only its name is given, and goes when it is not named', async () => {
  const headers = [{ name: 'X-Api-Key', value: 'sesame-7' }];
  const added = await call('POST', '/api/sources', { ...FEED, headers });
  const { id } = added.json().source;
  expect(added.json().source.settings).toEqual({ headerNames: ['x-api-key'] });
  expect(added.body + (await call('GET', '/api/sources')).body).not.toContain('sesame-7');
  const sealed = async () => (await within(({ sources }) => sources.find(id)))?.sealedHeaders;
  await call('PATCH', `/api/sources/${id}`, {
    headers: [{ name: 'x-api-key' }, { name: 'accept', value: 'a/b' }],
  });
  expect(testSafe.openHeaders((await sealed()) ?? '', id)).toEqual({
    'x-api-key': 'sesame-7',
    accept: 'a/b',
  });
  for (const wrong of [{ name: 'host', value: 'x' }, { name: 'x-a', value: 'a\r\nb' }, { name: 'x-new' }])
    expect((await call('PATCH', `/api/sources/${id}`, { headers: [wrong] })).json().facts.setting).toBe(
      'headers',
    );
  await call('PATCH', `/api/sources/${id}`, { headers: [] });
  expect(await sealed()).toBeUndefined();
});

const KEY = `SHA256:${'a'.repeat(43)}`;

test('a mailbox and a server of files need a name, a secret that is never shown, and the latter a confirmed key', async () => {
  const mailbox = { name: 'M', kind: 'imap', place: 'imaps://mail.example.vn/INBOX', user: 'lan' };
  const files = { ...mailbox, kind: 'sftp', place: 'sftp://files.example.vn/out', secret: 'sesame-7' };
  const refusedIn = async (asked: object) =>
    (await call('POST', '/api/sources', asked)).json().facts?.setting;
  expect(await refusedIn(mailbox)).toBe('secret');
  expect(await refusedIn({ ...mailbox, secret: 'sesame-7', user: ' ' })).toBe('user');
  expect(await refusedIn({ ...mailbox, secret: 'sesame-7', moveTo: '../up' })).toBe('moveTo');
  expect(await refusedIn(files)).toBe('hostKey');
  expect(await refusedIn({ ...files, hostKey: 'SHA256:short' })).toBe('hostKey');
  for (const place of [
    'imaps://lan:sesame-7@mail.example.vn/INBOX',
    'pop3://mail.example.vn',
    'mail.example.vn',
  ])
    expect((await call('POST', '/api/sources', { ...mailbox, secret: 'x', place })).json().code).toBe(
      'place-invalid',
    );
  const added = await call('POST', '/api/sources', { ...files, hostKey: KEY, moveTo: 'taken' });
  expect(added.json().source.settings).toEqual({ user: 'lan', hostKey: KEY, moveTo: 'taken' });
  expect(added.body + (await call('GET', '/api/sources')).body).not.toMatch(/sesame|sealed/);
});

test('a secret stays until another is given, and a key and a folder change without it', async () => {
  const asked = {
    name: 'M',
    kind: 'imap',
    place: 'imaps://mail.example.vn/INBOX',
    user: 'lan',
    secret: 'sesame-7',
  };
  const { id } = (await call('POST', '/api/sources', asked)).json().source;
  const change = async (body: object) =>
    (await call('PATCH', `/api/sources/${id}`, body)).json().source.settings;
  const secret = async () =>
    testSafe.openSecret((await within(({ sources }) => sources.find(id)))?.sealedSecret ?? '');
  expect(await change({ markSeen: true, moveTo: 'Taken' })).toEqual({
    user: 'lan',
    markSeen: true,
    moveTo: 'Taken',
  });
  expect(await secret()).toBe('sesame-7');
  expect(await change({ markSeen: false, moveTo: null, secret: 'open-8' })).toEqual({ user: 'lan' });
  expect(await secret()).toBe('open-8');
});

test('a look tells the key of a server that nobody has confirmed', async () => {
  first = refuse({ code: 'host-key-unconfirmed', hostKey: KEY, detail: 'It shows a key.' });
  const asked = {
    name: 'S',
    kind: 'sftp',
    place: 'sftp://files.example.vn/out',
    user: 'lan',
    secret: 'sesame-7',
  };
  const looked = await call('POST', '/api/sources/try', asked);
  expect(looked.json()).toMatchObject({ code: 'host-key-unconfirmed', facts: { hostKey: KEY } });
  expect(looked.statusCode).toBe(409);
});

/** A document of a feed that was refused, by its id. */
async function refusedOf(bytes: Uint8Array): Promise<{ sourceId: string; id: string }> {
  const added = await call('POST', '/api/sources', FEED);
  const sourceId = added.json().source.id;
  const source = await within(({ sources }) => sources.find(sourceId));
  if (!source) throw new Error('no source');
  await ingestDocument(
    {
      transact: transactWith(database.app.db, openStores),
      ids: systemIds,
      hash: nodeHash,
      readForeign: readHere,
      keepPicture: () => Promise.resolve(refuse('no pictures here')),
    },
    {
      agency: { id: agencyId, did: 'did:web:x' },
      source,
      name: 'one',
      bytes,
      at: AT,
      pictures: () => Promise.resolve(refuse('no')),
    },
  );
  const listed = await call('GET', `/api/sources/${sourceId}/refused`);
  return { sourceId, id: listed.json().documents[0].id };
}

test('a refused document is seen as text that steers nothing', async () => {
  const { id } = await refusedOf(new TextEncoder().encode('<script>x</script>\u202E\u0007 Tin khẩn'));
  const shown = (await call('GET', `/api/refused/${id}`)).json();
  expect(shown).toMatchObject({
    beginning: '<script>x</script>\uFFFD\uFFFD Tin khẩn',
    document: { name: 'one' },
  });
});

test('a refused document tried again stays with the newest reason until it can be read, and is settled then, once', async () => {
  const { id, sourceId } = await refusedOf(new TextEncoder().encode('a house’s own form'));
  const listed = async () => (await call('GET', `/api/sources/${sourceId}/refused`)).json().documents;
  const again = () => call('POST', `/api/refused/${id}/retry`);
  reads = () => Promise.resolve(refuse({ code: 'dialect-invalid', at: '/a', detail: 'No such path.' }));
  expect((await again()).json()).toMatchObject({
    code: 'document-refused',
    facts: { reason: 'dialect-invalid' },
  });
  expect(await listed()).toMatchObject([{ id, code: 'dialect-invalid', detail: 'No such path.' }]);
  const story = new TextEncoder().encode(JSON.stringify(printNinjs(testItem())));
  reads = (source, _bytes, needs) => readHere(source, story, needs);
  expect((await again()).json()).toEqual({ admitted: 1, refused: 0 });
  expect(await listed()).toMatchObject([{ id, settled: { as: 'admitted' } }]);
  expect((await again()).json().code).toBe('refused-document-settled');
});

test('a refused document is discarded with a reason; its bytes go and the reason stays', async () => {
  const { id } = await refusedOf(new TextEncoder().encode('no wire at all'));
  expect((await call('POST', `/api/refused/${id}/discard`, { why: ' ' })).statusCode).toBe(400);
  const discarded = await call('POST', `/api/refused/${id}/discard`, { why: 'A test of theirs' });
  expect(discarded.json().document.settled).toMatchObject({ as: 'discarded', why: 'A test of theirs' });
  const shown = (await call('GET', `/api/refused/${id}`)).json();
  expect([shown.beginning, shown.document.settled.why]).toEqual([undefined, 'A test of theirs']);
  expect((await call('POST', `/api/refused/${systemIds.uuid()}/discard`, { why: 'x' })).statusCode).toBe(404);
});

const NOTED = JSON.stringify({
  uri: 'urn:x:7',
  version: '2',
  versioncreated: '2027-01-01T07:00:00',
  language: 'vi',
  pubstatus: 'usable',
  headline: 'Nước lên',
  body_text: 'Nước lên.',
  ednote: 'Not for publication: call the desk',
});

test('the first document of a source is looked at before it is added, and nothing is kept', async () => {
  first = accept({ name: 'a.json', bytes: new TextEncoder().encode(NOTED) });
  const tried = await call('POST', '/api/sources/try', FEED);
  expect(tried.json()).toMatchObject({
    name: 'a.json',
    look: {
      format: 'ninjs',
      charset: 'utf-8',
      itemCount: 1,
      admissible: 1,
      items: [{ headline: 'Nước lên', language: 'vi', date: '2027-01-01T07:00:00', status: 'usable' }],
    },
  });
  expect(tried.json().look.items[0].notes[0].text).toContain('call the desk');
  expect((await call('GET', '/api/sources')).json()).toEqual({ sources: [] });
});

test('a source that gives nothing, or nothing that can be read, says why before it is added', async () => {
  first = refuse({ code: 'source-without-document', detail: 'The server answered 404.' });
  expect((await call('POST', '/api/sources/try', FEED)).json()).toMatchObject({
    code: 'source-without-document',
    facts: { detail: 'The server answered 404.' },
  });
  first = accept({ name: 'a', bytes: new TextEncoder().encode('{"uri":') });
  expect((await call('POST', '/api/sources/try', FEED)).json()).toMatchObject({
    code: 'document-refused',
    facts: { reason: 'json-malformed' },
  });
  const nowhere = { name: 'F', kind: 'folder', place: '' };
  expect((await call('POST', '/api/sources/try', nowhere)).json().code).toBe('source-without-document');
});

test('a file of a person’s is looked at, then admitted as if the source had brought it', async () => {
  const { id } = (await call('POST', '/api/sources', FEED)).json().source;
  const file = { name: 'a.json', content: Buffer.from(NOTED).toString('base64') };
  const looked = await call('POST', `/api/sources/${id}/look`, file);
  expect(looked.json().look.items).toMatchObject([{ headline: 'Nước lên' }]);
  expect((await call('POST', `/api/sources/${id}/documents`, file)).json()).toEqual({
    admitted: 1,
    refused: 0,
  });
  const bad = { name: 'bad.json', content: Buffer.from('{"uri":').toString('base64') };
  expect((await call('POST', `/api/sources/${id}/documents`, bad)).json().code).toBe('document-refused');
  const refused = await call('GET', `/api/sources/${id}/refused`);
  expect(refused.json().documents).toMatchObject([{ name: 'bad.json', code: 'json-malformed' }]);
  expect((await call('POST', `/api/sources/${systemIds.uuid()}/look`, file)).json().code).toBe(
    'source-unknown',
  );
});
