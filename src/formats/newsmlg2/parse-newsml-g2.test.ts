import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { instantOf, parseInstant } from '#kernel/instant.ts';
import { hasSharedData, needsSharedData } from '#tests/town/shared-data.ts';
import { readDocument } from '../convert.ts';
import { readInline } from '../html/read-inline.ts';
import { oneLine } from '../item-text.ts';
import { printNinjs } from '../ninjs/print-ninjs.ts';

const NEEDS = { provider: 'did:web:a.example', receivedAt: instantOf(1_804_665_600_000) };
const ROOT = join(import.meta.dirname, '../../../../shared/data');

function read(xml: string) {
  const result = readDocument(Buffer.from(xml), NEEDS);
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.at} ${result.error.detail}`);
  return result.value;
}

function newsItem(
  inner: { meta?: string; content?: string; set?: string; guid?: string; kind?: string } = {},
): string {
  return `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${inner.guid ?? 'urn:newsml:a.example:1'}" version="4" xml:lang="vi">
  <catalog><scheme alias="mt" uri="http://cv.iptc.org/newscodes/mediatopic/"/><scheme alias="own" uri="https://a.example/cv/"/></catalog>
  <rightsInfo><copyrightNotice>© A</copyrightNotice><usageTerms>web only</usageTerms></rightsInfo>
  <itemMeta><itemClass qcode="ninat:${inner.kind ?? 'text'}"/><provider qcode="nprov:A"/><versionCreated>2027-03-10T13:00:00+07:00</versionCreated>${inner.meta ?? ''}</itemMeta>
  <contentMeta><headline>Mưa lũ ở Đà Nẵng</headline>${inner.content ?? ''}</contentMeta>
  <contentSet>${inner.set ?? ''}</contentSet></newsItem>`;
}

const XHTML = `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>
  <body><h1>Mưa lũ ở Đà Nẵng</h1><p onclick="x">Đoạn <b>một</b></p><script>alert(1)</script><svg xmlns="http://www.w3.org/2000/svg"><p>no</p></svg><p>hai</p></body></html></inlineXML>`;

test('a text item keeps identity, version, status, times, rights, topics, places and body', () => {
  const { format, items, dropped } = read(
    newsItem({
      meta: '<embargoed>2027-03-11T00:00:00Z</embargoed><pubStatus qcode="stat:withheld"/><edNote>Sửa đoạn 1</edNote><edNote pubconstraint="x:nonpublic">tel 123</edNote>',
      content: `<urgency>3</urgency><dateline>Đà Nẵng (A) - </dateline><by>Lê A</by><creditline>A</creditline><slugline>lu</slugline>
        <subject qcode="mt:20000344"><name>thiên tai</name><broader qcode="medtop:03000000"/></subject>
        <subject qcode="own:77"><name>riêng</name><sameAs qcode="medtop:20000148"/></subject>
        <subject qcode="own:78"><name>khác</name></subject>
        <subject type="cpnat:geoArea" qcode="own:79"><name>Đà Nẵng</name></subject>
        <description role="drol:summary">Tóm tắt</description><keyword>mưa</keyword>`,
      set: XHTML,
    }),
  );
  expect(format).toBe('newsml-g2');
  expect(items).toEqual([
    {
      guid: 'urn:newsml:a.example:1',
      version: 4,
      versionCreatedAt: '2027-03-10T06:00:00.000Z',
      embargoEndAt: '2027-03-11T00:00:00.000Z',
      provider: 'did:web:a.example',
      newsType: 'text',
      pubStatus: 'withheld',
      language: 'vi',
      headline: 'Mưa lũ ở Đà Nẵng',
      summary: 'Tóm tắt',
      byline: 'Lê A',
      dateline: 'Đà Nẵng (A)',
      slugline: 'lu',
      creditLine: 'A',
      copyrightNotice: '© A',
      usageTerms: 'web only',
      editorialNote: 'Sửa đoạn 1',
      urgency: 3,
      subjects: [
        { code: 'medtop:20000344', name: 'thiên tai', broader: ['medtop:03000000'] },
        { code: 'medtop:20000148', name: 'riêng', broader: [] },
      ],
      places: ['Đà Nẵng'],
      blocks: [
        { id: 'b1', kind: 'paragraph', html: 'Đoạn <b>một</b>', text: 'Đoạn một' },
        { id: 'b2', kind: 'paragraph', html: 'hai', text: 'hai' },
      ],
      renditions: [],
      associations: [],
    },
  ]);
  expect(dropped.map(({ what }) => what).toSorted()).toEqual([
    'edNote',
    'keyword mưa',
    'script',
    'subject khác',
    'svg',
  ]);
});

test('topics that are only ancestors become the topics above, once, even where a provider writes a circle', () => {
  const topic = (code: string, above: string, why = '') =>
    `<subject qcode="mt:${code}" ${why && 'why="why:ancestor"'}><broader qcode="mt:${above}"/></subject>`;
  const { items } = read(
    newsItem({
      content:
        topic('20000003', '20000002') +
        topic('20000002', '20000001', 'a') +
        topic('20000001', '20000003', 'a') +
        topic('20000009', '20000009', 'a'),
    }),
  );
  expect(items[0]?.subjects).toEqual([
    { code: 'medtop:20000003', broader: ['medtop:20000002', 'medtop:20000001'] },
    { code: 'medtop:20000009', broader: [] },
  ]);
});

test('every topic that is said to be above another is kept', () => {
  const above = (...codes: string[]) => codes.map((code) => `<broader qcode="mt:${code}"/>`).join('');
  const content =
    `<subject qcode="mt:20000003">${above('20000002', '20000038')}</subject>` +
    `<subject qcode="mt:20000038" why="why:ancestor">${above('01000000')}</subject>`;
  expect(read(newsItem({ content })).items[0]?.subjects).toEqual([
    { code: 'medtop:20000003', broader: ['medtop:20000002', 'medtop:20000038', 'medtop:01000000'] },
  ]);
});

test('a concept of the house that lies below a topic is about that topic, unless another subject is', () => {
  const own = '<subject qcode="own:114"><name>conflict</name><broader qcode="mt:16000000"/></subject>';
  const subjectsOf = (content: string) => read(newsItem({ content })).items[0]?.subjects;
  expect(subjectsOf(own)).toEqual([{ code: 'medtop:16000000', broader: [] }]);
  expect(subjectsOf(`${own}<subject qcode="mt:16000000"/>`)).toEqual([
    { code: 'medtop:16000000', broader: [] },
  ]);
});

test('the catalog of a message counts for the items in it', () => {
  const { items } = read(
    `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><catalog><scheme alias="zz" uri="http://cv.iptc.org/newscodes/mediatopic/"/></catalog></header>
     <itemSet>${newsItem({ content: '<subject qcode="zz:20000344"/>' })}</itemSet></newsMessage>`,
  );
  expect(items[0]?.subjects).toEqual([{ code: 'medtop:20000344', broader: [] }]);
});

test('a kill is read although nothing but its identity is left', () => {
  const { items } = read(
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="5"><itemMeta><itemClass qcode="ninat:text"/><versionCreated>2027-03-10T06:00:00Z</versionCreated><pubStatus qcode="stat:canceled"/><edNote>Rút bài</edNote></itemMeta></newsItem>',
  );
  expect(items[0]).toMatchObject({
    version: 5,
    pubStatus: 'canceled',
    headline: '',
    editorialNote: 'Rút bài',
    blocks: [],
  });
});

test('NITF text is read as blocks, and its head fills what the metadata leaves out', () => {
  const { items, dropped } = read(
    newsItem({
      set: `<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
        <body.head><byline>By A B</byline><abstract><p>Lead.</p></abstract></body.head>
        <body.content><hl2>Sub</hl2><p>One <em>two</em> <person>C D</person></p><block><p>three</p></block><media><media-reference source="x.jpg"/></media></body.content>
      </body></nitf></inlineXML>`,
    }),
  );
  expect(items[0]).toMatchObject({ byline: 'By A B', summary: 'Lead.' });
  expect(items[0]?.blocks.map(({ kind, html }) => [kind, html])).toEqual([
    ['heading', 'Sub'],
    ['paragraph', 'One <em>two</em> C D'],
    ['paragraph', 'three'],
  ]);
  expect(dropped.map(({ what }) => what)).toContain('rendition x.jpg');
  expect(items[0]?.associations).toMatchObject([{ newsType: 'picture', renditions: [] }]);
});

test('a picture item keeps its renditions, and those without a web address are listed', () => {
  const { items, dropped } = read(
    newsItem({
      kind: 'picture',
      content: '<description role="drol:caption">Chú thích</description>',
      set: '<remoteContent rendition="rnd:highRes" href="https://a.example/h.jpg" contenttype="image/jpeg" width="1500" height="1001" size="346071"/><remoteContent href="file:///tmp/x.jpg" contenttype="image/jpeg"/>',
    }),
  );
  expect(items[0]).toMatchObject({
    newsType: 'picture',
    summary: 'Chú thích',
    renditions: [
      {
        role: 'highRes',
        href: 'https://a.example/h.jpg',
        mediaType: 'image/jpeg',
        width: 1500,
        height: 1001,
        sizeBytes: 346071,
      },
    ],
  });
  expect(dropped.map(({ what }) => what)).toEqual(['rendition file:///tmp/x.jpg']);
});

test('one message gives all its items, and a picture in the package of a text goes with the text', () => {
  const message = (items: string) =>
    `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>${items}<packageItem><groupSet><group id="g"><itemRef residref="urn:t"/><itemRef residref="urn:p"/></group></groupSet></packageItem><conceptItem/></itemSet></newsMessage>`;
  const { items, dropped } = read(
    message(
      newsItem({ guid: 'urn:t', set: XHTML }) +
        newsItem({
          guid: 'urn:p',
          kind: 'picture',
          set: '<remoteContent href="https://a.example/p.jpg" contenttype="image/jpeg"/>',
        }) +
        '<newsItem guid="urn:bad"/>',
    ),
  );
  expect(items.map(({ guid, newsType }) => [guid, newsType])).toEqual([
    ['urn:t', 'text'],
    ['urn:p', 'picture'],
  ]);
  expect(items[0]?.associations).toMatchObject([
    { guid: 'urn:p', newsType: 'picture', renditions: [{ href: 'https://a.example/p.jpg' }] },
  ]);
  expect(dropped.map(({ what }) => what)).toEqual(expect.arrayContaining(['conceptItem ', 'news urn:bad']));
});

test('what is no news item is refused by what it is', () => {
  const verdict = (xml: string) => {
    const result = readDocument(Buffer.from(xml), NEEDS);
    return result.ok ? 'read' : `${result.error.code} ${result.error.at}`;
  };
  expect(verdict('<conceptItem guid="urn:c" xmlns="http://iptc.org/std/nar/2006-10-01/"/>')).toBe(
    'document-kind-unsupported 1:1',
  );
  expect(verdict('<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>')).toBe(
    'document-without-items 1:1',
  );
  expect(verdict('<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"/>')).toBe(
    'document-without-items 1:1',
  );
  expect(verdict('<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>')).toBe('newsmlg2-invalid 1:1');
  expect(verdict('<html/>')).toBe('document-kind-unknown 1:1');
});

describe.skipIf(!hasSharedData)(`real wires${needsSharedData}`, () => {
  const filesIn = (folder: string) =>
    hasSharedData
      ? readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.xml'))
          .map((name) => join(ROOT, folder, name))
      : [];

  const dpa = 'wires/dpa-digitalwires-to-newsmlg2/tests/data';

  /** What dpa's own JSON says of the same story. */
  function dpaSays(file: string) {
    const wire = JSON.parse(readFileSync(join(ROOT, dpa, 'input', `${basename(file, '.xml')}.json`), 'utf8'));
    return {
      guid: wire.urn,
      version: wire.version,
      versionCreatedAt: parseInstant(wire.version_created),
      headline: oneLine(wire.headline),
      pubStatus: wire.pubstatus ?? 'usable',
      ...(wire.embargoed ? { embargoEndAt: parseInstant(wire.embargoed) } : {}),
      firstWords: /<p>([^<]{20,60})/.exec(wire.article_html ?? '')?.[1]?.trim() ?? '',
    };
  }

  test("dpa's NewsML-G2 gives the identity, version, times and words of dpa's own JSON", () => {
    for (const file of filesIn(`${dpa}/output`)) {
      const { firstWords, ...said } = dpaSays(file);
      const result = readDocument(readFileSync(file), NEEDS);
      const item = result.ok ? result.value.items.find(({ guid }) => guid === said.guid) : undefined;
      expect({ file, item }).toMatchObject({ file, item: said });
      expect(item?.blocks.map((block) => block.text).join(' ')).toContain(firstWords);
    }
  });

  test("APA's NewsML-G2 from 2.9 to 2.28 is read in full, packages without their items aside", () => {
    const refused = filesIn('wires/xml-newsml-g2').filter((file) => {
      const result = readDocument(readFileSync(file), NEEDS);
      return !result.ok;
    });
    expect(refused.map((file) => basename(file)).toSorted()).toEqual([
      'PackageItem.xml',
      'PackageItemSlideshow.xml',
    ]);
  });

  test("IPTC's examples and test files give items or a refusal with a place, and never a crash", () => {
    const files = [...filesIn('newsml-g2/examples'), ...filesIn('newsml-g2/tests')];
    const unplaced = files.filter((file) => {
      const result = readDocument(readFileSync(file), NEEDS);
      if (result.ok)
        return result.value.items.some(({ blocks }) =>
          blocks.some(({ html }) => readInline(html) === undefined),
        );
      return result.error.at === '' || result.error.detail === '';
    });
    expect(files.length).toBeGreaterThan(150);
    expect(unplaced).toEqual([]);
  });
});

test('restrictions are read from every rights statement and language; a private note restricts and stays behind', () => {
  const { items, dropped } = read(
    newsItem({
      meta: '<edNote>Sửa đoạn 1</edNote><edNote pubconstraint="x:nonpublic">Gọi chị Lan 0905 123 456, KHÔNG LƯU TRỮ</edNote>',
      set: XHTML,
    }).replace(
      '<itemMeta>',
      `<rightsInfo idrefs="part1"><usageTerms xml:lang="en">NO ARCHIVE</usageTerms><usageTerms xml:lang="zh-Hans">不得存档</usageTerms></rightsInfo>
      <rightsInfo><usageTerms>agreed with one receiver</usageTerms><rightsExpressionData langid="x">{}</rightsExpressionData></rightsInfo><itemMeta>`,
    ),
  );
  const [item] = items;
  expect(item?.usageTerms).toBe('web only\nNO ARCHIVE\n不得存档');
  expect(item?.privateRestrictions).toEqual(['KHÔNG LƯU TRỮ']);
  expect(item?.editorialNote).toBe('Sửa đoạn 1');
  expect(dropped.filter(({ what }) => what === 'edNote')).toMatchObject([
    { why: 'the note is not for partners' },
  ]);
  if (item) expect(JSON.stringify(printNinjs(item))).not.toMatch(/0905|KHÔNG LƯU TRỮ/);
});
