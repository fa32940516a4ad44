import { parse } from 'parse5';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import type { PublicNote, StoryCard } from '#domain/publication/released.ts';
import type { LiveStory, StoryPage, WithdrawnStory, WithheldStory } from '#domain/publication/story-page.ts';
import { aboutPage } from './about-page.ts';
import { correctionsPage } from './corrections-page.ts';
import { atomFeed, jsonFeed, rssFeed } from './feed.ts';
import { readableTime } from './format-time.ts';
import { homePage } from './home-page.ts';
import { jsonLd } from './json-ld.ts';
import { notFoundPage, tombstonePage, withheldPage } from './notice-pages.ts';
import { readingMinutes } from './reading-time.ts';
import type { Site } from './site.ts';
import { newsSitemap, sitemap } from './sitemap.ts';
import { storyPage } from './story-page.ts';
import type { StoryView } from './story-view.ts';
import { PORTAL_STYLE } from './style.ts';
import { en } from './words/en.ts';
import { vi } from './words/vi.ts';
import { zhHans } from './words/zh-hans.ts';

const AT = instantOf(Date.UTC(2023, 9, 4, 9, 1));
const LATER = instantOf(Date.UTC(2023, 9, 5, 1, 30));
const LANGUAGES = ['vi', 'zh-Hans', 'en'] as const;
const US = { vi: 'Báo Biển Xanh', 'zh-Hans': '碧海报', en: 'Blue Sea Daily' };
const THEM = { vi: 'Báo Đảo Cò', 'zh-Hans': '鹭岛新闻社', en: 'Egret Island News' };
const SITE: Site = {
  origin: 'https://news.example',
  agency: {
    id: 'a1',
    did: 'did:web:news.example',
    name: US,
    ownership: 'public-service',
    languages: LANGUAGES,
    timeZone: 'Asia/Ho_Chi_Minh',
    edition: 7,
  },
};
const PAGE: StoryPage = {
  headline: 'Two ports agree on a “green” shipping line </script><script>alert(1)</script>',
  summary: 'The line is to open in March & run twice a week.',
  byline: 'Lin Xiao',
  dateline: 'Da Nang',
  blocks: [
    { kind: 'paragraph', html: 'The two ports <b>signed</b> on Tuesday.' },
    { kind: 'list-item', html: 'one' },
    { kind: 'list-item', html: 'two' },
  ],
  pictures: [
    { name: 'abc.webp', width: 1280, height: 720, caption: 'Cảng Tiên Sa', creditLine: 'Đảo Cò/Lan' },
  ],
  provider: { did: 'did:web:egret.example', name: THEM, ownership: 'state' },
  isPartners: true,
  creditLine: 'EIN / Lin Xiao',
  copyrightNotice: '© EIN',
  sourceLanguage: 'zh-Hans',
  isTranslation: true,
  linkBack: 'https://egret.example/1?a=1&b=2',
  indexing: { robots: 'index' },
  corrections: [{ at: LATER, note: 'An earlier version said three times a week.' }],
};
const STORY: LiveStory = {
  number: 1001,
  publicationId: 'p1',
  family: 'f1',
  language: 'en',
  slug: 'two-ports-agree',
  state: 'live',
  revision: 2,
  topics: ['medtop:04000000'],
  page: PAGE,
  publishedAt: AT,
  updatedAt: LATER,
};
const CARD: StoryCard = {
  number: 1002,
  language: 'en',
  slug: 'other',
  headline: 'Other <news>',
  summary: 'Short',
  provider: { did: 'did:web:egret.example', name: THEM },
  isPartners: true,
  isTranslation: true,
  sourceLanguage: 'vi',
  isCorrected: true,
  isIndexed: true,
  publishedAt: AT,
  updatedAt: LATER,
};
const VIEW: StoryView = {
  site: SITE,
  story: STORY,
  siblings: [
    { number: 1001, language: 'en', slug: 'two-ports-agree' },
    { number: 1003, language: 'zh-Hans', slug: '两港' },
  ],
  others: [CARD],
  views: 12345,
};
const GONE: WithdrawnStory = {
  number: 1001,
  publicationId: 'p1',
  family: 'f1',
  language: 'vi',
  revision: 3,
  publishedAt: AT,
  updatedAt: LATER,
  state: 'withdrawn',
  tombstone: { reasonClass: 'error', publicReason: 'Nguồn đã rút tin.', at: LATER },
};
const WAITS: WithheldStory = {
  number: 1002,
  publicationId: 'p2',
  family: 'f1',
  language: 'vi',
  revision: 2,
  publishedAt: AT,
  updatedAt: AT,
  state: 'withheld',
  stop: { reasonClass: 'safety', publicReason: 'Hai nguồn khác nhau.', at: LATER },
};
const NOTE: PublicNote = {
  kind: 'withdrawal',
  number: 1001,
  language: 'vi',
  reasonClass: 'privacy',
  note: 'Lý do',
  at: LATER,
};

