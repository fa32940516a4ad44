import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, millisecondsOf, parseInstant, type Instant } from '#kernel/instant.ts';
import type { Association, ItemVersion, Rendition } from '#domain/item/item.ts';
import { arbitraryItem } from '#tests/town/arbitrary-item.ts';
import { schemaJudge } from '#tests/town/schema-judge.ts';
import { hasSharedData, needsSharedData } from '#tests/town/shared-data.ts';
import { testItem } from '#tests/town/test-item.ts';
import { onlyGiven } from '../only-given.ts';
import type { OutgoingItem, OutgoingRights } from '../outgoing-item.ts';
import type { WireItem, WireRendition } from '../wire/wire-item.ts';
import { readXml } from '../xml/read-xml.ts';
import { parseNitf } from './parse-nitf.ts';
import { printNitf } from './print-nitf.ts';

function readBack(outgoing: OutgoingItem): WireItem {
  const root = readXml(printNitf(outgoing).text);
  if (!root.ok) throw new Error(`${root.error.at}: ${root.error.detail}`);
  const read = parseNitf(root.value, {});
  const item = read.ok ? read.value.items[0] : undefined;
  if (item === undefined) throw new Error('nothing');
  return item;
}

/** The item that a reader makes of what the wire says, with what it may assume where nothing is said. */
function itemOf(wire: WireItem): ItemVersion {
  const { dates, edNotes, places, subjects, associations, links } = wire;
  return {
    guid: wire.uri,
    version: Number(wire.version),
    versionCreatedAt: instantIn(dates.versionCreated),
    provider: wire.provider?.code ?? '',
    newsType: wire.type ?? 'text',
    pubStatus: wire.pubStatus ?? 'usable',
    language: wire.language ?? 'und',
    headline: wire.headline ?? '',
    ...onlyGiven({
      summary: wire.summary,
      byline: wire.byline,
      dateline: wire.dateline,
      slugline: wire.slugline,
      creditLine: wire.creditLine,
      copyrightNotice: wire.copyrightNotice,
      usageTerms: wire.usageTerms,
      editorialNote: edNotes.map(({ text }) => text).join('\n'),
      urgency: wire.urgency,
      embargoEndAt: wire.embargo === undefined ? undefined : instantIn(wire.embargo),
      canonicalUrl: links.find(({ rel }) => rel === 'canonical')?.href,
    }),
    subjects: subjects.map(({ mediaTopic = '', name }) => ({
      code: mediaTopic,
      ...onlyGiven({ name }),
      broader: [],
    })),
    places: places.filter(({ role }) => role === 'subject').map(({ name = '' }) => name),
    blocks: wire.body,
    renditions: wire.renditions.map(renditionOf),
    associations: associations.map((one) => ({
      guid: one.uri,
      newsType: one.type ?? 'text',
      ...onlyGiven({
        headline: one.headline,
        caption: one.summary,
        creditLine: one.creditLine,
        usageTerms: one.usageTerms,
      }),
      renditions: one.renditions.map(renditionOf),
    })),
  };
}

function instantIn(time = ''): Instant {
  return parseInstant(time) ?? instantOf(0);
}

function renditionOf({ role, href = '', mediaType = '', width, height }: WireRendition): Rendition {
  return { role, href, mediaType, ...onlyGiven({ width, height }) };
}

/** Items with what the format can hold: see `printNitf` for what it cannot. */
const holdable: fc.Arbitrary<ItemVersion> = arbitraryItem.map((item) => {
  const seconds = (at: Instant) => instantOf(Math.floor(millisecondsOf(at) / 1000) * 1000);
  const bare = (list: readonly Rendition[]): readonly Rendition[] =>
    list
      .filter(
        (one, index) => list.findIndex(({ role, href }) => role === one.role && href === one.href) === index,
      )
      .map(({ role, href, mediaType, width, height }) => ({
        role,
        href,
        mediaType,
        ...onlyGiven({ width: measure(width), height: measure(height) }),
      }));
  const measure = (length: number | undefined) =>
    length === undefined || length === 0 ? undefined : length % 10_000 || 1;
  const named = [...new Map(item.associations.map((one) => [one.guid, one])).values()];
  const associations: readonly Association[] = named
    .filter(({ guid }) => guid !== item.guid)
    .map((one) => ({ ...one, renditions: bare(one.renditions) }));
  const first = item.blocks.findIndex(({ kind }) => kind !== 'heading');
  const opening = item.blocks.slice(0, first === -1 ? undefined : first);
  const isRepeated = opening.some(({ text }) => text.toLowerCase().trim() === item.headline.toLowerCase());
  const { embargoEndAt, ...rest } = item;
  const isHeld =
    embargoEndAt !== undefined &&
    (item.pubStatus === 'usable' || embargoEndAt > plusOne(item.versionCreatedAt));
  return {
    ...rest,
    versionCreatedAt: seconds(item.versionCreatedAt),
    ...(isHeld ? { embargoEndAt: seconds(embargoEndAt) } : {}),
    subjects: [
      ...new Map(
        item.subjects.map(({ broader: _above, ...one }) => [one.code, { ...one, broader: [] }]),
      ).values(),
    ],
    blocks: isRepeated ? [] : item.blocks,
    renditions: bare(item.renditions),
    associations,
  };
});

