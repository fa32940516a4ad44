import { afterAll, beforeAll, expect, test } from 'vitest';
import { listeningSystem, type ListeningSystem } from '#tests/town/listening-system.ts';
import { createServer, type Server } from 'node:http';
import { guardedFetcher } from '../guarded-fetch/guarded-fetch.ts';
import { systemClock } from '../world.ts';
import { httpEmbedder } from './http-embedder.ts';
import { nearness } from './nearness.ts';

const { fetch } = guardedFetcher();
let service: ListeningSystem;

beforeAll(async () => {
  service = await listeningSystem();
});
afterAll(() => service.close());

function embedder(allowHosts: readonly string[] = [service.host]) {
  const url = `${service.origin}/v1/embeddings`;
  return httpEmbedder({ url, model: 'e5', key: 'secret' }, { fetch, allowHosts });
}

const vector = (index: number, embedding: unknown) => ({ object: 'embedding', index, embedding });
const says = (data: unknown, status = 200) =>
  service.answers(() => ({ status, body: JSON.stringify({ object: 'list', data }) }));

test('texts are sent as the protocol says, and come back in their order whatever the order of the answer', async () => {
  says([vector(1, [0, 2]), vector(0, [1, 0])]);
  const asked = await embedder().embed(['một', '二'], 5000);
  expect(asked).toEqual({
    ok: true,
    value: [
      { model: 'e5', vector: [127, 0] },
      { model: 'e5', vector: [0, 127] },
    ],
  });
  const [heard] = service.heard.splice(0);
  expect(heard).toMatchObject({
    line: 'POST /v1/embeddings',
    headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
  });
  expect(JSON.parse(heard?.body ?? '')).toEqual({
    model: 'e5',
    input: ['một', '二'],
    encoding_format: 'float',
  });
});

test.each([
  ['one vector too few', [vector(0, [1])], 'texts-refused'],
  ['two sizes', [vector(0, [1]), vector(1, [1, 0])], 'service-failed'],
  ['one place twice', [vector(0, [1]), vector(0, [1])], 'service-failed'],
  ['a word for a number', [vector(0, [1]), vector(1, ['1'])], 'texts-refused'],
  ['no direction', [vector(0, [1]), vector(1, [0])], 'texts-refused'],
  ['a number beyond all numbers', [vector(0, [1, 0]), vector(1, [1.7e308, 1.7e308])], 'texts-refused'],
  ['text for a vector', [vector(0, 'AACAPw=='), vector(1, [1])], 'texts-refused'],
  ['an object', { error: 'no model' }, 'service-failed'],
])('an answer with %s is not believed', async (_what, data, code) => {
  says(data);
  expect(await embedder().embed(['a', 'b'], 5000)).toMatchObject({ ok: false, error: { code } });
});

test.each([
  [400, 'texts-refused'],
  [413, 'texts-refused'],
  [422, 'texts-refused'],
  [404, 'service-failed'],
  [429, 'service-failed'],
])('HTTP %i is told as %s', async (status, code) => {
  says([], status);
  expect(await embedder().embed(['a'], 5000)).toMatchObject({ ok: false, error: { code } });
});

test('an error, and a redirect, are no answers; and a host of our network must be named in the configuration', async () => {
  says([vector(0, [1])], 503);
  expect(await embedder().embed(['a'], 5000)).toMatchObject({ ok: false, error: { detail: 'HTTP 503' } });
  const before = service.heard.length;
  expect(embedder([]).isInHouse).toBe(false);
  expect(embedder().isInHouse).toBe(true);
  expect(await embedder([]).embed(['a'], 5000)).toMatchObject({ ok: false });
  expect(service.heard.length).toBe(before);
});

test('a service that never answers is not waited for, and not asked again a moment later', async () => {
  let asked = 0;
  const silent: Server = createServer(() => {
    asked += 1;
  });
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
  const address = silent.address();
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const service = { url: `http://${host}/v1/embeddings`, model: 'e5' };
  const near = nearness(httpEmbedder(service, { fetch, allowHosts: [host] }), systemClock);
  expect(await near('lũ lụt')).toBeUndefined();
  expect(await near('bão')).toBeUndefined();
  expect(asked).toBe(1);
  silent.closeAllConnections();
  await new Promise((closed) => silent.close(closed));
});

test('the same question is asked once', async () => {
  says([vector(0, [1, 1])]);
  const near = nearness(embedder(), systemClock);
  const before = service.heard.length;
  expect(await near(' lũ lụt ')).toEqual(await near('lũ lụt'));
  expect(service.heard.length).toBe(before + 1);
});
