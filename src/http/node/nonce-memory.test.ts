import { expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { makeNonceMemory } from './nonce-memory.ts';

const AT = instantOf(Date.UTC(2027, 0, 4));
const LIFE = { createdAt: AT, expiresAt: plusSeconds(AT, 300) };

test('a nonce is accepted once, and never one that was signed before the node began (I19)', () => {
  const nonces = makeNonceMemory(AT);
  expect(nonces.isFresh('a', 'one', LIFE, AT)).toBe(true);
  expect(nonces.isFresh('a', 'one', LIFE, AT)).toBe(false);
  expect(nonces.isFresh('a', 'two', { ...LIFE, createdAt: plusSeconds(AT, -1) }, AT)).toBe(false);
});

test('a partner that floods us shuts out itself, no other partner, and only until its signatures expire (I23)', () => {
  const nonces = makeNonceMemory(AT, 2);
  expect(['1', '2', '3'].map((nonce) => nonces.isFresh('flood', nonce, LIFE, AT))).toEqual([
    true,
    true,
    false,
  ]);
  expect(nonces.isFresh('quiet', '1', LIFE, AT)).toBe(true);
  const later = plusSeconds(AT, 301);
  expect(nonces.isFresh('flood', '3', { createdAt: later, expiresAt: plusSeconds(later, 300) }, later)).toBe(
    true,
  );
});
