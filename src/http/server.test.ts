import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isProblemCode } from '#contract/problems.ts';
import { ENDPOINTS } from '#contract/endpoints.ts';
import { plusSeconds } from '#kernel/instant.ts';
import { rawCall, type RawAnswer } from '#tests/town/raw-call.ts';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { DOOR_AT, DOOR_ORIGIN, testDoors, tokenOf } from '#tests/town/test-doors.ts';

let server: FastifyInstance;
let port: number;
beforeAll(async () => {
  server = await testDoors();
  await server.listen({ host: '127.0.0.1', port: 0 });
  port = (server.server.address() as AddressInfo).port;
});
afterAll(() => server.close());

const EXACT: Record<string, string> = {
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
};
const ALLOWED = new Set([
  ...Object.keys(EXACT),
  'permissions-policy',
  'content-type',
  'content-length',
  'connection',
  'keep-alive',
  'date',
  'retry-after',
  'x-request-id',
]);

function expectGuarded(headers: Record<string, unknown>): void {
  expect(headers).toMatchObject(EXACT);
  expect(String(headers['permissions-policy'])).toContain('geolocation=()');
  expect(Object.keys(headers).filter((name) => !ALLOWED.has(name))).toEqual([]);
  expect(JSON.stringify(headers)).not.toContain('unsafe-');
}

function headersOf(text: string): Record<string, string> {
  const lines = (text.split('\r\n\r\n')[0] ?? '').split('\r\n').slice(1);
  return Object.fromEntries(
    lines.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*: ?/, '')]),
  );
}

describe('every answer', () => {
  test('carries exactly the headers of its door, whatever it says (T13)', async () => {
    const answers = [
      ...ENDPOINTS.map(({ endpoint }) => ({ method: endpoint.method, url: endpoint.path })),
      { method: 'POST' as const, url: '/x', payload: '{}', headers: { 'content-type': 'application/json' } },
      { method: 'POST' as const, url: '/x', payload: '{', headers: { 'content-type': 'application/json' } },
      { method: 'POST' as const, url: '/x', payload: 'x', headers: { 'content-type': 'text/html' } },
      { method: 'GET' as const, url: '/nowhere' },
      { method: 'GET' as const, url: '/%ff' },
      { method: 'HEAD' as const, url: '/api/seats' },
      { method: 'OPTIONS' as const, url: '/api/seats' },
    ];
    for (const request of answers) expectGuarded((await server.inject(request)).headers);
  });

  test('has them even when the bytes never became a request', async () => {
    const { status, text } = await rawCall(port, 'GET /x HTTP/9.9\r\nHost: h\r\n\r\n');
    expect(status).toBe(400);
    expectGuarded(headersOf(text));
  });

  test('that refuses is a problem document whose code has words in three languages', async () => {
    const response = await server.inject({
      url: '/nowhere',
      headers: { 'accept-language': 'zh-CN,vi;q=0.5' },
    });
    expect(response.headers['content-type']).toBe('application/problem+json');
    const problem = response.json();
    expect(problem).toMatchObject({
      type: 'urn:pactwire:problem:not-found',
      status: 404,
      code: 'not-found',
      title: '此地址没有内容',
    });
    expect(problem.instance).toBe(`urn:uuid:${String(response.headers['x-request-id'])}`);
    expect(isProblemCode(problem.code)).toBe(true);
  });
});

describe('a fault of ours', () => {
  test('is 500 without a word of its cause, and logged by places only (I25, T19)', async () => {
    const log: string[] = [];
    const broken = await testDoors({
      log: { write: (line) => void log.push(line) },
      findSession: () =>
        Promise.reject(new Error('secret headline', { cause: new TypeError('another secret') })),
    });
    const response = await broken.inject({
      url: '/api/session?x=secret-query',
      headers: {
        cookie: `__Host-pactwire-4100=${tokenOf('chief')}`,
        'user-agent': 'secret-agent',
        'x-forwarded-for': '203.0.113.77',
      },
      remoteAddress: '203.0.113.77',
    });
    expect([response.statusCode, response.json().code]).toEqual([500, 'fault']);
    const said = log.join('');
    expect(said).toContain('admit-call.ts');
    expect(said).toContain('"route":"/api/session"');
    expect(`${said}${response.body}`).not.toMatch(/secret|203\.0\.113\.77/);
    await broken.close();
  });

  test('is 503 with Retry-After when the store cannot be reached (T21)', async () => {
    const outage = Object.assign(new Error('x'), { name: 'StoreUnavailable' });
    const broken = await testDoors({ findSession: () => Promise.reject(new Error('y', { cause: outage })) });
    const headers = { cookie: `__Host-pactwire-4100=${tokenOf('chief')}` };
    const response = await broken.inject({ url: '/api/session', headers });
    expect([response.statusCode, response.json().code, response.headers['retry-after']]).toEqual([
      503,
      'node-not-ready',
      '2',
    ]);
    await broken.close();
  });

  test('does not even begin while the node knows that it is not ready (T21)', async () => {
    let isReady = false;
    const waiting = await testDoors({ isReady: () => isReady });
    expect((await waiting.inject({ url: '/api/session' })).statusCode).toBe(503);
    isReady = true;
    expect((await waiting.inject({ url: '/api/session' })).statusCode).not.toBe(503);
    await waiting.close();
  });
});

