import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hasSharedData,
  needsSharedData,
  sharedBytes,
  sharedFiles,
  sharedText,
} from '#tests/town/shared-data.ts';
import { parseCalendar } from '../calendar/parse-calendar.ts';
import { readInline } from '../html/read-inline.ts';
import { readStrictJson } from '../json/read-strict-json.ts';
import { decodeText } from '../text/decode-text.ts';
import { parseFeedWire } from './parse-feed-wire.ts';
import { parseJsonFeed } from './parse-json-feed.ts';
import { readFeedXml } from './read-feed-xml.ts';
import { openWxrStream } from './stream-wxr.ts';

/** Everything that may come in, by every reader of this room; fails where one throws or a body is not safe. */
function readAny(bytes: Uint8Array): void {
  const decoded = decodeText(bytes);
  const text = decoded.ok ? decoded.value.text : '';
  if (!text.includes('<') || text.includes('VCALENDAR')) parseCalendar(bytes, {});
  const json = /^\s*[{[]/.test(text) ? readStrictJson(text, 'round') : undefined;
  if (json?.ok === true) parseJsonFeed(json.value, {});
  if (!text.includes('<')) return;
  const xml = readFeedXml(text);
  const read = xml.ok ? parseFeedWire(xml.value.root, { baseUrl: 'https://a.example/' }) : xml;
  const blocks = read.ok ? read.value.items.flatMap(({ body }) => body) : [];
  if (blocks.some(({ html }) => readInline(html) === undefined)) throw new Error('a body is not safe');
  const stream = openWxrStream({});
  stream.write(text);
  stream.end();
}

const WXR =
  '<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>t</title><item><title>Một</title><guid>urn:x:1</guid><description>&lt;p&gt;a&lt;/p&gt;</description><wp:status>draft</wp:status></item></channel></rss>';

const SEEDS = [
  WXR,
  '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:x:1</id><title type="html">a&amp;lt;b</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div></content><link rel="enclosure" href="a.jpg"/></entry></feed>',
  '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_html":"<p>a</p>","authors":[{"name":"b"}]}]}',
  'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Oslo:20261129T100000\r\nRRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=5\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
];

test('ten thousand mutations of every format are read or refused, and never throw', () => {
  const change = fc.record({
    at: fc.nat(600),
    what: fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      ']]>',
      '<!--',
      '&#x0;',
      ':',
      ';',
      '\r\n ',
      '\u0000',
      '\u00FF',
      '-',
      'xmlns:',
      '}',
      '9',
    ),
    length: fc.nat(12),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...SEEDS),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      (seed, changes) => {
        const text = changes.reduce(
          (old, { at, what, length }) =>
            old.slice(0, at % old.length) + what + old.slice((at % old.length) + length),
          seed,
        );
        readAny(Buffer.from(text));
      },
    ),
    { numRuns: 10_000 },
  );
});

describe.skipIf(!hasSharedData)(`attacks${needsSharedData}`, () => {
  type Stall = {
    readonly id: string;
    readonly prefix: string;
    readonly pump: string;
    readonly n: number;
    readonly suffix: string;
  };

  test('no stalling input and no XML attack throws or holds the readers up', () => {
    const stalls: Stall[] = JSON.parse(sharedText('security/stall/stall.shared.json'));
    const texts = stalls.flatMap(({ prefix, pump, n, suffix }) => {
      const text = prefix + pump.repeat(n) + suffix;
      const escaped = text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
      return [
        text,
        `<rss><channel><item><guid>urn:x:1</guid><title>${escaped}</title><description>${escaped}</description><pubDate>${escaped}</pubDate><author>${escaped}</author><link>${escaped}</link><category>${escaped}</category></item></channel></rss>`,
        `& <rss><channel><item><title>${text}</title></item></channel></rss>`,
        `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:${text}\nRRULE:${text}\nDTSTART;TZID=${text}:20260101T000000\nDURATION:${text}\nEND:VEVENT\nEND:VCALENDAR`,
      ];
    });
    for (const text of texts) readAny(Buffer.from(text));
    const attacks = sharedFiles('security/xml-attacks');
    for (const name of attacks) readAny(sharedBytes(name));
    expect([texts.length > 40, attacks.length > 30]).toEqual([true, true]);
  });
});
