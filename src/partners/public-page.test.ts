import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guardedFetcher } from '#engines/guarded-fetch/guarded-fetch.ts';
import { pageMark, type MarkedPage } from '#formats/html/page-mark.ts';
import { publicPage } from './public-page.ts';

let server: Server;
let host: string;
const heard: (string | undefined)[] = [];

const PAGES: Readonly<Record<string, MarkedPage>> = {
  '/live': { mark: 'live', version: 3 },
  '/waits': { mark: 'withheld' },
  '/gone': { mark: 'withdrawn' },
};
const STATUS: Readonly<Record<string, number>> = { '/waits': 404, '/gone': 410, '/broken': 503 };

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    heard.push(...['authorization', 'cookie', 'signature'].map((name) => request.headers[name]?.toString()));
    if (path === '/moved') return void response.writeHead(301, { location: '/live' }).end();
    const page = PAGES[path];
    response.writeHead(STATUS[path] ?? 200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><head>${page ? pageMark(page).markup : ''}</head><p>Chào`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test('a page is asked for as any reader would, and says of itself how it stands', async () => {
  const see = publicPage(guardedFetcher().fetch, [host]);
  const at = (path: string) => see(`http://${host}${path}`);
  expect(await at('/live')).toEqual({ status: 200, mark: 'live', version: 3 });
  expect(await at('/moved')).toEqual({ status: 200, mark: 'live', version: 3 });
  expect(await at('/waits')).toEqual({ status: 404, mark: 'withheld' });
  expect(await at('/gone')).toEqual({ status: 410, mark: 'withdrawn' });
  expect(await at('/elsewhere')).toEqual({ status: 200 });
  expect(await at('/broken')).toEqual({ status: 503 });
  expect(heard.filter((one) => one !== undefined)).toEqual([]);
});

test('an address inside our own network is not asked, whoever names it (I22)', async () => {
  const see = publicPage(guardedFetcher().fetch, []);
  heard.length = 0;
  expect(await see(`http://${host}/live`)).toBeUndefined();
  expect(heard).toEqual([]);
});
