import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setTimeout } from 'node:timers/promises';
import { guardedFetcher } from './guarded-fetch.ts';
import { homeFetch, type HomeFetch } from './home-fetch.ts';

const OURS = 'http://second.example';
const { fetch: away } = guardedFetcher();
let server: FastifyInstance;
let home: HomeFetch;
beforeAll(async () => {
  server = fastify();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.put('/echo', async ({ host, headers, body }, reply) =>
    reply.header('x-host', host).header('x-signature', String(headers['signature'])).send(body),
  );
  server.get('/slow', async () => {
    await setTimeout(400);
    return 'late';
  });
  server.get('/bytes', async (_request, reply) => reply.send(Buffer.alloc(2000, 7)));
  server.get('/moved', async (_request, reply) => reply.redirect('/bytes', 301));
  await server.ready();
  home = homeFetch(away, async (origin) => origin === OURS);
  home.openDoors((call) => server.inject(call));
});
afterAll(() => server.close());

test('our own address is answered here, with the host, the headers and the bytes that were sent', async () => {
  const bytes = new Uint8Array([0, 255, 128, 10]);
  const headers = { signature: 'sig=:AA==:', 'content-type': 'application/octet-stream' };
  const answer = await home.fetch({ method: 'PUT', url: `${OURS}/echo`, headers, body: bytes });
  expect(answer).toMatchObject({ ok: true, value: { status: 200, body: bytes } });
  expect(answer.ok && answer.value.headers).toMatchObject({ 'x-signature': 'sig=:AA==:' });
  expect(answer.ok && answer.value.headers['x-host']).toMatch(/^second\.example(?::80)?$/);
});

test('a caller that gives up hears so at once, and so does one whose time is up', async () => {
  const given = new AbortController();
  const asked = home.fetch({ method: 'GET', url: `${OURS}/slow` }, given.signal);
  await setTimeout(20);
  given.abort();
  expect(await asked).toMatchObject({ ok: false, error: { code: 'aborted' } });
  const limits = { firstByteMs: 30 };
  expect(await home.fetch({ method: 'GET', url: `${OURS}/slow`, limits })).toMatchObject({
    ok: false,
    error: { code: 'first-byte-timeout' },
  });
  expect(await home.fetch({ method: 'GET', url: `${OURS}/slow` })).toMatchObject({
    ok: true,
    value: { status: 200 },
  });
});

test('an answer that is larger than the caller takes is refused', async () => {
  const ask = { method: 'GET', url: `${OURS}/bytes` } as const;
  expect(await home.fetch({ ...ask, limits: { maxBytes: 1999 } })).toMatchObject({
    ok: false,
    error: { code: 'too-large' },
  });
  expect(await home.fetch({ ...ask, limits: { maxBytes: 2000 } })).toMatchObject({ ok: true });
});

test('a page that has moved is followed, unless the caller follows nobody', async () => {
  const ask = { method: 'GET', url: `${OURS}/moved` } as const;
  expect(await home.fetch(ask)).toMatchObject({ ok: true, value: { status: 200, url: `${OURS}/bytes` } });
  expect(await home.fetch({ ...ask, limits: { maxRedirects: 0 } })).toMatchObject({
    ok: true,
    value: { status: 301 },
  });
});

test('others go through the guard, and a process without doors asks our own address though it is private', async () => {
  expect(await home.fetch({ method: 'GET', url: 'http://127.0.0.1:9/x' })).toMatchObject({
    ok: false,
    error: { code: 'url-scheme' },
  });
  const listening = await server.listen({ host: '127.0.0.1', port: 0 });
  const worker = homeFetch(away, async (origin) => origin === listening);
  expect(await worker.fetch({ method: 'GET', url: `${listening}/bytes` })).toMatchObject({
    ok: true,
    value: { status: 200 },
  });
});
