import { Client as FormerClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as FormerTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { readingDoors, type ReadingDoors, type Seat } from '#tests/town/reading-doors.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { PARTNER, testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const VIETNAMESE = [{ operand: 'language', operator: 'eq', values: ['vi'] }] as const;
let database: TestDatabase;
let doors: ReadingDoors;
let desk: TestNewsroom;
let boss: Seat;
let address: URL;

beforeAll(async () => {
  database = await testDatabase();
  doors = await readingDoors(database, { now: () => AT });
  address = new URL('/mcp', await doors.server.listen({ host: '127.0.0.1', port: 0 }));
  desk = await testNewsroom(database, AT);
  boss = await doors.seat(desk.agencyId, 'administrator');
  await desk.receive(VIETNAMESE);
  await desk.within(({ partners }) =>
    partners.save(
      {
        did: PARTNER,
        name: { vi: 'Hãng Bạn', 'zh-Hans': '友社', en: 'Friendly Agency' },
        ownership: 'state',
        baseUrl: 'https://partner.example',
        keys: [],
        state: 'pinned',
      },
      AT,
    ),
  );
});
afterAll(async () => {
  await doors.server.close();
  await database.drop();
});

const headersOf = (token: string) => ({ requestInit: { headers: { authorization: `Bearer ${token}` } } });

async function connect(token: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(address, headersOf(token)));
  return client;
}

type Called = Awaited<ReturnType<Client['callTool']>>;
const textOf = ({ content }: Pick<Called, 'content'>): string =>
  content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');

test('an assistant finds, reads and lists by the three tools, with rights in words', async () => {
  const id = await desk.received({
    guid: 'seen',
    language: 'vi',
    headline: 'Lũ ở miền Trung',
    body: ['Nước dâng cao.'],
    embargoEndAt: plusSeconds(AT, 600),
  });
  const client = await connect(await doors.key(boss));
  const { tools } = await client.listTools();
  expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
    ['search_wire', true],
    ['read_story', true],
    ['list_partners', true],
  ]);

  const found = textOf(await client.callTool({ name: 'search_wire', arguments: { q: 'lu mien trung' } }));
  expect(found).toContain(`id: ${id}`);
  expect(found).toContain('EMBARGO: not to be published before 2027-01-01T08:10:00.000Z');

  const story = textOf(await client.callTool({ name: 'read_story', arguments: { id, lang: 'zh-Hans' } }));
  expect(story).toContain('Nước dâng cao.');
  expect(story).toContain('友社 (state), a partner');
  expect(story).toMatch(/to publish now: no\. .*\p{Script=Han}/u);
  expect(story.indexOf('RIGHTS')).toBeLessThan(story.lastIndexOf('Nước dâng cao.'));

  const partners = textOf(await client.callTool({ name: 'list_partners', arguments: {} }));
  expect(partners).toBe(`Friendly Agency (state): ${PARTNER}`);
  await client.close();
});

test('an assistant of the former protocol is served as well', async () => {
  await desk.own({ guid: 'own', headline: 'Harbour opens' });
  const client = new FormerClient({ name: 'former', version: '1' });
  await client.connect(new FormerTransport(address, headersOf(await doors.key(boss))));
  const found = await client.callTool({ name: 'search_wire', arguments: { q: 'harbour', limit: 1 } });
  expect(JSON.stringify(found.content)).toContain('Harbour opens');
  await client.close();
});

test('what a member may not see is to an assistant as if it were not there', async () => {
  const hidden = await desk.received({ guid: 'hidden', language: 'en', headline: 'Secret treaty' });
  const client = await connect(await doors.key(boss));
  const ask = async (id: string) => client.callTool({ name: 'read_story', arguments: { id } });
  const [there, nowhere] = [await ask(hidden), await ask('01900000-0000-7000-8000-000000000000')];
  expect(textOf(there)).toBe(textOf(nowhere));
  expect([there.isError, nowhere.isError]).toEqual([true, true]);
  const found = textOf(await client.callTool({ name: 'search_wire', arguments: { q: 'secret treaty' } }));
  expect(found).not.toContain('Secret');
  await client.close();
});

test('a tool is bound by the scope of the key, and an argument that is not known is refused', async () => {
  const client = await connect(await doors.key(boss, { scopes: ['read-wire'] }));
  const partners = await client.callTool({ name: 'list_partners', arguments: {} });
  expect([partners.isError, textOf(partners)]).toEqual([true, expect.stringContaining('api-key-not-enough')]);
  const odd = await client.callTool({ name: 'search_wire', arguments: { sql: 'x' } }).catch(String);
  expect(JSON.stringify(odd)).toMatch(/invalid|additional/i);
  await client.close();
});

test('nobody comes in without a key, with a session, or with a key for something else', async () => {
  const post = (headers: object) =>
    doors.server.inject({
      method: 'POST',
      url: '/mcp',
      headers: { ...headers },
      payload: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
    });
  const partners = await doors.key(boss, { scopes: ['read-partners'] });
  const answers = [
    await post({}),
    await post(boss.headers),
    await post({ authorization: 'Bearer x' }),
    await post({ authorization: `Bearer ${partners}` }),
    await post({ authorization: `Bearer ${await doors.key(boss)}`, origin: 'https://evil.test' }),
  ];
  expect(answers.map(({ json }) => json().code)).toEqual([
    'api-key-refused',
    'api-key-refused',
    'api-key-refused',
    'api-key-not-enough',
    'cross-site-call',
  ]);
});
