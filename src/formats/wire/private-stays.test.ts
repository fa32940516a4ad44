import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { inflate } from '#engines/inflate.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { instantOf } from '#kernel/instant.ts';
import { iimDataset, jpegWith, listed, segments, tiffOf, xmpPacket } from '#tests/town/picture-files.ts';
import { convertTo, CONVERT_TARGETS } from '../convert-to.ts';
import { readDocument } from '../convert.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { printAtom, printRss } from '../feed/print-feed.ts';
import { printJsonFeed } from '../feed/print-json-feed.ts';
import { indexFields } from '../lexemes/index-fields.ts';
import { OUTGOING_FORMATS, printOutgoing } from '../print-outgoing.ts';
import { readWire } from './read-wire.ts';
import { toItem } from './to-item.ts';
import type { WireDocument } from './wire-document.ts';
import type { WireItem } from './wire-item.ts';

const NEEDS = { provider: 'did:web:a.example', receivedAt: instantOf(0), inflate };

const EXTRAS = { at: NEEDS.receivedAt, pictures: [], dropped: [] };

const FEED = {
  title: 't',
  description: 'd',
  url: 'https://a.example/',
  selfUrl: 'https://a.example/f',
  language: 'en',
  updatedAt: NEEDS.receivedAt,
};

/** Everything that any writer of ours makes of an item, and all that a search would find it by. */
function everyOutput(item: ItemVersion): readonly string[] {
  const { privateRestrictions: _bindsHereOnly, ...kept } = item;
  const entry = {
    guid: item.guid,
    title: item.headline,
    url: item.canonicalUrl ?? FEED.url,
    summary: item.summary ?? item.blocks[0]?.text ?? '',
    publishedAt: FEED.updatedAt,
    updatedAt: FEED.updatedAt,
    language: item.language,
    credit: item.byline ?? item.creditLine ?? '',
  };
  return [
    ...CONVERT_TARGETS.map((target) => JSON.stringify(convertTo(item, target).printed)),
    // The parts of our ZIP and Word files are stored as they are, so their bytes tell all that unpacking would.
    ...OUTGOING_FORMATS.map((format) =>
      Buffer.from(printOutgoing({ item }, format, EXTRAS).content).toString(),
    ),
    ...[printRss, printAtom, printJsonFeed].map((print) => print(FEED, [entry])),
    JSON.stringify(indexFields(item)),
    JSON.stringify(kept),
  ].map((text) => text.toUpperCase());
}

/** What a wire says beside its private part, and beside the list of what was left out, which this house alone reads. */
function publicPart({ private: _apart, dropped: _left, ...wire }: WireItem): unknown {
  return {
    ...wire,
    edNotes: wire.edNotes.filter(({ audience }) => audience === 'partner'),
    associations: wire.associations.map(publicPart),
  };
}

/** A word that no story has by chance. */
const secret = fc.stringMatching(/^[A-Z]{12}$/);

const HOUSE: Dialect = {
  id: 'house',
  name: 'House',
  match: [{ providers: ['House'] }],
  notes: [{ begins: 'Liên hệ', audience: 'private' }],
  structure: {
    root: 'house',
    items: 'story',
    fields: {
      uri: '@id',
      headline: 'title',
      body: 'text',
      note: 'note',
      privateNote: 'remark',
      contact: 'ask',
    },
  },
};

const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#246' } })
  .jpeg()
  .toBuffer();

