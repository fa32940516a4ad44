import { expect, test } from 'vitest';
import { createLooks } from './looks.ts';

const FILE = { name: 'a.jpg', size: 10, changedMs: 1 };

test('a file is known again as long as it looks the same, in its own folder', () => {
  const looks = createLooks(10);
  looks.note('/in', FILE, 'waiting');
  expect(looks.of('/in', FILE)).toBe('waiting');
  expect(looks.of('/other', FILE)).toBeUndefined();
  expect(looks.of('/in', { ...FILE, size: 11 })).toBeUndefined();
  expect(looks.of('/in', { ...FILE, changedMs: 2 })).toBeUndefined();
  looks.note('/in', FILE, 'silent');
  expect(looks.of('/in', FILE)).toBe('silent');
});

test('what is gone is forgotten, and of too many the oldest', () => {
  const looks = createLooks(2);
  const [first, second, third] = ['1', '2', '3'].map((name) => ({ ...FILE, name }));
  if (!first || !second || !third) throw new Error('three files');
  for (const file of [first, second, third]) looks.note('/in', file, 'silent');
  expect([first, second, third].map((file) => looks.of('/in', file))).toEqual([
    undefined,
    'silent',
    'silent',
  ]);
  looks.keepOnly('/in', new Set(['3']));
  expect(looks.of('/in', second)).toBeUndefined();
  expect(looks.of('/in', third)).toBe('silent');
});
