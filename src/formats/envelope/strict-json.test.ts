import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasSharedData, needsSharedData, sharedBytes, sharedNames } from '#tests/town/shared-data.ts';
import { readStrictJson } from './strict-json.ts';

test.each([
  ['{"a":1,"a":2}', { code: 'json-duplicate-key', offset: 7, key: 'a' }],
  ['{"a":1,"\\u0061":2}', { code: 'json-duplicate-key', offset: 7, key: 'a' }],
  ['[{"a":{"b":1,"b":1}}]', { code: 'json-duplicate-key', offset: 13, key: 'b' }],
  ['{"a":"a","b":["a",{"a":0}],"b":0}', { code: 'json-duplicate-key', offset: 27, key: 'b' }],
  ['{"__proto__":1,"__proto__":2}', { code: 'json-duplicate-key', offset: 15, key: '__proto__' }],
  ['{"n":12345678901234567890}', { code: 'json-number', offset: 5 }],
  ['[9007199254740993]', { code: 'json-number', offset: 1 }],
  ['[-1e999]', { code: 'json-number', offset: 1 }],
  ['["\\ud800"]', { code: 'json-surrogate', offset: 1 }],
  ['{"\\udc00x":1}', { code: 'json-surrogate', offset: 1 }],
  ['{"a":1', { code: 'json-syntax' }],
  ['', { code: 'json-syntax' }],
  ['\ufeff{}', { code: 'json-syntax' }],
])('%j could be read in two ways and is refused', (text, refusal) => {
  expect(readStrictJson(text)).toEqual({ ok: false, error: refusal });
});

test('the same key in different objects is no duplicate', () => {
  const text = '{"a":{"a":[{"a":1},{"a":"a"}]},"b":"a,\\"a\\":{"}';
  expect(readStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
});

test('64 levels are read, 65 are refused, and a million end no process', () => {
  expect(readStrictJson('['.repeat(64) + ']'.repeat(64)).ok).toBe(true);
  expect(readStrictJson('['.repeat(65) + ']'.repeat(65))).toMatchObject({ error: { code: 'json-depth' } });
  expect(readStrictJson('['.repeat(1e6) + ']'.repeat(1e6)).ok).toBe(false);
  expect(readStrictJson('[{"":'.repeat(2e5)).ok).toBe(false);
});

test('what we print is read back', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      const text = JSON.stringify(value);
      const read = readStrictJson(text);
      if (read.ok) expect(JSON.stringify(read.value)).toBe(text);
      else expect(['json-number', 'json-surrogate']).toContain(read.error.code);
    }),
  );
});

describe.skipIf(!hasSharedData)(`JSONTestSuite${needsSharedData}`, () => {
  const folder = 'security/json-testsuite/test_parsing';
  const names = hasSharedData ? sharedNames(folder) : [];

  test.each(names.filter((name) => name.startsWith('n_')))('%s is no JSON', (name) => {
    expect(readStrictJson(textOf(name) ?? '').ok).toBe(false);
  });

  test.each(names.filter((name) => name.startsWith('y_')))('%s is JSON, or said to be ambiguous', (name) => {
    const read = readStrictJson(textOf(name) ?? '');
    // RFC 8259 lets duplicate names pass and I-JSON (RFC 7493 §2.3) does not.
    if (name.includes('duplicate')) expect(read).toMatchObject({ error: { code: 'json-duplicate-key' } });
    else expect(read.ok).toBe(true);
  });

  test.each(names.filter((name) => name.startsWith('i_')))('%s is read or refused, never a crash', (name) => {
    expect(typeof readStrictJson(textOf(name) ?? '').ok).toBe('boolean');
  });

  function textOf(name: string): string | undefined {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        sharedBytes(`${folder}/${name}`),
      );
    } catch {
      return undefined;
    }
  }
});