/** A document of each family with a secret in every place that is nobody else's business. */
const DOCUMENTS: Readonly<Record<string, (word: string) => string | Uint8Array>> = {
  'newsml-g2': (
    word,
  ) => `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" xml:lang="en">
    <itemMeta><itemClass qcode="ninat:text"/><provider literal="a"/><versionCreated>2026-11-29T00:00:00Z</versionCreated>
    <edNote role="x:contacts">${word}</edNote><edNote pubconstraint="x:nonpublic">${word} NO ARCHIVE</edNote>
    <edNote role="x:pad"><section class="np-nonpublic">${word}</section></edNote></itemMeta>
    <contentMeta><headline>h</headline><creator><name>${word}</name><personDetails><contactInfo><email>${word}</email></contactInfo></personDetails></creator>
    <contributor><name>${word}</name></contributor></contentMeta>
    <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Text.</p><section class="np-nonpublic"><p>${word}</p></section></body></html></inlineXML></contentSet></newsItem>`,
  'newsml-g2 planning': (
    word,
  ) => `<planningItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" xml:lang="en"><itemMeta><itemClass qcode="plinat:newscoverage"/><provider literal="a"/><versionCreated>2026-11-29T00:00:00Z</versionCreated><edNote role="x:internal">${word}</edNote></itemMeta>
    <contentMeta><headline>h</headline></contentMeta><newsCoverageSet><newsCoverage><planning><g2contentType>text/plain</g2contentType><assignedTo><name>${word}</name></assignedTo><headline>c</headline></planning></newsCoverage></newsCoverageSet></planningItem>`,
  'newsml-1': (word) =>
    `<NewsML><NewsEnvelope><DateAndTime>20261129T000000Z</DateAndTime></NewsEnvelope><NewsItem><Identification><NewsIdentifier><ProviderId>a.example</ProviderId><DateId>20261129</DateId><NewsItemId>1</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId><PublicIdentifier>urn:newsml:a.example:20261129:1:1</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20261129T000000Z</FirstCreated><ThisRevisionCreated>20261129T000000Z</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines><HeadLine>h</HeadLine><NewsLine><NewsLineType FormalName="Contact"/><NewsLineText>${word}</NewsLineText></NewsLine><NewsLine><NewsLineType FormalName="InternalNote"/><NewsLineText>${word}</NewsLineText></NewsLine></NewsLines><AdministrativeMetadata><Creator><Party FormalName="${word}"/></Creator><Contributor><Party FormalName="${word}"/></Contributor><Property FormalName="Author" Value="${word}"/><Property FormalName="EditorialInfo" Value="${word} NO ARCHIVE"/></AdministrativeMetadata><ContentItem><MediaType FormalName="Text"/><DataContent>&lt;p>Text.&lt;/p>&lt;p>Contact: ${word}&lt;/p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`,
  nitf: (word) =>
    `<nitf><head><docdata><doc-id id-string="x1"/><ed-msg msg-type="internal" info="${word}"/></docdata><revision-history name="${word}" function="editor"/></head><body><body.head><hedline><hl1>h</hl1></hedline><note noteclass="internal"><body.content><p>${word}</p></body.content></note><note type="npa"><body.content><p>${word}</p></body.content></note></body.head><body.content><p>Text.</p><p>NOT FOR PUBLICATION</p><p>${word}</p></body.content></body></nitf>`,
  ninjs: (word) =>
    JSON.stringify({
      uri: 'urn:x:1',
      type: 'text',
      headline: 'h',
      body_html: '<p>Text.</p>',
      internal_note: word,
      desk: word,
      ednotes: [{ role: 'desk', value: word }, { value: `With photos.\nContact: ${word}` }],
      authors: [{ name: 'Ann Bee', email: word, phone: word, biography: word }],
      people: [{ name: 'Somebody', contactinfo: [{ type: 'phone', value: word }] }],
      organisations: [{ name: 'Some Body', contactinfo: [{ type: 'phone', value: word }] }],
      places: [{ name: 'Somewhere', contactinfo: [{ type: 'phone', value: word }] }],
      associations: { one: { type: 'picture', uri: 'urn:x:2', headline: 'p', internal_note: word } },
    }),
  'ap-appl': (word) =>
    `<Publication><Identification><ItemId>x1</ItemId><MediaType>Text</MediaType></Identification><PublicationManagement><FirstCreated UserName="${word}" Year="2026" Month="11" Day="29"/><Status>Usable</Status><SpecialInstructions>NOT FOR PUBLICATION: ${word}</SpecialInstructions></PublicationManagement><NewsLines><HeadLine>h</HeadLine></NewsLines><AdministrativeMetadata><ContactName>${word}</ContactName></AdministrativeMetadata><PublicationComponent Role="Main" MediaType="Text"><TextContentItem Id="1"><DataContent><nitf><body.content><block><p>Text.</p><p>Contact: ${word}</p></block></body.content></nitf></DataContent></TextContentItem></PublicationComponent></Publication>`,
  'ap-json': (word) =>
    JSON.stringify({
      data: {
        item: {
          altids: { itemid: 'x1', etag: 'x1_1' },
          version: 1,
          type: 'text',
          versioncreated: '2026-11-29T04:05:12Z',
          pubstatus: 'usable',
          headline: 'h',
          ednote: `NOT FOR PUBLICATION: ${word}`,
          specialinstructions: `Desk note: ${word}`,
          person: [{ name: 'Ann Vale', contactinfo: word, email: word }],
          foreignkeys: [{ desk: word }],
          internalnote: word,
        },
      },
      nitf: { body_html: `<p>Text.</p><p>More of it.</p><p>Contact: ${word}, +49 30 000000</p>` },
    }),
  'dpa-json': (word) =>
    JSON.stringify({
      format: 'digitalwires@1.0.0',
      type: 'composite',
      urn: 'urn:newsml:a.example:20090101:261129-99-1',
      version: 1,
      version_created: '2026-11-29T09:42:36+01:00',
      pubstatus: 'usable',
      language: 'de',
      headline: 'h',
      article_html: `<section class="main"><p>Text.</p><p>Ansprechpartner: ${word}</p></section>`,
      notepad: { public_html: '<p>x</p>', nonpublic_html: `<p>${word}</p>` },
      ednotes: [{ role: 'dpaednoterole:dpacontacts', ednote: word, is_publishable: false }],
      categories: [
        { type: 'dnltype:creator', name: word, qcode: null },
        { type: 'dnltype:contributor', name: word, qcode: `dpa-ad:${word}` },
      ],
      desk_names: [word],
    }),
  rss: (word) =>
    `<rss version="2.0"><channel><title>a</title><managingEditor>${word}@a.example</managingEditor><webMaster>${word}@a.example</webMaster><item><guid>urn:x:1</guid><title>h</title><description>Text.</description><author>${word}@a.example (Ann Bee)</author></item></channel></rss>`,
  atom: (word) =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x:f</id><title>a</title><author><name>Ann Bee</name><email>${word}@a.example</email></author><entry><id>urn:x:1</id><title>h</title><summary>Text.</summary><author><name>Ann Bee</name><email>${word}@a.example</email></author><contributor><name>Bo</name><email>${word}@a.example</email></contributor></entry></feed>`,
  'json-feed': (word) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'a',
      items: [
        {
          id: 'urn:x:1',
          title: 'h',
          content_text: 'Text.',
          authors: [{ name: `${word}@a.example (Ann Bee)` }],
        },
      ],
    }),
  wxr: (word) =>
    `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>a</title><wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://a.example</wp:base_site_url><wp:author><wp:author_login>ann</wp:author_login><wp:author_email>${word}@a.example</wp:author_email><wp:author_display_name>Ann Bee</wp:author_display_name></wp:author><item><title>h</title><guid isPermaLink="false">https://a.example/?p=1</guid><dc:creator>ann</dc:creator><content:encoded>Text.</content:encoded><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_date_gmt>2026-11-29 00:00:00</wp:post_date_gmt><wp:postmeta><wp:meta_key>_note</wp:meta_key><wp:meta_value>${word}</wp:meta_value></wp:postmeta><wp:comment><wp:comment_author>${word}</wp:comment_author><wp:comment_author_email>${word}@b.example</wp:comment_author_email><wp:comment_content>${word}</wp:comment_content></wp:comment></item></channel></rss>`,
  calendar: (word) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//a//a//EN',
      'BEGIN:VEVENT',
      'UID:x1',
      'DTSTAMP:20261129T000000Z',
      'DTSTART:20261130T100000Z',
      'SUMMARY:h',
      'DESCRIPTION:Text.',
      `CONTACT:${word}`,
      `ORGANIZER;CN=${word}:mailto:${word}@a.example`,
      `ATTENDEE;CN=${word}:mailto:${word}@a.example`,
      `CONFERENCE;VALUE=URI:https://call.example/${word}`,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  'iptc-7901': (word) =>
    `\u0001bdt0017 3 vm 231  dpa 0029\n\nWetter/\n\u0002Drei Tote nach Hochwasser\n\nMeiningen (dpa) - Drei Menschen sind gestorben.\n\nDas teilte der Landkreis mit.\n\n# Notizblock\n\n* * * *\nDie folgenden Informationen sind nicht zur Veröffentlichung bestimmt\n\n## Ansprechpartner\n- ${word}, +49 3693 000000\n\ndpa abe yy n1 mda\n\n\u0003291205 Nov 26\n\u007F\u0004`,
  'anpa-1312': (word) =>
    `\u0016\u0016\u0001z6715\u001Fasian\nr s\u0013\u0011 BC-FBO--Hanoi-Hue   11-29 0500\n\u0002^BC-FBO--Hanoi-Hue,416<\n^Hanoi beats Hue 3-1 in final<\n^By AN LI=\n\t   HANOI, Vietnam (AP) _ Hanoi beat Hue 3-1 on Saturday.\n\t   Rain delayed the game by an hour.\n\t   Desk note: ${word}\n\t   Contact: ${word}, +84 24 000000\n\n\u0003   AP-WF-11-29-26 1509GMT<\n\u0004`,
  'plain-text': (word) =>
    `Nước rút ở Bình Lợi\n\nBình Lợi (a) - Nước đã rút sáng nay trên toàn phường.\n\nNgười dân dọn bùn trên phố.\n\nLiên hệ: ${word}, +84 24 000000\n\nNOT FOR PUBLICATION\n${word}\n`,
  mail: (word) =>
    `From: Desk <${word}@a.example>\r\nReply-To: ${word}@a.example\r\nTo: ${word}@b.example\r\nCc: ${word} <c@b.example>\r\nSubject: Harbor reopens\r\nDate: Sun, 29 Nov 2026 00:00:00 +0000\r\nMessage-ID: <1@a.example>\r\nX-Desk: ${word}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe harbor has been open again since noon, the port said.\r\n\r\nShips are moving.\r\n\r\nMedia contact: ${word}, +49 30 000000\r\n\r\n-- \r\n${word}\r\nTel. +49 30 000000\r\n`,
  'mail with a form': (word) =>
    `From: Desk <a@a.example>\r\nTo: b@b.example\r\nSubject: form\r\nDate: Sun, 29 Nov 2026 00:00:00 +0000\r\nMessage-ID: <1@a.example>\r\n\r\n${JSON.stringify({ Headline: 'h', Body: 'Text of the story.', Username: word, Desk: word, 'Sign off': word })}\r\n`,
  picture: (word) =>
    jpegWith(
      photo,
      segments.exif(
        tiffOf([
          [0x010e, 'A ship'],
          [0x013c, word],
          [
            0x8769,
            [
              [0x927c, Buffer.from(word)],
              [0x9286, Buffer.from(`ASCII\0\0\0${word}`)],
              [0xa430, word],
              [0xa431, word],
              [0xa435, word],
            ],
          ],
          [0x8825, [[0x001b, Buffer.from(`ASCII\0\0\0${word}`)]]],
        ]),
      ),
      segments.xmp(
        xmpPacket(
          `<Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiTelWork="${word}"/><aux:SerialNumber>${word}</aux:SerialNumber><aux:OwnerName>${word}</aux:OwnerName><exif:GPSLatitude>${word}</exif:GPSLatitude><xmp:Label>${word}</xmp:Label><photoshop:CaptionWriter>${word}</photoshop:CaptionWriter>${listed('xmpMM:Pantry', 'Bag', [word])}`,
        ),
      ),
      segments.iim(iimDataset(2, 118, word), iimDataset(2, 122, word), iimDataset(2, 105, 'h')),
    ),
  dialect: (word) =>
    `<house><story id="urn:x:1"><title>h</title><text>Text.\n\nContact: ${word}</text><remark>${word}</remark><ask>${word}</ask><note>Liên hệ ${word}</note></story></house>`,
};

