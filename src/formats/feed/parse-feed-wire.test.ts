import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { readStrictJson } from '../json/read-strict-json.ts';
import type { WireItem, WireRead } from '../wire/wire-item.ts';
import { feedTime } from './feed-time.ts';
import { parseFeedWire } from './parse-feed-wire.ts';
import { parseJsonFeed } from './parse-json-feed.ts';
import type { FeedEntry } from './print-feed.ts';
import { printJsonFeed } from './print-json-feed.ts';
import { readFeedXml } from './read-feed-xml.ts';

function readAll(xml: string, baseUrl?: string): WireRead {
  const read = readFeedXml(xml);
  if (!read.ok) throw new Error(`${read.error.code} ${read.error.at} ${read.error.detail}`);
  const wire = parseFeedWire(read.value.root, baseUrl === undefined ? {} : { baseUrl });
  if (!wire.ok) throw new Error(`${wire.error.code} ${wire.error.at} ${wire.error.detail}`);
  return { ...wire.value, warnings: [...read.value.warnings, ...wire.value.warnings] };
}

function readItem(inner: string, attributes = ''): WireItem {
  const [item] = readAll(`<rss ${attributes}><channel><item>${inner}</item></channel></rss>`).items;
  if (item === undefined) throw new Error('no item');
  return item;
}

