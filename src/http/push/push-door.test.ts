import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeSeal } from '#engines/seal.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import { printNinjs } from '#formats/ninjs/print-ninjs.ts';
import { millisecondsOf, plusSeconds } from '#kernel/instant.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { openStores, type Stores } from '#store/open-stores.ts';
import { transactWith } from '#store/transact.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { DOOR_AT, testDoors } from '#tests/town/test-doors.ts';
import { readHere } from '#tests/town/read-here.ts';
import { testSource } from '#tests/town/test-source.ts';
import { testItem } from '#tests/town/test-item.ts';
import { mountPush } from './push-door.ts';
import { printSecret, secretKey } from './push-signature.ts';

const PNG = Buffer.from('\x89PNG\r\n\x1a\nand so on', 'latin1');
const seal = makeSeal(randomBytes(32));
const secret = printSecret(randomBytes(24));
let database: TestDatabase;
let server: FastifyInstance;
let agencyId: string;
let sourceId: string;

beforeAll(async () => {
  database = await testDatabase();
  server = await testDoors();
  await mountPush(server, {
    transact: transactWith(database.app.db, openStores),
    agencies: agencyDirectory(database.app.db),
    ids: systemIds,
    hash: nodeHash,
    readForeign: readHere,
    openSecret: (sealed, id) => seal.open(sealed, id),
    keepPicture: (_agency, bytes) =>
      Promise.resolve({
        ok: true,
        value: { digest: nodeHash.sha256(bytes), mediaType: 'image/png', sizeBytes: bytes.length },
      }),
    picturesFor: () => () => Promise.resolve({ ok: false, error: 'no pictures here' }),
  });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  agencyId = await testAgency(database);
  sourceId = systemIds.uuid();
  await within(({ sources }) =>
    sources.add(
      testSource({ id: sourceId, kind: 'push', place: 'x', sealedSecret: seal.seal(secret, sourceId) }),
    ),
  );
});

const within = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
  transactWith(database.app.db, openStores)(agencyId, work);
const rowsOf = (table: 'item' | 'refused_document') =>
  transactWith(database.app.db, ({ trx }) => trx)(agencyId, (trx) =>
    trx.selectFrom(table).selectAll().execute(),
  );

const ninjs = (over: Parameters<typeof testItem>[0] = {}): string =>
  JSON.stringify(printNinjs(testItem(over)));

function headersFor(body: string | Buffer, over: { id?: string; at?: number; key?: Buffer } = {}) {
  const id = over.id ?? 'msg_1';
  const seconds = String(over.at ?? Math.floor(millisecondsOf(DOOR_AT) / 1000));
  const signature = createHmac('sha256', over.key ?? secretKey(secret))
    .update(`${id}.${seconds}.`)
    .update(body)
    .digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,AAAA v1,${signature}` };
}

const push = (body: string | Buffer, headers: Record<string, string> = headersFor(body), to = sourceId) =>
  server.inject({
    method: 'POST',
    url: `/ingest/${to}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: body,
  });

test('a signed story is admitted before it is answered, and pushed again it gets the same answer (I1, I2)', async () => {
  const body = ninjs();
  const first = await push(body);
  expect(first.statusCode).toBe(200);
  expect(first.json()).toEqual({
    items: [{ guid: testItem().guid, version: 1, outcome: 'new-item' }],
    refused: [],
  });
  const again = await push(body);
  expect([again.statusCode, again.body]).toEqual([200, first.body]);
  expect(await rowsOf('item')).toHaveLength(1);
});

test('the same push twice at once is one story and one answer (I2)', async () => {
  const body = ninjs();
  const answers = await Promise.all([1, 2, 3, 4].map(() => push(body)));
  expect(new Set(answers.map((one) => one.body)).size).toBe(1);
  expect(await rowsOf('item')).toHaveLength(1);
});

test('a wrong key, an old or changed push and an unknown address are refused alike, before anything is read (I17)', async () => {
  const body = ninjs();
  const now = Math.floor(millisecondsOf(DOOR_AT) / 1000);
  const refusals = [
    await push(body, headersFor(body, { key: randomBytes(24) })),
    await push(body, headersFor(body, { at: now - 301 })),
    await push(body, headersFor(body, { at: now + 301 })),
    await push(ninjs({ headline: 'Changed' }), headersFor(body)),
    await push(body, {}),
    await push(body, headersFor(body), systemIds.uuid()),
    await push(body, headersFor(body), 'no-source'),
  ];
  for (const { statusCode, json } of refusals) {
    expect(statusCode).toBe(401);
    expect(json()).toMatchObject({ code: 'push-not-admitted' });
  }
  const unknown = refusals[5]?.json();
  const wrong = refusals[0]?.json();
  expect({ ...unknown, instance: '' }).toEqual({ ...wrong, instance: '' });
  expect(await rowsOf('item')).toEqual([]);
});

