import { expect, test } from 'vitest';
import { instantOf, plusSeconds, type Instant } from '#kernel/instant.ts';
import type { RequestNonces } from '#ports/request-nonces.ts';
import { makeNonceCheck } from './nonce-check.ts';

const AT = instantOf(Date.UTC(2027, 0, 4));

test('a nonce is accepted once, whichever process of the node is asked (I19)', async () => {
  const shared = noncesInMemory();
  const [one, other] = [makeNonceCheck(shared), makeNonceCheck(shared)];
  expect(await one.isFresh('a', 'one', lifeFrom(AT), AT)).toBe(true);
  expect(await one.isFresh('a', 'one', lifeFrom(AT), AT)).toBe(false);
  expect(await other.isFresh('a', 'one', lifeFrom(AT), AT)).toBe(false);
  expect(await other.isFresh('b', 'one', lifeFrom(AT), AT)).toBe(true);
});

test('where all nonces were forgotten nothing is believed that may have been, whatever clocks say (I19)', async () => {
  const shared = noncesInMemory();
  const [one, other] = [makeNonceCheck(shared), makeNonceCheck(shared)];
  const ahead = plusSeconds(AT, 290);
  expect(await one.isFresh('a', 'one', lifeFrom(ahead), AT)).toBe(true);
  shared.forgetAll();
  const later = plusSeconds(AT, 20);
  for (const check of [other, one, makeNonceCheck(shared)]) {
    expect(await check.isFresh('a', 'one', lifeFrom(ahead), later)).toBe(false);
    expect(await check.isFresh('a', 'two', lifeFrom(plusSeconds(ahead, 2)), later)).toBe(false);
  }
  expect(await one.isFresh('a', 'two', lifeFrom(plusSeconds(ahead, 3)), later)).toBe(true);
  expect(await other.isFresh('b', 'one', lifeFrom(later), later)).toBe(true);
});

test('the horizon is safe before a request is believed, and written seldom', async () => {
  const written: Instant[] = [];
  const nonces = makeNonceCheck({
    ...noncesInMemory(),
    raise: async (_: string, until: Instant) => void written.push(until),
  });
  for (let second = 0; second < 12; second++) {
    const at = plusSeconds(AT, second);
    expect(await nonces.isFresh('a', `n${second}`, lifeFrom(at), at)).toBe(true);
    expect((written.at(-1) ?? '') >= at).toBe(true);
  }
  expect(written).toHaveLength(4);
});

test('while the horizon cannot be written nothing is believed, and once it can everything new is', async () => {
  const real = noncesInMemory();
  let isDown = true;
  const unlessDown = <T>(work: () => Promise<T>): Promise<T> =>
    isDown ? Promise.reject(new Error('down')) : work();
  const nonces = makeNonceCheck({
    use: (...asked) => unlessDown(() => real.use(...asked)),
    remember: (keyid) => unlessDown(() => real.remember(keyid)),
    raise: (keyid, until) => unlessDown(() => real.raise(keyid, until)),
  });
  await expect(nonces.isFresh('a', 'one', lifeFrom(AT), AT)).rejects.toThrow('down');
  isDown = false;
  expect(await nonces.isFresh('a', 'two', lifeFrom(AT), AT)).toBe(true);
  isDown = true;
  const later = plusSeconds(AT, 60);
  await expect(nonces.isFresh('a', 'three', lifeFrom(later), later)).rejects.toThrow('down');
});

test('a partner that floods us shuts out itself, no other partner, and only for a while (I23)', async () => {
  const nonces = makeNonceCheck(noncesInMemory(), 2);
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

function noncesInMemory(): RequestNonces & { forgetAll(): void } {
  const horizons = new Map<string, Instant>();
  const memories = new Map<string, { readonly after: Instant | undefined; readonly used: Set<string> }>();
  const remember = async (keyid: string): Promise<void> => {
    if (!memories.has(keyid)) memories.set(keyid, { after: horizons.get(keyid), used: new Set() });
  };
  return {
    remember,
    async use(keyid, nonce, { createdAt }) {
      await remember(keyid);
      const { after, used } = memories.get(keyid) ?? { after: undefined, used: new Set() };
      if (used.has(nonce) || (after !== undefined && createdAt <= after)) return false;
      used.add(nonce);
      return true;
    },
    raise: async (keyid, until) => void horizons.set(keyid, until),
    forgetAll: () => memories.clear(),
  };
}
