import { expect, test } from 'vitest';
import { parseDigest } from '#kernel/digest.ts';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { isKeyLive, sessionOfKey, type ApiKey } from './api-key.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const secretHash = parseDigest(`sha-256:${'A'.repeat(43)}`);
if (!secretHash) throw new Error('43 characters make a digest');
const KEY: ApiKey = {
  id: 'k',
  agencyId: 'a',
  name: 'CMS',
  scopes: ['read-wire'],
  madeBy: 'p',
  madeAt: AT,
  expiresAt: plusSeconds(AT, 60),
  secretHash,
};

test('a key lives until its end, and not once it is revoked', () => {
  expect(isKeyLive(KEY, AT)).toBe(true);
  expect(isKeyLive(KEY, plusSeconds(AT, 60))).toBe(false);
  expect(isKeyLive({ ...KEY, revokedAt: AT }, AT)).toBe(false);
});

test('a key reads as a viewer in the seat of its maker, whatever more the maker may do', () => {
  expect(sessionOfKey(KEY, { personId: 'p', roles: ['administrator', 'chief'] }, AT)).toMatchObject({
    personId: 'p',
    agencyId: 'a',
    roles: ['viewer'],
  });
});

test('a key whose maker has no seat any more, or no role, opens nothing', () => {
  expect(sessionOfKey(KEY, undefined, AT)).toBeUndefined();
  expect(sessionOfKey(KEY, { personId: 'p', roles: [] }, AT)).toBeUndefined();
  expect(sessionOfKey(KEY, { personId: 'p', roles: ['chief'], closedAt: AT }, AT)).toBeUndefined();
});
