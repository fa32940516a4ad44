import { env } from 'node:process';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FetchRequest } from '#ports/fetch.ts';
import { playNetwork, PUBLIC_ADDRESS, type Play, type PlayedNetwork } from '#tests/town/played-network.ts';
import { guardedFetcher, type GuardedFetcher } from './guarded-fetch.ts';

/** One server plays all hosts; each test says what the host of the request answers. */
let play: Play = (_request, response) => response.end('ok');
let addressesOf: (hostname: string) => readonly string[] = () => [PUBLIC_ADDRESS];
let net: PlayedNetwork;
let outside: GuardedFetcher;

beforeAll(async () => {
  net = await playNetwork(
    (request, response) => play(request, response),
    (hostname) => addressesOf(hostname),
  );
  outside = guardedFetcher(net);
});
afterAll(() => net.close());
afterEach(() => {
  play = (_request, response) => response.end('ok');
  addressesOf = () => [PUBLIC_ADDRESS];
  net.dialled.length = 0;
  net.seen.length = 0;
});

const GET = (url: string, more: Partial<FetchRequest> = {}): FetchRequest => ({
  method: 'GET',
  url,
  ...more,
});

async function codeOf(request: FetchRequest): Promise<string> {
  const answer = await outside.fetch(request);
  return answer.ok ? String(answer.value.status) : answer.error.code;
}

/** Plays `pages[host + path]` as `[status, headers, body]`. */
function pages(table: Record<string, readonly [number, Record<string, string>, (string | Buffer)?]>): Play {
  return (request, response) => {
    const [status, headers, body] = table[`${request.headers.host}${request.url}`] ?? [404, {}];
    response.writeHead(status, headers).end(body);
  };
}

test('a public page comes back with its bytes, its headers and its address', async () => {
  play = pages({
    'feed.vn.com/a?b=c': [200, { 'content-type': 'application/rss+xml; charset=utf-8' }, '<rss/>'],
  });
  const answer = await outside.fetch(GET('https://feed.vn.com/a?b=c#d', { accept: ['application/rss+xml'] }));
  expect(answer).toMatchObject({ ok: true, value: { status: 200, url: 'https://feed.vn.com/a?b=c#d' } });
  expect(answer.ok && Buffer.from(answer.value.body).toString()).toBe('<rss/>');
});

test('a message with its signature arrives as it was sent', async () => {
  const bodies: string[] = [];
  play = (request, response) => {
    request.on('data', (piece: Buffer) => bodies.push(piece.toString()));
    request.on('end', () => response.writeHead(202).end());
  };
  const headers = { 'content-type': 'application/json', signature: 'sig1=:AA==:' };
  const answer = await outside.fetch({
    method: 'POST',
    url: 'https://b.vn.com/hints',
    headers,
    body: '{"v":1}',
  });
  expect(answer).toMatchObject({ ok: true, value: { status: 202 } });
  expect(bodies).toEqual(['{"v":1}']);
  expect(net.seen[0]?.headers).toMatchObject(headers);
});

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  ['identity', (bytes: Buffer) => bytes],
] as const)('a body in %s is decoded', async (coding, encode) => {
  play = pages({ 'a.com/': [200, { 'content-encoding': coding }, encode(Buffer.from('Đà Nẵng'))] });
  const answer = await outside.fetch(GET('https://a.com/'));
  expect(answer.ok && Buffer.from(answer.value.body).toString()).toBe('Đà Nẵng');
});

describe('what is never sent', () => {
  test.each([
    'host',
    'connection',
    'transfer-encoding',
    'content-length',
    'proxy-authorization',
    'Accept',
    'a b',
  ])('a header called %s is the connection’s own or no header', async (name) => {
    expect(await codeOf(GET('https://a.com/', { headers: { [name]: 'x' } }))).toBe('header-invalid');
    expect(net.dialled).toEqual([]);
  });

  test('a line end in a header value is no second header', async () => {
    expect(await codeOf(GET('https://a.com/', { headers: { 'x-a': 'b\r\nc: d' } }))).toBe('header-invalid');
  });
});

