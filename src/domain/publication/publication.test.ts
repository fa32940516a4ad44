import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { DUTIES_TO_BE_DONE } from '#domain/agreement/use-question.ts';
import type { Translation } from '#domain/translation/translation.ts';
import { indexingOf } from './indexing.ts';
import { judgePublication, type PublicationQuestion } from './judge-publication.ts';
import { languageName } from './language-name.ts';
import { makePage } from './make-page.ts';
import { originLine } from './origin-line.ts';
import {
  firstPublication,
  markStale,
  publishAgain,
  restorePublication,
  withdrawPublication,
  withholdPublication,
} from './publish-page.ts';
import { toReasonClass } from './reason-class.ts';
import { languagePath, parseStoryPath, storyPath } from './story-path.ts';
import { storySlug } from './story-slug.ts';

const AT = instantOf(Date.UTC(2027, 0, 1));
const LATER = instantOf(Date.UTC(2027, 0, 2));
const NAME = { vi: 'Báo Biển Xanh', 'zh-Hans': '碧海报', en: 'Blue Sea Daily' };
const OTHER = { vi: 'Báo Hạ Môn', 'zh-Hans': '鹭岛新闻社', en: 'Egret Island News' };

describe('addresses', () => {
  test.each([
    ['Đà Nẵng: mưa lớn, ngập sâu ở Hòa Vang', 'da-nang-mua-lon-ngap-sau-o-hoa-vang'],
    ['Ấp Ổ, Ữ và Ỗ: thử dấu', 'ap-o-u-va-o-thu-dau'],
    ['Đường sắt ĐỒNG ĐĂNG', 'duong-sat-dong-dang'],
    ['厦门与岘港签署合作协议', '厦门与岘港签署合作协议'],
    ['Café “Zürich” — 100 % ½', 'cafe-zurich-100-1-2'],
    ['…!?', ''],
    ['２０２７ full-width', '2027-full-width'],
  ])('%s becomes %s', (headline, slug) => {
    expect(storySlug(headline)).toBe(slug);
    expect(storySlug(headline.normalize('NFD'))).toBe(slug);
  });

  test('a long headline is cut between words', () => {
    const slug = storySlug('một hai ba bốn năm '.repeat(10));
    expect(slug.length).toBeLessThanOrEqual(80);
    expect(slug.endsWith('-')).toBe(false);
    expect('mot-hai-ba-bon-nam'.split('-')).toContain(slug.split('-').at(-1));
  });

  test('whatever the headline, the number comes back from the address and the address is plain ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 1e12 }), (headline, number) => {
        const path = storyPath('zh-Hans', storySlug(headline), number);
        expect(path).toMatch(/^\/zh-hans\/[A-Za-z0-9%._~!*'()-]+$/);
        const last = path.split('/').at(-1) ?? '';
        expect(parseStoryPath(last)).toBe(number);
        expect(parseStoryPath(decodeURIComponent(last))).toBe(number);
      }),
    );
  });

  test('an address without a number is no story', () => {
    for (const part of ['corrections', 'feed.xml', 'a-0', 'a-01', 'a1001', '', '-', '9'.repeat(20)])
      expect(parseStoryPath(part)).toBeUndefined();
    expect(languagePath('zh-Hans')).toBe('/zh-hans/');
  });
});

describe('the origin line', () => {
  const from = (isPartners: boolean, isTranslation: boolean) =>
    originLine({ provider: OTHER, publisher: NAME, isPartners, isTranslation, sourceLanguage: 'vi-VN' });

  test('names provider, source language and translator in the reader’s language', () => {
    expect(from(true, true)).toEqual({
      vi: 'Theo Báo Hạ Môn, Báo Biển Xanh dịch từ tiếng Việt',
      'zh-Hans': '来源：鹭岛新闻社，碧海报译自越南语',
      en: 'From Egret Island News, translated from Vietnamese by Blue Sea Daily',
    });
    expect(from(true, false).en).toBe('From Egret Island News');
    expect(from(false, true).en).toBe('Translated from Vietnamese by Blue Sea Daily');
  });

  test('names who passed it on beside its provider', () => {
    const line = originLine({
      provider: OTHER,
      suppliedBy: NAME,
      publisher: NAME,
      isPartners: true,
      isTranslation: false,
      sourceLanguage: 'vi',
    });
    expect(line).toEqual({
      vi: 'Theo Báo Hạ Môn (qua Báo Biển Xanh)',
      'zh-Hans': '来源：鹭岛新闻社（经碧海报转供）',
      en: 'From Egret Island News (by way of Blue Sea Daily)',
    });
  });

  test('a language outside of the three is named too, and nonsense is left as it is', () => {
    expect(languageName('lo').en).toBe('Lao');
    expect(languageName('!!').vi).toBe('!!');
  });
});

