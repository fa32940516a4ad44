import { expect, test } from 'vitest';
import { readWire } from '../wire/read-wire.ts';

function refusalOf(xml: string) {
  const read = readWire(Buffer.from(xml), {});
  return read.ok ? undefined : read.error;
}

test('a sitemap without news is refused with a word on where the news are', () => {
  const plain =
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/</loc></url></urlset>';
  expect(refusalOf(plain)).toMatchObject({
    code: 'document-kind-unsupported',
    detail: expect.stringMatching(/names pages and tells no news.*news sitemap or the feed/),
  });
});

test('a list of sitemaps is refused with a word on which of them to take', () => {
  const list =
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://a.example/news.xml</loc></sitemap></sitemapindex>';
  expect(refusalOf(list)).toMatchObject({
    code: 'document-kind-unsupported',
    detail: expect.stringMatching(/list of sitemaps/),
  });
});