// Spellings that the date tests of feedparser are about, retyped.
const DATES: readonly (readonly [string, string | undefined])[] = [
  ['2026-11-29T10:00:00Z', '2026-11-29T10:00:00Z'],
  ['2026-11-29T10:00:00.250+07:00', '2026-11-29T10:00:00.250+07:00'],
  ['2026-11-29T10:00+07:00', '2026-11-29T10:00:00+07:00'],
  ['20261129T100000Z', '2026-11-29T10:00:00Z'],
  ['2026-11-29', '2026-11-29'],
  ['2026-333', '2026-11-29'],
  ['2026/11/29 9:05', '2026-11-29T09:05:00'],
  ['2026-11-29 10:00:00 GMT', '2026-11-29T10:00:00Z'],
  ['Sun, 29 Nov 2026 10:00:00 GMT', '2026-11-29T10:00:00Z'],
  ['Sunday, 29-Nov-26 10:00:00 GMT', '2026-11-29T10:00:00Z'],
  ['29 Nov 26 10:00 UT', '2026-11-29T10:00:00Z'],
  ['Sun, 29 Nov 2026 10:00:00 PST', '2026-11-29T10:00:00-08:00'],
  ['Sun, 29 Nov 2026 10:00:00 +07:00', '2026-11-29T10:00:00+07:00'],
  ['Sun, 29 Nov 2026 10:00:00 GMT+7', '2026-11-29T10:00:00+07:00'],
  ['Sun, 29 Nov 2026 10:00:00 UTC+0530', '2026-11-29T10:00:00+05:30'],
  ['Sun, 29 Nov 2026 10:00:00 +0700 (ICT)', '2026-11-29T10:00:00+07:00'],
  ['Sun, 29 Nov 2026 10:00:00 ICT', '2026-11-29T10:00:00+07:00'],
  ['Sun, 29 Nov 2026 10:00:00 IST', '2026-11-29T10:00:00'],
  ['Sun, 29 Nov 2026 10:00:00', '2026-11-29T10:00:00'],
  ['Chủ nhật, 29 Nov 2026 10:00:00 +0700', '2026-11-29T10:00:00+07:00'],
  ['Sun Nov 29 10:00:00 2026', '2026-11-29T10:00:00'],
  ['Sun Nov 29 10:00:00 EST 2026', '2026-11-29T10:00:00-05:00'],
  ['Sun, 29 Nov 2026 10:00 PM GMT', '2026-11-29T22:00:00Z'],
  ['Nov 29, 2026 12:30:05 a.m. EST', '2026-11-29T00:30:05-05:00'],
  ['Nov 29, 2026 10:00 PM', '2026-11-29T22:00:00'],
  ['November 29, 2026', '2026-11-29'],
  ['2026년 11월 29일 오후 10:00:00', '2026-11-29T22:00:00'],
  ['2026년 11월 29일 01:31:15', '2026-11-29T01:31:15'],
  ['2026年11月29日 22:05', '2026-11-29T22:05:00'],
  ['Κυρ, 11 Ιούλ 2004 12:00:00 EST', '2004-07-11T12:00:00-05:00'],
  ['Seg, 24 Set 2018 19:42:40 -0300', '2018-09-24T19:42:40-03:00'],
  ['lun., 3 août 2026 08:00:00 +0200', '2026-08-03T08:00:00+02:00'],
  ['24 de septiembre de 2026 10:00:00 GMT', '2026-09-24T10:00:00Z'],
  ['Пн, 24 сен 2026 10:00:00 +0300', '2026-09-24T10:00:00+03:00'],
  ['Пн, 24 сен 2026 10:00:00 +03:00', '2026-09-24T10:00:00+03:00'],
  ['CN, 29 thg 11 2026 10:00:00 +0700', '2026-11-29T10:00:00+07:00'],
  ['Chủ nhật, 29 tháng 11 năm 2026, 9:05', '2026-11-29T09:05:00'],
  ['30 tháng 2 năm 2026', undefined],
  ['24 Xyz 2026 10:00:00 GMT', undefined],
  ['2004-július-13T9:15-05:00', '2004-07-13T09:15:00-05:00'],
  ['2026', undefined],
  ['2026-11', undefined],
  ['32 Nov 2026 10:00:00 GMT', undefined],
  ['29/11/2026 10:00', '2026-11-29T10:00:00'],
  ['hôm qua', undefined],
  ['', undefined],
  ['Thứ 5, 28/05/2026 17:00:00 GMT+7', '2026-05-28T17:00:00+07:00'],
  ['Thứ hai, 7/9/2026, 19:41 (GMT+7)', '2026-09-07T19:41:00+07:00'],
  ['Mon, 9/7/2026 7:41 PM', '2026-09-07T19:41:00'],
  ['9/7/2026 7:41 PM', undefined],
  ['19:41, 28/11/2026', '2026-11-28T19:41:00'],
  ['07-09-2026 19:41:53', '2026-09-07T19:41:53'],
  ['07.09.2026, 19:41 Uhr', '2026-09-07T19:41:00'],
  ['T2, 07 Th9 2026 19:41:53 +0700', '2026-09-07T19:41:53+07:00'],
  ['CN, 06 Thg9 2026 19:41:53 GMT+7', '2026-09-06T19:41:53+07:00'],
  ['周一, 07 9月 2026 19:41:53 +0800', '2026-09-07T19:41:53+08:00'],
  ['星期日, 29 十一月 2026 10:00:00 +0800', '2026-11-29T10:00:00+08:00'],
  ['2026/9/7 下午 07:41:53', '2026-09-07T19:41:53'],
  ['2026. 9. 7. 오후 7:41', '2026-09-07T19:41:00'],
  ['2026-11-29 10:00:00 +0800 CST', '2026-11-29T10:00:00+08:00'],
  ['2026-11-29T10:00:00 GMT+8', '2026-11-29T10:00:00+08:00'],
  ['Monday, 7 September, 2026 - 19:41', '2026-09-07T19:41:00'],
  ['07 сентября 2026, 19:41', '2026-09-07T19:41:00'],
  ['29 Nov 2026 | 10h05', '2026-11-29'],
  ['Sun, 29 Nov 2026 at noon, 10:00', undefined],
  ['Sun, 29 Nov 2026 10:00:00.250 GMT', '2026-11-29T10:00:00.250Z'],
  ['Sun, 29 Nov 2026 24:00:00 GMT', '2026-11-30T00:00:00Z'],
  ['20261129100000', '2026-11-29T10:00:00'],
  ['1795946400', '2026-11-29T10:00:00Z'],
  ['1795946400250', '2026-11-29T10:00:00.250Z'],
  ['0001-01-01T00:00:00Z', undefined],
  ['Mon, 30 Nov -0001 00:00:00 +0000', undefined],
];

