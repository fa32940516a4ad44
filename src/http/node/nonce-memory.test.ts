import { expect, test } from 'vitest';
import { instantOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import type { RequestHorizons } from '#ports/request-horizons.ts';
import { makeNonceMemory } from './nonce-memory.ts';

const AT = instantOf(Date.UTC(2027, 0, 4));

test('a nonce is accepted once (I19)', async () => {
  const nonces = makeNonceMemory(horizonsInMemory());
  expect(await nonces.isFresh('a', 'one', lifeFrom(AT), AT)).toBe(true);
  expect(await nonces.isFresh('a', 'one', lifeFrom(AT), AT)).toBe(false);
  expect(await nonces.isFresh('b', 'one', lifeFrom(AT), AT)).toBe(true);
});

test('a node that starts anew believes nothing that it may have believed, whatever clocks say (I19)', async () => {
  const horizons = horizonsInMemory();
  const ahead = plusSeconds(AT, 290);
  expect(await makeNonceMemory(horizons).isFresh('a', 'one', lifeFrom(ahead), AT)).toBe(true);
  const restarted = makeNonceMemory(horizons);
  const later = plusSeconds(AT, 20);
  expect(await restarted.isFresh('a', 'one', lifeFrom(ahead), later)).toBe(false);
  expect(await restarted.isFresh('a', 'two', lifeFrom(plusSeconds(ahead, 2)), later)).toBe(false);
  expect(await restarted.isFresh('a', 'two', lifeFrom(plusSeconds(ahead, 3)), later)).toBe(true);
  expect(await restarted.isFresh('b', 'one', lifeFrom(later), later)).toBe(true);
});

test('the horizon is safe before a request is believed, and written seldom', async () => {
  const written: Instant[] = [];
  const horizons = {
    ...horizonsInMemory(),
    raise: async (_: string, until: Instant) => void written.push(until),
  };
  const nonces = makeNonceMemory(horizons);
  for (let second = 0; second < 12; second++) {
    const at = plusSeconds(AT, second);
    expect(await nonces.isFresh('a', `n${second}`, lifeFrom(at), at)).toBe(true);
    expect((written.at(-1) ?? '') >= at).toBe(true);
  }
  expect(written).toHaveLength(4);
});

test('while the horizon cannot be written nothing is believed, and once it can everything new is', async () => {
  const horizons = horizonsInMemory();
  let isDown = true;
  const raise = (keyid: string, until: Instant) =>
    isDown ? Promise.reject(new Error('down')) : horizons.raise(keyid, until);
  const find = (keyid: string) => (isDown ? Promise.reject(new Error('down')) : horizons.find(keyid));
  const nonces = makeNonceMemory({ find, raise });
  await expect(nonces.isFresh('a', 'one', lifeFrom(AT), AT)).rejects.toThrow('down');
  isDown = false;
  expect(await nonces.isFresh('a', 'two', lifeFrom(AT), AT)).toBe(true);
  isDown = true;
  const later = plusSeconds(AT, 60);
  await expect(nonces.isFresh('a', 'three', lifeFrom(later), later)).rejects.toThrow('down');
});

test('a partner that floods us shuts out itself, no other partner, and only until its signatures expire (I23)', async () => {
  const nonces = makeNonceMemory(horizonsInMemory(), 2);
  const answers: boolean[] = [];
  for (const nonce of ['1', '2', '3']) answers.push(await nonces.isFresh('flood', nonce, lifeFrom(AT), AT));
  expect(answers).toEqual([true, true, false]);
  expect(await nonces.isFresh('quiet', '1', lifeFrom(AT), AT)).toBe(true);
  const later = plusSeconds(AT, 301);
  expect(await nonces.isFresh('flood', '3', lifeFrom(later), later)).toBe(true);
});

function lifeFrom(createdAt: Instant) {
  return { createdAt, expiresAt: plusSeconds(createdAt, 300) };
}

function horizonsInMemory(): RequestHorizons {
  const kept = new Map<string, Instant>();
  return {
    find: async (keyid) => kept.get(keyid),
    raise: async (keyid, until) => void kept.set(keyid, until),
  };
}
