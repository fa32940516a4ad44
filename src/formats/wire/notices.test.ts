import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { readDocument } from '../convert.ts';

const NEEDS = { provider: 'did:web:a.example', receivedAt: instantOf(0) };

function notice(itemMeta: string) {
  const read = readDocument(
    Buffer.from(
      `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:notice" version="1" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider literal="a"/><versionCreated>2026-11-29T00:00:00Z</versionCreated>${itemMeta}</itemMeta><contentMeta><headline>h</headline></contentMeta></newsItem>`,
    ),
    NEEDS,
  );
  if (!read.ok) throw new Error(read.error.detail);
  return read.value;
}

test.each([
  '<link rel="irel:withholds" residref="urn:x:1"/>',
  '<signal qcode="sig:withhold"/><link rel="irel:withhold" residref="urn:x:1"/>',
])('a notice that withholds another story names it, and is no stop of itself: %s', (itemMeta) => {
  const { items, stops } = notice(itemMeta);
  expect([...stops]).toEqual([[0, ['urn:x:1']]]);
  expect(items).toMatchObject([{ guid: 'urn:x:notice', pubStatus: 'usable' }]);
});

test('a notice that withholds nothing but itself stops no other', () => {
  expect(notice('<signal qcode="sig:withhold"/>')).toMatchObject({
    stops: new Map(),
    items: [{ pubStatus: 'withheld' }],
  });
});

test.each(['corrects', 'replaces', 'advises', 'withholds'])(
  'a person is told of a notice that %s another story',
  (rel) => {
    const { findings, items } = notice(`<link rel="irel:${rel}" residref="urn:x:1"/>`);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'notice-about-other', detail: expect.stringContaining('urn:x:1') }),
    );
    expect(items).toHaveLength(1);
  },
);