describe('names and addresses', () => {
  test('one answer that is not global refuses them all', async () => {
    addressesOf = () => [PUBLIC_ADDRESS, '10.0.0.1'];
    expect(await codeOf(GET('https://a.com/'))).toBe('address-not-global');
    expect(net.dialled).toEqual([]);
  });

  test('a name that changes its address after the check gains nothing: the checked address is dialled', async () => {
    let asked = 0;
    addressesOf = () => [asked++ === 0 ? PUBLIC_ADDRESS : '127.0.0.1'];
    expect(await codeOf(GET('https://a.com/'))).toBe('200');
    expect(net.dialled).toEqual([`a.com ${PUBLIC_ADDRESS}`]);
    expect(await codeOf(GET('https://a.com/'))).toBe('address-not-global');
  });

  test('a socket that ends elsewhere than it was sent is refused before a byte is written', async () => {
    const astray = guardedFetcher({
      resolve: net.resolve,
      dial: (target) => net.dial(target, ['192.168.0.1']),
    });
    expect(await astray.fetch(GET('https://a.com/'))).toMatchObject({
      error: { code: 'address-not-global' },
    });
    expect(net.seen).toEqual([]);
  });

  test('a name without an address is told so', async () => {
    addressesOf = () => [];
    expect(await codeOf(GET('https://a.com/'))).toBe('name-unresolved');
    addressesOf = () => {
      throw new Error('ENOTFOUND');
    };
    expect(await codeOf(GET('https://a.com/'))).toBe('name-unresolved');
  });

  test('the system’s own resolver and sockets reach a configured loopback host, and no other', async () => {
    const real = guardedFetcher();
    const url = `http://localhost:${net.port}/pxp`;
    const policy = { allowHosts: [`localhost:${net.port}`] };
    expect(await real.fetch(GET(url, { policy }))).toMatchObject({ ok: true, value: { status: 200 } });
    expect(await real.fetch(GET(url, { policy: { allowHttp: true } }))).toMatchObject({ ok: false });
    const near = GET(`http://127.0.0.1:${net.port}/pxp`, { policy });
    expect(await real.fetch(near)).toMatchObject({ ok: false });
  });

  test('a proxy in the environment is not asked', async () => {
    env['HTTP_PROXY'] = env['http_proxy'] = 'http://127.0.0.1:9';
    try {
      expect(await codeOf(GET('http://a.com/', { policy: { allowHttp: true } }))).toBe('200');
      expect(net.dialled).toEqual([`a.com ${PUBLIC_ADDRESS}`]);
    } finally {
      delete env['HTTP_PROXY'];
      delete env['http_proxy'];
    }
  });

  test('a socket is never used for another name, nor twice', async () => {
    for (const host of ['a.com', 'b.com', 'a.com']) await outside.fetch(GET(`https://${host}/`));
    expect(net.dialled).toEqual(['a.com', 'b.com', 'a.com'].map((host) => `${host} ${PUBLIC_ADDRESS}`));
  });
});

