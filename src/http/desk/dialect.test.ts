import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ingestDocument } from '#app/item/ingest-document.ts';
import { INSTRUCTIONS, STRUCTURE_FIELDS, type DialectText } from '#contract/dialect-shape.ts';
import { startSession } from '#domain/newsroom/session.ts';
import { nodeHash, systemIds } from '#engines/world.ts';
import { studySample } from '#formats/dialect-study/study-sample.ts';
import { parseDialect } from '#formats/dialects/dialect-schema.ts';
import { STRUCTURE_FIELDS as READ_FIELDS, type Dialect } from '#formats/dialects/dialect.ts';
import { shippedDialects } from '#formats/dialects/shipped-dialects.ts';
import { instantOf } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { openStores, type Stores } from '#store/open-stores.ts';
import { storyReads } from '#store/reads/story.ts';
import { transactWith } from '#store/transact.ts';
import { BEN_CANG_XML, JIMEI_JSON } from '#tests/town/house-samples.ts';
import { readHere } from '#tests/town/read-here.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testSource } from '#tests/town/test-source.ts';
import { makeServer } from '../server.ts';
import { mountDialects } from './dialect.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const LYING: Dialect = { id: 'lying', name: 'Lying', match: [{ providers: ['LY'] }] };
let database: TestDatabase;
let server: FastifyInstance;
let agencyId: string;
let personId: string;
let role: 'administrator' | 'translator';

