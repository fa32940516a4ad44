import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { readZip } from '#tests/town/read-zip.ts';
import { testItem } from '#tests/town/test-item.ts';
import { fileNameOf, printPackage } from './print-package.ts';

const AT = instantOf(Date.UTC(2027, 0, 2));
const picture = {
  guid: 'urn:egret:1:1',
  fileName: '图片 1.jpg',
  mediaType: 'image/jpeg',
  bytes: Uint8Array.of(0xff, 0xd8, 0xff),
  caption: '港口 <夜>',
  creditLine: '鹭岛新闻社',
  usageTerms: '禁止裁剪',
};
const dropped = [{ at: '', what: 'picture urn:egret:1:2', why: 'no agreement lets us use it' }];

test('a story’s archive has it as page, text and ninjs, its rights and its pictures, named in its language', () => {
  const item = testItem({
    language: 'zh-Hans',
    headline: '厦门港：恢复/作业',
    usageTerms: '不得存档',
    body: ['潮水退了 & 船开了'],
  });
  const sentence = { vi: 'Được đăng', 'zh-Hans': '可以发布', en: 'May be published' };
  const outgoing = { item, rights: { sentences: [sentence], policy: {} } };
  const files = readZip(printPackage(outgoing, { pictures: [picture], dropped, at: AT }));
  const folder = '厦门港：恢复 作业';
  const texts = new Map([...files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
  expect([...files.keys()]).toEqual([
    `${folder}/${folder}.html`,
    `${folder}/${folder}.txt`,
    `${folder}/${folder}.ninjs.json`,
    `${folder}/使用权说明.txt`,
    `${folder}/图片 1.jpg`,
  ]);
  const page = texts.get(`${folder}/${folder}.html`);
  expect(page).toContain('<html lang="zh-Hans">');
  expect(page).toContain('潮水退了 &amp; 船开了');
  expect(page).toContain(`<img src="${encodeURIComponent('图片 1.jpg')}" alt="港口 &lt;夜&gt;" />`);
  for (const words of ['不得存档', '可以发布', '禁止裁剪']) expect(page).toContain(words);
  const rights = texts.get(`${folder}/使用权说明.txt`);
  for (const words of [
    '不得存档',
    '可以发布',
    '图片 1.jpg:\n港口 <夜>\n鹭岛新闻社\n禁止裁剪',
    'urn:egret:1:2',
  ])
    expect(rights).toContain(words);
  expect(JSON.parse(texts.get(`${folder}/${folder}.ninjs.json`) ?? '')).toMatchObject({
    usageTerms: '不得存档',
  });
});

test('a headline becomes a name that every system takes', () => {
  expect(fileNameOf('Hỏi: "Ai?" <gì>\u0000 | sao*')).toBe('Hỏi Ai gì sao');
  expect(fileNameOf('Cảng Hạ Môn'.normalize('NFD'))).toBe('Cảng Hạ Môn'.normalize('NFC'));
  expect(fileNameOf('../..')).toBe('story');
  expect(fileNameOf('CON')).toBe('story CON');
  expect(Array.from(fileNameOf('汉'.repeat(200)))).toHaveLength(60);
});