/** Templates are laid out for people: the white space around tags is not what these tests are about. */
function dense(markup: string): string {
  return markup
    .replace(/\s+/g, ' ')
    .replace(/> /g, '>')
    .replace(/ (<|\/?>)/g, '$1')
    .replaceAll('/>', '>');
}

const everyPage = LANGUAGES.flatMap((language) => [
  ['home', language, homePage({ site: SITE, language, stories: [CARD, CARD] }).markup] as const,
  ['empty home', language, homePage({ site: SITE, language, stories: [] }).markup] as const,
  ['story', language, storyPage({ ...VIEW, story: { ...STORY, language } }).markup] as const,
  ['corrections', language, correctionsPage({ site: SITE, language, notes: [NOTE] }).markup] as const,
  ['about', language, aboutPage({ site: SITE, language, providers: [] }).markup] as const,
  ['withdrawn', language, tombstonePage(SITE, { ...GONE, language }).markup] as const,
  ['withheld', language, withheldPage(SITE, { ...WAITS, language }).markup] as const,
  ['not found', language, notFoundPage(SITE, language).markup] as const,
]);

describe.each(everyPage)('the %s page in %s', (_, language, markup) => {
  test('is whole HTML with its language, one h1, and nothing that runs', () => {
    const faults: string[] = [];
    parse(markup, { onParseError: ({ code }) => faults.push(code) });
    expect(faults).toEqual([]);
    expect(markup).toContain(`<html lang="${language}" dir="ltr">`);
    expect(markup.match(/<h1[ >]/g)).toHaveLength(1);
    const scripts = markup.match(/<script[^>]*>/g) ?? [];
    expect(scripts.filter((tag) => tag !== '<script type="application/ld+json">')).toEqual([]);
    expect(markup).not.toMatch(/ on[a-z]+=|style="|javascript:/i);
  });

  test('fetches nothing from anywhere else', () => {
    const fetched = [...markup.matchAll(/<(?:img|script|iframe|source|video|audio)[^>]* src="([^"]*)"/g)];
    for (const [, address] of fetched) expect(address).toMatch(/^\/media\//);
    expect(markup).not.toMatch(/rel="(stylesheet|preload|preconnect|dns-prefetch)"/);
  });
});

describe('a story page', () => {
  const markup = dense(storyPage(VIEW).markup);

  test('says where the story comes from, who owns the source, its credit to the letter, and that it is translated', () => {
    expect(markup).toContain('From Egret Island News, translated from Chinese by Blue Sea Daily');
    expect(markup).toContain('<dt>Credit</dt><dd>EIN / Lin Xiao</dd>');
    expect(markup).toContain('<dd>State-owned media</dd>');
    expect(markup).toContain('Translated by people in our newsroom');
    expect(markup).toContain('href="https://egret.example/1?a=1&amp;b=2"');
  });

  test('gives both times to readers in the newsroom’s zone and to machines in UTC', () => {
    expect(markup).toContain(`<time datetime="${AT}">4 October 2023 at 16:01 (GMT+7)</time>`);
    expect(markup).toContain(`<time datetime="${LATER}">5 October 2023 at 08:30 (GMT+7)</time>`);
  });

  test('puts the correction above the text', () => {
    const at = markup.lastIndexOf('An earlier version said three times a week.');
    expect(at).toBeGreaterThan(markup.indexOf('<h1>'));
    expect(at).toBeLessThan(markup.indexOf('class="body"'));
  });

  test('shows one number of views and the other news', () => {
    expect(markup).toContain('12,345 views');
    expect(markup).toContain('Other &lt;news&gt;');
  });

  test('groups list items and numbers paragraphs so that they can be quoted', () => {
    const asPrinted = storyPage(VIEW).markup;
    expect(asPrinted).toContain('<p id="p1">The two ports <b>signed</b> on Tuesday.</p>');
    expect(asPrinted).toContain('<ul><li id="p2">one</li><li id="p3">two</li></ul>');
  });

  test('links every language of the story and keeps the reader on it when the language changes', () => {
    expect(markup).toContain(
      'hreflang="zh-Hans" href="https://news.example/zh-hans/%E4%B8%A4%E6%B8%AF-1003"',
    );
    expect(markup).toMatch(/hreflang="x-default" href="https:\/\/news.example\/zh-hans\//);
  });

  test('tells machines what it tells readers', () => {
    const [, block = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(markup) ?? [];
    const article: unknown = JSON.parse(block);
    expect(article).toMatchObject({
      '@type': 'NewsArticle',
      headline: PAGE.headline,
      inLanguage: 'en',
      datePublished: AT,
      dateModified: LATER,
      creditText: 'EIN / Lin Xiao',
      copyrightNotice: '© EIN',
      isBasedOn: PAGE.linkBack,
      publisher: { name: 'Blue Sea Daily' },
      author: { name: 'Lin Xiao' },
      translator: { name: 'Blue Sea Daily' },
      translationOfWork: {
        inLanguage: 'zh-Hans',
        url: 'https://news.example/zh-hans/%E4%B8%A4%E6%B8%AF-1003',
      },
      correction: [{ text: PAGE.corrections[0]?.note, datePublished: LATER }],
    });
  });

  test('asks search engines for what the agreement says', () => {
    const robots = (indexing: StoryPage['indexing']) =>
      dense(storyPage({ ...VIEW, story: { ...STORY, page: { ...PAGE, indexing } } }).markup);
    expect(markup).not.toContain('name="robots"');
    expect(robots({ robots: 'noindex' })).toContain('<meta name="robots" content="noindex">');
    expect(robots({ robots: 'canonical', url: 'https://egret.example/1' })).toContain(
      '<link rel="canonical" href="https://egret.example/1">',
    );
  });
});

test('no headline, however hostile, closes the linked data or leaves its place', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('</script>', '<!--', '<script>', ']]>', '"', "'", '&', '\u2028', 'Đà', '\u0000', '>'),
        { maxLength: 8 },
      ),
      (pieces) => {
        const headline = `x${pieces.join('')}`;
        const data = jsonLd({ headline }).markup;
        const inner = data.slice('<script type="application/ld+json">'.length, -'</script>'.length);
        expect(inner).not.toMatch(/[<>&\u2028]/);
        expect(JSON.parse(inner)).toEqual({ headline });
      },
    ),
  );
});