describe('redirects', () => {
  const to = (location: string, status = 302): readonly [number, Record<string, string>] => [
    status,
    { location },
  ];
  const HTTP_TOO = { policy: { allowHttp: true } };

  test('three are followed, a fourth is not', async () => {
    const table = { 'a.com/1': to('/2'), 'a.com/2': to('/3', 307), 'a.com/3': to('https://b.com/4', 308) };
    play = pages({ ...table, 'b.com/4': [200, {}, 'ok'] });
    expect(await codeOf(GET('https://a.com/1'))).toBe('200');
    play = pages({ ...table, 'b.com/4': to('/5') });
    expect(await codeOf(GET('https://a.com/1'))).toBe('redirect-limit');
    expect(await codeOf(GET('https://a.com/1', { limits: { maxRedirects: 0 } }))).toBe('redirect-limit');
  });

  test.each([
    ['http://127.0.0.1:9/secret', 'url-port'],
    ['https://127.0.0.1/secret', 'address-not-global'],
    ['https://user@b.com/', 'url-userinfo'],
    ['//localhost/', 'url-single-label'],
    ['//[::1]/', 'address-not-global'],
    ['\\\\127.0.0.1\\x', 'redirect-invalid'],
    ['file:///etc/passwd', 'url-scheme'],
    ['gopher://b.com/', 'url-scheme'],
    ['http://b.com/', 'redirect-downgrade'],
    ['/a', 'redirect-loop'],
    ['https://a.com/a', 'redirect-loop'],
  ])('a redirect to %s is refused', async (location, code) => {
    play = pages({ 'a.com/a': to(location) });
    expect(await codeOf(GET('https://a.com/a', HTTP_TOO))).toBe(code);
    expect(net.dialled).toHaveLength(1);
  });

  test('a public host cannot send us to a configured one', async () => {
    const allowHosts = [`localhost:${net.port}`];
    play = pages({ 'a.com/': to(`http://localhost:${net.port}/`) });
    const answer = await outside.fetch(GET('http://a.com/', { policy: { allowHttp: true, allowHosts } }));
    expect(answer).toMatchObject({ error: { code: 'url-port' } });
  });

  test('one configured host may send us on to another', async () => {
    const here = `localhost:${net.port}`;
    play = pages({ [`${here}/a`]: to('/b'), [`${here}/b`]: [200, {}, 'ok'] });
    expect(await codeOf(GET(`http://${here}/a`, { policy: { allowHosts: [here] } }))).toBe('200');
  });

  test('who asks is not told to another origin, and a signature goes nowhere twice', async () => {
    const secret = {
      authorization: 'Bearer x',
      cookie: 'a=b',
      signature: 's',
      'signature-input': 'i',
      'x-key': 'k',
    };
    const headers = { ...secret, accept: 'text/xml' };
    play = pages({ 'a.com/1': to('/2', 307), 'a.com/2': to('https://b.com/3', 307), 'b.com/3': [200, {}] });
    expect(await codeOf(GET('https://a.com/1', { headers }))).toBe('200');
    expect(net.seen[0]?.headers).toMatchObject(headers);
    expect(net.seen[1]?.headers).toMatchObject({
      authorization: 'Bearer x',
      cookie: 'a=b',
      accept: 'text/xml',
    });
    expect(Object.keys(net.seen[1]?.headers ?? {})).not.toContain('signature');
    expect(net.seen[2]?.headers).toMatchObject({ accept: 'text/xml' });
    for (const name of Object.keys(secret)) expect(net.seen[2]?.headers).not.toHaveProperty(name);
  });

  test('a message is not sent twice: neither its method nor its body follow a redirect', async () => {
    play = pages({ 'a.com/': to('https://b.com/', 307) });
    expect(await codeOf({ method: 'POST', url: 'https://a.com/', body: 'x' })).toBe('redirect-method');
    expect(net.dialled).toHaveLength(1);
  });

  test('304 is an answer, not a redirect', async () => {
    play = pages({ 'a.com/': [304, { etag: '"1"' }] });
    expect(await codeOf(GET('https://a.com/'))).toBe('304');
  });
});