test.each(DATES)('the date "%s" is read as %s', (written, time) => {
  expect(feedTime(written)).toBe(time);
});

test('the language of a feed tells the day from the month, and whose CST is meant', () => {
  const times = (written: string) =>
    ['vi', 'en-US', 'en-GB', 'zh-CN', ''].map((one) => feedTime(written, one));
  const [early, late] = ['2026-07-09T10:00:00', '2026-09-07T10:00:00'];
  expect(times('09/07/2026 10:00')).toEqual([early, late, early, undefined, undefined]);
  const american = '2026-11-29T10:00:00-06:00';
  expect(times('Sun, 29 Nov 2026 10:00:00 CST')).toEqual([
    american,
    american,
    american,
    '2026-11-29T10:00:00+08:00',
    american,
  ]);
  const item = '<item><title>t</title><pubDate>Sun, 29 Nov 2026 10:00:00 CST</pubDate></item>';
  const read = readAll(`<rss><channel><link>http://english.hafen.cn</link>${item}</channel></rss>`);
  expect(read.items[0]?.dates.published).toBe('2026-11-29T10:00:00+08:00');
});

test('a description alone is the body, and beside a fuller text the summary', () => {
  const alone = readItem('<guid>urn:x:1</guid><description>&lt;p&gt;một&lt;/p&gt;</description>');
  expect([alone.summary, alone.body.map(({ text }) => text)]).toEqual([undefined, ['một']]);
  const both = readItem(
    '<guid>urn:x:1</guid><description>tóm</description><fulltext>&lt;p&gt;dài&lt;/p&gt;</fulltext>',
  );
  expect([both.summary, both.body.map(({ text }) => text)]).toEqual(['tóm', ['dài']]);
});

test('an entry without an id is known by its page, else by its words and date, and that is told', () => {
  const page = readItem('<title>t</title><link>https://a.example/1</link>');
  expect([page.uri, page.warnings[0]?.code]).toEqual(['https://a.example/1', 'identity-assumed']);
  const words = readItem('<title>Lũ về</title><pubDate>Sun, 29 Nov 2026 10:00:00 GMT</pubDate>');
  expect(words.uri).toBe(`urn:x-feed::${encodeURIComponent('Lũ về 2026-11-29T10:00:00Z')}`);
  expect(words.warnings.map(({ code }) => code)).toEqual(['identity-assumed']);
  expect(readItem('<guid>urn:x:1</guid><title>t</title>').warnings).toEqual([]);
});

test('an entry that says nothing is dropped with its place, and a feed of such entries refused', () => {
  const mixed = readAll('<rss><channel><item/>\n<item><title>t</title></item></channel></rss>');
  expect([mixed.items.length, mixed.dropped]).toEqual([
    1,
    [{ at: '1:15', what: 'item', why: 'The entry has no title and no text.' }],
  ]);
  expect(() => readAll('<rss><channel><item/></channel></rss>')).toThrow('feed-invalid 1:15');
  expect(readAll('<rss><channel/></rss>').items).toEqual([]);
  expect(() => readAll('<nitf/>')).toThrow('feed-invalid 1:1');
});

test('feeds in a wrong namespace, or in none, are read as what they are', () => {
  const atom = (ns: string) =>
    readAll(`<feed ${ns}><entry><id>urn:x:1</id><title>t</title></entry></feed>`).items[0]?.headline;
  expect([atom('xmlns="http://www.w3.org/2005/Atom/"'), atom('xmlns="urn:y"'), atom('')]).toEqual([
    't',
    't',
    't',
  ]);
  const media = readItem(
    '<guid>urn:x:1</guid><m:content url="https://a.example/1.png"/>',
    'xmlns:m="https://search.yahoo.com/mrss"',
  );
  expect(media.associations[0]?.uri).toBe('https://a.example/1.png');
  const old = readAll(
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>f</title></channel><item><title>t</title><link>https://a.example/1</link></item></r:RDF>',
  );
  expect([old.provider?.code, old.items[0]?.headline]).toEqual(['f', 't']);
});

