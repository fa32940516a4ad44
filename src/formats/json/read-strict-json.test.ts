import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { hasSharedData, needsSharedData, sharedBytes, sharedNames } from '#tests/town/shared-data.ts';
import { decodeText } from '../text/decode-text.ts';
import { isExact } from './exact-number.ts';
import { JSON_DEPTH } from './json-depth.ts';
import { readStrictJson } from './read-strict-json.ts';

function verdict(text: string) {
  const read = readStrictJson(text);
  return read.ok ? read.value : `${read.error.code} ${read.error.at}`;
}

test('what two readers could read in two ways is refused, with the place', () => {
  expect(verdict('{"a":{"b":1,"b":2}}')).toBe('json-duplicate-key /a/b');
  expect(verdict('{"a":1,"\\u0061":2}')).toBe('json-duplicate-key /a');
  expect(verdict('[1,"\\ud800"]')).toBe('json-lone-surrogate /1');
  expect(verdict('{"a/b":[12345678901234567890]}')).toBe('json-number-inexact /a~1b/0');
  expect(verdict('1e400')).toBe('json-number-inexact ');
  expect(verdict('[0.1000000000000000055]')).toBe('json-number-inexact /0');
  expect(verdict('{"a" 1}')).toBe('json-malformed offset 5');
});

test('numbers that a double holds exactly are read however they are written', () => {
  expect(verdict('[1.50, 15e-1, 1E3, -0, 0.1, 9007199254740991, 1e21, 0.000, 123.456e-7]')).toEqual([
    1.5, 1.5, 1000, 0, 0.1, 9007199254740991, 1e21, 0, 123.456e-7,
  ]);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
      isExact(JSON.stringify(value), value),
    ),
  );
});

test('a wire may round its numbers where a signed object may not', () => {
  expect(readStrictJson('[8.1234567890123456789]', 'round')).toEqual({
    ok: true,
    value: [8.123456789012346],
  });
});

test('nesting is read up to its limit and refused beyond, however deep', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  expect(readStrictJson(nested(JSON_DEPTH)).ok).toBe(true);
  expect(verdict(nested(JSON_DEPTH + 1))).toMatch(/^json-too-deep/);
  expect(verdict('{"a":'.repeat(100_000))).toMatch(/^json-too-deep/);
});

test('a member called __proto__ is an ordinary member', () => {
  const read = readStrictJson('{"__proto__":{"admin":true}}');
  expect(read.ok && Object.getPrototypeOf(read.value)).toBe(Object.prototype);
  expect(read.ok && JSON.stringify(read.value)).toBe('{"__proto__":{"admin":true}}');
});

test('every JSON value that can be written is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'grapheme' }), fc.nat(3), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      expect(readStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
    }),
    { numRuns: 500 },
  );
});

describe.skipIf(!hasSharedData)(`JSON test suite${needsSharedData}`, () => {
  test('every valid file is read, every invalid one refused, and none crashes', () => {
    const folder = 'security/json-testsuite/test_parsing';
    const names = hasSharedData ? sharedNames(folder) : [];
    const outcomes = names.map((name) => {
      const text = decodeText(sharedBytes(`${folder}/${encodeURIComponent(name)}`));
      const read = text.ok ? readStrictJson(text.value.text) : text;
      return { name, outcome: read.ok ? 'read' : read.error.code };
    });
    const wrong = outcomes.filter(
      ({ name, outcome }) =>
        (name.startsWith('y_') && outcome !== 'read') || (name.startsWith('n_') && outcome === 'read'),
    );
    expect(outcomes.length).toBeGreaterThan(100);
    // Valid JSON that we refuse on purpose: the same name twice.
    expect(wrong).toEqual(
      ['y_object_duplicated_key.json', 'y_object_duplicated_key_and_value.json']
        .filter((name) => names.includes(name))
        .map((name) => ({ name, outcome: 'json-duplicate-key' })),
    );
  });
});
