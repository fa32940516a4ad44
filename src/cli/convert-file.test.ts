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