beforeAll(async () => {
  database = await testDatabase();
  server = await makeServer({
    publicOrigin: 'http://localhost:4100',
    now: () => AT,
    findSession: async () => startSession({ personId, agencyId, roles: [role], csrf: 'c' }, 'account', AT),
    checkReplies: true,
  });
  mountDialects(server, {
    transact: transactWith(database.app.db, openStores),
    agencies: agencyDirectory(database.app.db),
    fileDialects: [LYING],
    studyForeign: (_key, bytes, needs) => Promise.resolve(accept(studySample(bytes, needs))),
  });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  agencyId = await testAgency(database);
  personId = systemIds.uuid();
  role = 'administrator';
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

type Files = readonly { readonly name: string; readonly text: string }[];
const study = async (files: Files, dialect?: object) => {
  const samples = files.map(({ name, text }) => ({ name, content: Buffer.from(text).toString('base64') }));
  return (await call('POST', '/api/dialects/study', { samples, ...(dialect ? { dialect } : {}) })).json();
};
const keep = (dialect: object, revision = 0) => call('POST', '/api/dialects', { dialect, revision });

async function addSource(): Promise<string> {
  const id = systemIds.uuid();
  await within(({ sources }) => sources.add(testSource({ id, name: 'Harbour' })));
  return id;
}

async function ingest(sourceId: string, { name, text }: Files[number]) {
  const source = await within(({ sources }) => sources.find(sourceId));
  if (!source) throw new Error('no source');
  const transact = transactWith(database.app.db, openStores);
  return ingestDocument(
    {
      transact,
      ids: systemIds,
      hash: nodeHash,
      readForeign: readHere,
      keepPicture: () => Promise.resolve(refuse('no pictures here')),
    },
    {
      agency: { id: agencyId, did: 'did:web:x' },
      source,
      name,
      bytes: new TextEncoder().encode(text),
      at: AT,
      pictures: () => Promise.resolve(refuse('no')),
    },
  );
}

const BAY = { id: 'bay', name: 'Bay', match: [{ providers: ['BAYNEWS'] }] };

test('three samples that nothing reads become a dialect; kept, it holds for the very next document, and a story says so', async () => {
  const sourceId = await addSource();
  const [first] = BEN_CANG_XML;
  if (!first) throw new Error('no sample');
  expect((await ingest(sourceId, first)).ok).toBe(false);
  const studied = await study(BEN_CANG_XML);
  expect(studied).toMatchObject({ revision: 0, clashes: [], dialect: { id: 'bao-ben-cang' } });
  expect(studied.samples).toMatchObject([
    { before: { refusal: { code: 'document-kind-unknown' } }, after: { look: { admissible: 1 } } },
    { after: { look: { items: [{ instruction: 'correct' }] } } },
    { after: { look: { items: [{ instruction: 'kill', status: 'canceled' }] } } },
  ]);
  expect((await keep(studied.dialect)).json()).toMatchObject({ id: 'bao-ben-cang', version: 1 });
  const admitted = await ingest(sourceId, first);
  const itemId = admitted.ok ? (admitted.value.admitted[0]?.itemId ?? '') : '';
  const story = await storyReads(database.app.db).read(agencyId, itemId, AT);
  expect(story?.readWith).toEqual({ id: 'bao-ben-cang', version: 1 });
  const { dialects } = (await call('GET', '/api/dialects')).json();
  expect(dialects[0]).toMatchObject({
    from: 'kept',
    state: 'on',
    by: 'An',
    sources: [{ id: sourceId, name: 'Harbour', version: 1 }],
  });
});

test('a Chinese house’s withdrawal withdraws the story that came before it', async () => {
  const sourceId = await addSource();
  const { dialect } = await study(JIMEI_JSON);
  await keep(dialect);
  const [, , kill] = JIMEI_JSON;
  if (!kill) throw new Error('no sample');
  const earlier = {
    name: 'a.json',
    text: kill.text.replace('"版本": 2', '"版本": 1').replace('撤稿', '签发'),
  };
  const before = await ingest(sourceId, earlier);
  const after = await ingest(sourceId, kill);
  expect(before.ok && before.value.admitted).toMatchObject([{ outcome: 'new-item' }]);
  expect(after.ok && after.value.admitted).toMatchObject([{ outcome: 'killed' }]);
});

test('every change is a version with who and when, upon the one last seen; what is exported comes in again', async () => {
  expect((await keep(BAY)).json().version).toBe(1);
  expect((await keep({ ...BAY, language: 'vi', version: 77 }, 1)).json().version).toBe(2);
  expect((await keep({ ...BAY, name: 'Other' }, 1)).json()).toMatchObject({
    code: 'dialect-changed',
    facts: { version: 2 },
  });
  const off = await call('PATCH', '/api/dialects/bay', { state: 'off', revision: 2 });
  expect(off.json()).toMatchObject({ version: 3 });
  const shown = (await call('GET', '/api/dialects/bay')).json();
  expect(shown).toMatchObject({ state: 'off', dialect: { language: 'vi', version: 3 } });
  expect(
    shown.versions.map(({ version, state, by }: { version: number; state: string; by: string }) => [
      version,
      state,
      by,
    ]),
  ).toEqual([
    [3, 'off', 'An'],
    [2, 'on', 'An'],
    [1, 'on', 'An'],
  ]);
  expect((await study([], shown.dialect)).dialect).toEqual(shown.dialect);
  expect((await call('PATCH', '/api/dialects/vna', { state: 'off', revision: 0 })).json().code).toBe(
    'dialect-unknown',
  );
});

const G2 = (provider: string, note: string) => ({
  name: 'a.xml',
  text: `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:bay.example:1" version="1"><itemMeta><itemClass qcode="ninat:text"/><provider literal="${provider}"/><versionCreated>2026-11-29T06:00:00Z</versionCreated><edNote>${note}</edNote></itemMeta><contentMeta><headline>h</headline></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>x</p></body></html></inlineXML></contentSet></newsItem>`,
});

test('one that is switched off reads nothing more, and what lay under its id holds again', async () => {
  await keep({ ...LYING, name: 'Ours', notes: [{ begins: 'Gọi', audience: 'private' }] });
  const file = [G2('LY', 'Gọi ca đêm')];
  const dialects = async () => (await call('GET', '/api/dialects')).json().dialects.slice(0, 2);
  const now = async () => (await study(file, BAY)).samples[0].before.look;
  expect(await now()).toMatchObject({
    dialect: 'lying',
    dialectVersion: 1,
    items: [{ notes: [{ isPrivate: true }] }],
  });
  expect(await dialects()).toMatchObject([{ from: 'kept' }, { from: 'file', state: 'replaced' }]);
  await call('PATCH', '/api/dialects/lying', { state: 'off', revision: 1 });
  const after = await now();
  expect(after).toMatchObject({ dialect: 'lying', items: [{ notes: [{ isPrivate: false }] }] });
  expect(after.dialectVersion).toBeUndefined();
  expect(await dialects()).toMatchObject([
    { from: 'kept', state: 'off' },
    { from: 'file', state: 'on' },
  ]);
});

test('what is proposed for samples that a dialect reads already is that dialect with what it leaves open', async () => {
  const studied = await study([G2('LY', 'Gọi: ca đêm')]);
  expect(studied).toMatchObject({
    replaces: 'file',
    dialect: { ...LYING, notes: [{ begins: 'Gọi', audience: 'private' }] },
  });
});

test('a dialect that would claim what another reads is said to, with the sources that use the other', async () => {
  const sourceId = await addSource();
  await keep(BAY);
  await ingest(sourceId, G2('BAYNEWS', 'x'));
  const studied = await study([], { id: 'second', name: 'Second', match: [{ providers: ['baynews'] }] });
  expect(studied.clashes).toEqual([{ id: 'bay', name: 'Bay', by: ['baynews'], sources: ['Harbour'] }]);
});

test('what is no dialect is refused with its place, and one that recognises nothing is not kept', async () => {
  const wrong = { ...BAY, timeZone: 'Mars/Base' };
  for (const answer of [await study([], wrong), (await keep(wrong)).json()])
    expect(answer).toMatchObject({ code: 'dialect-invalid', facts: { at: '/timeZone' } });
  expect((await keep({ ...BAY, match: [] })).json().code).toBe('dialect-unmatchable');
  expect((await call('GET', '/api/dialects/none')).statusCode).toBe(404);
});

test('whoever may not manage sources sees dialects and can neither study nor keep nor switch one', async () => {
  role = 'translator';
  expect((await call('GET', '/api/dialects')).statusCode).toBe(200);
  const tries = [keep(BAY), call('POST', '/api/dialects/study', { samples: [] })];
  const statuses = (await Promise.all(tries)).map(({ statusCode }) => statusCode);
  expect([
    ...statuses,
    (await call('PATCH', '/api/dialects/bay', { state: 'off', revision: 1 })).statusCode,
  ]).toEqual([403, 403, 403]);
});

test('the screen knows every instruction and every field that the reader knows', async () => {
  expect(STRUCTURE_FIELDS.toSorted()).toEqual(READ_FIELDS.filter((field) => field !== 'type').toSorted());
  for (const asked of INSTRUCTIONS)
    expect(parseDialect({ ...BAY, instructions: { word: asked } }).ok).toBe(true);
  // Every shipped dialect fits the shape that is promised: the answer is checked against it.
  const { dialects }: { dialects: { dialect: DialectText }[] } = (await call('GET', '/api/dialects')).json();
  expect(dialects).toHaveLength(shippedDialects().length + 1);
});
