import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { convertFile } from './convert-file.ts';

const folder = await mkdtemp(join(tmpdir(), 'pactwire-convert-'));
afterAll(() => rm(folder, { recursive: true }));

test('a wire file is shown as ninjs, with what would be dropped, without a node', async () => {
  const path = join(folder, 'feed.xml');
  await writeFile(
    path,
    '<rss><channel><item><title>Tin</title><guid>urn:x:1</guid><pubDate>2027-03-10T06:00:00Z</pubDate><category>x</category></item></channel></rss>',
  );
  const converted = await convertFile(path, { receivedAt: instantOf(0) });
  expect(converted).toMatchObject({
    ok: true,
    value: {
      file: 'feed.xml',
      format: 'rss',
      items: [{ uri: 'urn:x:1', version: '1804658400', headlines: [{ role: 'main', value: 'Tin' }] }],
      dropped: [{ what: 'category x' }],
      findings: [{ code: 'language-assumed' }],
    },
  });
});

test('a file that is no wire is refused with the place and the reason', async () => {
  const path = join(folder, 'bad.xml');
  await writeFile(path, '<rss>\n<channel>');
  expect(await convertFile(path, { receivedAt: instantOf(0) })).toMatchObject({
    error: { code: 'xml-malformed', at: '2:9' },
  });
});

test('an item is printed in the form asked for, and what that form cannot hold is listed beside what was lost before', async () => {
  const path = join(folder, 'story.json');
  const story = {
    uri: 'urn:x:2',
    version: '0',
    versionCreated: '2027-03-10T06:00:00Z',
    language: 'vi',
    headlines: [{ role: 'main', value: 'Mưa lũ' }],
    bodies: [{ contentType: 'text/html', value: '<p>Nước <b>lên</b> &amp; rút</p><ul><li>một</li></ul>' }],
    subjects: [{ uri: 'http://cv.iptc.org/newscodes/mediatopic/03000000' }],
    usageTerms: 'Không lưu trữ',
    embargoedUntil: '2027-03-11T00:00:00Z',
    expires: '2028-01-01T00:00:00Z',
  };
  await writeFile(path, JSON.stringify(story));
  const to = async (target: 'newsml-g2' | 'text') => {
    const converted = await convertFile(path, { receivedAt: instantOf(0), to: target });
    if (!converted.ok) throw new Error(converted.error.detail);
    const { items, dropped } = converted.value;
    const [printed] = items;
    if (typeof printed !== 'string') throw new Error('no text was printed');
    return { printed, lost: dropped.map(({ at, what }) => `${at} ${what}`) };
  };
  const text = await to('text');
  expect(text.printed).toBe(
    'CẤM ĐĂNG TRƯỚC 2027-03-11T00:00:00.000Z\n\nMưa lũ\n\nNước lên & rút\n\n• một\n\nKhông lưu trữ\n\nurn:x:2 · 0 · 2027-03-10T06:00:00.000Z\n',
  );
  expect(text.lost).toEqual(['/expires expires', 'item 1 subjects', 'item 1 links and emphasis']);
  const g2 = await to('newsml-g2');
  expect(g2.printed).toContain('<usageTerms>Không lưu trữ</usageTerms>');
  expect(g2.lost).toEqual(['/expires expires', 'item 1 version']);
});
