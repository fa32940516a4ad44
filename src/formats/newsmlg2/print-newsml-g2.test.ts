import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ItemVersion, Subject } from '#domain/item/item.ts';
import { instantOf } from '#kernel/instant.ts';
import { arbitraryItem } from '#tests/town/arbitrary-item.ts';
import { schemaJudge } from '#tests/town/schema-judge.ts';
import { hasSharedData, needsSharedData } from '#tests/town/shared-data.ts';
import { testItem } from '#tests/town/test-item.ts';
import { readDocument } from '../convert.ts';
import { setBlocksApart } from '../wire/story-sections.ts';
import { toItem } from '../wire/to-item.ts';
import { createWireItem } from '../wire/wire-item-builder.ts';
import { readXml } from '../xml/read-xml.ts';
import { parseNewsmlG2 } from './parse-newsml-g2.ts';
import { printNewsmlG2 } from './print-newsml-g2.ts';
import type { OutgoingItem, OutgoingRights } from '../outgoing-item.ts';

const receivedAt = instantOf(1_804_665_600_000);

/** The first item of a document, and how many there are. */
function readBack(
  document: string,
  provider: string,
): { readonly item: ItemVersion; readonly count: number } {
  const root = readXml(document);
  if (!root.ok) throw new Error(`${root.error.at}: ${root.error.detail}`);
  const read = parseNewsmlG2(root.value, {});
  const wire = read.ok ? read.value.items[0] : undefined;
  const first = wire && toItem(wire, { provider, receivedAt });
  if (!read.ok || !first?.ok) throw new Error(read.ok ? 'nothing' : `${read.error.at}: ${read.error.detail}`);
  return { item: first.value.item, count: read.value.items.length };
}

/** Media topics of a made-up tree, in which every code has one place: 314 is below 31, below 3. */
const subjects: fc.Arbitrary<readonly Subject[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 4 })
  .map((numbers) => numbers.map((number) => ({ code: codeOf(number), broader: above(number).map(codeOf) })));
const codeOf = (number: number): string => `medtop:${String(number).padStart(8, '0')}`;
const above = (number: number): number[] =>
  number < 10 ? [] : [Math.floor(number / 10), ...above(Math.floor(number / 10))];

/** Items with what the format can hold: see `printNewsmlG2` for what it cannot. */
const holdable: fc.Arbitrary<ItemVersion> = fc
  .tuple(arbitraryItem, subjects)
  // What reads like a note or a sign-off of the desk is set apart by the reader (I26).
  .filter(([{ blocks }]) => setBlocksApart(createWireItem(''), blocks, '').length === blocks.length)
  .map(([item, topics]) => {
    const bare = (list: ItemVersion['renditions']) =>
      list.map(({ digest: _claimed, ...rendition }) => rendition);
    const named = [...new Map(item.associations.map((one) => [one.guid, one])).values()];
    const { dateline, ...rest } = item;
    return {
      ...rest,
      version: Math.max(1, item.version),
      ...(dateline === undefined || /[-–—:]$/.test(dateline) ? {} : { dateline }),
      subjects: topics,
      renditions: bare(item.renditions),
      associations:
        item.newsType === 'text'
          ? named
              .filter(({ guid }) => guid !== item.guid)
              .map((one) => ({ ...one, headline: one.headline ?? 'x', renditions: bare(one.renditions) }))
          : [],
    };
  });
const rights: OutgoingRights = {
  sentences: [{ vi: 'Được đăng & dịch.', 'zh-Hans': '可以发布。', en: 'May be <published>.' }],
  policy: { '@type': 'Set', uid: 'urn:x:1' },
};

/** Everything that can go beside an item. */
const besides = ({ associations }: ItemVersion): Omit<OutgoingItem, 'item'> => ({
  rights,
  pictureRights: new Map(associations.map(({ guid }) => [guid, rights])),
  isCorrection: true,
  translation: { rel: 'translatedFrom', of: 'urn:a:origin', fromLanguage: 'vi', by: 'did:web:b.example' },
  providerName: { vi: 'Hãng A', 'zh-Hans': '甲社', en: 'Agency A' },
});

test('any item that is printed is read back as the same item, with and without rights beside it', () => {
  fc.assert(
    fc.property(holdable, fc.boolean(), (item, hasRights) => {
      const beside = hasRights ? besides(item) : {};
      const { item: again, count } = readBack(printNewsmlG2({ item, ...beside }), item.provider);
      expect(again).toEqual(item);
      expect(count).toBe(1 + item.associations.length);
    }),
    { numRuns: 300 },
  );
});

