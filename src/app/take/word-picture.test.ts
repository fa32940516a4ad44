import { expect, test } from 'vitest';
import { testItem } from '#tests/town/test-item.ts';
import { wordPicture } from './word-picture.ts';

test('a picture says its terms, and after them what the agreement says', () => {
  const content = testItem({ usageTerms: 'Không dùng cho quảng cáo', creditLine: 'Báo Sông Hậu' });
  expect(wordPicture(content, { guid: 'urn:p' }, ['Chỉ đăng ở Việt Nam.', 'Đến 31/12/2026.'])).toEqual({
    uri: 'urn:p',
    language: 'en',
    credit: 'Báo Sông Hậu',
    usageTerms: 'Không dùng cho quảng cáo\nChỉ đăng ở Việt Nam.\nĐến 31/12/2026.',
  });
  expect(wordPicture(testItem(), { guid: 'urn:p' })).toEqual({ uri: 'urn:p', language: 'en' });
});