function readWhole(bytes: Uint8Array): WireDocument {
  const read = readWire(bytes, { inflate, dialects: [HOUSE] });
  if (!read.ok) throw new Error(`${read.error.code} ${read.error.detail}`);
  return read.value;
}

function itemsIn(bytes: Uint8Array): readonly ItemVersion[] {
  const read = readDocument(bytes, { ...NEEDS, dialects: [HOUSE] });
  if (read.ok) return read.value.items;
  // A text and a picture may name nothing; then the door names them.
  return readWhole(bytes).items.flatMap((wire) => {
    const named = toItem({ ...wire, uri: wire.uri || 'urn:x:1' }, NEEDS);
    return named.ok ? [named.value.item] : [];
  });
}

function bytesOf(document: string | Uint8Array): Uint8Array {
  return typeof document === 'string' ? Buffer.from(document) : document;
}

/** Plans and events are no stories, and nothing of them leaves. */
const NO_STORY: ReadonlySet<string> = new Set(['newsml-g2 planning', 'calendar']);

describe.each(Object.entries(DOCUMENTS))('what %s sets apart as private (I26)', (family, document) => {
  test('is nowhere in what the wire says to partners, and is known here', () => {
    fc.assert(
      fc.property(secret, (word) => {
        const { items } = readWhole(bytesOf(document(word)));
        expect(JSON.stringify(items.map(publicPart))).not.toContain(word);
        expect(JSON.stringify(items)).toContain(word);
      }),
      { numRuns: 5 },
    );
  });

  test('is in no output and not in the search index', () => {
    fc.assert(
      fc.property(secret, (word) => {
        const items = itemsIn(bytesOf(document(word)));
        expect(items).toHaveLength(NO_STORY.has(family) ? 0 : 1);
        for (const item of items) expect(everyOutput(item).join('\n')).not.toContain(word);
      }),
      { numRuns: 5 },
    );
  });
});