function plusOne(at: Instant): Instant {
  return instantOf(millisecondsOf(at) + 1000);
}

const rights: OutgoingRights = {
  sentences: [{ vi: 'Được đăng & dịch.', 'zh-Hans': '可以发布。', en: 'May be <published>.' }],
  policy: { '@type': 'Set', uid: 'urn:x:1' },
};
const beside: Omit<OutgoingItem, 'item'> = {
  rights,
  isCorrection: true,
  translation: { rel: 'translatedFrom', of: 'urn:a:origin', fromLanguage: 'vi', by: 'did:web:b.example' },
  providerName: { vi: 'Hãng A', 'zh-Hans': '甲社', en: 'Agency A' },
};

test('any item that is printed is read back as the same item, with and without rights beside it', () => {
  fc.assert(
    fc.property(holdable, fc.boolean(), (item, hasRights) => {
      expect(itemOf(readBack({ item, ...(hasRights ? beside : {}) }))).toEqual(item);
    }),
    { numRuns: 300 },
  );
});

test('a place is read back as it was written, also where it is only a comma', () => {
  for (const places of [[','], ['Hà Nội,'], [', Huế']]) {
    expect(itemOf(readBack({ item: testItem({ places }) })).places).toEqual(places);
  }
});

test('what NITF cannot hold is said', () => {
  const item = testItem({
    versionCreatedAt: instantOf(1_804_665_600_123),
    subjects: [{ code: 'medtop:20000344', broader: ['medtop:03000000'] }],
    renditions: [{ role: 'main', href: 'https://a.example/x', mediaType: 'image/png', sizeBytes: 7 }],
  });
  expect(printNitf({ item }).dropped.map(({ at, what }) => `${at} ${what}`)).toEqual([
    'subjects/0/broader medtop:03000000',
    'versionCreatedAt 2027-03-10T08:00:00.123Z',
    'renditions/0/sizeBytes 7',
  ]);
  expect(printNitf({ item: testItem() }).dropped).toEqual([]);
});

test('a kill, a stop, an embargo and a correction are told in the words of the standard', () => {
  const killed = printNitf({ item: testItem({ pubStatus: 'canceled', headline: '', body: [] }) }).text;
  expect(killed).toContain('<docdata management-status="canceled">');
  expect(killed).not.toContain('hl1');
  const embargoed = testItem({
    embargoEndAt: instantOf(Date.UTC(2027, 0, 2)),
    editorialNote: 'Note\nfor two lines',
  });
  const document = printNitf({ item: embargoed, isCorrection: true }).text;
  expect(document).toContain('management-status="embargoed"');
  expect(document).toContain('<date.release norm="20270102T000000Z"/>');
  expect(document).toContain('<ed-msg info="Note&#10;for two lines"/>');
  expect(readBack({ item: embargoed, isCorrection: true })).toMatchObject({
    instruction: 'correct',
    signals: [{ code: 'sig:correction' }],
    edNotes: [{ text: 'Note\nfor two lines' }],
  });
});

test('the provider’s own terms stand unchanged, and what was agreed beside them in three languages with the policy', () => {
  const document = printNitf({ item: testItem({ usageTerms: 'Không lưu trữ' }), rights }).text;
  expect(document).toContain('limitations="Không lưu trữ"');
  expect(document).toContain('limitations="可以发布。"');
  expect(document).toContain(
    '<policy xmlns="http://www.w3.org/ns/odrl/2/" type="application/ld+json">{&quot;@type',
  );
});

describe.skipIf(!hasSharedData)(`by IPTC’s XML Schema of NITF 3.6${needsSharedData}`, () => {
  test('any item is valid, with everything beside it', () => {
    const judge = schemaJudge('nitf');
    fc.assert(
      fc.property(holdable, (item) => {
        expect(judge(printNitf({ item, ...beside }).text)).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(judge(printNitf({ item: testItem() }).text.replace('<docdata', '<nothing/><docdata'))).not.toEqual(
      [],
    );
  });
});
