import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '#kernel/json.ts';
import { hasSharedData, needsSharedData, sharedNames, sharedText } from '#tests/town/shared-data.ts';
import { canonicalJson } from './canonical-json.ts';

describe.skipIf(!hasSharedData)(`RFC 8785 vectors${needsSharedData}`, () => {
  const published = hasSharedData ? sharedNames('jcs/testdata/input') : [];
  test.each(published)('%s has the canonical form that its authors publish', (name) => {
    const input: Json = JSON.parse(sharedText(`jcs/testdata/input/${name}`));
    expect(canonicalJson(input)).toBe(sharedText(`jcs/testdata/output/${name}`).trim());
  });

  const names = hasSharedData ? sharedNames('security/jcs').filter((name) => name.includes('.input.')) : [];
  test.each(names)('%s of the second collection too', (name) => {
    const input: Json = JSON.parse(sharedText(`security/jcs/${name}`));
    const output = sharedText(`security/jcs/${name.replace('.input.', '.output.')}`);
    expect(canonicalJson(input)).toBe(output.trim());
  });

  test('the objects of the protocol vectors are already canonical', () => {
    const { objects } = JSON.parse(sharedText('protocol/vectors.json'));
    expect(objects.length).toBeGreaterThan(0);
    for (const { canonical } of objects) expect(canonicalJson(JSON.parse(canonical))).toBe(canonical);
  });
});

test('the order in which an author wrote the members does not matter', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.integer()), (members) => {
      const backwards = Object.fromEntries(Object.entries(members).toReversed());
      expect(canonicalJson(backwards)).toBe(canonicalJson(members));
    }),
  );
});

test('half a character has no canonical form', () => {
  expect(() => canonicalJson({ name: '\ud800' })).toThrow(/surrogate/i);
});
