import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Client as FormerClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as FormerTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { readingDoors, type ReadingDoors } from '#tests/town/reading-doors.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testNewsroom } from '#tests/town/test-newsroom.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const PROGRAM = join(import.meta.dirname, '../../main/pactwire.ts');
const HEADLINE = 'Lũ ở miền Trung';
let database: TestDatabase;
let doors: ReadingDoors;
let origin: string;
let token: string;

beforeAll(async () => {
  database = await testDatabase();
  doors = await readingDoors(database, { now: () => AT });
  origin = await doors.server.listen({ host: '127.0.0.1', port: 0 });
  const desk = await testNewsroom(database, AT);
  await desk.own({ guid: 'seen', language: 'vi', headline: HEADLINE });
  const other = await testNewsroom(database, AT);
  await other.own({ guid: 'theirs', language: 'vi', headline: 'Lũ của người khác' });
  token = await doors.key(await doors.seat(desk.agencyId, 'administrator'));
});
afterAll(async () => {
  await doors.server.close();
  await database.drop();
});

const started = (key: string) => ({
  command: process.execPath,
  args: [PROGRAM, 'mcp', '--node', origin],
  env: { PATH: process.env['PATH'] ?? '', PACTWIRE_API_KEY: key },
});

test('an assistant that starts the program finds what its key may see, and no other agency’s', async () => {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StdioClientTransport(started(token)));
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['search_wire', 'read_story', 'list_partners']);
  const found = await client.callTool({ name: 'search_wire', arguments: { q: 'lũ', from: 'all' } });
  expect(JSON.stringify(found.content)).toContain(HEADLINE);
  expect(JSON.stringify(found.content)).not.toContain('người khác');
  await client.close();
});

test('so it is for an assistant of before, and a key that is none opens nothing', async () => {
  const client = new FormerClient({ name: 'test', version: '1' });
  await client.connect(new FormerTransport(started(`${token.slice(0, -4)}AAAA`)));
  const found = await client.callTool({ name: 'search_wire', arguments: {} });
  expect(found.isError).toBe(true);
  expect(JSON.stringify(found)).not.toContain(HEADLINE);
  await client.close();
});

test('without a key it is refused in words, and where the input ends it ends well and has said nothing else', async () => {
  expect(await ran('')).toMatchObject({ exit: 2, out: '', err: expect.stringContaining('PACTWIRE_API_KEY') });
  expect(await ran(token)).toEqual({ exit: 0, out: '', err: '' });
});

function ran(key: string): Promise<{ exit: number | null; out: string; err: string }> {
  const { command, args, env } = started(key);
  const child = spawn(command, args, { env });
  let [out, err] = ['', ''];
  child.stdout.on('data', (part) => (out += String(part)));
  child.stderr.on('data', (part) => (err += String(part)));
  child.stdin.end();
  return new Promise((done) => child.once('close', (exit) => done({ exit, out, err })));
}
