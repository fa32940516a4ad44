import { expect, test } from 'vitest';
import { isItemName, printItemUri, readItemUri } from './item-uri.ts';

test('a name with control characters is nobody’s: it stays the URN it was written as', () => {
  expect(readItemUri('urn:x-guid:a%00b')).toBe('urn:x-guid:a%00b');
  expect(readItemUri(printItemUri('a b'))).toBe('a b');
});

test('an item whose name does not fit an entry of a channel has none', () => {
  expect(isItemName(`https://wire.example/${'a'.repeat(1900)}`)).toBe(true);
  expect(isItemName(`https://wire.example/${'a'.repeat(2000)}`)).toBe(false);
  expect(isItemName('滩'.repeat(300))).toBe(false);
  expect(isItemName('a\0b')).toBe(false);
});
