import { describe, expect, test } from 'vitest';
import { wireCases } from '#tests/town/wire-cases.ts';
import { readStrictJson } from '../json/read-strict-json.ts';
import { isAp, parseAp } from './parse-ap.ts';

describe('answers of the AP Media API', () => {
  test.each(wireCases('apjson'))(
    '$name is read with every field that the agency wrote',
    ({ text, expected }) => {
      const json = readStrictJson(text, 'round');
      if (!json.ok) throw new Error(json.error.detail);
      expect(isAp(json.value)).toBe(true);
      const read = parseAp(json.value, {});
      expect(read.ok && read.value).toMatchObject(expected);
    },
  );
});

test('JSON of others is not taken for AP, and is refused', () => {
  expect(isAp({ uri: 'a', type: 'text' })).toBe(false);
  expect(isAp([])).toBe(false);
  expect(parseAp({ data: { items: [] } }, {})).toMatchObject({
    ok: false,
    error: { code: 'document-without-items' },
  });
});
