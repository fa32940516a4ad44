import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { playNetwork, type Play, type PlayedNetwork } from '#tests/town/played-network.ts';
import type { FetchRequest } from '#ports/fetch.ts';
import { guardedFetcher, type GuardedFetcher } from './guarded-fetch.ts';

let play: Play;
let net: PlayedNetwork;
let outside: GuardedFetcher;
const folder = mkdtempSync(join(tmpdir(), 'pactwire-download-'));

beforeAll(async () => {
  net = await playNetwork((request, response) => play(request, response));
  outside = guardedFetcher(net);
});
afterAll(() => net.close());
afterAll(() => rmSync(folder, { recursive: true }));

const GET = (url: string, more: Partial<FetchRequest> = {}): FetchRequest => ({
  method: 'GET',
  url,
  ...more,
});

test('a picture lands in its file and is hashed on the way', async () => {
  const bytes = Buffer.alloc(300_000, 'jpeg');
  play = (_request, response) => response.setHeader('content-type', 'image/jpeg').end(bytes);
  const path = join(folder, 'whole');
  const answer = await outside.download(GET('https://a.com/p.jpg', { accept: ['image/jpeg'] }), path);
  const digest = `sha-256:${createHash('sha256').update(bytes).digest('base64url')}`;
  expect(answer).toMatchObject({ ok: true, value: { status: 200, digest, sizeBytes: 300_000 } });
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test.each([
  ['too-large', (_: IncomingMessage, response: ServerResponse) => response.end(Buffer.alloc(2_000))],
  ['status', (_: IncomingMessage, response: ServerResponse) => response.writeHead(404).end('gone')],
  [
    'connection-failed',
    (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    },
  ],
] as const)('nothing is left at the path after %s', async (code, answering) => {
  play = answering;
  const path = join(folder, code);
  const answer = await outside.download(GET('https://a.com/', { limits: { maxBytes: 1_000 } }), path);
  expect(answer).toMatchObject({ error: { code } });
  expect(existsSync(path)).toBe(false);
});

test('a file that is there already is not written over', async () => {
  const path = join(folder, 'taken');
  writeFileSync(path, 'mine');
  await expect(outside.download(GET('https://a.com/'), path)).rejects.toThrow(/cannot create/);
  expect(readFileSync(path, 'utf8')).toBe('mine');
});
