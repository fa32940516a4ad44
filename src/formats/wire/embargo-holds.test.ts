import { describe, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { readDocument } from '../convert.ts';

const NEEDS = { provider: 'did:web:a.example', receivedAt: instantOf(0) };

/** A story of each format with an embargo whose end is written as `until`. */
const DOCUMENTS: Readonly<Record<string, (until: string) => string>> = {
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
  mail: (until) =>
    `From: desk@a.example\r\nTo: wire@a.example\r\nSubject: h\r\nDate: Sun, 29 Nov 2026 00:00:00 +0000\r\nMessage-ID: <1@a.example>\r\n\r\nEMBARGOED UNTIL ${until}\r\n\r\nSome text that is long enough.\r\n`,
};

function itemOf(text: string) {
  const read = readDocument(new TextEncoder().encode(text), NEEDS);
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

test.each([true, '', 'none', false, null])('of ninjs, %j lays one only where it is true', (embargoed) => {
  const text = JSON.stringify({ uri: 'urn:x:1', type: 'text', headline: 'h', embargoed });
  expect(itemOf(text)).toMatchObject({ item: { pubStatus: embargoed === true ? 'withheld' : 'usable' } });
});