const VI_STORY = testItem({
  language: 'vi',
  headline: 'Mưa lũ ở Đà Nẵng: “nước lên nhanh” & rút chậm',
  summary: 'Nước sông Hàn\nvượt báo động 3',
  byline: 'Lê Thị Á',
  dateline: 'Đà Nẵng',
  creditLine: 'Hãng tin Sông Hàn',
  copyrightNotice: '© Hãng tin Sông Hàn',
  usageTerms: 'Không lưu trữ',
  editorialNote: 'Sửa đoạn 2',
  urgency: 3,
  embargoEndAt: instantOf(Date.UTC(2027, 0, 2)),
  places: ['Đà Nẵng'],
  canonicalUrl: 'https://songhan.example/tin/1',
  subjects: [{ code: 'medtop:20000344', name: 'thiên tai', broader: ['medtop:03000000'] }],
  body: ['Nước lên từ nửa đêm.', 'Trường học đóng cửa.'],
  associations: [
    {
      guid: 'urn:newsml:songhan.example:anh-1',
      newsType: 'picture',
      headline: 'Cầu Rồng',
      caption: 'Cầu Rồng sáng 1/1',
      creditLine: 'Á/Sông Hàn',
      renditions: [
        { role: 'main', href: 'https://songhan.example/a.jpg', mediaType: 'image/jpeg', width: 1200 },
      ],
    },
  ],
});
const ZH_STORY = testItem({
  language: 'zh-Hans',
  headline: '厦门港恢复作业',
  summary: '台风过后，港口于今晨恢复。',
  dateline: '厦门',
  body: ['厦门港今晨恢复作业。', '“一切正常”，港方说。'],
});

test.each([VI_STORY, ZH_STORY])(
  'a story in $language keeps every mark, and means the same to any reader',
  (item) => {
    const document = printNewsmlG2({ item, rights });
    const read = readDocument(Buffer.from(document), { provider: item.provider, receivedAt });
    expect(read.ok && read.value.items[0]).toEqual(item);
    expect(read.ok && read.value.findings).toEqual([]);
  },
);

test('the provider’s own terms stand first and unchanged, ours beside them in three languages with the policy', () => {
  const document = printNewsmlG2({ item: VI_STORY, rights });
  const [own = '', agreed = ''] = document.match(/<rightsInfo>.*?<\/rightsInfo>/gs) ?? [];
  expect(own).toContain('<usageTerms>Không lưu trữ</usageTerms>');
  expect(own).toContain(`<copyrightHolder uri="${VI_STORY.provider}"/>`);
  expect(agreed).toContain('<usageTerms xml:lang="zh-Hans">可以发布。</usageTerms>');
  expect(agreed).toContain('DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR"/></rightsInfo>');
  expect(agreed).toContain('<usageTerms xml:lang="en">May be &lt;published&gt;.</usageTerms>');
  expect(agreed).toContain(
    '<rightsExpressionData langid="http://www.w3.org/ns/odrl/2/" enctype="application/ld+json">{&quot;@type&quot;:&quot;Set&quot;',
  );
});

test('a correction says so, and a kill is bare', () => {
  expect(printNewsmlG2({ item: ZH_STORY, isCorrection: true })).toContain('<signal qcode="sig:correction"/>');
  const killed = testItem({ pubStatus: 'canceled', headline: '', body: [], editorialNote: 'Withdrawn' });
  expect(readBack(printNewsmlG2({ item: killed }), killed.provider).item).toEqual(killed);
});

describe.skipIf(!hasSharedData)(`by IPTC’s XML Schema of NewsML-G2 2.35${needsSharedData}`, () => {
  test('a text, a picture and a text with pictures are valid, with rights and without', () => {
    const judge = schemaJudge('newsml-g2');
    const { associations, ...story } = VI_STORY;
    const picture = testItem({
      newsType: 'picture',
      body: [],
      renditions: associations[0]?.renditions ?? [],
    });
    for (const item of [VI_STORY, ZH_STORY, picture, { ...story, associations: [] }])
      for (const beside of [{}, besides(item)]) expect(judge(printNewsmlG2({ item, ...beside }))).toEqual([]);
    expect(
      judge(printNewsmlG2({ item: ZH_STORY }).replace('<itemMeta>', '<itemMeta><nothing/>')),
    ).not.toEqual([]);
  });

  test('any item is valid', () => {
    const judge = schemaJudge('newsml-g2');
    fc.assert(
      fc.property(holdable, (item) => {
        expect(judge(printNewsmlG2({ item, ...besides(item) }))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
