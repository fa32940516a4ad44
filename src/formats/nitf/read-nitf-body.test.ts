import { expect, test } from 'vitest';
import { createDroppedList } from '../dropped-list.ts';
import { readXml } from '../xml/read-xml.ts';
import { readNitfBody } from './read-nitf-body.ts';

function bodyOf(text: string) {
  const root = readXml(text);
  if (!root.ok) throw new Error(root.error.detail);
  const dropped = createDroppedList();
  const read = readNitfBody(root.value, { dropped });
  if (!read.ok) throw new Error(read.error.detail);
  return { ...read.value, dropped: dropped.all() };
}

test('a body comes with its head, its text, its notes to editors and its pictures, each in its own place', () => {
  const { blocks, head, media, dropped } =
    bodyOf(`<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head>
    <hedline><hl1>Ferry <em>aground</em></hl1><hl2 class="kicker">Harbour</hl2></hedline>
    <note noteclass="editorsnote"><body.content><p>Adds the captain.</p><p>Photos follow.</p></body.content></note>
    <rights><rights.owner>Fjord News</rights.owner><rights.geography>Nordic only</rights.geography></rights>
    <byline>By ANA RUIZ<byttl>Fjord Business Writer</byttl></byline>
    <distributor><org value="FJN" idsrc="x">Fjord News</org></distributor>
    <dateline><location><city>BERGEN</city>, <country iso-cc="NO">Norway</country></location><story.date norm="20261129T100000Z">Nov 29</story.date></dateline>
    <abstract><p>A ferry ran aground.</p><p>All are safe.</p></abstract></body.head>
    <body.content><block><hl2>Ferry aground</hl2><p lede="true">BERGEN &#8212; A <person>ferry</person>.</p>
      <note type="npa"><body.content><p>Captain: +47 000</p></body.content></note>
      <media media-type="Photo"><media-reference source="https://fjord.example/a.jpg" mime-type="image/jpeg" width="640" height="480" source-credit="Fjord"/>
        <media-caption><p>The ferry.</p></media-caption><media-producer>Bo Li</media-producer></media>
      <ul><li>one</li></ul><fn><body.content><p>A footnote.</p></body.content></fn></block></body.content>
    <body.end><tagline>Reporting by Kim</tagline></body.end></body></nitf>`);
  expect(blocks.map(({ kind, text }) => [kind, text])).toEqual([
    ['paragraph', 'BERGEN — A ferry.'],
    ['list-item', 'one'],
    ['paragraph', 'A footnote.'],
    ['paragraph', 'Reporting by Kim'],
  ]);
  expect(head).toMatchObject({
    headline: 'Ferry aground',
    headlines: [{ role: 'kicker', text: 'Harbour' }],
    byline: 'By ANA RUIZ, Fjord Business Writer',
    dateline: 'BERGEN, Norway',
    summary: 'A ferry ran aground.\nAll are safe.',
    provider: { code: 'FJN', scheme: 'x', name: 'Fjord News' },
    copyrightHolder: 'Fjord News',
    usageTerms: 'Geography: Nordic only',
    contentCreated: '2026-11-29T10:00:00Z',
    places: [{ name: 'BERGEN, Norway', country: 'NO', role: 'dateline' }],
    notes: [
      { text: 'Adds the captain.\nPhotos follow.', role: 'editorsnote', audience: 'partner' },
      { text: 'Captain: +47 000', role: 'npa', audience: 'private' },
    ],
  });
  expect(media).toMatchObject([
    {
      type: 'picture',
      summary: 'The ferry.',
      byline: 'Bo Li',
      creditLine: 'Fjord',
      renditions: [{ href: 'https://fjord.example/a.jpg', mediaType: 'image/jpeg', width: 640, height: 480 }],
    },
  ]);
  expect(dropped).toEqual([]);
});

test('a paragraph that is escaped HTML is read as HTML, and one that speaks of a tag as text', () => {
  const { blocks } = bodyOf(
    '<body.content><p>One &amp; all</p><p><![CDATA[Two <b>bold</b> &amp; <script>x</script>]]></p><hl2>Three</hl2><p>The tag &lt;b&gt; is old</p></body.content>',
  );
  expect(blocks.map(({ kind, html }) => [kind, html])).toEqual([
    ['paragraph', 'One &amp; all'],
    ['paragraph', 'Two <b>bold</b> &amp;'],
    ['heading', 'Three'],
    ['paragraph', 'The tag &lt;b&gt; is old'],
  ]);
});

test('a body that is escaped HTML is read as HTML, and one without body.content as it stands', () => {
  const escaped = bodyOf(
    '<nitf><body><body.content><![CDATA[<p>One <b>two</b></p><p>three</p>]]></body.content></body></nitf>',
  );
  expect(escaped.blocks.map(({ html }) => html)).toEqual(['One <b>two</b>', 'three']);
  const bare = bodyOf('<nitf><body><body.head><byline>A</byline></body.head><p>x</p></body></nitf>');
  expect(bare.blocks.map(({ text }) => text)).toEqual(['x']);
  expect(bare.head.byline).toBe('A');
});
