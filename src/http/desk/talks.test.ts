import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { callDesk } from '#tests/town/desk-call.ts';
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
  await town.pin();
});
afterEach(() => town.close());

const call = ({ server }: TownAgency, asks: string, body?: unknown, role: Role = 'coordinator') => {
  const [method = '', path = ''] = asks.split(' ');
  if (method !== 'GET' && method !== 'POST' && method !== 'PUT' && method !== 'DELETE') throw new Error(asks);
  return callDesk(server, role, { method, path, ...(body === undefined ? {} : { body }) });
};

const DIRECTION = {
  topics: [],
  newsTypes: ['text'],
  languages: [],
  channels: ['web'],
  territories: [],
  translateInto: ['zh-Hans'],
  quota: 200,
  linkBack: true,
  reportUseHours: 24,
  correctionHours: 2,
  killHours: 1,
  onKill: 'automatic',
};

/** Drafted by Hanoi's coordinator. */
async function drafted(): Promise<string> {
  const answer = await call(town.hanoi, 'POST /api/agreements', {
    template: 'news-exchange',
    partner: town.nanning.agency.did,
    title: { vi: 'Trao đổi tin', 'zh-Hans': '新闻交换', en: 'News exchange' },
    effectiveFrom: '2027-01-01T00:00:00.000Z',
    effectiveUntil: '2028-01-01T00:00:00.000Z',
    governingLanguage: 'en',
    freshnessMinutes: 15,
    give: DIRECTION,
    receive: DIRECTION,
  });
  return `/api/agreements/${String(answer.json['uid'])}`;
}
const talksAt = async (one: TownAgency, path: string) => (await call(one, `GET ${path}/talks`)).json;
/** Opens the next document, changes the quota of the first party's stories, keeps it; gives its digest. */
async function rewrite(one: TownAgency, path: string, quota: number): Promise<unknown> {
  const { json } = await call(one, `GET ${path}/draft`);
  const start = JSON.parse(JSON.stringify(json));
  const draft = { ...start.draft, give: { ...start.draft.give, quota } };
  const body = { draft, ...(start.base ? { base: start.base } : {}) };
  const preview = await call(one, `POST ${path}/draft/preview`, body);
  expect(preview).toMatchObject({ status: 200 });
  // What the rewritten clause comes to is told before it is kept.
  expect(preview.json['clauses']).toContainEqual(
    expect.objectContaining({
      change: 'changed',
      after: expect.objectContaining({
        means: expect.objectContaining({ en: expect.stringContaining(`${quota}`) }),
      }),
    }),
  );
  const saved = await call(one, `PUT ${path}/draft`, body);
  expect(saved).toMatchObject({ status: 200 });
  return saved.json['digest'];
}
async function share(one: TownAgency, path: string): Promise<void> {
  const { draft } = await talksAt(one, path);
  expect(await call(one, `POST ${path}/proposal`, { digest: draft })).toMatchObject({ status: 200 });
  await town.exchange();
}

