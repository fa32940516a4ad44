import { sql } from 'kysely';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES } from '#contract/permissions.ts';
import { startSession } from '#domain/newsroom/session.ts';
import { systemIds } from '#engines/world.ts';
import { readQuestion } from '#formats/lexicon/read-question.ts';
import { instantOf } from '#kernel/instant.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { demandQuery, planSearch } from '#store/reads/search-plan.ts';
import { openStores } from '#store/open-stores.ts';
import { storyReads } from '#store/reads/story.ts';
import { wireReads } from '#store/reads/wire.ts';
import { transactWith } from '#store/transact.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testNewsroom } from '#tests/town/test-newsroom.ts';
import { makeServer } from '../server.ts';
import { mountWire } from './wire.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const NO_LEXICONS = { find: () => undefined };
const NAMES = { partner: [], topic: [], newsType: [], zone: 'Asia/Ho_Chi_Minh' };
let database: TestDatabase;
let server: FastifyInstance;

beforeAll(async () => {
  database = await testDatabase();
  const desk = await testNewsroom(database, AT);
  await desk.own({ guid: '1', language: 'vi', headline: 'Lũ ở Đà Nẵng', body: ['Nước lũ, "dâng" cao.'] });
  await desk.own({ guid: '2', language: 'zh-Hans', headline: '岘港大桥', body: ['洪水。'] });
  await desk.own({
    guid: '3',
    language: 'en',
    headline: 'The flood',
    body: ["l'eau & the state of the union"],
  });
  const session = { personId: systemIds.uuid(), agencyId: desk.agencyId, roles: ROLES, csrf: 'c' };
  server = await makeServer({
    publicOrigin: 'http://localhost:4100',
    now: () => AT,
    findSession: async (token) => (token.startsWith('me') ? startSession(session, 'account', AT) : undefined),
    checkReplies: true,
  });
  const may = { ok: true } as const;
  const { db } = database.app;
  mountWire(server, {
    lexiconsFor: async () => NO_LEXICONS,
    wire: wireReads(db),
    stories: storyReads(db),
    agencies: agencyDirectory(db),
    judgeFree: async (_agency, ids) => ids,
    inAsides: transactWith(database.app.db, openStores),
    judgeStory: async () => ({
      rights: { clauses: [] },
      may: { take: may, translate: may, adapt: may, publish: may, correct: may, withhold: may, kill: may },
    }),
  });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const ask = (query: Record<string, string>) =>
  server.inject({
    method: 'GET',
    url: `/api/wire?${new URLSearchParams(query).toString()}`,
    headers: { cookie: `${server.door.cookie.name}=${'me'.padEnd(43, '-')}` },
  });

const PIECES = [
  '+',
  '-',
  '"',
  '“',
  '”',
  '「',
  '」',
  '：',
  ':',
  ' ',
  '　',
  "'",
  '\\',
  '&',
  '|',
  '!',
  '<->',
  ':*',
  '(',
  ')',
  'lũ',
  'Đà Nẵng',
  'da nang',
  '岘港',
  '峴港',
  '軟體',
  'flood',
  'the',
  'state of the union',
  '12.000',
  'headline:',
  '标题：',
  'byline:',
  'place:',
  'partner:',
  'topic:',
  'language:zh',
  'state:new',
  'is:taken',
  'date:2026-11-01',
  'date:>2026-11-01',
  'date:9999-99-99',
  '-type:picture',
  '%',
  '\u0301',
  '🙂',
  "'; drop",
];
const question = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    ),
    {
      maxLength: 40,
    },
  )
  .map((pieces) => pieces.join(''));

