import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import { CONTEXTS } from '#formats/odrl/contexts.ts';
import { callDesk } from '#tests/town/desk-call.ts';
import { quadsOf } from '#tests/town/expand-document.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: Town;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await twoAgencies({ database });
});
afterEach(() => town.close());

/** `asks` is the method and the path; who asks is the chief unless another role is named. */
const call = ({ server }: TownAgency, asks: string, body?: unknown, role: Role = 'chief') => {
  const [method = '', path = ''] = asks.split(' ');
  if (method !== 'GET' && method !== 'POST' && method !== 'DELETE') throw new Error(asks);
  return callDesk(server, role, { method, path, ...(body === undefined ? {} : { body }) });
};
const thumbprints = ({ keys }: TownAgency) => keys.map(({ thumbprint }) => thumbprint);

const DIRECTION = {
  topics: [],
  newsTypes: ['text'],
  languages: [],
  channels: ['web'],
  territories: ['CN'],
  translateInto: ['zh-Hans'],
  quota: 200,
  linkBack: true,
  reportUseHours: 24,
  correctionHours: 2,
  killHours: 1,
  onKill: 'automatic',
};
const draftWith = (partner: TownAgency) => ({
  template: 'news-exchange',
  partner: partner.agency.did,
  title: { vi: 'Trao đổi tin', 'zh-Hans': '新闻交换', en: 'News exchange' },
  effectiveFrom: '2027-01-01T00:00:00.000Z',
  effectiveUntil: '2028-01-01T00:00:00.000Z',
  governingLanguage: 'en',
  freshnessMinutes: 15,
  give: DIRECTION,
  receive: DIRECTION,
});

async function connect(): Promise<void> {
  const { hanoi, nanning } = town;
  const found = await call(hanoi, 'POST /api/partners/lookup', { url: nanning.origin });
  expect(found).toMatchObject({
    status: 200,
    json: { agency: { did: nanning.agency.did, ownership: 'state' } },
  });
  const order = { url: nanning.origin, thumbprints: thumbprints(nanning) };
  expect(await call(hanoi, 'POST /api/partners', order)).toMatchObject({ status: 200 });
  const answer = { did: hanoi.agency.did, thumbprints: thumbprints(hanoi) };
  expect(await call(nanning, 'POST /api/partners/acceptance', answer)).toMatchObject({ status: 200 });
}

test('from a look-up to an agreement in force, over the desks of both newsrooms', async () => {
  const { hanoi, nanning } = town;
  await connect();
  const preview = await call(hanoi, 'POST /api/agreements/preview', draftWith(nanning), 'coordinator');
  expect(preview.json).toMatchObject({
    clauses: expect.arrayContaining([
      {
        kind: 'term',
        number: expect.any(Number),
        uid: expect.any(String),
        sentence: expect.objectContaining({ vi: expect.any(String) }),
        means: expect.objectContaining({ vi: expect.stringMatching(/^Ví dụ/) }),
      },
    ]),
  });

  const drafted = await call(hanoi, 'POST /api/agreements', draftWith(nanning), 'coordinator');
  const path = `/api/agreements/${String(drafted.json['uid'])}`;
  const draft = await call(hanoi, `GET ${path}`);
  expect(draft.json).toMatchObject({
    state: 'draft',
    signatures: [],
    may: { sign: { ok: true }, suspend: { ok: false } },
  });
  const signed = await call(hanoi, `POST ${path}/signature`, { digest: draft.json['digest'] });
  expect(signed).toEqual({ status: 200, json: { state: 'proposed' } });
  await town.exchange();

  const received = await call(nanning, `GET ${path}`);
  expect(received.json).toMatchObject({
    state: 'received',
    digest: draft.json['digest'],
    may: { sign: { ok: true } },
  });
  await call(nanning, `POST ${path}/signature`, { digest: received.json['digest'] });
  await town.exchange();
  for (const one of [hanoi, nanning]) {
    expect((await call(one, `GET ${path}`, undefined, 'viewer')).json).toMatchObject({
      state: 'in-force',
      signatures: [{ verified: true }, { verified: true }],
    });
    expect((await call(one, 'GET /api/agreements')).json).toMatchObject({
      agreements: [{ state: 'in-force' }],
    });
  }
  const exported = await call(nanning, `GET ${path}/document`);
  expect(exported.json).toMatchObject({ payload: expect.any(String), signatures: [{}, {}] });
  expect((await call(hanoi, 'GET /api/partners')).json).toMatchObject({
    partners: [{ state: 'pinned', incoming: { seq: 2, state: 'open' }, outgoing: { seq: 2 } }],
  });

  expect(await call(nanning, `POST ${path}/suspension`, { reason: 'A key was lost' })).toMatchObject({
    status: 200,
  });
  await town.exchange();
  const suspended = await call(hanoi, `GET ${path}`);
  expect(suspended.json).toMatchObject({ state: 'suspended', may: { resume: { ok: false } } });
  expect(await call(hanoi, `DELETE ${path}/suspension`)).toMatchObject({
    status: 409,
    json: { code: 'agreement-not-suspended-by' },
  });
  expect(await call(nanning, `DELETE ${path}/suspension`)).toMatchObject({ status: 200 });
});

