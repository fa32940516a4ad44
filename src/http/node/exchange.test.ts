import type { FastifyInstance } from 'fastify';
import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { TEST_LINK } from '#tests/town/test-link.ts';
import { makeServer } from '../server.ts';
import { mountExchange, type ExchangeNeeds } from './exchange.ts';

const unknown = () => Promise.resolve(refuse({ code: 'object-unknown' as const }));

/** A node with one channel, whose page is empty until something is said otherwise. */
async function nodeWith(over: Partial<ExchangeNeeds>): Promise<FastifyInstance> {
  const server = await makeServer({
    publicOrigin: 'https://a.example',
    now: () => instantOf(Date.UTC(2027, 0, 4)),
    findSession: () => Promise.resolve(undefined),
  });
  await mountExchange(server, {
    admit: () => Promise.resolve(accept([TEST_LINK])),
    channelOf: (publisher) => (publisher === TEST_LINK.agency.did ? 'ch_one' : 'ch_other'),
    readChannel: () => Promise.resolve(accept({ head: 'head', entries: [], more: false })),
    giveBack: () => Promise.resolve(accept({ cursor: { epoch: 1, seq: 0, hash: null }, entries: [] })),
    readHead: () => Promise.resolve(accept({ head: 'head' })),
    acceptCursor: (_caller, { seq }) => Promise.resolve(accept({ seq })),
    serveObject: unknown,
    serveBlob: unknown,
    untilGrown: () => new Promise(() => undefined),
    takeDeposit: async () => refuse({ code: 'channel-unknown' }),
    takeBlobPart: async () => refuse({ code: 'object-unknown' }),
    hinted: () => undefined,
    ...over,
  });
  return server;
}

test('an entry that is written between the look and the wait is given at once, not after the wait', async () => {
  let looks = 0;
  const server = await nodeWith({
    readChannel: () => {
      looks += 1;
      const page = { head: 'head', entries: looks === 1 ? [] : ['the kill'], more: false };
      return Promise.resolve(accept(page));
    },
    // The bell rang before anybody listened.
    untilGrown: () => new Promise(() => undefined),
  });
  const answer = await server.inject({ url: '/pxp/v1/channels/ch_one/entries?wait=50' });
  expect(answer.json()).toMatchObject({ entries: ['the kill'] });
  await server.close();
});

test('a partner that asks more than its quota hears when to come back, and another is served meanwhile (I23)', async () => {
  const other = { ...TEST_LINK, partner: { ...TEST_LINK.partner, did: 'did:web:other.example' } };
  const server = await nodeWith({
    callsPerMinute: 3,
    admit: ({ headers }) => Promise.resolve(accept([headers['x-who'] === 'other' ? other : TEST_LINK])),
  });
  const ask = (who: string) =>
    server.inject({ url: '/pxp/v1/channels/ch_one/head', headers: { 'x-who': who } });
  const statuses = [];
  for (let time = 0; time < 4; time += 1) statuses.push((await ask('one')).statusCode);
  expect(statuses).toEqual([200, 200, 200, 429]);
  const refused = await ask('one');
  expect(refused.json()).toMatchObject({ code: 'too-many-requests' });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await ask('other')).statusCode).not.toBe(429);
  await server.close();
});

test('a partner that waits in too many places is answered at once in the next (I23)', async () => {
  const lets: (() => void)[] = [];
  const server = await nodeWith({ untilGrown: () => new Promise((resolve) => lets.push(resolve)) });
  const wait = () => server.inject({ url: '/pxp/v1/channels/ch_one/entries?wait=50' });
  const waiting = Array.from({ length: 16 }, wait);
  await expect.poll(() => lets.length).toBe(16);
  expect((await wait()).json()).toMatchObject({ entries: [] });
  for (const go of lets) go();
  await Promise.all(waiting);
  // And waits again once there is room.
  lets.length = 0;
  const again = wait();
  await expect.poll(() => lets.length).toBe(1);
  lets[0]?.();
  expect((await again).statusCode).toBe(200);
  await server.close();
});

test.each(['objects', 'blobs'])(
  'of %s a caller that broke off gets what follows what it has',
  async (kind) => {
    const [text, mediaType] = ['0123456789', 'image/png'];
    const server = await nodeWith({
      serveObject: () => Promise.resolve(accept({ text, mediaType })),
      serveBlob: () => Promise.resolve(accept({ bytes: new TextEncoder().encode(text), mediaType })),
    });
    const ask = (headers: Record<string, string>) =>
      server.inject({ url: `/pxp/v1/${kind}/sha-256:one`, headers });

    const whole = await ask({});
    expect(whole.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-type': mediaType });
    expect([whole.statusCode, whole.body]).toEqual([200, text]);

    const rest = await ask({ range: 'bytes=4-' });
    expect(rest.headers).toMatchObject({
      'accept-ranges': 'bytes',
      'content-range': 'bytes 4-9/10',
      'content-length': '6',
      'content-type': mediaType,
    });
    expect([rest.statusCode, rest.body]).toEqual([206, '456789']);

    const behind = await ask({ range: 'bytes=10-' });
    expect([behind.statusCode, behind.headers['content-range']]).toEqual([416, 'bytes */10']);
    expect(behind.json()).toMatchObject({ code: 'range-unsatisfiable' });

    for (const headers of [
      { range: 'bytes=0-1,4-5' },
      { range: 'lines=4-' },
      { range: 'bytes=4-', 'if-range': '"another"' },
    ]) {
      const { statusCode, body } = await ask(headers);
      expect([statusCode, body]).toEqual([200, text]);
    }
    await server.close();
  },
);
