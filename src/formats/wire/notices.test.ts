import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { readDocument } from '../convert.ts';

const NEEDS = { provider: 'did:web:a.example', receivedAt: instantOf(0) };

function notice(
  itemMeta: string,
  itemClass = '<itemClass qcode="ninat:text"/>',
  headline = '<headline>h</headline>',
) {
  const read = readDocument(
    Buffer.from(
      `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:notice" version="1" xml:lang="en"><itemMeta>${itemClass}<provider literal="a"/><versionCreated>2026-11-29T00:00:00Z</versionCreated>${itemMeta}</itemMeta><contentMeta>${headline}</contentMeta></newsItem>`,
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

const KILL = '<link rel="irel:kills" residref="urn:x:9"/>';

test.each([
  ['<link rel="irel:updates" residref="urn:x:1"/>', []],
  ['<link rel="irel:withholds" residref="urn:x:1"/>', ['urn:x:1']],
  ['<link rel="irel:withholds" residref="urn:x:9"/>', []],
  ['<signal qcode="sig:correction"/>', []],
  ['<signal qcode="sig:update"/>', []],
])('a kill of another story beside %s is carried out, and so is a stop', (beside, stopped) => {
  const { items, stops } = notice(beside + KILL);
  expect(items).toMatchObject([
    { guid: 'urn:x:notice', pubStatus: 'usable' },
    { guid: 'urn:x:9', pubStatus: 'canceled' },
  ]);
  expect([...stops.values()].flat()).toEqual(stopped);
});

test('a stop of another story beside a correction is carried out', () => {
  const { stops, findings } = notice(
    '<signal qcode="sig:correction"/><link rel="irel:corrects" residref="urn:x:1"/><link rel="irel:withholds" residref="urn:x:9"/>',
  );
  expect([...stops]).toEqual([[0, ['urn:x:9']]]);
  expect(findings.map(({ detail }) => detail).join(' ')).toMatch(/stops urn:x:9.*correct urn:x:1/);
});

test.each([
  ['headline', '<itemClass qcode="ninat:text"/>', ''],
  ['class', '', '<headline>h</headline>'],
  ['headline and class', '', ''],
])(
  'a notice without a %s still kills and stops, and is itself nothing to offer',
  (_what, itemClass, headline) => {
    const { items, stops } = notice(
      `${KILL}<link rel="irel:withholds" residref="urn:x:8"/>`,
      itemClass,
      headline,
    );
    expect(items).toMatchObject([
      { guid: 'urn:x:notice', pubStatus: 'withheld' },
      { guid: 'urn:x:9', pubStatus: 'canceled' },
    ]);
    expect([...stops]).toEqual([[0, ['urn:x:8']]]);
  },
);