test('pictures in a text go with the story, each once, with their captions; counters of one pixel do not', () => {
  const item = readItem(
    `<guid>urn:x:1</guid><title>t</title><link>https://a.example/t/</link><enclosure url="https://a.example/1.jpg" type="image/jpeg"/>
     <description><![CDATA[<a href="/t"><img src="/1.jpg" alt="Thuyền" width="800" height="600"></a>Lời dẫn.<figure><img src="https://a.example/2.webp"><figcaption>Bến <b>cá</b></figcaption></figure><img src="https://a.example/c.gif" width=1 height=1>]]></description>`,
  );
  expect(
    item.associations.map(({ uri, type, headline, renditions }) => [
      uri,
      type,
      headline,
      renditions[0]?.width,
    ]),
  ).toEqual([
    ['https://a.example/1.jpg', 'picture', 'Thuyền', 800],
    ['https://a.example/2.webp', 'picture', 'Bến cá', undefined],
  ]);
});

test('an export of WordPress is known without its version, and its short codes are told and left out', () => {
  const { items } = readAll(
    '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><guid>urn:x:1</guid><content:encoded><![CDATA[[dropcap size="2"]M[/dropcap]ột [sic]\n\n[contact_form]hai]]></content:encoded><wp:post_type>post</wp:post_type><wp:status>private</wp:status></item></channel></rss>',
  );
  expect([
    items[0]?.pubStatus,
    items[0]?.body.map(({ text }) => text),
    items[0]?.dropped.map(({ what }) => what),
  ]).toEqual(['withheld', ['Một [sic]', 'hai'], ['[dropcap]', '[contact_form]']]);
});

test('what AP puts beside Atom is read: headline, slug, byline, version, status, subjects and the NITF inside', () => {
  const [item] =
    readAll(`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:apcm="http://ap.org/schemas/03/2005/apcm" xmlns:apnm="http://ap.org/schemas/03/2005/apnm"><title>AP</title><entry>
    <id>urn:publicid:ap.org:1</id><title>BC-Harbour</title><updated>2026-11-29T10:00:00Z</updated>
    <apnm:NewsManagement><apnm:ManagementId>urn:publicid:ap.org:1</apnm:ManagementId><apnm:ManagementType>Change</apnm:ManagementType><apnm:ManagementSequenceNumber>3</apnm:ManagementSequenceNumber><apnm:PublishingStatus>Embargoed</apnm:PublishingStatus><apnm:PublishingReleaseDateTime>2026-11-29T12:00:00Z</apnm:PublishingReleaseDateTime><apnm:PublishingSpecialInstructions>Eds: updates.</apnm:PublishingSpecialInstructions></apnm:NewsManagement>
    <apcm:ContentMetadata><apcm:HeadLine>Harbour reopens</apcm:HeadLine><apcm:SlugLine>Harbour</apcm:SlugLine><apcm:ByLine>By ADA QUILL</apcm:ByLine><apcm:DateLine>PORT ELDER (AP)</apcm:DateLine><apcm:SubjectClassification Authority="AP Subject" Value="Fishing" Id="f1"/><apcm:Characteristics MediaType="Text"/></apcm:ContentMetadata>
    <content type="text/xml"><nitf xmlns=""><head><title>x</title></head><body><body.content><block id="Main"><p>One.</p><p>Two.</p></block></body.content></body></nitf></content></entry></feed>`).items;
  expect(item).toMatchObject({
    uri: 'urn:publicid:ap.org:1',
    version: '3',
    type: 'text',
    pubStatus: 'withheld',
    instruction: 'update',
    embargo: '2026-11-29T12:00:00Z',
    headline: 'Harbour reopens',
    headlines: [{ role: 'title', text: 'BC-Harbour' }],
    slugline: 'Harbour',
    byline: 'By ADA QUILL',
    dateline: 'PORT ELDER (AP)',
    subjects: [{ scheme: 'AP Subject', code: 'f1', name: 'Fishing' }],
    edNotes: [{ text: 'Eds: updates.', audience: 'partner' }],
    body: [{ text: 'One.' }, { text: 'Two.' }],
    dropped: [],
  });
});

