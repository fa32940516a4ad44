import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { BEN_CANG_XML, JIMEI_JSON } from '#tests/town/house-samples.ts';
import { parseDialect } from '../dialects/dialect-schema.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { findPath, type Tree } from '../dialects/find-path.ts';
import { readXml } from '../xml/read-xml.ts';
import { clashesWith } from './dialect-clashes.ts';
import { fieldOfName } from './field-names.ts';
import { askedByWord, noteOpening, openingWord } from './own-words.ts';
import { beginDialect, fillDialect } from './propose-dialect.ts';
import { sampleTree } from './sample-tree.ts';
import { studySample, type SampleStudy } from './study-sample.ts';

const NEEDS = { provider: 'did:web:a.example', receivedAt: instantOf(0) };

function study(texts: readonly string[], dialects: readonly Dialect[] = []): readonly SampleStudy[] {
  return texts.map((text) => studySample(new TextEncoder().encode(text), { ...NEEDS, dialects }));
}

function propose(texts: readonly string[]): Dialect {
  const begun = beginDialect(study(texts), new Set());
  return fillDialect(begun, study(texts, [begun]));
}

describe('documents of a house’s own making', () => {
  test('Vietnamese XML: fields by name, a private note, its kill, initials, language and time zone are proposed', () => {
    const texts = BEN_CANG_XML.map(({ text }) => text);
    const dialect = propose(texts);
    expect(dialect).toEqual({
      id: 'bao-ben-cang',
      name: 'Báo Bến Cảng',
      match: [],
      language: 'vi',
      timeZone: 'Asia/Ho_Chi_Minh',
      desk: ['TK'],
      instructions: { 'PHÁT HÀNH': 'publish', 'ĐÍNH CHÍNH': 'correct', 'RÚT TIN': 'kill' },
      structure: {
        root: 'bantin',
        items: 'tin',
        subjectScheme: 'bao-ben-cang',
        fields: {
          uri: '@ma',
          version: '@lan',
          headline: 'tieude',
          summary: 'sapo',
          byline: 'tacgia',
          versionCreated: 'thoigian',
          status: 'tinhtrang',
          subjects: 'chuyenmuc',
          keywords: 'tukhoa/muc',
          privateNote: 'ghichu',
          body: 'noidung',
        },
      },
    });
    const [first, , killed] = study(texts, [dialect]);
    expect(first?.look).toMatchObject({ admissible: 1, items: [{ at: '2026-11-28T23:30:00.000Z' }] });
    expect(killed?.look?.items).toMatchObject([{ status: 'canceled', notes: [{ isPrivate: true }] }]);
  });

  test('Chinese JSON: the same by Chinese names, and a kill that only its house calls so', () => {
    const texts = JIMEI_JSON.map(({ text }) => text);
    const dialect = propose(texts);
    expect(dialect).toMatchObject({
      language: 'zh-Hans',
      timeZone: 'Asia/Shanghai',
      desk: ['cxm'],
      instructions: { 签发: 'publish', 更正: 'correct', 撤稿: 'kill' },
      structure: {
        root: '供稿系统',
        items: '稿件',
        fields: { uri: '稿号', headline: '标题', body: '正文', privateNote: '内部备注', status: '状态' },
      },
    });
    expect(study(texts, [dialect]).map(({ look }) => look?.items[0]?.status)).toEqual([
      'usable',
      'usable',
      'canceled',
    ]);
    expect(study(texts, [dialect])[1]?.codes).toEqual([
      { scheme: dialect.structure?.subjectScheme, code: '财经' },
    ]);
  });

  test('values of unknown names are known by their looks; a yes under a name that kills, too', () => {
    const row = (n: number) => ({
      f1: `X-${n}`,
      f2: `Ferry number ${n} is back`,
      f3: `2026-11-2${n} 06:00`,
      f4: `The ferry runs again. `.repeat(8),
      thu_hoi: n === 2,
    });
    const dialect = propose([JSON.stringify([row(1)]), JSON.stringify([row(2)])]);
    expect(dialect.structure).toEqual({
      root: 'f1',
      fields: { uri: 'f1', headline: 'f2', versionCreated: 'f3', body: 'f4' },
      flags: { thu_hoi: 'kill' },
    });
    const both = JSON.stringify([row(1), row(2)]);
    expect(study([both], [dialect])[0]?.look?.items.map(({ status }) => status)).toEqual([
      'usable',
      'canceled',
    ]);
  });

  test('pairs that are told apart by an attribute or a member get a path each', () => {
    const xml = `<export><item><field name="headline">Ferry back</field><field name="body">It runs.</field></item></export>`;
    const json = JSON.stringify({
      doc: {
        fields: [
          { name: 'headline', value: 'Ferry back' },
          { name: 'places', value: 'Huế' },
        ],
      },
    });
    expect(propose([xml]).structure?.fields).toMatchObject({
      headline: 'field[name=headline]',
      body: 'field[name=body]',
    });
    expect(propose([json]).structure).toMatchObject({
      items: 'doc',
      fields: { headline: 'fields[name=headline]/value', places: 'fields[name=places]/value' },
    });
  });
});