const noteOf = (ednote: string) => JSON.stringify({ uri: 'urn:x:1', type: 'text', headline: 'h', ednote });
const bodyOf = (...lines: readonly string[]) =>
  `<nitf><head><docdata><doc-id id-string="x1"/></docdata></head><body><body.head><hedline><hl1>h</hl1></hedline></body.head><body.content>${lines.map((line) => `<p>${line}</p>`).join('')}</body.content></body></nitf>`;

test.each([
  ['names below a heading', noteOf('With photos.\nLiên hệ:\nSECRET Văn A\nông SECRET\n0905 123 456')],
  ['words to the desk', noteOf('With photos.\nNội bộ:\nnguồn tin là SECRET.\nSECRET nói vậy.')],
  ['a number within a line', noteOf('Ảnh kèm theo. Liên hệ: anh SECRET 0905123456')],
  ['a number with dots', noteOf('Ảnh kèm theo, gọi SECRET 0905.123.456')],
  ['a contact below its heading', bodyOf('Text.', 'Contact:', 'John SECRET', '+84 905 123 456, SECRET@x.vn')],
  ['words to the desk in a text', bodyOf('Text.', 'Nội bộ:', 'nguồn tin là SECRET.')],
])('%s stay here (I26)', (_what, document) => {
  const [item] = itemsIn(bytesOf(document));
  expect(item).toBeDefined();
  if (item !== undefined) expect(everyOutput(item).join('\n')).not.toContain('SECRET');
});

