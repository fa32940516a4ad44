import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentReader } from '#engines/document-reader/document-reader.ts';
import { guardedFetcher } from '#engines/guarded-fetch/guarded-fetch.ts';
import { pageMark, type MarkedPage } from '#formats/html/page-mark.ts';
import { publicPage } from './public-page.ts';

let server: Server;
let host: string;
const reader = documentReader();
const SAID = expect.stringMatching(/^\s*Chào\s*$/);
const heard: (string | undefined)[] = [];

const PAGES: Readonly<Record<string, MarkedPage>> = {
  '/live': { mark: 'live', version: 3 },
  '/waits': { mark: 'withheld' },
  '/gone': { mark: 'withdrawn' },
};
/** As older Chinese systems write it. */
const IN_GB2312 = Buffer.concat([
  Buffer.from('<!doctype html><meta charset="gb2312"><p>'),
  Buffer.from(
    'ytDV/riuvfHM7MnPzufQ+7K8o6y088fF1NrO59K5x7C688yuy/qjrNSt0vLV/dTatfey6dau1tCho77I1K7Iy9SxyNTU2r2tw+bJz8vR0bDKp9fZ1d+how==',
    'base64',
  ),
]);
const STATUS: Readonly<Record<string, number>> = { '/waits': 404, '/gone': 410, '/broken': 503 };

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    heard.push(...['authorization', 'cookie', 'signature'].map((name) => request.headers[name]?.toString()));
    if (path === '/moved') return void response.writeHead(301, { location: '/live' }).end();
    if (path === '/press') {
      response.writeHead(200, { 'content-type': 'text/html' });
      return void response.end(IN_GB2312);
    }
    const page = PAGES[path];
    response.writeHead(STATUS[path] ?? 200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><head>${page ? pageMark(page).markup : ''}</head><p>Chào`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await reader.stop();
  await new Promise((resolve) => server.close(resolve));
});

test('a page is asked for as any reader would, and says of itself how it stands', async () => {
  const see = publicPage(guardedFetcher().fetch, reader.page, [host]);
  const at = (path: string) => see(`http://${host}${path}`);
  expect(await at('/live')).toEqual({ status: 200, mark: 'live', version: 3, text: SAID });
  expect(await at('/moved')).toEqual({ status: 200, mark: 'live', version: 3, text: SAID });
  expect(await at('/waits')).toEqual({ status: 404, mark: 'withheld', text: SAID });
  expect(await at('/gone')).toEqual({ status: 410, mark: 'withdrawn', text: SAID });
  expect(await at('/elsewhere')).toEqual({ status: 200, text: SAID });
  expect(await at('/broken')).toEqual({ status: 503, text: SAID });
  expect(heard.filter((one) => one !== undefined)).toEqual([]);
});

test('what readers read on a page is read in the charset that it says', async () => {
  const see = publicPage(guardedFetcher().fetch, reader.page, [host]);
  const seen = await see(`http://${host}/press`);
  expect(seen?.text?.trim()).toMatch(/^市政府今天上午宣布，大桥在午夜前后坍塌/);
});

test('an address inside our own network is not asked, whoever names it (I22)', async () => {
  const see = publicPage(guardedFetcher().fetch, reader.page, []);
  heard.length = 0;
  expect(await see(`http://${host}/live`)).toBeUndefined();
  expect(heard).toEqual([]);
});