describe('a withdrawn story', () => {
  test('leaves reason and time in three languages, and neither title nor text', () => {
    const markup = dense(tombstonePage(SITE, GONE).markup);
    for (const words of [vi, zhHans, en]) {
      expect(markup).toContain(words.notices.withdrawn.title);
      expect(markup).toContain(words.reasons.error);
    }
    expect(markup).toContain('Nguồn đã rút tin.');
    expect(markup).toContain(`datetime="${LATER}"`);
    expect(markup).toContain('<meta name="robots" content="noindex">');
  });

  test('stands in the corrections list by its number alone', () => {
    const markup = dense(correctionsPage({ site: SITE, language: 'en', notes: [NOTE] }).markup);
    expect(markup).toContain('<a href="/vi/1001">Story no. 1001</a>');
    expect(markup).toContain('Privacy');
  });
});

describe('feeds', () => {
  const stories = [{ ...CARD, headline: 'A & B' }];
  const view = { site: SITE, language: 'en', stories, notes: [NOTE, { ...NOTE, language: 'en' }], at: LATER };

  test('RSS carries absolute addresses, ids that outlive the slug, and RFC 822 times', () => {
    const feed = rssFeed(view);
    expect(feed).toContain('<link>https://news.example/en/other-1002</link>');
    expect(feed).toContain('<guid isPermaLink="false">https://news.example/1002</guid>');
    expect(feed).toContain('<pubDate>Wed, 04 Oct 2023 09:01:00 GMT</pubDate>');
    expect(feed).toContain('<dc:creator>Egret Island News</dc:creator>');
  });

  test('Atom tells readers to drop what was withdrawn, with the reason, in its own language only', () => {
    const feed = atomFeed(view);
    expect(feed.match(/<at:deleted-entry/g)).toHaveLength(1);
    expect(feed).toContain('ref="https://news.example/1001"');
    expect(feed).toContain('Privacy');
  });

  test('JSON Feed has the same stories under the same ids, and a page says where it is', () => {
    const feed: unknown = JSON.parse(jsonFeed(view));
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: 'https://news.example/en/feed.json',
      home_page_url: 'https://news.example/en/',
      items: [
        {
          id: 'https://news.example/1002',
          url: 'https://news.example/en/other-1002',
          title: 'A & B',
          authors: [{ name: 'Egret Island News' }],
        },
      ],
    });
    expect(homePage({ site: SITE, language: 'en', stories }).markup).toContain(
      '<link rel="alternate" type="application/feed+json" title="Blue Sea Daily" href="/en/feed.json"',
    );
  });

  test('sitemaps list what may be indexed, the news one of the last 48 hours only', () => {
    const hidden = { ...CARD, number: 9, isIndexed: false };
    expect(sitemap(SITE, [CARD, hidden])).toContain('other-1002');
    expect(sitemap(SITE, [CARD, hidden])).not.toContain('other-9<');
    const chinese = { ...CARD, language: 'zh-Hans' };
    expect(newsSitemap(SITE, [{ ...hidden, slug: 'hidden' }], LATER)).not.toContain('hidden');
    expect(newsSitemap(SITE, [chinese], LATER)).toContain('<news:language>zh-cn</news:language>');
    expect(newsSitemap(SITE, [CARD], instantOf(Date.UTC(2023, 9, 9)))).not.toContain('other-1002');
  });
});