test.each([
  noteOf('Liên hệ:\nNguyễn Văn A\nThe tables come at noon for PARTNERS.'),
  noteOf('Embargoed until 18:00 +0700 on 09-11-2026, PARTNERS'),
  bodyOf('Text.', 'Contact:', 'John Smith', 'The port is open again for PARTNERS.'),
  bodyOf('Text.', 'Biên tập:', 'The port is open again for PARTNERS.'),
])('what is for partners goes on beside them: %s', (document) => {
  const [item] = itemsIn(bytesOf(document));
  expect(JSON.stringify(item)).toContain('PARTNERS');
});

test('a long note does not slow the search for numbers to call', () => {
  const start = performance.now();
  for (const letter of 'a1+') expect(itemsIn(Buffer.from(noteOf(letter.repeat(100_000))))).toHaveLength(1);
  expect(performance.now() - start).toBeLessThan(2000);
});

const ROOT = join(import.meta.dirname, '../../../conformance/wires');
const WIRES = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(?<!expected)\.(?:xml|json|ics|jpg|png|tif|webp|txt|eml)$/.test(name),
);

/** Everything that a wire sets apart; shorter words are in other places by chance. */
function apartIn(item: WireItem): readonly string[] {
  const notes = item.edNotes.filter(({ audience }) => audience === 'private');
  return [
    ...[...notes, ...item.private].map(({ text }) => text.toUpperCase()).filter((text) => text.length > 7),
    ...item.associations.flatMap(apartIn),
  ];
}

test.each(WIRES)('nothing that %s sets apart is in any output', (name) => {
  const bytes = readFileSync(join(ROOT, name));
  const read = readWire(bytes, { inflate });
  const apart = read.ok ? read.value.items.flatMap(apartIn) : [];
  const outputs = (read.ok ? itemsIn(bytes) : []).flatMap(everyOutput).join('\n');
  for (const text of apart) expect(outputs).not.toContain(text);
});

test('canary: a secret in a public place is in every kind of output', () => {
  const [item] = itemsIn(Buffer.from(JSON.stringify({ uri: 'urn:x:1', headline: 'SECRETSECRET' })));
  if (!item) throw new Error('it is a story');
  for (const output of everyOutput(item)) expect(output).toContain('SECRETSECRET');
});
