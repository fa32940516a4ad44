import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { readZip } from '#tests/town/read-zip.ts';
import { testItem } from '#tests/town/test-item.ts';
import { readXml } from '../xml/read-xml.ts';
import { printDocx } from './print-docx.ts';

const AT = instantOf(Date.UTC(2027, 0, 2, 3, 4, 6));

const story = testItem({
  language: 'vi',
  headline: 'Cảng Hạ Môn mở lại <sau bão>',
  creditLine: 'Báo Đảo Cò',
  usageTerms: 'Không lưu trữ',
  blocks: [
    { id: 'b1', kind: 'heading', html: 'Đêm qua', text: 'Đêm qua' },
    {
      id: 'b2',
      kind: 'paragraph',
      html: 'Tàu <strong>đầu &amp; cuối</strong><br>rời <a href="https://egret.example/?a=1&amp;b=2">cảng</a>',
      text: 'Tàu đầu & cuối\nrời cảng',
    },
    { id: 'b3', kind: 'list-item', html: '厦门', text: '厦门' },
    { id: 'b4', kind: 'paragraph', html: '<script>x</script>', text: 'chữ thường' },
  ],
});
const archive = printDocx({ item: story }, AT);
const part = (name: string): string => new TextDecoder().decode(readZip(archive).get(name));
const textsIn = (xml: string): string =>
  [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)]
    .map(([paragraph]) =>
      paragraph
        .replaceAll('<w:br/>', '\n')
        .replace(/<[^>]+>/g, '')
        .replaceAll('&amp;', '&')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>'),
    )
    .join('|');

test('every part of a document is well-formed XML, and the parts name each other', () => {
  const names = [...readZip(archive).keys()];
  expect(names[0]).toBe('[Content_Types].xml');
  for (const name of names) expect(readXml(part(name)), name).toMatchObject({ ok: true });
  for (const [, named = ''] of part('[Content_Types].xml').matchAll(/PartName="\/([^"]+)"/g))
    expect(names).toContain(named);
});

test('the words of a story come back out of its document, each in its paragraph, with their emphasis and links', () => {
  const document = part('word/document.xml');
  expect(textsIn(document)).toMatch(
    /^Cảng Hạ Môn mở lại <sau bão>\|Đêm qua\|Tàu đầu & cuối\nrời cảng\|厦门\|chữ thường\|Báo Đảo Cò\|Không lưu trữ\|/,
  );
  expect(document).toContain('<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">đầu &amp; cuối</w:t>');
  expect(document).toContain('w:instr="HYPERLINK &quot;https://egret.example/?a=1&amp;b=2&quot;"');
  expect(document).toContain('<w:pStyle w:val="ListBullet"/>');
});

test('credit and usage terms stand at the head of every page, and the language and fonts are those of the story', () => {
  expect(textsIn(part('word/header1.xml'))).toBe('Báo Đảo Cò · Không lưu trữ');
  expect(part('word/styles.xml')).toContain('<w:lang w:val="vi-VN" w:eastAsia="zh-CN"/>');
  expect(part('word/styles.xml')).toContain('w:eastAsia="SimSun"');
});

test('a stop says so at the head of its document', () => {
  const stopped = printDocx(
    { item: testItem({ pubStatus: 'canceled', language: 'zh-Hans', headline: '', blocks: [] }) },
    AT,
  );
  expect(new TextDecoder().decode(readZip(stopped).get('word/document.xml'))).toContain('撤稿');
});

const hasOffice = spawnSync('soffice', ['--version']).error === undefined;
test.skipIf(!hasOffice)(
  'LibreOffice opens a document and finds its words (skipped where it is not installed)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'docx-'));
    writeFileSync(join(folder, 'story.docx'), archive);
    const { stdout } = spawnSync('soffice', ['--headless', '--cat', join(folder, 'story.docx')], {
      encoding: 'utf8',
    });
    expect(stdout).toContain('Cảng Hạ Môn');
  },
);