const G2 = (meta: string, content = '') =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:bay.example:20261129:1" version="1"><itemMeta><itemClass qcode="ninat:text"/>${meta}</itemMeta><contentMeta><headline>【作废】渔船遇险</headline>${content}</contentMeta></newsItem>`;

test('of a known format the agency, its notes and its words are proposed; a note nobody placed stays in the house', () => {
  const text = G2(
    '<provider literal="BAYNEWS"/><edNote role="bn:night">Gọi ca đêm</edNote><edNote>Giờ trả tin: trước 5 giờ</edNote><edNote>CORRECTION: adds name</edNote>',
    '<by>TK</by><subject qcode="bncat:KT"/>',
  );
  const dialect = propose([text]);
  expect(dialect).toMatchObject({
    id: 'baynews',
    match: [{ providers: ['BAYNEWS'] }],
    notes: [
      { role: 'night', audience: 'private' },
      { begins: 'Giờ trả tin', audience: 'private' },
    ],
    instructions: { '【作废】': 'kill' },
    desk: ['TK'],
  });
  expect(dialect.structure).toBeUndefined();
  const [read] = study([text], [dialect]);
  expect(read?.look?.items[0]?.status).toBe('canceled');
  expect(read?.notes.map(({ text: note, isPrivate }) => [note, isPrivate])).toEqual([
    ['Gọi ca đêm', true],
    ['Giờ trả tin: trước 5 giờ', true],
    ['CORRECTION: adds name', false],
  ]);
  expect(read?.codes).toEqual([{ scheme: 'bncat', code: 'KT' }]);
  expect(read?.fields).toContainEqual({
    field: 'headline',
    text: '【作废】渔船遇险',
    at: `1:${text.indexOf('【') + 1 - '<headline>'.length}`,
  });
});

test('what a dialect says already is not said anew, whatever the samples look like', () => {
  const text = G2('<provider literal="BAYNEWS"/><edNote role="bn:night">Gọi ca đêm</edNote>');
  const said: Dialect = {
    id: 'baynews',
    name: 'Bay',
    match: [{ providers: ['BAYNEWS'] }],
    language: 'vi',
    timeZone: 'UTC',
    notes: [{ role: 'night', audience: 'private' }],
    instructions: { '【作废】': 'withhold' },
  };
  expect(fillDialect(said, study([text], [said]))).toEqual(said);
});

test('identities begin a match only where they name somebody', () => {
  const uris = (...list: string[]) =>
    propose(list.map((uri) => JSON.stringify({ uri, headline: 'h', version: '1', body_text: 'x' }))).match;
  expect(uris('urn:newsml:bay.example:1', 'urn:newsml:bay.example:2')).toEqual([
    { uris: ['urn:newsml:bay.example:'] },
  ]);
  expect(uris('urn:a:1', 'urn:b:2')).toEqual([]);
});

test('words are known with and without their marks, in brackets and before a colon', () => {
  expect(['Rút bài', 'RUT_TIN', '【撤稿】', 'Đính chính'].map(askedByWord)).toEqual([
    'kill',
    'kill',
    'kill',
    'correct',
  ]);
  expect(askedByWord('sữa')).toBeUndefined();
  expect(openingWord('ĐÍNH CHÍNH: Giá tôm')).toBe('ĐÍNH CHÍNH');
  expect(openingWord('Thủ tướng: phải làm ngay')).toBeUndefined();
  expect(noteOpening('Liên hệ: 0905')).toBe('Liên hệ');
  expect(['Tiêu đề', 'tieu_de', '标题', 'x17'].map(fieldOfName)).toEqual([
    'headline',
    'headline',
    'headline',
    undefined,
  ]);
});

