import { expect, test } from 'vitest';
import { isPlaceNamed } from './find-place.ts';

test('a screen is found by its name in any language, without marks, and in pinyin', () => {
  for (const name of ['wire', 'dong tin', 'Dòng tin', '来稿', 'laigao', 'lai gao', 'lg'])
    expect([name, isPlaceNamed('wire', name)]).toEqual([name, true]);
  for (const name of ['doi tac', '合作', 'hezuo', 'hzf', 'partner'])
    expect([name, isPlaceNamed('partners', name)]).toEqual([name, true]);
});

test('what names another screen does not find it', () => {
  for (const name of ['doi tac', 'hezuo', 'yg', 'gao'])
    expect([name, isPlaceNamed('wire', name)]).toEqual([name, false]);
});
