import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64url, toBase64url } from './base64url.ts';

test('bytes are spelt as the platform spells them, and read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64url(text)).toEqual(bytes);
    }),
  );
});

test('one byte string has one spelling: whatever is read prints back to the same text', () => {
  const letters = fc.constantFrom(...'ABCDabcdz019-_+/= \n'.split(''));
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 12 }), (text) => {
      const bytes = fromBase64url(text);
      if (bytes) expect(toBase64url(bytes)).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});

test.each(['A', 'AA==', 'AB', 'AAB', 'A+', 'A/', 'A A', 'é', 'AAAAA'])(
  'padding, other alphabets and left-over bits are refused: %j',
  (text) => {
    expect(fromBase64url(text)).toBeUndefined();
  },
);