describe('answers that are too much', () => {
  const small = { limits: { maxBytes: 1_000 } };

  test('a body over the cap is refused, announced or not', async () => {
    play = pages({ 'a.com/': [200, {}, 'x'.repeat(1_001)] });
    expect(await codeOf(GET('https://a.com/', small))).toBe('too-large');
    play = (_request, response) => {
      response.write('x'.repeat(600));
      response.end('x'.repeat(401));
    };
    expect(await codeOf(GET('https://a.com/', small))).toBe('too-large');
    play = pages({ 'a.com/': [200, {}, 'x'.repeat(1_000)] });
    expect(await codeOf(GET('https://a.com/', small))).toBe('200');
  });

  test('a body that is announced too large is not waited for; HEAD may announce what it likes', async () => {
    play = (request, response) => {
      response.writeHead(200, { 'content-length': '1001' });
      if (request.method === 'HEAD') response.end();
      else response.write('x');
    };
    expect(await codeOf(GET('https://a.com/', small))).toBe('too-large');
    expect(await codeOf({ ...GET('https://a.com/', small), method: 'HEAD' })).toBe('200');
  });

  test('a body without end is cut off', async () => {
    play = (_request, response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
      };
      response.on('drain', pour);
      pour();
    };
    expect(await codeOf(GET('https://a.com/'))).toBe('too-large');
  });

  test.each(['gzip', 'br', 'deflate'])(
    '64 MiB of spaces in %s end at the cap, not in memory',
    async (coding) => {
      const encode = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync }[coding]!;
      play = pages({
        'a.com/': [200, { 'content-encoding': coding }, encode(Buffer.alloc(67_108_864, ' '))],
      });
      const before = process.memoryUsage().arrayBuffers;
      expect(await codeOf(GET('https://a.com/'))).toBe('too-large');
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
    },
  );

  test('padding that decodes to nothing ends too', async () => {
    const empty = Buffer.concat(Array.from({ length: 100 }, () => gzipSync('')));
    play = pages({ 'a.com/': [200, { 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' }, empty] });
    expect(await codeOf(GET('https://a.com/', small))).toBe('too-large');
  });

  test.each(['gzip, gzip', 'gzip,br', 'zstd', 'x-unknown'])('a body in "%s" is refused', async (coding) => {
    play = pages({ 'a.com/': [200, { 'content-encoding': coding }, gzipSync(gzipSync('x'))] });
    expect(await codeOf(GET('https://a.com/'))).toBe('encoding-unsupported');
  });

  test('a body that is not in the coding it claims is no answer', async () => {
    play = pages({ 'a.com/': [200, { 'content-encoding': 'gzip' }, 'plain'] });
    expect(await codeOf(GET('https://a.com/'))).toBe('connection-failed');
  });

  test('headers over 16 KiB are refused', async () => {
    play = (request) => {
      const lines = Array.from({ length: 100 }, (_, index) => `x-${index}: ${'y'.repeat(10_000)}\r\n`).join(
        '',
      );
      request.socket.end(`HTTP/1.1 200 OK\r\n${lines}\r\n`);
    };
    expect(await codeOf(GET('https://a.com/'))).toBe('headers-too-large');
  });

  test('another kind of document than was asked for is refused', async () => {
    play = pages({
      'a.com/': [200, { 'content-type': 'text/html' }, '<html>'],
      'a.com/none': [200, {}, 'x'],
    });
    expect(await codeOf(GET('https://a.com/', { accept: ['application/rss+xml'] }))).toBe('content-type');
    expect(await codeOf(GET('https://a.com/none', { accept: ['application/rss+xml'] }))).toBe('content-type');
    expect(await codeOf(GET('https://a.com/missing', { accept: ['application/rss+xml'] }))).toBe('404');
  });
});

test('a body that breaks off is no answer, and what had come of it is told with the refusal', async () => {
  play = (_request, response) => {
    response.writeHead(206, { 'content-length': '100', 'content-range': 'bytes 0-99/100' });
    response.write('half', () => response.destroy());
  };
  const answer = await outside.fetch(GET('https://a.com/'));
  expect(answer).toMatchObject({
    error: {
      code: 'connection-failed',
      part: {
        status: 206,
        headers: { 'content-range': 'bytes 0-99/100' },
        body: new TextEncoder().encode('half'),
      },
    },
  });
});

describe('answers that do not come', () => {
  const silent: Play = () => undefined;
  const drip: Play = (_request, response) => {
    const timer = setInterval(() => response.write('x'), 10);
    response.on('close', () => clearInterval(timer));
  };

  test('no first byte in time ends the wait, and a long poll may wait longer', async () => {
    play = silent;
    const limits = { firstByteMs: 40 };
    expect(await codeOf(GET('https://a.com/', { limits }))).toBe('first-byte-timeout');
    play = (_request, response) => void setTimeout(() => response.end('late'), 80);
    expect(await codeOf(GET('https://a.com/', { limits: { firstByteMs: 5_000, totalMs: 5_000 } }))).toBe(
      '200',
    );
  });

  test('a resolver that never answers is not waited for', async () => {
    const stuck = guardedFetcher({ ...net, resolve: () => new Promise(() => undefined) });
    const answer = await stuck.fetch(GET('https://a.com/', { limits: { firstByteMs: 40 } }));
    expect(answer).toMatchObject({ error: { code: 'first-byte-timeout' } });
  });

  test('a body that drips one byte at a time ends at the total', async () => {
    play = drip;
    expect(await codeOf(GET('https://a.com/', { limits: { totalMs: 100 } }))).toBe('total-timeout');
  });

  test('a caller that gives up is obeyed, before and during', async () => {
    play = silent;
    const controller = new AbortController();
    const waiting = outside.fetch(GET('https://a.com/'), controller.signal);
    controller.abort();
    expect(await waiting).toMatchObject({ error: { code: 'aborted' } });
    expect(await outside.fetch(GET('https://a.com/'), controller.signal)).toMatchObject({
      error: { code: 'aborted' },
    });
  });

  test('a connection that breaks is no answer, and the refusal shows no query', async () => {
    play = (request) => request.socket.destroy();
    const answer = await outside.fetch(GET('https://a.com/feed?token=secret'));
    expect(answer).toMatchObject({ error: { code: 'connection-failed', url: 'https://a.com/feed' } });
  });
});