test('ten thousand questions are read, and PostgreSQL takes every query that is made of them', async () => {
  const queries = fc.sample(question, 10_000).flatMap((text) => {
    const read = readQuestion(text, { lexicons: NO_LEXICONS, names: NAMES });
    const terms = read.ok ? read.value.terms : undefined;
    if (!terms) return [];
    const plan = planSearch(terms, { stories: 3, shares: new Map() });
    const demands = [...terms.all, ...terms.none].flatMap((one) => demandQuery(one) ?? []);
    return [...(plan?.candidates.map(({ query }) => query) ?? []), ...demands];
  });
  expect(queries.length).toBeGreaterThan(10_000);
  for (let from = 0; from < queries.length; from += 2000) {
    const some = queries.slice(from, from + 2000);
    const { rows } = await sql<{ count: number }>`
      select count(*) from unnest(${some}::text[]) as asked where length(asked::tsquery::text) > 0`.execute(
      database.app.db,
    );
    expect(rows[0]?.count).toBe(some.length);
  }
});

const FILTERS: readonly (readonly [string, readonly string[]])[] = [
  ['language', ['vi', 'zh', 'xx-YY', '%%']],
  ['state', ['new', 'killed', 'lost', '']],
  ['taken', ['yes', 'no', 'maybe']],
  ['place', ['Đà Nẵng', '岘港', '"', "'"]],
  ['free', ['web', 'print']],
  ['sinceOn', ['2026-12-01', '2026-02-31', 'soon']],
  ['lastDays', ['1', '30', '0', '9999']],
  ['hide', ['ran', 'all']],
  ['hour', [AT, 'noon']],
  ['sort', ['newest', 'best', 'worst']],
  ['after', ['x', '2027-01-01T08:00:00.000Z~x', `${AT}~1~${AT}~01900000-0000-7000-8000-000000000000`]],
];
const filters = fc
  .array(
    fc
      .constantFrom(...FILTERS)
      .chain(([name, values]) => fc.tuple(fc.constant(name), fc.constantFrom(...values))),
    { maxLength: 3 },
  )
  .map((pairs) => Object.fromEntries(pairs));

test('whatever is asked, with whatever filters, is answered or refused with a reason, and is no fault', async () => {
  const codes = new Set<string>();
  for (const [q, more] of fc.sample(fc.tuple(question, filters), 80)) {
    const answer = await ask({ q, ...more });
    if (answer.statusCode !== 200) codes.add(`${answer.statusCode} ${answer.json().code}`);
    // Counts come with the first page.
    else if (!('after' in more))
      expect(answer.json().total).toBeGreaterThanOrEqual(answer.json().stories.length);
  }
  codes.delete('400 input-invalid');
  codes.delete('400 question-too-long');
  codes.delete('400 question-unreadable');
  expect([...codes]).toEqual([]);
});

test('who wants the list alone gets the same lines, and nothing is counted for it', async () => {
  for (const q of ['', 'đà nẵng', 'nothing holds this word']) {
    const [whole, alone] = [(await ask({ q })).json(), (await ask({ q, counts: 'no' })).json()];
    const { facets, total: _total, isPart: _isPart, ...lines } = alone;
    expect(whole).toMatchObject(lines);
    expect([alone.total, Object.values(facets).flat()]).toEqual([0, []]);
  }
  expect((await ask({ counts: 'perhaps' })).json().code).toBe('input-invalid');
});

test('a day that there is not is refused, and not left out of the question', async () => {
  for (const day of ['2026-02-31', '2026-13-01', 'yesterday', '1026-01-01'])
    for (const name of ['sinceOn', 'untilOn']) {
      const answer = await ask({ [name]: day });
      expect([day, answer.statusCode, answer.json().code]).toEqual([day, 400, 'input-invalid']);
    }
  expect((await ask({ sinceOn: '2028-02-29', untilOn: '2028-02-29' })).statusCode).toBe(200);
});

test('too long a question, and one with signs that are no text, are refused in words', async () => {
  const long = await ask({ q: 'lũ '.repeat(300) });
  expect([long.statusCode, long.json().code]).toEqual([400, 'question-too-long']);
  expect(JSON.stringify(long.json())).toContain('500');
  const signs = await ask({ q: 'lũ \u001b[2J' });
  expect([signs.statusCode, signs.json().code]).toEqual([400, 'question-unreadable']);
  expect((await ask({ q: '"'.repeat(500) })).statusCode).toBe(200);
});
