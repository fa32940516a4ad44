import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import { WORDS_EN } from '#domain/newsroom/fingerprint/words-en.ts';
import { WORDS_VI } from '#domain/newsroom/fingerprint/words-vi.ts';
import { WORDS_ZH_HANS } from '#domain/newsroom/fingerprint/words-zh-hans.ts';
import { nodeHash } from '#engines/world.ts';
import { instantOf } from '#kernel/instant.ts';
import { spokenKeys } from './spoken-keys.ts';

const ROOT = new URL('../../../conformance/words/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, ROOT), 'utf8');

type Case = { why: string; did: string; thumbprints: string[]; words: Record<string, string> };
const CASES: Case[] = JSON.parse(read('cases.json'));

const keyOf = (thumbprint: string, over: Partial<PartnerKey> = {}): PartnerKey => ({
  kid: `did:web:wire.example.vn#${thumbprint}`,
  role: 'sign',
  jwk: { kty: 'OKP', crv: 'Ed25519', x: '' },
  thumbprint,
  ...over,
});

test.each(CASES)('conformance/words: $why', ({ did, thumbprints, words }) => {
  const keys = thumbprints.map((one) => keyOf(one));
  expect(spokenKeys(nodeHash, { did, keys })).toEqual(words);
  const retired = keyOf('old', { retiredAt: instantOf(0) });
  // What no longer speaks for the agency is not read out.
  expect(spokenKeys(nodeHash, { did, keys: [retired, ...keys] })).toEqual(words);
});

test.each([
  ['vi', WORDS_VI],
  ['zh-Hans', WORDS_ZH_HANS],
  ['en', WORDS_EN],
])('the list of conformance/words/%s.txt is the one that is read from', (language, list) => {
  expect(read(`${language}.txt`).trimEnd().split('\n')).toEqual(list);
});
