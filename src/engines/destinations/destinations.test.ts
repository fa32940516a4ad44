import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkPush } from '#http/push/push-signature.ts';
import type { DestinationKind } from '#kernel/destination-kind.ts';
import { instantOf } from '#kernel/instant.ts';
import type { Shipment } from '#ports/destination.ts';
import { guardedFetcher } from '../guarded-fetch/guarded-fetch.ts';
import { destinationOpener } from './open-destination.ts';

const AT = instantOf(Date.UTC(2027, 0, 2));
const KEY = `${'0'.repeat(24)}:${'ab'.repeat(32)}`;
const WEBHOOK = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

type Asked = { readonly line: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer };
const asked: Asked[] = [];
let answer: (one: Asked) => { readonly status: number; readonly body: string };
let server: Server;
let origin: string;

/** A double that keeps every request, and answers what the test says. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const one = {
        line: `${request.method} ${request.url}`,
        headers: request.headers,
        body: Buffer.concat(pieces),
      };
      asked.push(one);
      const { status, body } = answer(one);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server has a port');
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));
beforeEach(() => {
  asked.length = 0;
  answer = () => ({ status: 200, body: '{}' });
});

const open = (kind: DestinationKind, secret: string, place = `${origin}/in`) =>
  destinationOpener({ fetch: guardedFetcher().fetch, allowHosts: [new URL(origin).host] })({
    kind,
    place,
    secret,
    settings: { accessKey: 'AKIA' },
  });
const shipment = (over: Partial<Shipment> = {}): Shipment => ({
  messageId: 'm-1',
  placementId: '0190c1a0-0000-7000-8000-000000000001',
  slug: 'cang-1',
  language: 'vi',
  ninjs: JSON.stringify({
    uri: 'urn:egret:1',
    version: '1',
    headlines: [{ value: 'Cảng mở lại' }],
    bodies: [{ contentType: 'text/html', value: '<p>Tàu chạy</p>' }],
    usageTerms: 'Không lưu trữ',
  }),
  at: AT,
  headline: 'Cảng mở lại',
  text: 'Tàu chạy\n',
  html: (sourceOf) => `<img src="${sourceOf('urn:p:1') ?? ''}"><p>Tàu chạy</p>`,
  pictures: [
    {
      guid: 'urn:p:1',
      fileName: 'Ảnh 1.jpg',
      mediaType: 'image/jpeg',
      bytes: Buffer.from([0xff, 0xd8, 0xff]),
      caption: 'Bến',
    },
  ],
  mayGoOn: async () => true,
  ...over,
});
const lines = (): string[] => asked.map(({ line }) => line);
const jsonOf = (at: number): unknown => JSON.parse(String(asked[at]?.body));

test('a webhook gets the story, its stop and its kill, each signed as its door checks it', async () => {
  const webhook = open('webhook', WEBHOOK);
  expect(await webhook.deliver(shipment(), undefined)).toMatchObject({
    outcome: 'done',
    status: 200,
    answer: '{}',
  });
  await webhook.withdraw({ ...shipment(), isKill: false }, undefined);
  await webhook.withdraw({ ...shipment(), isKill: true }, undefined);
  expect(asked.map((_, at) => jsonOf(at))).toMatchObject([
    { type: 'story.published', timestamp: AT, data: { uri: 'urn:egret:1' } },
    { type: 'story.withdrawn' },
    { type: 'story.killed' },
  ]);
  for (const one of asked) expect(checkPush(one, WEBHOOK, AT)).toEqual({ ok: true, value: { id: 'm-1' } });
});

test('a refusal is told with its exact words, a silence with its reason, and a redirect is not followed', async () => {
  answer = () => ({ status: 422, body: 'Không nhận <b>tin</b> này' });
  const refused = await open('webhook', WEBHOOK).deliver(shipment(), undefined);
  expect(refused).toMatchObject({ outcome: 'failed', status: 422, answer: 'Không nhận <b>tin</b> này' });
  answer = () => ({ status: 307, body: '' });
  expect(await open('webhook', WEBHOOK).deliver(shipment(), undefined)).toMatchObject({ outcome: 'failed' });
  const nobody = await open('webhook', WEBHOOK, 'http://127.0.0.1:9/in').deliver(shipment(), undefined);
  expect([nobody.outcome, nobody.status, nobody.answer]).toEqual([
    'failed',
    undefined,
    expect.stringContaining('url-scheme'),
  ]);
});

test('a story that is not to be there any more is not sent to any kind of destination', async () => {
  const stopped = shipment({ mayGoOn: async () => false });
  const folder = mkdtempSync(join(tmpdir(), 'drop-'));
  answer = ({ line }) =>
    line.includes('rest_route') ? { status: 200, body: '[]' } : { status: 404, body: '{}' };
  for (const kind of ['webhook', 'superdesk', 'ghost', 'drupal', 's3', 'wordpress', 'folder'] as const) {
    const place = kind === 'folder' ? folder : `${origin}/in`;
    expect((await open(kind, KEY, place).deliver(stopped, undefined)).outcome, kind).toBe('stopped');
  }
  expect(lines().filter((line) => !line.startsWith('GET'))).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('a WordPress that does not say whether the post is there is asked again, and nothing is taken for done', async () => {
  for (const said of [
    { status: 502, body: '<html>' },
    { status: 200, body: '<html>' },
  ]) {
    answer = () => said;
    const wordpress = open('wordpress', KEY);
    expect((await wordpress.deliver(shipment(), undefined)).outcome).toBe('failed');
    const {
      mayGoOn: _asked,
      html: _page,
      text: _text,
      pictures: _none,
      headline: _title,
      ...named
    } = shipment();
    expect((await wordpress.withdraw({ ...named, isKill: false }, undefined)).outcome).toBe('failed');
  }
  expect(lines().filter((line) => !line.startsWith('GET'))).toEqual([]);
});

test('Superdesk and Newshub get ninjs with the members that they read, signed as they check it (a double)', async () => {
  await open('superdesk', 'a secret').deliver(shipment(), undefined);
  const [first] = asked;
  if (!first) throw new Error('a push was sent');
  expect(checkPush({ ...first, mode: 'superdesk' }, 'a secret', AT).ok).toBe(true);
  expect(jsonOf(0)).toMatchObject({
    guid: 'urn:egret:1',
    headline: 'Cảng mở lại',
    body_html: '<p>Tàu chạy</p>',
    usageterms: 'Không lưu trữ',
  });
});

test('a Ghost site gets its picture, then the post; updates name the last change, a kill deletes (a double)', async () => {
  const post = JSON.stringify({
    posts: [{ id: 'p1', url: 'https://g.example/cang', updated_at: '2027-01-01T00:00:00.000Z' }],
  });
  answer = ({ line }) => {
    if (line.includes('images/upload'))
      return {
        status: 201,
        body: JSON.stringify({ images: [{ url: 'https://g.example/1.jpg', ref: null }] }),
      };
    if (line.includes('slug')) return { status: 404, body: '{"errors":[]}' };
    return { status: line.startsWith('DELETE') ? 204 : 200, body: line.startsWith('DELETE') ? '' : post };
  };
  const ghost = open('ghost', KEY, origin);
  const { remote } = await ghost.deliver(shipment(), undefined);
  expect(remote).toMatchObject({ id: 'p1', url: 'https://g.example/cang' });
  expect(lines()).toEqual([
    'GET /ghost/api/admin/posts/slug/cang-1/',
    'POST /ghost/api/admin/images/upload/',
    'POST /ghost/api/admin/posts/?source=html',
  ]);
  expect(asked[0]?.headers['authorization']).toMatch(/^Ghost [\w-]+\.[\w-]+\.[\w-]+$/);
  expect(String(asked[1]?.body)).toContain('name="file"; filename="picture.jpg"');
  expect(jsonOf(2)).toMatchObject({
    posts: [
      {
        status: 'published',
        feature_image: 'https://g.example/1.jpg',
        html: expect.stringContaining('1.jpg'),
      },
    ],
  });
  asked.length = 0;
  await ghost.deliver(shipment(), remote);
  expect(lines()).toEqual(['GET /ghost/api/admin/posts/p1/', 'PUT /ghost/api/admin/posts/p1/?source=html']);
  expect(jsonOf(1)).toMatchObject({ posts: [{ updated_at: '2027-01-01T00:00:00.000Z' }] });
  asked.length = 0;
  await ghost.withdraw({ ...shipment(), isKill: false }, remote);
  expect(jsonOf(1)).toEqual({ posts: [{ status: 'draft', updated_at: '2027-01-01T00:00:00.000Z' }] });
  expect((await ghost.withdraw({ ...shipment(), isKill: true }, remote)).outcome).toBe('done');
  expect(lines().at(-1)).toBe('DELETE /ghost/api/admin/posts/p1/');
});

test('a bucket gets the pictures, then the story, and loses them all when the story goes (a double)', async () => {
  const bucket = open('s3', 'a secret key', `${origin}/news`);
  await bucket.deliver(shipment(), undefined);
  const folder = '/news/0190c1a0-0000-7000-8000-000000000001';
  expect(lines()).toEqual([`PUT ${folder}/picture-1`, `PUT ${folder}/story.ninjs.json`]);
  expect(asked[0]?.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'x-amz-date': '20270102T000000Z',
    authorization: expect.stringContaining('Credential=AKIA/20270102/us-east-1/s3/aws4_request'),
  });
  asked.length = 0;
  answer = () => ({ status: 204, body: '' });
  expect(await bucket.withdraw({ ...shipment(), isKill: true }, undefined)).toMatchObject({
    outcome: 'done',
  });
  expect(lines()).toContain(`DELETE ${folder}/story.ninjs.json`);
  expect(lines()).toContain(`DELETE ${folder}/picture-1`);
});

test('a folder gets whole files, and on a kill the stop takes the place of the story and its pictures go', async () => {
  const place = mkdtempSync(join(tmpdir(), 'drop-'));
  const folder = open('folder', '', place);
  await folder.deliver(shipment(), undefined);
  const name = '0190c1a0-0000-7000-8000-000000000001';
  expect(readdirSync(place)).toEqual([`${name}-1.jpg`, `${name}.ninjs.json`]);
  await folder.withdraw({ ...shipment(), ninjs: '{"pubStatus":"canceled"}', isKill: true }, undefined);
  expect(readdirSync(place)).toEqual([`${name}.ninjs.json`]);
  expect(readFileSync(join(place, `${name}.ninjs.json`), 'utf8')).toBe('{"pubStatus":"canceled"}');
  expect(await folder.tryOut('trial', AT)).toMatchObject([
    { name: 'draft-made', isDone: true },
    { name: 'draft-removed', isDone: true },
  ]);
  const nowhere = open('folder', '', '/proc/nothing');
  expect(await nowhere.deliver(shipment(), undefined)).toMatchObject({
    outcome: 'failed',
    answer: expect.stringContaining('/proc/nothing'),
  });
});