test('a draft is reopened with its own answers, shared, countered, commented and signed over two desks', async () => {
  const { hanoi, nanning } = town;
  const path = await drafted();
  expect((await call(hanoi, `GET ${path}/draft`)).json).toMatchObject({
    weAre: 'first',
    isReopened: true,
    untouched: [],
    draft: { give: DIRECTION, receive: DIRECTION },
  });
  await rewrite(hanoi, path, 150);
  expect((await call(hanoi, `GET ${path}/draft`)).json).toMatchObject({
    draft: { give: { quota: 150 } },
  });
  await share(hanoi, path);

  expect(await talksAt(nanning, path)).toMatchObject({
    documents: [{ version: 1, state: 'shared', laidBy: { did: hanoi.agency.did } }],
    may: { write: { ok: true }, share: { ok: false }, withdraw: { ok: false }, comment: { ok: true } },
  });
  expect((await call(nanning, `GET ${path}/draft`)).json).toMatchObject({
    weAre: 'second',
    isReopened: false,
    draft: { give: { quota: 150 }, receive: { quota: 200 } },
  });
  const { head } = await talksAt(nanning, path);
  const said = { digest: head, clause: '#give-publish', text: '每月 150 条太少。', language: 'zh-Hans' };
  expect(await call(nanning, `POST ${path}/comments`, said)).toMatchObject({ status: 200 });
  await rewrite(nanning, path, 300);
  await share(nanning, path);

  const seen = JSON.parse(JSON.stringify(await talksAt(hanoi, path)));
  expect(seen).toMatchObject({
    documents: [
      { version: 1, state: 'replaced' },
      { version: 2, state: 'shared', laidBy: { did: nanning.agency.did }, base: head },
    ],
    comments: [{ clause: '#give-publish', author: { role: 'coordinator' }, language: 'zh-Hans' }],
  });
  const redline = await call(hanoi, `GET ${path}/redline?from=${String(head)}&to=${seen.head}`);
  const changed = JSON.parse(JSON.stringify(redline.json)).clauses.filter(
    ({ change }: { change: string }) => change !== 'same',
  );
  expect(changed).toMatchObject([
    {
      name: '#give-publish',
      change: 'changed',
      before: { sentence: { en: expect.stringContaining('150') } },
      after: { sentence: { 'zh-Hans': expect.stringContaining('300') } },
    },
  ]);

  const digest = seen.head;
  expect(await call(hanoi, `POST ${path}/signature`, { digest }, 'chief')).toMatchObject({
    json: { state: 'proposed' },
  });
  await town.exchange();
  expect(await call(nanning, `POST ${path}/signature`, { digest }, 'chief')).toMatchObject({
    json: { state: 'in-force' },
  });
  await town.exchange();
  for (const one of [hanoi, nanning])
    expect((await call(one, `GET ${path}`)).json).toMatchObject({ state: 'in-force', version: 2, digest });
});

test('what was read stays readable: any version by its digest, and its export', async () => {
  const { hanoi, nanning } = town;
  const path = await drafted();
  await share(hanoi, path);
  const { head: first } = await talksAt(hanoi, path);
  await rewrite(nanning, path, 5);
  await share(nanning, path);
  expect((await call(hanoi, `GET ${path}?digest=${String(first)}`)).json).toMatchObject({
    version: 1,
    digest: first,
    state: 'replaced',
    latest: { version: 2, state: 'shared' },
    may: { sign: { ok: false, because: [{ code: 'agreement-proposal-closed' }] } },
  });
  expect((await call(hanoi, `GET ${path}/document?digest=${String(first)}`)).json).toMatchObject({
    signatures: [],
  });
});

test('a draft upon what the partner has withdrawn and replaced is refused with words, and kept', async () => {
  const { hanoi, nanning } = town;
  const path = await drafted();
  await share(hanoi, path);
  await rewrite(nanning, path, 9);
  const { head } = await talksAt(hanoi, path);
  expect(await call(hanoi, `POST ${path}/withdrawal`, { digest: head })).toMatchObject({ status: 200 });
  await rewrite(hanoi, path, 10);
  await share(hanoi, path);
  const { draft } = await talksAt(nanning, path);
  expect(await call(nanning, `POST ${path}/proposal`, { digest: draft })).toMatchObject({
    status: 409,
    json: { code: 'agreement-base-stale' },
  });
  expect((await talksAt(nanning, path))['draft']).toBe(draft);
  expect(await call(nanning, `DELETE ${path}/draft`)).toMatchObject({ status: 200 });
});

test('who has no seat for it drafts, shares and comments nothing, and hears why', async () => {
  const path = await drafted();
  const { draft } = await talksAt(town.hanoi, path);
  expect(await call(town.hanoi, `POST ${path}/proposal`, { digest: draft }, 'editor')).toMatchObject({
    status: 403,
  });
  const seen = await call(town.hanoi, `GET ${path}/talks`, undefined, 'editor');
  expect(seen.json).toMatchObject({ may: { share: { ok: false, because: [{ code: 'role-missing' }] } } });
});

test('a draft hears beside its text where another agreement stands in the way; the agreement says the same', async () => {
  const { hanoi, nanning } = town;
  const path = await drafted();
  const digest = (await talksAt(hanoi, path))['draft'];
  expect((await call(hanoi, `GET ${path}/conflicts`)).json).toEqual({ conflicts: [] });
  expect(await call(hanoi, `POST ${path}/signature`, { digest }, 'chief')).toMatchObject({ status: 200 });
  const mining = {
    template: 'one-way-supply',
    partner: nanning.agency.did,
    title: { vi: 'Khai phá', 'zh-Hans': '挖掘', en: 'Mining' },
    effectiveFrom: '2027-01-01T00:00:00.000Z',
    governingLanguage: 'en',
    freshnessMinutes: 15,
    give: { ...DIRECTION, mayMineData: true },
  };
  const conflict = {
    code: 'forbidden-elsewhere',
    other: path.split('/').at(-1),
    sentence: { en: expect.stringContaining('“News exchange”') },
  };
  const preview = await call(hanoi, 'POST /api/agreements/preview', mining);
  expect(preview.json).toMatchObject({ conflicts: [conflict] });
  const { json } = await call(hanoi, 'POST /api/agreements', mining);
  expect((await call(hanoi, `GET /api/agreements/${String(json['uid'])}/conflicts`)).json).toMatchObject({
    conflicts: [conflict],
  });
});