describe('a flood', () => {
  test('is stopped per visitor before anything is looked up, with the time to come back', async () => {
    let looked = 0;
    let at = DOOR_AT;
    const limited = await testDoors({
      callsPerMinute: 5,
      now: () => at,
      findSession: async () => {
        looked += 1;
        return undefined;
      },
    });
    const headers = { cookie: `__Host-pactwire-4100=${tokenOf('chief')}` };
    const call = (remoteAddress: string) => limited.inject({ url: '/api/session', headers, remoteAddress });
    const flood = [];
    for (let time = 0; time < 20; time += 1) flood.push(await call('203.0.113.5'));
    expect(flood.filter(({ statusCode }) => statusCode === 429)).toHaveLength(15);
    expect(looked).toBe(5);
    const refused = flood.find(({ statusCode }) => statusCode === 429);
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await call('203.0.113.6')).statusCode).not.toBe(429);
    // One household: the same /64.
    for (let host = 1; host <= 5; host += 1) await call(`2001:db8::${host}`);
    expect((await call('2001:db8::99')).statusCode).toBe(429);
    // Tomorrow's salt makes everyone a stranger.
    at = plusSeconds(DOOR_AT, 24 * 3600);
    expect((await call('203.0.113.5')).statusCode).not.toBe(429);
    await limited.close();
  });
});