test('what a film says of itself is the text of an entry that says nothing else', () => {
  const item = readItem(
    '<guid>urn:x:1</guid><m:group><m:title type="html">Phim &lt;b&gt;ngắn&lt;/b&gt;</m:title><m:content url="https://v.example/1.mp4"/><m:description>Một.\n\nHai.</m:description></m:group>',
    'xmlns:m="http://search.yahoo.com/mrss/"',
  );
  expect(item.body.map(({ text }) => text)).toEqual(['Một.', 'Hai.']);
  expect(item.associations.map(({ headline, type }) => [headline, type])).toEqual([['Phim ngắn', 'video']]);
});

test('sizes of one picture that are listed without a group are renditions of one, the widest first', () => {
  const sized = (width: number) =>
    `<m:content width="${width}" url="https://i.example/a.jpg?w=${width}&amp;s=x${width}"/>`;
  const item = readItem(
    `<guid>urn:x:1</guid>${sized(140)}${sized(460)}<m:content url="https://i.example/p?id=1"  medium="image"/><m:content url="https://i.example/p?id=2" medium="image"/>`,
    'xmlns:m="http://search.yahoo.com/mrss/"',
  );
  expect(item.associations.map(({ renditions }) => renditions.map(({ href }) => href))).toEqual([
    ['https://i.example/a.jpg?w=460&s=x460', 'https://i.example/a.jpg?w=140&s=x140'],
    ['https://i.example/p?id=1'],
    ['https://i.example/p?id=2'],
  ]);
});

const BROKEN: readonly (readonly [string, string, string])[] = [
  ['a bare ampersand', 'R & D &c; &amp;', 'R & D &c; &'],
  ['named characters of HTML', 'a&nbsp;b &eacute;&hellip;', 'a\u00A0b é…'],
  ['control characters', 'a\u0001\u000Cb', 'ab'],
  ['references to characters that do not exist', 'a&#1;&#xFFFFF0;&#x110000;b', 'ab'],
  ['a less-than sign', '1 < 2 <3', '1 < 2 <3'],
  ['an end without a beginning', 'a</b>b', 'ab'],
  ['a tag that is not closed', 'a<b>b', 'ab'],
  ['the end of a CDATA section in text', 'a]]>b', 'a]]>b'],
  ['an attribute without quotes and one given twice', '<a href=x href="y" z>l</a>', 'l'],
  ['a prefix that nobody declared', '<foo:bar a:b="c">x</foo:bar>', 'x'],
];

test.each(BROKEN)('a feed with %s is mended, and the place is told', (_what, title, headline) => {
  const read = readAll(
    `<rss><channel><item>\n<guid>urn:x:1</guid><title>${title}</title></item></channel></rss>`,
  );
  expect(read.items.map((item) => [item.uri, item.headline])).toEqual([['urn:x:1', headline]]);
  expect(read.warnings).toMatchObject([{ code: 'xml-mended', at: expect.stringMatching(/^[12]:/) }]);
});

test('what is broken otherwise is mended too: tags and files that end early, dates before the declaration, prefixes, letter case', () => {
  const item = '<item><guid>urn:x:1</guid><title>t</title><dc:creator>Lan</dc:creator></item>';
  for (const xml of [
    `<rss><channel>${item}`,
    `\u0000 31 Dec <?xml version="1.0"?>\n<?xml version="1.0"?><rss><channel>${item}</channel></rss>`,
    `<RSS><channel>${item}</Channel></rss>`,
    `<rss><channel>${item}</channel></rss><script>x</script>`,
    `<rss><!-- a -- b --><channel>${item}</channel></rss>`,
  ])
    expect(readAll(xml).items.map((one) => [one.uri, one.headline, one.byline])).toEqual([
      ['urn:x:1', 't', 'Lan'],
    ]);
});