test('the next document hears of conflicts and is tried before it is kept, with what it keeps of the last one', async () => {
  const { hanoi, nanning } = town;
  const path = await drafted();
  await share(hanoi, path);
  const { json: other } = await call(hanoi, 'POST /api/agreements', {
    ...JSON.parse(JSON.stringify((await call(hanoi, `GET ${path}/draft`)).json))['draft'],
    title: { vi: 'Khác', 'zh-Hans': '其他', en: 'Another' },
  });
  const beside = `/api/agreements/${String(other['uid'])}`;
  const digest = (await talksAt(hanoi, beside))['draft'];
  expect(await call(hanoi, `POST ${beside}/signature`, { digest }, 'chief')).toMatchObject({ status: 200 });
  const newsdesk = exchangeDesk(town);
  await newsdesk.admit({ guid: 'urn:newsml:hanoi.example:text', headline: 'Lụt ở miền Trung' });

  const { json } = await call(hanoi, `GET ${path}/draft`);
  const { draft, base } = JSON.parse(JSON.stringify(json));
  const changed = (change: object) => ({ base, draft: { ...draft, give: { ...draft.give, ...change } } });
  expect(
    (await call(hanoi, `POST ${path}/draft/preview`, changed({ mayMineData: true }))).json,
  ).toMatchObject({
    conflicts: [{ code: 'forbidden-elsewhere', other: other['uid'] }],
  });
  expect((await call(hanoi, `POST ${path}/draft/preview`, { base, draft })).json).toMatchObject({
    conflicts: [],
  });
  const tried = async (asked: unknown) => (await call(hanoi, `POST ${path}/draft/simulation`, asked)).json;
  expect(await tried({ base, draft })).toMatchObject({ directions: [{ counts: { shared: 1, blocked: 0 } }] });
  expect(await tried(changed({ newsTypes: ['picture'] }))).toMatchObject({
    directions: [{ taker: nanning.agency.did, counts: { shared: 0, blocked: 1 } }],
  });
  expect(await call(hanoi, `POST ${path}/draft/simulation`, { base, draft }, 'editor')).toMatchObject({
    status: 403,
  });
});

test('the last month is tried under a draft on file and under answers alone, by who may draft', async () => {
  const path = await drafted();
  const newsdesk = exchangeDesk(town);
  await newsdesk.admit({ guid: 'urn:newsml:hanoi.example:text', headline: 'Lụt ở miền Trung' });
  await newsdesk.admit({ guid: 'urn:newsml:hanoi.example:picture', newsType: 'picture' });
  const filed = await call(town.hanoi, `GET ${path}/simulation`);
  expect(filed).toMatchObject({
    status: 200,
    json: {
      isCapped: false,
      directions: [
        {
          stories: 2,
          isOurs: true,
          clauses: [{ clause: 1, isOfOther: false, counts: { shared: 1, blocked: 1, 'over-quota': 0 } }],
          taker: town.nanning.agency.did,
          counts: { shared: 1, blocked: 1, 'over-quota': 0 },
          examples: [
            { headline: 'Lụt ở miền Trung', outcome: 'shared' },
            {
              outcome: 'blocked',
              reasons: [{ code: 'target.newsType', sentence: { en: expect.any(String) } }],
            },
          ],
        },
      ],
    },
  });
  const { json } = await call(town.hanoi, `GET ${path}/draft`);
  const { draft } = JSON.parse(JSON.stringify(json));
  const answered = await call(town.hanoi, 'POST /api/agreements/simulation', draft);
  expect(answered.json['directions']).toMatchObject([{ counts: { shared: 1, blocked: 1 } }]);
  expect(await call(town.hanoi, `GET ${path}/simulation`, undefined, 'viewer')).toMatchObject({
    status: 403,
  });
});
