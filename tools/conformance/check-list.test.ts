import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { openJws } from './compact-jws.ts';
import { channelOf, digestOf, thumbprintOf } from './keys.ts';
import { CHECKS } from './run-kit.ts';

const SPECIFICATION = readFileSync(join(import.meta.dirname, '../../docs/protocol/pxp-1.md'), 'utf8');

test('each check proves a section that stands in the specification, and has a name of its own', () => {
  const headings = new Set(SPECIFICATION.split('\n').flatMap((line) => /^#+ (.+)$/.exec(line)?.[1] ?? []));
  expect(CHECKS.filter(({ section }) => !headings.has(section))).toEqual([]);
  expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
});

describe.skipIf(!hasSharedData)(`published vectors${needsSharedData}`, () => {
  const vectors = hasSharedData ? JSON.parse(sharedText('protocol/vectors.json')) : {};
  const keyOf = (name: string): string => vectors.keys[name].jwk.x;

  test('the kit reads what the vectors sign, and refuses it under another key', () => {
    const keys = new Map([
      ['did:web:a.example#sign-1', keyOf('A')],
      ['did:web:a.example#sign-2', keyOf('A2')],
    ]);
    const swapped = new Map([...keys.keys()].map((kid) => [kid, keyOf('B')]));
    for (const { jws, payload, hash } of vectors.channel.entries) {
      expect(openJws(jws, 'pactwire-entry+jws', keys)).toMatchObject({ payload });
      expect(openJws(jws, 'pactwire-entry+jws', swapped)).toBe('the signature does not hold');
      expect(digestOf(jws)).toBe(hash);
    }
    expect(openJws(vectors.head.jws, 'pactwire-head+jws', keys)).toMatchObject({
      payload: vectors.head.payload,
    });
  });

  test('the kit names channels, objects and keys as the vectors do', () => {
    expect(channelOf('did:web:a.example', 'did:web:b.example')).toBe(vectors.channel.ch);
    for (const { canonical, digest } of vectors.objects) expect(digestOf(canonical)).toBe(digest);
    for (const { jwk, thumbprint } of Object.values<{ jwk: { x: string }; thumbprint: string }>(vectors.keys))
      expect(thumbprintOf(jwk.x)).toBe(thumbprint);
  });
});