test('mending opens no door: declarations are refused, unknown entities stay words, limits hold', () => {
  const refusal = (xml: string) => {
    const read = readFeedXml(xml);
    return read.ok ? 'read' : read.error.code;
  };
  expect(refusal('<!DOCTYPE rss [<!ENTITY x "y">]><rss>&x;</rss>')).toBe('xml-doctype-forbidden');
  expect(
    refusal(
      '& <!DOCTYPE rss [<!ENTITY x "y">]><rss><channel><item><title>&x;</title></item></channel></rss>',
    ),
  ).toBe('xml-doctype-forbidden');
  expect(refusal(`&<rss>${'<a>'.repeat(100_000)}`)).toBe('xml-too-deep');
  expect(refusal(`&<rss>${'<a/>'.repeat(200_001)}`)).toBe('xml-too-many-elements');
  expect(refusal('<nitf>&<</nitf>')).toBe('xml-malformed');
  expect(readItem('<guid>urn:x:1</guid><title>&lol; &</title>').headline).toBe('&lol; &');
});

test('what is written as JSON Feed is read back as the same stories', () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => text.replace(/\s+/g, ' ').trim() || 'x');
  const at = instantOf(1_800_000_000_000);
  const entries: fc.Arbitrary<FeedEntry> = fc.record({
    guid: fc.uuid().map((id) => `urn:uuid:${id}`),
    title: fc.oneof(line, fc.constantFrom('A & B', '<b>')),
    url: fc.webUrl().map((url) => new URL(url).href),
    summary: fc.constantFrom('<i>', 'a & b', 'Tóm tắt', '摘要'),
    publishedAt: fc.constant(at),
    updatedAt: fc.constant(at),
    language: fc.constantFrom('vi', 'zh-Hans', 'en'),
    credit: fc.constantFrom('Báo Đà Nẵng', 'A & B'),
  });
  const feed = {
    title: 'Tin',
    description: 'd',
    url: 'https://a.example/',
    selfUrl: 'https://a.example/f',
    language: 'vi',
    updatedAt: at,
  };
  fc.assert(
    fc.property(fc.array(entries, { maxLength: 4 }), (list) => {
      const json = readStrictJson(printJsonFeed(feed, list));
      const read = json.ok ? parseJsonFeed(json.value, {}) : json;
      if (!read.ok) throw new Error(read.error.detail);
      expect(
        read.value.items.map(({ uri, headline, links, summary, body, dates, language, byline, dropped }) => [
          uri,
          headline,
          links[0]?.href,
          summary,
          body[0]?.text,
          dates.versionCreated,
          language,
          byline,
          dropped,
        ]),
      ).toEqual(
        list.map((one) => [
          one.guid,
          one.title.replace(/[\u0000-\u001F\u007F]/g, ''),
          one.url,
          one.summary,
          one.summary,
          `${at.slice(0, 19)}Z`,
          one.language,
          one.credit,
          [],
        ]),
      );
    }),
    { numRuns: 50 },
  );
});

test('people to call and what is not for publication are none of the text of an entry', () => {
  const item = readItem(
    '<title>A</title><guid>urn:x:1</guid><description>&lt;p&gt;Alba opens.&lt;/p&gt;&lt;p&gt;Media contact:&lt;/p&gt;&lt;p&gt;Ann Vale&lt;br&gt;+49 30 1234567&lt;/p&gt;&lt;p&gt;NOT FOR PUBLICATION: the list.&lt;/p&gt;</description>',
  );
  expect(item.body.map(({ text }) => text)).toEqual(['Alba opens.']);
  expect(item.private.map(({ kind }) => kind)).toEqual(['not-for-publication', 'contact', 'contact']);
});