test('two dialects clash by what both are recognised by, not where a format or a provider parts them', () => {
  const bay: Dialect = { id: 'bay', name: 'Bay', match: [{ providers: ['BN'] }, { uris: ['urn:bay:'] }] };
  const other = (...match: Dialect['match']): Dialect => ({ id: 'other', name: 'Other', match });
  const by = (one: Dialect) => clashesWith(bay, [bay, one]).map((clash) => clash.by);
  expect(by(other({ providers: ['bn'] }))).toEqual([['BN']]);
  expect(by(other({ uris: ['urn:bay:sport:'] }))).toEqual([['urn:bay:']]);
  expect(by(other({ formats: ['nitf'], providers: ['BN'] }))).toEqual([['BN']]);
  expect(by(other({ providers: ['CN'] }, { uris: ['urn:cape:'] }))).toEqual([]);
  const form = (root: string): Dialect => ({ ...bay, id: root, match: [], structure: { root, fields: {} } });
  expect(clashesWith(form('tin'), [{ ...form('tin'), id: 'b' }, form('bai')])).toEqual([
    { id: 'b', by: ['tin'] },
  ]);
});

describe('for every document', () => {
  const json = fc.object({
    key: fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        'id',
        'title',
        'content',
        'name',
        'value',
        '@id',
        'a/b',
        '.',
        'a[b',
        'ngày',
        '状态',
        '__proto__',
        '**',
      ),
    ),
    values: [
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constant('2026-11-29'),
    ],
    maxDepth: 4,
  });

  test('every path that is shown leads to the values shown with it', () => {
    fc.assert(
      fc.property(json, (value) => {
        const tree: Tree = { kind: 'json', value: JSON.parse(JSON.stringify(value)), at: '' };
        for (const { path, values } of sampleTree(tree).leaves) {
          const places = findPath(tree, path).map(({ at }) => at);
          for (const { at } of values) expect(places, path).toContain(at);
        }
      }),
    );
  });

  test('what is proposed is a dialect, and reads the samples that it is made of without a fault', () => {
    fc.assert(
      fc.property(fc.array(json, { minLength: 1, maxLength: 3 }), (values) => {
        const proposed = propose(values.map((value) => JSON.stringify(value)));
        const parsed = parseDialect(JSON.parse(JSON.stringify(proposed)));
        expect(parsed.ok || parsed.error).toBe(true);
      }),
    );
  });

  const found = fc.string({ unit: 'grapheme', maxLength: 250 });
  const studies = fc.array(
    fc.record({
      look: fc.constant({}),
      fields: fc.constant([]),
      words: fc.array(
        fc.record({
          word: fc.oneof(found, fc.constantFrom('撤稿', '__proto__')),
          from: fc.constant('signal'),
        }),
      ),
      notes: fc.array(
        fc.oneof(
          fc.record({ role: found, text: found, isPrivate: fc.boolean() }),
          fc.record({ begins: found, text: found, isPrivate: fc.boolean() }),
        ),
      ),
      codes: fc.constant([]),
      bylines: fc.array(fc.oneof(found, fc.constantFrom('TK', 'tk/hn'))),
      desk: fc.constant([]),
      providers: fc.array(found),
      uris: fc.array(found),
      credits: fc.array(found),
      languages: fc.array(found, { maxLength: 1 }),
      opening: found,
      localTimes: fc.nat(3),
    }),
    { minLength: 1, maxLength: 5 },
  );

  test('whatever providers, notes and words the samples have, what is proposed of them is a dialect', () => {
    fc.assert(
      fc.property(studies, fc.array(found), (list, taken) => {
        const given: readonly SampleStudy[] = JSON.parse(JSON.stringify(list));
        const begun = beginDialect(given, new Set(['own', ...taken]));
        const parsed = parseDialect(JSON.parse(JSON.stringify(fillDialect(begun, given))));
        expect(parsed.ok || parsed.error).toBe(true);
        expect(taken).not.toContain(begun.id);
      }),
    );
  });

  test('in XML too every path leads to its values', () => {
    const element = fc.letrec<{ node: string; leaf: string }>((tie) => ({
      leaf: fc
        .record({
          n: fc.constantFrom('tin', 'p', 'b', 'muc'),
          t: fc.constantFrom('x', 'Huế', ''),
          a: fc.constantFrom('', ' type="a"', ' name="b/c"'),
        })
        .map(({ n, t, a }) => `<${n}${a}>${t}</${n}>`),
      node: fc.oneof(
        { maxDepth: 4 },
        tie('leaf'),
        fc
          .tuple(fc.constantFrom('tin', 'bai'), fc.array(tie('node'), { maxLength: 4 }))
          .map(([n, inner]) => `<${n}>${inner.join('')}</${n}>`),
      ),
    })).node;
    fc.assert(
      fc.property(element, (text) => {
        const read = readXml(`<r>${text}</r>`);
        if (!read.ok) throw new Error(read.error.detail);
        const tree: Tree = { kind: 'xml', element: read.value };
        for (const { path, values } of sampleTree(tree).leaves) {
          const places = findPath(tree, path).map(({ at }) => at);
          for (const { at } of values) expect(places, path).toContain(at);
        }
      }),
    );
  });
});