/** Makes the source one of Superdesk's mode. */
const toSuperdesk = () =>
  within(async ({ sources }) => {
    const source = await sources.find(sourceId);
    if (source) await sources.change({ ...source, settings: { pushMode: 'superdesk' } });
  });
const superdesk = (body: string | Buffer) => ({
  'x-superdesk-signature': `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`,
});

test('Superdesk’s signature is understood by a source of its mode, and by no other', async () => {
  const body = ninjs();
  expect((await push(body, superdesk(body))).statusCode).toBe(401);
  await toSuperdesk();
  expect((await push(body, superdesk(body))).statusCode).toBe(200);
  expect((await push(`${body} `, superdesk(body))).statusCode).toBe(401);
  expect((await push(body)).statusCode).toBe(401);
});

test('a picture that Superdesk pushes before its story is asked for, kept, and goes with the story', async () => {
  await toSuperdesk();
  const url = `/ingest/${sourceId}/push_binary`;
  const isHere = async (media: string) =>
    (await server.inject({ method: 'GET', url: `${url}/${media}` })).statusCode;
  const form = new FormData();
  form.set('media_id', 'bridge');
  form.set('media', new File([PNG], 'bridge', { type: 'image/jpeg' }));
  const sent = new Response(form);
  const payload = Buffer.from(await sent.arrayBuffer());
  const send = (headers: Record<string, string>) =>
    server.inject({
      method: 'POST',
      url,
      payload,
      headers: { 'content-type': sent.headers.get('content-type') ?? '', ...headers },
    });
  expect(await isHere('bridge')).toBe(404);
  expect((await send({})).statusCode).toBe(401);
  expect((await send(superdesk(payload))).statusCode).toBe(201);
  expect(await isHere('bridge')).toBe(200);

  const story = JSON.stringify({
    guid: 'urn:x:9',
    type: 'text',
    version: '1',
    headline: 'Cầu',
    language: 'vi',
    associations: {
      main: {
        type: 'picture',
        guid: 'urn:p',
        renditions: { original: { media: 'bridge', mimetype: 'image/png' } },
      },
    },
  });
  expect((await push(story, superdesk(story))).statusCode).toBe(200);
  expect(await rowsOf('item')).toMatchObject([{ headline: 'Cầu', thumbnail_digest: nodeHash.sha256(PNG) }]);
});

test('a form that is none is refused, and other sources know no such door', async () => {
  const url = `/ingest/${sourceId}/push_binary`;
  const send = () => server.inject({ method: 'POST', url, payload: 'x', headers: superdesk('x') });
  expect((await send()).statusCode).toBe(401);
  await toSuperdesk();
  expect((await send()).json()).toMatchObject({ code: 'input-invalid' });
});

test('a document that cannot be read is answered with the place and the reason, and recorded', async () => {
  const body = '{"uri":"urn:x","uri":"urn:y"}';
  const refused = await push(body);
  expect(refused.statusCode).toBe(422);
  expect(refused.headers['content-type']).toContain('application/problem+json');
  expect(refused.json()).toMatchObject({
    code: 'document-refused',
    facts: { reason: 'json-duplicate-key' },
  });
  expect((await push(body)).body).toBe(refused.body);
  expect(await rowsOf('refused_document')).toMatchObject([{ name: 'msg_1', code: 'json-duplicate-key' }]);
});

test('an id that was used for other content, and other content under a known version, are conflicts', async () => {
  const first = ninjs();
  const other = ninjs({ headline: 'Other' });
  await push(first);
  expect((await push(other, headersFor(other))).json()).toMatchObject({ code: 'push-id-reused' });
  const conflict = await push(other, headersFor(other, { id: 'msg_2' }));
  expect([conflict.statusCode, conflict.json().code]).toEqual([409, 'item-version-conflict']);
});

test('any label on the body is accepted, more than five megabytes are not, a paused source takes nothing', async () => {
  const body = ninjs();
  expect((await push(body, { ...headersFor(body), 'content-type': 'text/whatever' })).statusCode).toBe(200);
  const large = Buffer.alloc(5 * 1024 * 1024 + 1, 0x20);
  expect((await push(large)).statusCode).toBe(413);
  await within(async ({ sources }) => {
    const source = await sources.find(sourceId);
    if (source) await sources.change({ ...source, state: 'paused' });
  });
  expect((await push(body, headersFor(body, { id: 'msg_9' }))).json()).toMatchObject({
    code: 'source-paused',
  });
});

test('answers are kept for a month and no longer (I24)', async () => {
  const answer = { bodyDigest: 'x', status: 200, body: '{}' };
  await within(({ sources }) =>
    sources.recordAnswer(sourceId, 'old', answer, plusSeconds(DOOR_AT, -31 * 86_400)),
  );
  const body = ninjs();
  await push(body);
  expect(await within(({ sources }) => sources.findAnswer(sourceId, 'old'))).toBeUndefined();
  expect(await within(({ sources }) => sources.findAnswer(sourceId, 'msg_1'))).toMatchObject({ status: 200 });
});
