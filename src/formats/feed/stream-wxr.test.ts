import { expect, test } from 'vitest';
import type { WireItem } from '../wire/wire-item.ts';
import { parseFeedWire } from './parse-feed-wire.ts';
import { readFeedXml } from './read-feed-xml.ts';
import { openWxrStream } from './stream-wxr.ts';

function itemsOf(xml: string): readonly WireItem[] {
  const read = readFeedXml(xml);
  const wire = read.ok ? parseFeedWire(read.value.root, {}) : read;
  if (!wire.ok) throw new Error(`${wire.error.code} ${wire.error.at} ${wire.error.detail}`);
  return wire.value.items;
}

const STREAMED = [
  '<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>',
  '<title>Làng</title><wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_login>thu</wp:author_login><wp:author_display_name>Thư</wp:author_display_name></wp:author>\n',
  '<item><title>Một</title><guid>urn:x:1</guid><dc:creator>thu</dc:creator><description>&lt;p&gt;a&lt;/p&gt;</description></item>\n',
  '<item><title>Hai</title><guid>urn:x:2</guid><wp:status>draft</wp:status></item></channel></rss>',
].join('');

test('a feed in pieces gives the same items as the whole, wherever it is cut', () => {
  const whole = itemsOf(STREAMED);
  for (const size of [1, 7, 64, 10_000]) {
    const pieces = STREAMED.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
    const stream = openWxrStream({});
    expect(pieces.flatMap((piece) => stream.write(piece))).toEqual(whole);
    expect(stream.end()).toMatchObject({ ok: true });
  }
  expect(whole.map(({ headline, byline, pubStatus }) => [headline, byline, pubStatus])).toEqual([
    ['Một', 'Thư', undefined],
    ['Hai', undefined, 'withheld'],
  ]);
});

test('a stream tells what is broken or too large, and keeps what came before', () => {
  const stream = openWxrStream({});
  expect(stream.write(STREAMED.slice(0, -16)).map(({ uri }) => uri)).toEqual(['urn:x:1', 'urn:x:2']);
  expect(stream.write('<<')).toEqual([]);
  expect(stream.end()).toMatchObject({
    ok: false,
    error: { code: 'xml-malformed', at: expect.stringMatching(/^3:/) },
  });
  const large = openWxrStream({});
  expect(large.write(`<rss><channel><item>${'<a/>'.repeat(60_000)}</item>`)).toEqual([]);
  expect(
    large.write('<item><guid>urn:x:2</guid><title>t</title></item></channel></rss>').map(({ uri }) => uri),
  ).toEqual(['urn:x:2']);
  expect(large.end()).toMatchObject({
    ok: true,
    value: { dropped: [{ at: '1:15', why: 'it is larger than one item may be' }] },
  });
  const control = openWxrStream({});
  control.write('<rss><channel>\u0001</channel></rss>');
  expect(control.end()).toMatchObject({ ok: true, value: { warnings: [{ code: 'xml-mended', at: '1:1' }] } });
  const declared = openWxrStream({});
  declared.write('<!DOCTYPE a [<!ENTITY b "c">]><rss>');
  expect(declared.end()).toMatchObject({ error: { code: 'xml-doctype-forbidden' } });
});
