import fc from 'fast-check';
import { asDecoded } from '#tests/town/as-decoded.ts';
import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { parseCalendar } from './parse-calendar.ts';
import { printCalendar, type EventToPrint } from './print-calendar.ts';

const EVENTS: fc.Arbitrary<EventToPrint> = fc.record({
  uid: fc.uuid(),
  start: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => instantOf(seconds * 1000)),
  title: fc.string({ unit: 'grapheme', maxLength: 120 }),
  place: fc.string({ unit: 'grapheme', maxLength: 60 }),
  description: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.constantFrom('a\nb', 'a;b,c\\d', '\\n', 'x'.repeat(500)),
  ),
  url: fc.webUrl(),
  status: fc.constantFrom('tentative', 'confirmed', 'cancelled'),
  sequence: fc.nat(1000),
  stamp: fc.constant(instantOf(0)),
});

test('what is printed as a calendar is read back as the same events, in lines of at most 75 octets', () => {
  // Blanks are compared nowhere: a headline is one line, and a body flows.
  const plain = (text: string) => asDecoded(text.replace(/[\s\u0000-\u001F\u007F]+/g, ''));
  fc.assert(
    fc.property(fc.array(EVENTS, { maxLength: 4 }), (events) => {
      const printed = printCalendar({ name: 'Tin' }, events);
      expect(Math.max(...printed.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(
        75,
      );
      const read = parseCalendar(Buffer.from(printed), {});
      if (!read.ok) throw new Error(read.error.detail);
      expect(read.value.dropped).toEqual([]);
      expect(
        read.value.items.map(({ uri, version, headline, places, body, event, pubStatus }) => ({
          uri,
          version,
          headline: plain(headline ?? ''),
          place: plain(places[0]?.name ?? ''),
          text: plain(body.map(({ text }) => text).join(' ')),
          start: event?.start,
          isCancelled: pubStatus === 'canceled',
        })),
      ).toEqual(
        events.map((one) => ({
          uri: one.uid,
          version: String(one.sequence),
          headline: plain(one.title),
          place: plain(one.place ?? ''),
          text: plain(one.description ?? ''),
          start: `${one.start.slice(0, 19)}Z`,
          isCancelled: one.status === 'cancelled',
        })),
      );
    }),
    { numRuns: 100 },
  );
});
