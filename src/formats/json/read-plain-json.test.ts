import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JSON_DEPTH } from './json-depth.ts';
import { readPlainJson } from './read-plain-json.ts';

test.each([
  '{"a":1,"a":1}',
  '{"a":[{"b":"","\\u0062":""}]}',
  '{"__proto__":1,"__proto__":2}',
  '["\\ud800"]',
  '{"\\udc00":1}',
  '["\uD800"]',
  '[1e999]',
  '[-0]',
  '{"a":1',
  `${'['.repeat(JSON_DEPTH + 1)}${']'.repeat(JSON_DEPTH + 1)}`,
])('%s is left to the strict reader', (text) => {
  expect(readPlainJson(text)).toBeUndefined();
});

test.each([
  '{"a\\"":"\\\\\\"","\\u00e9":"\\ud83d\\ude00","__proto__":{"b":[1.5,true,null]}}',
  `${'['.repeat(JSON_DEPTH)}${']'.repeat(JSON_DEPTH)}`,
])('%s is read as JSON.parse reads it', (text) => {
  const value: unknown = JSON.parse(text);
  expect(readPlainJson(text)).toEqual(value);
});

test('whatever JSON is printed is read, with blanks and escapes of any kind', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ noUnicodeString: false }),
      fc.constantFrom(undefined, 1, '\t'),
      fc.boolean(),
      (value, indent, isAscii) => {
        const written = JSON.stringify(value, undefined, indent);
        const text = isAscii
          ? written.replaceAll(/[^ -~\s]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
          : written;
        fc.pre(!/-0(?![.\d])|\\ud[89a-f]/i.test(written));
        expect(readPlainJson(text)).toEqual(JSON.parse(text));
      },
    ),
  );
});