describe('search engines', () => {
  test('index translations and own stories, and no verbatim copy, unless the agreement says otherwise', () => {
    expect(indexingOf({ isPartners: true, isTranslation: true })).toEqual({ robots: 'index' });
    expect(indexingOf({ isPartners: true, isTranslation: false })).toEqual({ robots: 'noindex' });
    expect(indexingOf({ isPartners: false, isTranslation: false, policy: 'noindex' })).toEqual({
      robots: 'index',
    });
    expect(indexingOf({ isPartners: true, isTranslation: true, policy: 'noindex' })).toEqual({
      robots: 'noindex',
    });
    const original = 'https://a.example/1';
    expect(
      indexingOf({ isPartners: true, isTranslation: true, policy: 'canonicalToOriginal', original }),
    ).toEqual({ robots: 'canonical', url: original });
    expect(indexingOf({ isPartners: true, isTranslation: true, policy: 'canonicalToOriginal' })).toEqual({
      robots: 'noindex',
    });
  });
});

const ITEM: ItemVersion = {
  guid: 'urn:x:1',
  version: 1,
  versionCreatedAt: AT,
  provider: 'did:web:a.example',
  newsType: 'text',
  pubStatus: 'usable',
  language: 'vi',
  headline: 'Lũ lớn',
  summary: 'Mưa',
  subjects: [],
  places: [],
  blocks: [
    { id: 'b1', kind: 'paragraph', html: 'Ba <b>người</b>', text: 'Ba người' },
    { id: 'b2', kind: 'heading', html: 'Tin', text: 'Tin' },
  ],
  renditions: [],
  associations: [],
};
const TRANSLATION: Translation = {
  id: 't1',
  itemId: 'i1',
  language: 'zh-Hans',
  sourceLanguage: 'vi',
  sourceVersion: 1,
  state: 'ready',
  revision: 3,
  savedAt: AT,
  blocks: [
    { id: 'headline', kind: 'headline', source: 'Lũ lớn', text: '大洪水', state: 'confirmed' },
    { id: 'summary', kind: 'summary', source: 'Mưa', text: '大雨', state: 'confirmed' },
    { id: 'b1', kind: 'paragraph', source: 'Ba người', text: '三人 <b>&\n二', state: 'confirmed' },
    { id: 'b2', kind: 'heading', source: 'Tin', text: '消息', state: 'confirmed' },
  ],
};
const PARTS = {
  duties: [],
  item: ITEM,
  provider: { did: 'did:web:a.example', name: OTHER, ownership: 'state' },
  publisher: { did: 'did:web:b.example' },
  pictures: [],
  corrections: [],
  escapeText: (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;'),
} as const;

describe('a page', () => {
  test('of a translation carries the translated text as text, its kinds, and the provider’s name as credit', () => {
    const page = makePage({ ...PARTS, translation: TRANSLATION });
    expect(page).toMatchObject({
      headline: '大洪水',
      summary: '大雨',
      isTranslation: true,
      isPartners: true,
      creditLine: '鹭岛新闻社',
      sourceLanguage: 'vi',
      blocks: [
        { kind: 'paragraph', html: '三人 &lt;b>&amp;<br>二' },
        { kind: 'heading', html: '消息' },
      ],
    });
  });

  test('has captions in its own language, and says of one that was not translated which it is', () => {
    const picture = { name: 'a.webp', width: 10, height: 10 };
    const pictures = [
      { ...picture, caption: 'Cầu', captionPiece: 'caption:urn:p1' },
      { ...picture, caption: 'Sông', captionPiece: 'caption:urn:p2' },
      { ...picture, captionPiece: 'caption:urn:p3' },
    ];
    const translation: Translation = {
      ...TRANSLATION,
      blocks: [
        ...TRANSLATION.blocks,
        { id: 'caption:urn:p1', kind: 'caption', source: 'Cầu', text: '大桥', state: 'confirmed' },
      ],
    };
    const page = makePage({ ...PARTS, pictures, translation });
    expect(page.pictures).toEqual([
      { ...picture, caption: '大桥' },
      { ...picture, caption: 'Sông', captionLanguage: 'vi' },
      picture,
    ]);
    expect(page.blocks).toHaveLength(2);
    expect(makePage({ ...PARTS, pictures }).pictures[0]).toMatchObject({ caption: 'Cầu' });
  });

  test('prints the words that the agreement prescribes for its language, whatever came with the story', () => {
    const item = { ...ITEM, creditLine: 'EIN/林' };
    const duties = [
      {
        uid: 'urn:x#credit',
        action: 'attribute',
        constraints: [],
        wording: { vi: 'Theo Hạ Môn', 'zh-Hans': '据厦门社' },
      },
    ] as const;
    const creditIn = (language: string): string =>
      makePage({ ...PARTS, item: { ...item, language }, duties }).creditLine;
    expect(['vi-VN', 'zh-CN', 'zh-Hant', 'en'].map(creditIn)).toEqual([
      'Theo Hạ Môn',
      '据厦门社',
      'EIN/林',
      'EIN/林',
    ]);
  });

  test('prints the credit line that came with the story, to the letter', () => {
    const item = { ...ITEM, creditLine: 'EIN/林' };
    expect(makePage({ ...PARTS, item, translation: TRANSLATION }).creditLine).toBe('EIN/林');
    expect(makePage({ ...PARTS, item: { ...ITEM, creditLine: ' ' } }).creditLine).toBe('Báo Hạ Môn');
  });
});

const QUESTION: PublicationQuestion = {
  agreements: compileAgreements([]),
  item: { uri: 'urn:x:1', provider: 'did:web:b.example', status: 'usable', embargoEndAt: 'none' },
  publisher: { did: 'did:web:b.example', territory: 'CN' },
  state: { counts: new Map(), duties: DUTIES_TO_BE_DONE },
  at: AT,
};

describe('before a page goes out', () => {
  test('an own story needs no agreement; a partner’s story without one is refused with the reason', () => {
    expect(judgePublication(QUESTION)).toMatchObject({ ok: true, value: { rule: 'own' } });
    const item = { ...QUESTION.item, provider: 'did:web:a.example' };
    expect(judgePublication({ ...QUESTION, item })).toMatchObject({
      error: { code: 'use-not-permitted', because: [{ code: 'no.rule' }] },
    });
  });

  test('an own embargo holds on our own page too, to the millisecond (I13)', () => {
    const item = { ...QUESTION.item, embargoEndAt: LATER };
    expect(judgePublication({ ...QUESTION, item })).toEqual({
      ok: false,
      error: { code: 'story-embargoed', retryAt: LATER },
    });
    expect(judgePublication({ ...QUESTION, item, at: LATER }).ok).toBe(true);
  });

  test('a translation with one unconfirmed block stays in', () => {
    const [first, ...rest] = TRANSLATION.blocks;
    const translation: Translation = { ...TRANSLATION, blocks: [{ ...first!, state: 'stale' }, ...rest] };
    expect(judgePublication({ ...QUESTION, translation })).toEqual({
      ok: false,
      error: { code: 'translation-unfinished', blocks: 1 },
    });
    expect(judgePublication({ ...QUESTION, translation: TRANSLATION }).ok).toBe(true);
  });

  test('a withdrawn page does not come back, and a killed story does not go out', () => {
    const published = withdrawPublication({ ...first(), number: 1001 }, AT);
    expect(judgePublication({ ...QUESTION, published })).toMatchObject({
      error: { code: 'publication-withdrawn' },
    });
    const item = { ...QUESTION.item, status: 'canceled' as const };
    expect(judgePublication({ ...QUESTION, item })).toMatchObject({
      error: { code: 'use-not-permitted', because: [{ code: 'item.killed' }] },
    });
  });
});

const first = () =>
  firstPublication({ id: 'p1', itemId: 'i1', language: 'vi' }, { version: 1, headline: 'Lũ lớn' }, AT);

describe('a publication', () => {
  test('published again keeps its number and first time, and is live at the new version', () => {
    const stale = markStale({ ...first(), number: 1001 }, 2);
    expect(stale.state).toBe('stale');
    expect(publishAgain(stale, { version: 2, headline: 'Lũ nhỏ' }, LATER)).toMatchObject({
      number: 1001,
      slug: 'lu-nho',
      state: 'live',
      revision: 2,
      publishedAt: AT,
      updatedAt: LATER,
    });
  });

  test('at the latest version is not stale, and a withdrawn one never becomes so', () => {
    const live = { ...first(), number: 1001 };
    expect(markStale(live, 1)).toBe(live);
    const withdrawn = withdrawPublication(live, LATER);
    expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawnAt: LATER, revision: 2 });
    expect(markStale(withdrawn, 9)).toBe(withdrawn);
    expect(withdrawPublication(withdrawn, instantOf(0))).toBe(withdrawn);
  });

  test('withheld comes back as it was, or stale when a later version is here, with its times unchanged', () => {
    const live = { ...first(), number: 1001 };
    const waiting = withholdPublication(live);
    expect(waiting.state).toBe('withheld');
    expect(withholdPublication(waiting)).toBe(waiting);
    expect(restorePublication(waiting, { latestVersion: 1 })).toEqual({ ...live, revision: 3 });
    expect(restorePublication(waiting, { latestVersion: 2 }).state).toBe('stale');
  });

  test('whose version was corrected while it waited goes on waiting, and a withdrawn one never comes back', () => {
    const waiting = withholdPublication({ ...first(), number: 1001 });
    expect(restorePublication(waiting, { latestVersion: 2, correctedVersion: 2 })).toBe(waiting);
    expect(restorePublication(waiting, { latestVersion: 2, correctedVersion: 1 }).state).toBe('stale');
    const withdrawn = withdrawPublication(waiting, LATER);
    expect(withholdPublication(withdrawn)).toBe(withdrawn);
    expect(restorePublication(withdrawn, { latestVersion: 1 })).toBe(withdrawn);
  });
});

test('a reason class from a newer node is “other”, not a failure', () => {
  expect(toReasonClass('privacy')).toBe('privacy');
  expect(toReasonClass('boredom')).toBe('other');
});
