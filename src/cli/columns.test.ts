import { expect, test } from 'vitest';
import { clip, columns, pairs, widthOf } from './columns.ts';

test('columns stand under each other when Han characters and Vietnamese marks are in them', () => {
  const lines = columns(
    ['NAME', 'X'],
    [
      ['鹭江通讯社', '1'],
      ['Hãng tin Sông Hàn'.normalize('NFD'), '2'],
    ],
  );
  expect(lines.map((line) => widthOf(line.slice(0, -1)))).toEqual([19, 19, 19]);
});

test('a table without rows says that there is nothing', () => {
  expect(columns(['NAME'], [])).toEqual(['(none)']);
});

test('text from elsewhere cannot steer the terminal nor break the line', () => {
  expect(clip('a\u001b[2Jb\nc', 20)).toBe('a [2Jb c');
});

test('a long text is cut where its width ends, not in the middle of a character', () => {
  expect(clip('一二三四五', 7)).toBe('一二三…');
  expect(clip('abc', 3)).toBe('abc');
  expect(clip('😀😀😀', 3)).toBe('😀…');
});

test('what is not known has no line', () => {
  expect(
    pairs([
      ['from', 'a'],
      ['until', undefined],
    ]),
  ).toEqual(['from  a']);
});
