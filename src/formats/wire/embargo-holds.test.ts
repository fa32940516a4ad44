import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { iimDataset, jpegWith, segments, xmpPacket } from '#tests/town/picture-files.ts';
import { readDocument } from '../convert.ts';
import type { Dialect } from '../dialects/dialect.ts';

const HOUSE: Dialect = {
  id: 'house',
  name: 'House',
  match: [{ providers: ['House'] }],
  structure: { root: 'house', items: 'story', fields: { uri: '@id', headline: 'title', embargo: 'until' } },
};

const NEEDS = { provider: 'did:web:a.example', receivedAt: instantOf(0), dialects: [HOUSE] };

const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#246' } })
  .jpeg()
  .toBuffer();
const pictureWith = (...parts: readonly Uint8Array[]) =>
  jpegWith(photo, segments.iim(iimDataset(2, 105, 'h'), iimDataset(1, 100, 'urn:x:1'), ...parts));

/** A story of each format with an embargo whose end is written as `until`. */
const DOCUMENTS: Readonly<Record<string, (until: string) => string | Uint8Array>> = {
  'newsml-g2': (until) =>
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider literal="a"/><versionCreated>2026-11-29T00:00:00Z</versionCreated><embargoed>${until}</embargoed></itemMeta><contentMeta><headline>h</headline></contentMeta></newsItem>`,
  newsml1: (until) =>
    `<NewsML><NewsEnvelope><DateAndTime>20261129T000000Z</DateAndTime></NewsEnvelope><NewsItem><Identification><NewsIdentifier><ProviderId>a.example</ProviderId><DateId>20261129</DateId><NewsItemId>1</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId><PublicIdentifier>urn:newsml:a.example:20261129:1:1</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20261129T000000Z</FirstCreated><ThisRevisionCreated>20261129T000000Z</ThisRevisionCreated><Status FormalName="Usable"/><StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>${until}</DateAndTime></StatusWillChange></NewsManagement><NewsComponent><NewsLines><HeadLine>h</HeadLine></NewsLines><ContentItem><MediaType FormalName="Text"/><DataContent>Text.</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`,
  nitf: (until) =>
    `<nitf><head><meta name="embargo" content="${until}"/><docdata><doc-id id-string="x1"/></docdata></head><body><body.head><hedline><hl1>h</hl1></hedline></body.head><body.content><p>Text.</p></body.content></body></nitf>`,
  ninjs: (embargoed) =>
    JSON.stringify({ uri: 'urn:x:1', type: 'text', headline: 'h', body_text: 'Text.', embargoed }),
  rss: (until) =>
    `<rss version="2.0" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><channel><title>a</title><item><guid>urn:x:1</guid><title>h</title><prism:embargoDate>${until}</prism:embargoDate></item></channel></rss>`,
  'newsml-g2 in a note': (until) =>
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider literal="a"/><versionCreated>2026-11-29T00:00:00Z</versionCreated><edNote>With photos.\nEMBARGOED UNTIL ${until}</edNote></itemMeta><contentMeta><headline>h</headline></contentMeta></newsItem>`,
  'nitf by its release': (until) =>
    `<nitf><head><docdata><doc-id id-string="x1"/><date.issue norm="20261129T000000Z"/><date.release norm="${until}"/></docdata></head><body><body.head><hedline><hl1>h</hl1></hedline></body.head><body.content><p>Text.</p></body.content></body></nitf>`,
  'ninjs above its text': (until) =>
    JSON.stringify({
      uri: 'urn:x:1',
      type: 'text',
      headline: 'h',
      body_html: `<p>NOT FOR PUBLICATION BEFORE ${until}</p><p>Text.</p>`,
    }),
  'a headline': (until) =>
    JSON.stringify({
      uri: 'urn:x:1',
      type: 'text',
      headline: `EMBARGOED UNTIL ${until}: h`,
      body_text: 'Text.',
    }),
  'ap-json': (embargoed) =>
    JSON.stringify({
      data: {
        item: { altids: { itemid: 'x1', etag: 'x1_1' }, version: 1, type: 'text', headline: 'h', embargoed },
      },
    }),
  'dpa-json': (embargoed) =>
    JSON.stringify({
      format: 'digitalwires@1.0.0',
      type: 'composite',
      urn: 'urn:newsml:a.example:20090101:261129-99-1',
      version: 1,
      pubstatus: 'usable',
      headline: 'h',
      article_html: '<section class="main"><p>Text.</p></section>',
      embargoed,
    }),
  'ap-appl': (until) =>
    `<Publication><Identification><ItemId>x1</ItemId><MediaType>Text</MediaType></Identification><PublicationManagement><Status>Embargoed</Status><ReleaseDateTime>${until}</ReleaseDateTime></PublicationManagement><NewsLines><HeadLine>h</HeadLine></NewsLines><PublicationComponent Role="Main" MediaType="Text"><TextContentItem Id="1"><DataContent><nitf><body.content><block><p>Text.</p></block></body.content></nitf></DataContent></TextContentItem></PublicationComponent></Publication>`,
  atom: (until) =>
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><id>urn:x:f</id><title>a</title><entry><id>urn:x:1</id><title>h</title><summary>Text.</summary><prism:embargoDate>${until}</prism:embargoDate></entry></feed>`,
  'iptc-7901': (until) =>
    `\u0001bdt0017 3 vm 231  dpa 0029\n\nWetter/\n\u0002EMBARGOED UNTIL ${until}\nDrei Tote nach Hochwasser an der Werra\n\nMeiningen (dpa) - Drei Menschen sind gestorben.\n\ndpa abe yy n1 mda\n\n\u0003291205 Nov 26\n\u007F\u0004`,
  'anpa-1312': (until) =>
    `\u0016\u0016\u0001z6715\u001Fasian\nr s\u0013\u0011 BC-FBO--Hanoi-Hue   11-29 0500\n\u0002^BC-FBO--Hanoi-Hue,416<\n^EMBARGOED UNTIL ${until}<\n^Hanoi beats Hue 3-1 in final<\n\t   HANOI, Vietnam (AP) _ Hanoi beat Hue 3-1 on Saturday.\n\n\u0003   AP-WF-11-29-26 1509GMT<\n\u0004`,
  'mail in HTML': (until) =>
    `From: desk@a.example\r\nTo: wire@a.example\r\nSubject: h\r\nDate: Sun, 29 Nov 2026 00:00:00 +0000\r\nMessage-ID: <1@a.example>\r\nContent-Type: text/html\r\n\r\n<p>NOT FOR PUBLICATION UNTIL ${until}</p><p>Some text that is long enough.</p>\r\n`,
  picture: (until) =>
    pictureWith(iimDataset(2, 30, until.replaceAll('-', '').slice(0, 8)), iimDataset(2, 35, clockOf(until))),
  'picture by XMP': (until) =>
    jpegWith(
      photo,
      segments.xmp(
        xmpPacket(
          `<dc:title>h</dc:title><dc:identifier>urn:x:1</dc:identifier><prism:embargoDate xmlns:prism="http://prismstandard.org/namespaces/basic/2.1/">${until}</prism:embargoDate>`,
        ),
      ),
      segments.iim(iimDataset(1, 100, 'urn:x:1')),
    ),
  dialect: (until) => `<house><story id="urn:x:1"><title>h</title><until>${until}</until></story></house>`,
  mail: (until) =>
    `From: desk@a.example\r\nTo: wire@a.example\r\nSubject: h\r\nDate: Sun, 29 Nov 2026 00:00:00 +0000\r\nMessage-ID: <1@a.example>\r\n\r\nEMBARGOED UNTIL ${until}\r\n\r\nSome text that is long enough.\r\n`,
};

/** IIM writes the time of day apart, as `HHMMSS±HHMM`. */
function clockOf(until: string): string {
  return /T(?<clock>.+)$/.exec(until)?.groups?.['clock']?.replaceAll(':', '') ?? '';
}

function itemOf(document: string | Uint8Array) {
  const bytes = typeof document === 'string' ? new TextEncoder().encode(document) : document;
  const read = readDocument(bytes, NEEDS);
  return read.ok ? { item: read.value.items[0], findings: read.value.findings } : read.error;
}

describe.each(Object.entries(DOCUMENTS))('an embargo in %s (I13)', (_format, document) => {
  test.each(['Tuesday, when the minister has spoken', '18 Uhr', '2026-13-45T99:00:00Z'])(
    'whose end “%s” cannot be read withholds the story, and says so',
    (until) => {
      const item = itemOf(document(until));
      expect(item).toMatchObject({ item: { pubStatus: 'withheld' } });
      expect(JSON.stringify(item)).toContain('embargo-open');
    },
  );

  test('with an end lets it be usable after that', () => {
    const item = itemOf(document('2026-12-01T10:00:00+07:00'));
    expect(item).toMatchObject({ item: { pubStatus: 'usable', embargoEndAt: '2026-12-01T03:00:00.000Z' } });
  });
});

/** First days of use, by the words of their standards: they end with the beginning of the day. */
const FIRST_DAYS = new Set(['rss', 'atom', 'picture', 'picture by XMP']);
/** The standards have no time without an offset here, or the zone of the wire is known. */
const ZONED = new Set(['nitf by its release', 'ap-appl', 'iptc-7901', 'anpa-1312']);

test.each(Object.entries(DOCUMENTS).filter(([name]) => !ZONED.has(name)))(
  'an embargo in %s until a day, or until an hour of no zone, holds until the last moment that this can mean',
  (name, document) => {
    expect(itemOf(document('2026-12-01'))).toMatchObject({
      item: {
        pubStatus: 'usable',
        embargoEndAt: FIRST_DAYS.has(name) ? '2026-12-01T12:00:00.000Z' : '2026-12-02T12:00:00.000Z',
      },
      findings: expect.arrayContaining([expect.objectContaining({ code: 'embargo-assumed' })]),
    });
    if (name === 'picture') return; // IIM has no hour without an offset
    expect(itemOf(document('2026-12-01T10:00:00'))).toMatchObject({
      item: { pubStatus: 'usable', embargoEndAt: '2026-12-01T22:00:00.000Z' },
      findings: expect.arrayContaining([expect.objectContaining({ code: 'embargo-assumed' })]),
    });
  },
);

test.each([true, '', 'none', false, null])('of ninjs, %j lays one only where it is true', (embargoed) => {
  const text = JSON.stringify({ uri: 'urn:x:1', type: 'text', headline: 'h', embargoed });
  expect(itemOf(text)).toMatchObject({ item: { pubStatus: embargoed === true ? 'withheld' : 'usable' } });
});

test.each([
  'A report on the arms embargo',
  'Embargo lifted: Eds may use it now',
  'EMBARGO LIFTED - the figures',
  'Embargo has been lifted',
  'Sperrfrist aufgehoben',
  'No embargo. Please credit the photographer when you use it',
])('the words “%s” lay none', (headline) => {
  const text = JSON.stringify({ uri: 'urn:x:1', type: 'text', headline, ednote: headline });
  expect(itemOf(text)).toMatchObject({ item: { pubStatus: 'usable' } });
});

const END = { pubStatus: 'usable', embargoEndAt: '2026-11-29T18:00:00.000Z' };

test.each([
  ['EMBARGO: to be lifted at 18:00 GMT on 29 November 2026', END],
  ['Embargo will be lifted at 18:00 GMT on 29 November 2026', END],
  ['Embargo lifted at 18:00 GMT on 29 November 2026', END],
  ['Embargo not lifted until 18:00 GMT, 29 November 2026', END],
  ['EMBARGO: not lifted until the minister has spoken', { pubStatus: 'withheld' }],
  ['Sperrfrist noch nicht aufgehoben', { pubStatus: 'withheld' }],
])('“%s” lifts none before that', (ednote, item) => {
  const text = JSON.stringify({ uri: 'urn:x:1', type: 'text', headline: 'h', ednote });
  expect(itemOf(text)).toMatchObject({ item });
  const note = `<nitf><head><docdata><ed-msg info="${ednote}"/><doc-id id-string="x1"/></docdata></head><body><body.head><hedline><hl1>h</hl1></hedline></body.head><body.content><p>Text.</p></body.content></body></nitf>`;
  const read = itemOf(note);
  const held = 'item' in read ? read.item : undefined;
  expect(held?.embargoEndAt ?? held?.pubStatus).toMatch(/^(?:2026-11-29T18|withheld)/);
});

test('a time that a template left unfilled lays none', () => {
  const text = `<nitf><head><docdata><doc-id id-string="x1"/><date.issue norm="20261129T100000Z"/><date.release norm="YYYYMMDD000000-HHMM"/></docdata></head><body><body.head><hedline><hl1>h</hl1></hedline></body.head><body.content><p>Text.</p></body.content></body></nitf>`;
  expect(itemOf(text)).toMatchObject({ item: { pubStatus: 'usable' } });
});

test('a message to editors of NITF ends one as any note does', () => {
  const message = 'EMBARGOED UNTIL 18:00 GMT, 29 November 2026';
  const text = `<nitf><head><docdata><ed-msg info="${message}"/><doc-id id-string="x1"/></docdata></head><body><body.head><hedline><hl1>h</hl1></hedline></body.head><body.content><p>Text.</p></body.content></body></nitf>`;
  expect(itemOf(text)).toMatchObject({ item: END });
});

test.each([
  'EMBARGO đến 18 giờ ngày 29/11/2026 GMT',
  'Embargo tới 18h ngày 29/11/2026 UTC',
  'EMBARGO ATÉ 18:00 GMT 29/11/2026',
])('“%s” lays one, in a note and in a headline', (line) => {
  const story = { uri: 'urn:x:1', type: 'text', headline: 'h' };
  expect(itemOf(JSON.stringify({ ...story, ednote: line }))).toMatchObject({ item: END });
  expect(itemOf(JSON.stringify({ ...story, headline: line.toUpperCase() }))).toMatchObject({ item: END });
});

const until = (embargoEndAt: string) => ({ pubStatus: 'usable', embargoEndAt });
const HELD = { pubStatus: 'withheld' };

describe('of two embargoes', () => {
  const exact = '2026-11-29T18:00:00Z';
  test.each([
    [exact, 'EMBARGOED UNTIL 20:00 GMT, 29 November 2026', until('2026-11-29T20:00:00.000Z')],
    [exact, 'EMBARGOED UNTIL 06:00 GMT, 29 November 2026', until('2026-11-29T18:00:00.000Z')],
    [exact, 'EMBARGOED UNTIL 6 p.m. GMT', until('2026-11-29T18:00:00.000Z')],
    [exact, 'EMBARGOED UNTIL 8 p.m. GMT', until('2026-11-29T20:00:00.000Z')],
    [exact, 'EMBARGOED UNTIL 2 December 2026', until('2026-12-03T12:00:00.000Z')],
    // The same end again, in words of the wire's own clock.
    [exact, 'Cấm đăng trước 1 giờ ngày 30/11/2026', until('2026-11-29T18:00:00.000Z')],
    [exact, 'EMBARGOED UNTIL 18:00 London time, 29 November 2026', until('2026-11-29T18:00:00.000Z')],
    [exact, 'EMBARGOED', until('2026-11-29T18:00:00.000Z')],
    [exact, 'Sperrfrist bis heute Abend (29.11.), 19.00 Uhr.', until('2026-11-29T18:00:00.000Z')],
    [exact, 'Sperrfrist 1. Dezember 19.00 Uhr', until('2026-12-02T07:00:00.000Z')],
  ])('%s and “%s” the later holds', (embargoed, ednote, item) => {
    const text = JSON.stringify({ uri: 'urn:x:1', type: 'text', headline: 'h', embargoed, ednote });
    expect(itemOf(text)).toMatchObject({ item });
  });

  test('in one note the later holds', () => {
    const ednote = 'EMBARGOED UNTIL 06:00 GMT, 29 November 2026\nEMBARGOED UNTIL 18:00 GMT, 29 November 2026';
    const text = JSON.stringify({ uri: 'urn:x:1', type: 'text', headline: 'h', ednote });
    expect(itemOf(text)).toMatchObject({ item: END });
    expect(itemOf(DOCUMENTS['iptc-7901']?.('06:00 GMT, 29 November 2026\n' + ednote) ?? '')).toMatchObject({
      item: END,
    });
  });

  test.each([
    'EMBARGOED UNTIL the minister has spoken',
    'EMBARGOED UNTIL 18:00 London time, 5 December 2026',
    'EMBARGOED UNTIL 18:00 BST',
  ])('one that cannot be read withholds: %s', (ednote) => {
    const story = { uri: 'urn:x:1', type: 'text', headline: 'h', embargoed: exact };
    expect(itemOf(JSON.stringify({ ...story, ednote }))).toMatchObject({ item: HELD });
    expect(itemOf(JSON.stringify({ ...story, headline: `${ednote}: h` }))).toMatchObject({ item: HELD });
  });

  test('one that cannot be read withholds in fields, too', () => {
    const metas = ['Tuesday', exact].map((content) => `<meta name="embargo" content="${content}"/>`);
    for (const both of [metas, metas.toReversed()])
      expect(
        itemOf(
          `<nitf><head>${both.join('')}<docdata><doc-id id-string="x1"/></docdata></head><body><body.head><hedline><hl1>h</hl1></hedline></body.head><body.content><p>Text.</p></body.content></body></nitf>`,
        ),
      ).toMatchObject({ item: HELD });
  });
});