describe('bodies', () => {
  const send = (payload: string | Buffer, type = 'application/json') =>
    server.inject({ method: 'POST', url: '/x', payload, headers: { 'content-type': type } });

  test.each([
    ['application/json', 200],
    ['application/json; charset=utf-8', 200],
    ['APPLICATION/JSON;charset="UTF-8"', 200],
    ['application/json; charset=utf-7', 415],
    ['application/json; a=b', 415],
    ['application/ld+json', 415],
    ['application/jsonp', 415],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=B', 415],
    ['nonsense', 415],
  ])('as %s get %i', async (type, status) => {
    expect((await send('{"a":1}', type)).statusCode).toBe(status);
  });

  test.each([
    ['{"a":1,"a":2}', 'json-duplicate-key'],
    ['{"a":12345678901234567890}', 'json-number'],
    ['{"a":"\\ud800"}', 'json-surrogate'],
    [`{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 'json-depth'],
    ['{"a":', 'json-syntax'],
  ])('%s is refused with its reason', async (payload, reason) => {
    const response = await send(payload);
    expect([response.statusCode, response.json().code, response.json().facts.reason]).toEqual([
      400,
      'json-invalid',
      reason,
    ]);
  });

  test('that are not UTF-8, or nested half a million deep, are refused and not a fault', async () => {
    expect((await send(Buffer.from([0x7b, 0xff, 0x7d]))).json().facts.reason).toBe('not-utf-8');
    expect((await send(`{"a":${'['.repeat(500_000)}`)).statusCode).toBe(400);
    expect((await send(`{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}`)).statusCode).toBe(400);
  });

  test('over the limit are refused by size', async () => {
    expect((await send(`{"a":"${'x'.repeat(1_100_000)}"}`)).json()).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
  });

  test('with fields the contract does not name are refused, not trimmed (abuse case 22)', async () => {
    const { facts, code } = (await send('{"title":"x","role":"owner"}')).json();
    expect(code).toBe('input-invalid');
    expect(facts.places).toEqual([{ at: '/body', why: 'must not have additional properties' }]);
  });

  test('with a value of another type are refused, not coerced', async () => {
    expect((await send('{"title":5}')).json().facts.places[0].at).toBe('/body/title');
  });
});

describe.skipIf(!hasSharedData)(`attack corpora${needsSharedData}`, () => {
  const allow4xx = (answers: readonly RawAnswer[]): RawAnswer[] =>
    answers.filter(({ status }) => status >= 500 || (status < 200 && status !== 0));

  test('raw requests get no 5xx, no hang and no second answer from a smuggled one (T13)', async () => {
    const corpus: { id: string; raw: string }[] = JSON.parse(
      sharedText('security/http/raw-http.shared.json'),
    );
    const answers = await Promise.all(
      corpus.map(async ({ id, raw }) => ({ id, ...(await rawCall(port, Buffer.from(raw, 'latin1'))) })),
    );
    expect(answers.length).toBeGreaterThan(30);
    expect(allow4xx(answers)).toEqual([]);
    expect(answers.filter(({ status }) => status === 0)).toEqual([]);
    expect(answers.filter(({ text }) => (text.match(/HTTP\/1\.1 \d/g) ?? []).length > 1)).toEqual([]);
    const reached = answers.filter(({ status }) => status === 200).map(({ id }) => id);
    // Only well-formed JSON by another spelling of its own type may be handled.
    expect(reached.toSorted()).toEqual(['ct-02', 'ct-05'].filter((id) => reached.includes(id)));
  });

  test('no path puts a header of its own into the answer', async () => {
    const corpus: string[] = JSON.parse(sharedText('security/http/crlf.shared.json'));
    for (const path of corpus) {
      const { status, text } = await rawCall(
        port,
        `GET ${path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`,
      );
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(Object.keys(headersOf(text))).not.toContain('set-cookie');
    }
  });

  test('hostile parameters get 2xx or 4xx from every endpoint, never 5xx (T13)', async () => {
    const corpus: { kind: string; input: string }[] = JSON.parse(
      sharedText('security/injection-params/injection-params.shared.json'),
    );
    const session = {
      origin: DOOR_ORIGIN,
      cookie: `__Host-pactwire-4100=${tokenOf('chief')}`,
      'x-csrf-token': 'csrf-chief',
    };
    const faults: unknown[] = [];
    const doors = [...ENDPOINTS.map(({ endpoint }) => endpoint), { method: 'POST' as const, path: '/x' }];
    for (const { kind, input } of corpus) {
      for (const { method, path } of doors) {
        const isBody = kind === 'json' && method !== 'GET';
        const response = await server.inject({
          method,
          url: kind === 'query' ? `${path}?${input}` : path,
          headers: { ...session, ...(isBody ? { 'content-type': 'application/json' } : {}) },
          ...(isBody ? { payload: input } : {}),
        });
        if (response.statusCode >= 500) faults.push({ method, path, input, status: response.statusCode });
      }
    }
    expect(faults).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });
});

describe.concurrent('slow sockets', () => {
  /** Opens a socket, sends a beginning, then a byte each half second; done when it was closed. */
  const slowSocket = (start: string, drip: string): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(start));
      const timer = setInterval(() => socket.writable && socket.write(drip), 500);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearInterval(timer);
        resolve();
      });
      socket.resume();
    });

  test('are closed by the node, in the header or in the body, while honest calls go on (T16)', async () => {
    const head = 'POST /x HTTP/1.1\r\nHost: h\r\n';
    const json = 'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';
    const slow = [
      ...Array.from({ length: 10 }, () => slowSocket(head, 'X-Slow: 1\r\n')),
      ...Array.from({ length: 10 }, () => slowSocket(head + json, ' ')),
    ];
    const honest = await server.inject({ url: '/api/seats' });
    expect(honest.statusCode).toBe(404);
    await Promise.all(slow);
  }, 40_000);

  test('that do not read their answer are let go (T16)', async () => {
    const generous = await testDoors();
    const page = Buffer.alloc(32 * 1024 * 1024, 'x');
    generous.route({ method: 'GET', url: '/big', config: { door: 'operation' }, handler: async () => page });
    await generous.listen({ host: '127.0.0.1', port: 0 });
    const { port: bigPort } = generous.server.address() as AddressInfo;
    const closed = new Promise<void>((resolve) => {
      generous.server.on('connection', (served) => served.on('close', () => resolve()));
    });
    const deaf = connect(bigPort, '127.0.0.1', () => deaf.write('GET /big HTTP/1.1\r\nHost: h\r\n\r\n'));
    deaf.on('error', () => undefined);
    deaf.pause();
    await closed;
    deaf.destroy();
    await generous.close();
  }, 40_000);

  test('idle after an answer are let go', async () => {
    const { status, closed } = await rawCall(port, 'GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n', 20_000);
    expect([status, closed]).toEqual([404, true]);
  }, 30_000);
});