test('what may not be done says why, to the seat as to the state', async () => {
  const { hanoi, nanning } = town;
  await connect();
  const drafted = await call(hanoi, 'POST /api/agreements', draftWith(nanning));
  const path = `/api/agreements/${String(drafted.json['uid'])}`;
  const seen = await call(hanoi, `GET ${path}`, undefined, 'editor');
  expect(seen.json).toMatchObject({
    may: {
      sign: { ok: false, because: [{ code: 'role-missing' }] },
      suspend: {
        ok: false,
        because: [{ code: 'agreement-not-in-state', sentence: { vi: expect.any(String) } }],
      },
    },
  });
  const { digest } = seen.json;
  expect(await call(hanoi, `POST ${path}/signature`, { digest }, 'coordinator')).toMatchObject({
    status: 403,
  });
  expect(await call(hanoi, `POST ${path}/signature`, { digest: 'x' })).toMatchObject({
    status: 409,
    json: { code: 'agreement-digest-differs' },
  });
  expect(await call(hanoi, 'GET /api/agreements/urn:uuid:none')).toMatchObject({ status: 404 });
  const backwards = { ...draftWith(nanning), effectiveUntil: '2026-01-01T00:00:00.000Z' };
  expect(await call(hanoi, 'POST /api/agreements', backwards)).toMatchObject({
    status: 422,
    json: { code: 'agreement-draft-invalid', facts: { field: 'effectiveUntil' } },
  });
  const stranger = { ...draftWith(nanning), partner: 'did:web:nobody.example' };
  expect(await call(hanoi, 'POST /api/agreements', stranger)).toMatchObject({ status: 404 });
});

test('a node where nothing answers is told to the person with the step that failed', async () => {
  const answer = await call(town.hanoi, 'POST /api/partners/lookup', { url: 'https://nobody.example' });
  expect(answer).toMatchObject({
    status: 502,
    json: { code: 'partner-unreachable', facts: { steps: [{ ok: true }, { step: 'card', ok: false }] } },
  });
});

test('a node presents its agency, and each agency its keys', async () => {
  const { server, agency, keys, origin } = town.hanoi;
  const card = await server.inject('/.well-known/pactwire');
  expect(card.json()).toMatchObject({
    protocol: 'pactwire-exchange',
    versions: [1],
    base: `${origin}/pxp/v1`,
    agencies: [{ did: agency.did, handle: `@${agency.slug}`, ownership: 'state', languages: ['vi', 'en'] }],
  });
  for (const path of ['/.well-known/did.json', `/agencies/${agency.slug}/did.json`]) {
    const document = (await server.inject(path)).json();
    expect(document).toMatchObject({
      id: agency.did,
      assertionMethod: [`${agency.did}#sign-1`],
      authentication: [`${agency.did}#http-1`],
    });
    expect(document.verificationMethod.map((one: { publicKeyJwk: unknown }) => one.publicKeyJwk)).toEqual(
      keys.map(({ jwk }) => jwk),
    );
  }
  expect((await server.inject('/agencies/nobody/did.json')).statusCode).toBe(404);
});

test('an agreement is RDF to a stranger who has it and what the node serves to anybody', async () => {
  const { hanoi, nanning } = town;
  await connect();
  const drafted = await call(hanoi, 'POST /api/agreements', draftWith(nanning), 'coordinator');
  const { json } = await call(hanoi, `GET /api/agreements/${String(drafted.json['uid'])}`);
  const served = await Promise.all(
    CONTEXTS.map(async ({ url, name }) => {
      const { headers, body } = await hanoi.server.inject(`/contexts/${name}`);
      expect(headers['content-type']).toContain('application/ld+json');
      return { url, document: JSON.parse(body) };
    }),
  );
  const quads = await quadsOf(json['document'], served);
  expect(quads).toContain(
    `<${String(drafted.json['uid'])}> <http://www.w3.org/ns/odrl/2/profile> <urn:pactwire:odrl:1> .`,
  );
  expect((await hanoi.server.inject('/contexts/other.jsonld')).statusCode).toBe(404);
});
