import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FetchRequest } from '#ports/fetch.ts';
import { playNetwork, type PlayedNetwork } from '#tests/town/played-network.ts';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { isGlobalAddress } from './global-address.ts';
import { guardedFetcher, type GuardedFetcher } from './guarded-fetch.ts';
import { guardUrl } from './guard-url.ts';

let net: PlayedNetwork;
let outside: GuardedFetcher;

beforeAll(async () => {
  net = await playNetwork((_request, response) => response.end('ok'));
  outside = guardedFetcher(net);
});
afterAll(() => net.close());
afterEach(() => {
  net.dialled.length = 0;
});

const GET = (url: string, more: Partial<FetchRequest> = {}): FetchRequest => ({
  method: 'GET',
  url,
  ...more,
});

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2001:4860:4860::8888',
  '2c0f::1',
])('%s is out there', (address) => {
  expect(isGlobalAddress(address)).toBe(true);
});

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.100.100.200',
  '127.0.0.53',
  '169.254.169.254',
  '172.31.0.1',
  '192.168.1.1',
  '192.0.0.192',
  '198.19.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '168.63.129.16',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::a00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  '3ffe::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '2a00::5efe:7f00:1',
  '2a00::200:5efe:7f00:1',
  '',
  'localhost',
  '127.1',
  '0x7f.1',
  '[::1]',
  '1.1.1.1/8',
  '8.8.8.8 ',
])('%j is not', (address) => {
  expect(isGlobalAddress(address)).toBe(false);
});

test.each([
  ['https://a.com/', undefined],
  ['https://xn--bcher-kva.de:443/', undefined],
  ['https://bücher.de/@user?q=@', undefined],
  ['http://a.com/', 'url-scheme'],
  ['https://a.com:8443/', 'url-port'],
  ['https://a.com#@127.0.0.1/', 'url-userinfo'],
  ['https:user@a.com/', 'url-userinfo'],
  ['https:127.0.0.1/', 'address-not-global'],
  ['https:///127.0.0.1/', 'address-not-global'],
  ['https://127。0。0。1/', 'address-not-global'],
  ['https://a.com\\@127.0.0.1/', 'url-invalid'],
  ['https://a.com./', 'url-invalid'],
  ['https://a..com/', 'url-invalid'],
  ['https://-a.com/', 'url-invalid'],
  ['https://a.com/\tb', 'url-invalid'],
  ['https://localhost/', 'url-single-label'],
  ['https://app.localhost/', 'url-special-name'],
  ['https://1.0.0.127.in-addr.arpa/', 'url-special-name'],
  ['https://127.0.0.1.nip.io/', 'url-special-name'],
  ['https://8.8.8.8/', 'url-address-literal'],
  ['ws://a.com/', 'url-scheme'],
  ['//a.com/', 'url-invalid'],
  ['', 'url-invalid'],
  [`https://a.com/${'a'.repeat(5_000)}`, 'url-invalid'],
])('%j is judged by its text: %s', (url, code) => {
  const judged = guardUrl(url, {});
  expect(judged.ok ? undefined : judged.error.code).toBe(code);
});

test('a configured host is that name and that port, and nothing like it', () => {
  const policy = { allowHosts: ['localhost:8471', '127.0.0.1:80', '[::1]:443'] };
  const isConfigured = (url: string): boolean => {
    const judged = guardUrl(url, policy);
    return judged.ok && judged.value.isConfigured;
  };
  expect(['http://localhost:8471/x', 'http://127.1/', 'https://[::1]/'].map(isConfigured)).toEqual([
    true,
    true,
    true,
  ]);
  expect(
    ['http://localhost:8472/', 'http://localhost/', 'https://127.0.0.1/', 'http://u@localhost:8471/'].map(
      isConfigured,
    ),
  ).toEqual([false, false, false, false]);
});

describe.skipIf(!hasSharedData)(`SSRF corpus (T09)${needsSharedData}`, () => {
  type Form = { readonly id: string; readonly url: string; readonly expect: string; readonly reason: string };
  const corpus = hasSharedData ? JSON.parse(sharedText('security/ssrf/vectors.shared.json')) : { urls: [] };
  const forms: Form[] = corpus.urls;
  const OPEN = { allowHttp: true, allowAddressLiterals: true };

  test.each(forms.map((form) => [form.id, form.url, form.expect, form.reason] as const))(
    '%s %j: %s (%s)',
    async (_id, url, verdict) => {
      const answer = await outside.fetch(GET(url, { policy: OPEN }));
      expect(answer.ok ? 'allow' : 'block').toBe(verdict);
      expect(net.dialled).toHaveLength(verdict === 'allow' ? 1 : 0);
    },
  );

  test('without leave for plain http and address literals, only named https hosts remain', async () => {
    const allowed: string[] = [];
    for (const { id, url } of forms) if ((await outside.fetch(GET(url))).ok) allowed.push(id);
    const named = forms.filter(
      ({ expect: verdict, url }) => verdict === 'allow' && /^https:\/\/[a-z]/.test(url),
    );
    expect(allowed).toEqual(named.map((form) => form.id));
  });
});
