import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { asDecoded } from '#tests/town/as-decoded.ts';
import { hasSharedData, needsSharedData } from '#tests/town/shared-data.ts';
import { readDocument } from '../convert.ts';
import { readInline } from '../html/read-inline.ts';
import { oneLine } from '../item-text.ts';
import { printAtom, printRss, type FeedEntry, type FeedToPrint } from './print-feed.ts';

const NEEDS = { provider: 'did:web:a.example', receivedAt: instantOf(1_804_665_600_000) };

function read(xml: string, baseUrl?: string) {
  const result = readDocument(Buffer.from(xml), baseUrl === undefined ? NEEDS : { ...NEEDS, baseUrl });
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.at} ${result.error.detail}`);
  return result.value;
}

const RSS = `<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Tin Đà Nẵng</title><link>https://a.example/</link><language>vi</language><copyright>© A</copyright>
<item>
  <title>Mưa &amp;amp; lũ &lt;b&gt;lớn&lt;/b&gt;</title>
  <link>https://a.example/tin/1</link>
  <guid isPermaLink="false">1</guid>
  <description>Tóm &lt;i&gt;tắt&lt;/i&gt;</description>
  <content:encoded><![CDATA[<p>Đoạn <a href="/x">một</a></p><img src="https://a.example/p.jpg"><p>hai</p>]]></content:encoded>
  <pubDate>Wed, 10 Mar 2027 13:00:00 +0700</pubDate>
  <dc:creator>toa.soan@a.example (Ban biên tập)</dc:creator>
  <category domain="http://cv.iptc.org/newscodes/mediatopic/">20000344</category>
  <category>thời tiết</category>
  <enclosure url="https://a.example/lon.jpg" type="image/jpeg" length="1234"/>
  <media:content url="https://a.example/lon.jpg" type="image/jpeg" width="800" height="600"><media:credit>Ảnh: B</media:credit></media:content>
</item>
</channel></rss>`;

test('an RSS item keeps its text, dates, page, picture, topics and rights', () => {
  const { format, items, dropped } = read(RSS);
  expect(format).toBe('rss');
  expect(items).toEqual([
    {
      guid: 'urn:x-feed:https%3A%2F%2Fa.example%2F:1',
      version: 1_804_658_400,
      versionCreatedAt: '2027-03-10T06:00:00.000Z',
      provider: 'did:web:a.example',
      newsType: 'text',
      pubStatus: 'usable',
      language: 'vi',
      headline: 'Mưa & lũ lớn',
      summary: 'Tóm tắt',
      byline: 'Ban biên tập',
      copyrightNotice: '© A',
      subjects: [{ code: 'medtop:20000344', broader: [] }],
      places: [],
      blocks: [
        { id: 'b1', kind: 'paragraph', html: 'Đoạn <a href="https://a.example/x">một</a>', text: 'Đoạn một' },
        { id: 'b2', kind: 'paragraph', html: 'hai', text: 'hai' },
      ],
      renditions: [],
      associations: [
        {
          guid: 'https://a.example/lon.jpg',
          newsType: 'picture',
          creditLine: 'Ảnh: B',
          renditions: [
            {
              role: 'main',
              href: 'https://a.example/lon.jpg',
              mediaType: 'image/jpeg',
              sizeBytes: 1234,
              width: 800,
              height: 600,
            },
          ],
        },
        {
          guid: 'https://a.example/p.jpg',
          newsType: 'picture',
          renditions: [{ role: 'main', href: 'https://a.example/p.jpg', mediaType: 'image/jpeg' }],
        },
      ],
      canonicalUrl: 'https://a.example/tin/1',
    },
  ]);
  expect(dropped.map(({ what }) => what)).toEqual([
    'img https://a.example/p.jpg',
    'person',
    'subject thời tiết',
  ]);
});

test('reading the same feed twice gives the same identity and version, and an update gives a later version', () => {
  expect(read(RSS).items).toEqual(read(RSS).items);
  const later = read(RSS.replace('13:00:00 +0700', '13:00:01 +0700')).items[0];
  expect(later?.guid).toBe(read(RSS).items[0]?.guid);
  expect(later?.version).toBe(1_804_658_401);
});

test('an Atom entry is read in each form of text, with relative addresses resolved', () => {
  const { format, items } = read(
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans" xml:base="https://b.example/n/"><id>urn:f</id>
     <entry><id>urn:e:1</id><title type="html">A &amp;lt; B &lt;i&gt;c&lt;/i&gt;</title><updated>2027-03-10T06:00:00Z</updated>
       <published>2027-03-09T06:00:00Z</published><link href="1"/><summary>s</summary>
       <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>岘港 <a href="2">x</a><script>y</script></p></div></content>
       <author><name>王</name><email>w@b.example</email></author></entry></feed>`,
  );
  expect(format).toBe('atom');
  expect(items[0]).toMatchObject({
    guid: 'urn:e:1',
    version: 1_804_658_400,
    language: 'zh-Hans',
    headline: 'A < B c',
    summary: 's',
    byline: '王',
    canonicalUrl: 'https://b.example/n/1',
    blocks: [{ html: '岘港 <a href="https://b.example/n/2">x</a>' }],
  });
});

