import { expect, test } from 'vitest';
import { saysWords } from './says-words.ts';

test.each([
  ['Không quá 200 tin, bài mỗi tháng (theo giờ Asia/Ho_Chi_Minh)', 'moi thang', true],
  ['Đối với tin, bài và ảnh', 'doi voi ẢNH', true],
  ['Đối với tin, bài và ảnh', 'doi voi phim', false],
  ['每月不超过200条', '每月', true],
  ['每月不超过200条', '每月　２００', true],
  ['发布的稿件', '發布', true],
  ['发布的稿件', '撤稿', false],
  ['No more than 200 items', '  ', false],
])('“%s” and the words “%s”: %s', (text, words, expected) => {
  expect(saysWords(text, words)).toBe(expected);
});
