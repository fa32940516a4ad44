import { expect, test } from 'vitest';
import { isBase64 } from './base64.ts';

test('base64 is its letters and at most two signs of padding, at the end', () => {
  for (const text of ['QQ==', 'QUI=', 'QUJD', 'a+/9', 'QQ']) expect(isBase64(text), text).toBe(true);
  for (const text of ['', '=', 'QQ===', 'Q=Q=', 'a-_9', 'QQ ', 'QQ\n', 'đ', 'QQ=a'])
    expect(isBase64(text), text).toBe(false);
});

test('megabytes are judged without a stack', () => {
  const large = 'A'.repeat(7_000_000);
  expect([isBase64(large), isBase64(`${large}!`)]).toEqual([true, false]);
});