test('times are said in the reader’s language with the zone named', () => {
  expect(readableTime(AT, 'vi', 'Asia/Ho_Chi_Minh')).toBe('16:01 4 tháng 10, 2023 (GMT+7)');
  expect(readableTime(AT, 'zh-Hans', 'Asia/Shanghai')).toBe('2023年10月4日 17:01（GMT+8）');
});

test('reading time counts Han by characters and never says zero', () => {
  const story = (html: string): LiveStory => ({
    ...STORY,
    page: { ...PAGE, blocks: [{ kind: 'paragraph', html }] },
  });
  expect(readingMinutes(story('短'))).toBe(1);
  expect(readingMinutes(story('字'.repeat(1200)))).toBe(3);
  expect(readingMinutes(story('word '.repeat(880)))).toBe(4);
});

test('the stylesheet comes with the first packets and cannot end its element', () => {
  expect(Buffer.byteLength(PORTAL_STYLE)).toBeLessThan(14_336);
  expect(PORTAL_STYLE).not.toContain('<');
  expect(PORTAL_STYLE).not.toMatch(/url\(|@import/);
});

test('every language says everything, in its own words', () => {
  for (const words of [vi, zhHans])
    for (const [key, value] of Object.entries(words))
      if (typeof value === 'string')
        expect(value, key).not.toBe(Object.entries(en).find(([k]) => k === key)?.[1]);
});
