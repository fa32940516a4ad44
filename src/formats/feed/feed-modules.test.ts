import { expect, test } from 'vitest';
import type { WireItem } from '../wire/wire-item.ts';
import { readWire } from '../wire/read-wire.ts';

function readAll(xml: string): { readonly items: readonly WireItem[] } {
  const read = readWire(new TextEncoder().encode(xml), {});
  if (!read.ok) throw new Error(`${read.error.code} ${read.error.at} ${read.error.detail}`);
  return read.value;
}

function readItem(inner: string, attributes = ''): WireItem {
  const [item] = readAll(`<rss ${attributes}><channel><item>${inner}</item></channel></rss>`).items;
  if (item === undefined) throw new Error('no item');
  return item;
}

test('what a picture of Media RSS may be used for goes with it, and what it says else is told', () => {
  const item = readItem(
    '<guid>urn:x:1</guid><title>t</title><m:content url="https://v.example/1.jpg" type="image/jpg" fileSize="0"><m:text>Chú thích</m:text><m:license href="https://cc.example/by"/><m:restriction relationship="deny" type="country">jp</m:restriction><m:scene>3</m:scene></m:content>',
    'xmlns:m="http://search.yahoo.com/mrss/"',
  );
  expect(item.associations[0]).toMatchObject({
    summary: 'Chú thích',
    usageTerms: 'https://cc.example/by\ndeny country: jp',
    dropped: [{ what: 'scene 3' }],
  });
  expect(item.associations[0]?.renditions[0]).toEqual({
    role: 'main',
    href: 'https://v.example/1.jpg',
    mediaType: 'image/jpeg',
    at: expect.any(String),
  });
});

test('ids beside the first, publisher, source and named subjects of Dublin Core and PRISM are kept', () => {
  const item = readItem(
    '<guid>urn:x:1</guid><title>t</title><dc:identifier>3000001</dc:identifier><dc:publisher>Tin Cảng</dc:publisher><dc:modified>2026-11-30T08:00:00Z</dc:modified><pubDate>Sun, 29 Nov 2026 10:00:00 GMT</pubDate><dc:source>Báo Bến</dc:source><dc:keyword>cảng</dc:keyword><p:person>Lan</p:person><p:doi>10.1/x</p:doi>',
    'xmlns:dc="http://dublincore.org/documents/dcmi-namespace/" xmlns:p="http://prismstandard.org/namespaces/basic/3.0/"',
  );
  expect(item).toMatchObject({
    altIds: [
      { scheme: 'dc:identifier', code: '3000001' },
      { scheme: 'prism:doi', code: '10.1/x' },
    ],
    provider: { code: 'Tin Cảng' },
    dates: { versionCreated: '2026-11-30T08:00:00Z', published: '2026-11-29T10:00:00Z' },
    infoSources: [{ code: 'Báo Bến' }],
    keywords: ['cảng'],
    subjects: [{ code: 'Lan', type: 'person' }],
    dropped: [],
  });
});

test('names of categories may be written as HTML, plain text has its paragraphs, and pictures loaded late their address', () => {
  const item = readItem(
    '<guid>urn:x:1</guid><title>t</title><category><![CDATA[Cảng &amp; tàu]]></category><description>&lt;img src="data:image/gif;base64,R0" data-src="https://v.example/1.jpg"&gt;</description><fulltext>Một\nhai.\n\nBa.</fulltext>',
  );
  expect(item.subjects).toEqual([{ code: 'Cảng & tàu' }]);
  expect(item.body.map(({ text }) => text)).toEqual(['Một\nhai.', 'Ba.']);
  expect(item.associations.map(({ uri }) => uri)).toEqual(['https://v.example/1.jpg']);
});

test('an entry taken over from another feed has the rights of that one', () => {
  const { items } = readAll(
    '<feed xmlns="http://www.w3.org/2005/Atom"><rights>ours</rights><entry><id>urn:x:1</id><title>t</title><source><id>urn:x:s</id><rights>theirs</rights></source></entry></feed>',
  );
  expect(items[0]?.copyrightNotice).toBe('theirs');
});

test('captions of WordPress go to their pictures, and a picture of the text that was loaded up is there once', () => {
  const wp = (name: string, value: string) => `<wp:${name}>${value}</wp:${name}>`;
  const post = `<item><guid>urn:x:1</guid><title>t</title>${wp('post_id', '1')}${wp('post_type', 'post')}${wp('status', 'publish')}<category domain="post_tag" nicename="a"><![CDATA[A &amp; B]]></category><content:encoded><![CDATA[[caption id="a" width="300"]<img src="https://w.example/ben-300x200.jpg"> Bến cũ[/caption]
[caption]<a href="https://w.example/"><img src="https://w.example/khac.jpg"></a>Bến mới[/caption]]]></content:encoded></item>`;
  const attachment = `<item><guid>urn:x:2</guid><title>Ben</title>${wp('post_id', '2')}${wp('post_parent', '1')}${wp('post_type', 'attachment')}${wp('attachment_url', 'https://w.example/ben.jpg')}</item>`;
  const { items } = readAll(
    `<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>${post}${attachment}</channel></rss>`,
  );
  expect(items).toHaveLength(1);
  expect(items[0]?.keywords).toEqual(['A & B']);
  expect(items[0]?.dropped.filter(({ what }) => what.startsWith('['))).toEqual([]);
  expect(
    items[0]?.associations.map(({ uri, summary, headline, renditions }) => [
      uri,
      summary ?? headline,
      renditions.map(({ href }) => href),
    ]),
  ).toEqual([
    ['urn:x:2', 'Bến cũ', ['https://w.example/ben.jpg', 'https://w.example/ben-300x200.jpg']],
    ['https://w.example/khac.jpg', 'Bến mới', ['https://w.example/khac.jpg']],
  ]);
});

test('authors may be several, with their addresses apart, and written as HTML', () => {
  const people = (author: string) => {
    const item = readItem(
      `<guid>urn:x:1</guid><title>t</title><dc:creator>${author}</dc:creator>`,
      'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    );
    return [item.byline, ...item.private.map(({ text }) => text)];
  };
  const both = ['Lan Anh, Minh', 'lan@x.example, minh@x.example'];
  expect(people('lan@x.example (Lan Anh), minh@x.example (Minh)')).toEqual(both);
  expect(people('Lan Anh &lt;lan@x.example&gt;; "Minh" &lt;minh@x.example&gt;')).toEqual(both);
  expect(people('lan@x.example')).toEqual([undefined, 'lan@x.example']);
  expect(people('Lan (Vinh) &lt;lan@x.example&gt;')).toEqual(['Lan (Vinh)', 'lan@x.example']);
  expect(people('&lt;span about="/user/1"&gt;Lan&lt;/span&gt;')).toEqual(['Lan']);
  expect(people('<![CDATA[Lan &amp; Minh]]>')).toEqual(['Lan & Minh']);
});
