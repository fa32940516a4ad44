import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listeningSystem, type ListeningSystem } from '#tests/town/listening-system.ts';
import { guardedFetcher } from '../guarded-fetch/guarded-fetch.ts';
import { httpTranslator } from './http-translator.ts';

const { fetch } = guardedFetcher();
const INTO_CHINESE = { from: 'vi', to: 'zh-Hans' };
let service: ListeningSystem;

beforeAll(async () => {
  service = await listeningSystem();
});
afterAll(() => service.close());
beforeEach(() => {
  service.heard.length = 0;
});

const says = (answer: unknown, status = 200) =>
  service.answers(() => ({ status, body: JSON.stringify(answer) }));
const translator = (kind: 'libretranslate' | 'deepl', allowHosts = [service.host]) =>
  httpTranslator({ kind, url: `${service.origin}/translate`, key: 'secret' }, { fetch, allowHosts });

test('LibreTranslate is asked as its protocol says', async () => {
  says({ translatedText: ['洪水', '渡轮'] });
  const asked = await translator('libretranslate').translate(['Lũ lụt', 'Phà'], INTO_CHINESE, 5000);
  expect(asked).toEqual({ ok: true, value: ['洪水', '渡轮'] });
  expect(JSON.parse(service.heard[0]?.body ?? '')).toEqual({
    q: ['Lũ lụt', 'Phà'],
    source: 'vi',
    target: 'zh',
    format: 'text',
    api_key: 'secret',
  });
});

test('DeepL is asked as its protocol says', async () => {
  says({ translations: [{ detected_source_language: 'VI', text: 'Flood' }] });
  const asked = await translator('deepl').translate(['Lũ lụt'], { from: 'vi', to: 'en' }, 5000);
  expect(asked).toEqual({ ok: true, value: ['Flood'] });
  expect(service.heard[0]?.headers['authorization']).toBe('DeepL-Auth-Key secret');
  expect(JSON.parse(service.heard[0]?.body ?? '')).toEqual({
    text: ['Lũ lụt'],
    source_lang: 'VI',
    target_lang: 'EN-GB',
  });
});

test.each([
  ['one text too few', { translatedText: ['a'] }, 'texts-refused'],
  ['one too many', { translatedText: ['a', 'b', 'c'] }, 'texts-refused'],
  ['an empty one', { translatedText: ['a', ' '] }, 'texts-refused'],
  ['a number', { translatedText: ['a', 7] }, 'texts-refused'],
  ['one that never ends', { translatedText: ['a', 'b'.repeat(10_000)] }, 'texts-refused'],
  ['an error', { error: 'zh is not supported' }, 'service-failed'],
])('an answer with %s is not believed', async (_what, answer, code) => {
  says(answer);
  const asked = await translator('libretranslate').translate(['a', 'b'], INTO_CHINESE, 5000);
  expect(asked).toMatchObject({ ok: false, error: { code } });
});

test('a failing service, a silent one and one that the configuration does not name give nothing', async () => {
  says({}, 429);
  const asked = await translator('deepl').translate(['a'], INTO_CHINESE, 5000);
  expect(asked).toMatchObject({ ok: false, error: { detail: 'HTTP 429' } });
  expect((await translator('deepl', []).translate(['a'], INTO_CHINESE, 5000)).ok).toBe(false);
  expect(service.heard.length).toBe(1);
  const silent = createServer(() => undefined);
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
  const address = silent.address();
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const quiet = httpTranslator(
    { kind: 'libretranslate', url: `http://${host}/translate` },
    { fetch, allowHosts: [host] },
  );
  expect(await quiet.translate(['a'], INTO_CHINESE, 200)).toMatchObject({ ok: false });
  silent.closeAllConnections();
  await new Promise((closed) => silent.close(closed));
});