test('a deleted entry is a kill of the item with that id', () => {
  const { items } = read(
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><at:deleted-entry ref="urn:e:1" when="2027-03-10T06:00:00Z"><at:comment>withdrawn</at:comment></at:deleted-entry></feed>',
  );
  expect(items[0]).toMatchObject({
    guid: 'urn:e:1',
    pubStatus: 'canceled',
    editorialNote: 'withdrawn',
    version: 1_804_658_400,
  });
});

test('a bad entry among good ones is dropped with its place, and a feed of bad ones refused', () => {
  const entry = (inner: string) =>
    `<rss><channel><item>${inner}</item>\n<item><title>t</title><guid>urn:x:1</guid></item></channel></rss>`;
  const mixed = read(entry(''));
  expect([mixed.items.length, mixed.dropped[0]?.at, mixed.dropped[0]?.what]).toEqual([1, '1:15', 'item']);
  expect(readDocument(Buffer.from('<rss><channel><item/></channel></rss>'), NEEDS)).toMatchObject({
    error: { code: 'feed-invalid', at: '1:15' },
  });
  expect(read('<rss><channel/></rss>').items).toEqual([]);
});

test('what is written as RSS or Atom is read back as the same stories', () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => asDecoded(oneLine(text)) || 'x');
  const instant = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => instantOf(seconds * 1000));
  const entries: fc.Arbitrary<FeedEntry> = fc.record({
    guid: fc.uuid().map((id) => `urn:uuid:${id}`),
    title: fc.oneof(line, fc.constantFrom('A & B', '<b>', '&lt;i&gt;', 'a < b > c')),
    url: fc.webUrl().map((url) => new URL(url).href),
    summary: line,
    publishedAt: instant,
    updatedAt: instant,
    language: fc.constantFrom('vi', 'zh-Hans', 'en'),
    credit: fc.constantFrom('Báo Đà Nẵng', 'A & B <c>'),
  });
  const feed: FeedToPrint = {
    title: 'Tin',
    description: 'd',
    url: 'https://a.example/',
    selfUrl: 'https://a.example/rss',
    language: 'vi',
    updatedAt: instantOf(0),
  };
  fc.assert(
    fc.property(fc.array(entries, { maxLength: 4 }), (list) => {
      for (const print of [printRss, printAtom]) {
        const items = read(print(feed, list)).items;
        expect(
          items.map(({ guid, headline, canonicalUrl, versionCreatedAt, language, byline }) => ({
            guid,
            headline,
            canonicalUrl,
            versionCreatedAt,
            language,
            byline,
          })),
        ).toEqual(
          list.map((one) => ({
            guid: one.guid,
            headline: one.title,
            canonicalUrl: one.url,
            versionCreatedAt: one.updatedAt,
            language: one.language,
            byline: one.credit,
          })),
        );
        expect(items.map(({ blocks }) => blocks.map(({ text }) => text).join('\n'))).toEqual(
          list.map(({ summary }) => summary),
        );
      }
    }),
    { numRuns: 50 },
  );
});

describe.skipIf(!hasSharedData)(`feedparser corpus${needsSharedData}`, () => {
  const root = join(import.meta.dirname, '../../../../shared/data/security/feedparser');
  const files = hasSharedData
    ? readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
        statSync(join(root, name)).isFile(),
      )
    : [];

  /** Fails unless the bytes give safe items, or a refusal with place and reason. */
  function judge(name: string, bytes: Buffer): 'read' | 'refused' {
    const contentType = /^Header:\s*Content-type:\s*(.+)$/im.exec(bytes.toString('latin1'))?.[1];
    const result = readDocument(bytes, contentType === undefined ? NEEDS : { ...NEEDS, contentType });
    if (!result.ok) {
      expect([name, result.error.at !== '' && result.error.detail !== '']).toEqual([name, true]);
      return 'refused';
    }
    const blocks = result.value.items.flatMap((item) => item.blocks);
    expect([name, blocks.filter(({ html }) => readInline(html) === undefined)]).toEqual([name, []]);
    return 'read';
  }

  test('every feed gives safe items, or a refusal with a place and a reason; none crashes or stalls', () => {
    const verdicts = files.map((name) => judge(name, readFileSync(join(root, name))));
    // The others hold a single element of an entry: no identity and no text, so nothing that could be an item.
    expect(verdicts.length).toBe(443);
    expect(verdicts.filter((verdict) => verdict === 'read').length).toBe(238);
  });

  test('with an identity and a title added, nearly all of them are read', () => {
    const verdicts = files.map((name) => {
      const xml = readFileSync(join(root, name), 'latin1');
      const identified = xml
        .replace(/<entry(\s[^>]*)?>/g, '$&<id>urn:x:1</id><title>t</title>')
        .replace(/<item(\s[^>]*)?>/g, '$&<guid>urn:x:1</guid><title>t</title>');
      return judge(name, Buffer.from(identified, 'latin1'));
    });
    expect(verdicts.filter((verdict) => verdict === 'read').length).toBe(442);
  });
});
