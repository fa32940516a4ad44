import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { publishStory } from '#contract/publication.ts';
import { listWire } from '#contract/wire.ts';
import { en } from '#portal/words/en.ts';
import { vi } from '#portal/words/vi.ts';
import { zhHans } from '#portal/words/zh-hans.ts';
import { fillDesks, KILLED_WORDS, renew, type BusyDesk } from './busy-desk.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { seriousFindings, sidewaysAt320 } from './desk-checks.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';

const NOTE = 'Bài trước ghi hai mươi mẫu; con số đúng là ba mươi.';

let pair: DemoPair;
let browser: OpenBrowser | undefined;
let page: Page;
let busy: BusyDesk;
let chinese: string;
let english: string;

beforeAll(async () => {
  pair = await openDemoPair();
  const [songHan, luJiang] = [await newsroomDesk(pair.songHan), await newsroomDesk(pair.luJiang)];
  busy = await fillDesks(songHan, luJiang, 'vi');
  await renew(songHan, busy.staleTranslation, NOTE);
  const publishOwn = async (desk: typeof songHan, language: string): Promise<string> => {
    const { stories } = await desk.editor.demand(listWire, { query: { from: 'own', language } });
    const body = {
      storyId:
        stories.find(({ badges }) => !badges.some((badge) => badge === 'killed' || badge === 'withheld'))
          ?.id ?? '',
    };
    return (await desk.editor.demand(publishStory, { body })).publication.url;
  };
  chinese = await publishOwn(luJiang, 'zh-Hans');
  english = await publishOwn(songHan, 'en');
  browser = await openBrowser({ ...USUAL_LOOK, language: 'vi', scripts: 'off' });
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
});
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

type Shown = { readonly url: string; readonly status: number; readonly language: string };

function portalPages(): readonly Shown[] {
  const { songHan, luJiang } = pair;
  const inThree = (path: string, status = 200): Shown[] => [
    { url: `${songHan}/vi/${path}`, status, language: 'vi' },
    { url: `${luJiang}/zh-hans/${path}`, status, language: 'zh-Hans' },
    { url: `${songHan}/en/${path}`, status, language: 'en' },
  ];
  return [
    ...inThree(''),
    ...inThree('corrections'),
    ...inThree('about'),
    ...inThree('no-such-page', 404),
    { url: `${songHan}/no/such/place`, status: 404, language: 'vi' },
    { url: busy.pages.killed, status: 410, language: 'vi' },
    { url: busy.pages.withheld, status: 404, language: 'vi' },
    { url: busy.pages.corrected, status: 200, language: 'vi' },
    { url: busy.pages.own, status: 200, language: 'vi' },
    { url: chinese, status: 200, language: 'zh-Hans' },
    { url: english, status: 200, language: 'en' },
  ];
}

test('every page reads whole without JavaScript, from one host alone, at 320 px too', async () => {
  const wrong: string[] = [];
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => {
    // The browser also reports the page's own 404 and 410 here.
    if (!message.text().startsWith('Failed to load resource')) wrong.push(message.text());
  });

  for (const { url, status, language } of portalPages()) {
    const answer = await page.goto(url);
    const seen = [
      answer?.status(),
      await page.locator('html').getAttribute('lang'),
      await page.locator('h1').count(),
    ];
    if (seen.join() !== [status, language, 1].join()) wrong.push(`${url} ${seen.join()}`);
    const over = await sidewaysAt320(page);
    if (over > 0) wrong.push(`${url} is ${over} px wider than a window of 320 px`);
  }

  expect(wrong).toEqual([]);
  const hosts = new Set(asked.map((url) => new URL(url).origin));
  expect([...hosts].toSorted()).toEqual([pair.songHan, pair.luJiang].toSorted());
});

test('axe finds nothing serious on any page, in light and in dark', async () => {
  // axe itself needs scripts; the pages have none.
  const looker = await openBrowser({ ...USUAL_LOOK, language: 'vi' });
  const looked = looker.context.pages()[0] ?? (await looker.context.newPage());
  const found: string[] = [];
  for (const { url } of portalPages()) {
    await looked.goto(url);
    for (const colorScheme of ['light', 'dark'] as const) {
      await looked.emulateMedia({ colorScheme });
      for (const finding of await seriousFindings(looked)) found.push(`${url} ${colorScheme} ${finding}`);
    }
  }
  await looker.close();

  expect(found).toEqual([]);
});

test('a translated story says where it comes from and what was corrected, to people and to machines', async () => {
  await page.goto(busy.pages.corrected);

  const text = (await page.locator('main').textContent()) ?? '';
  expect(text).toContain('Hãng tin Lộ Giang');
  expect(text).toContain('鹭江通讯社');
  expect(text).toContain(NOTE);
  expect(await page.getByRole('link', { name: vi.readOriginal }).getAttribute('href')).toContain(
    pair.luJiang,
  );
  const told: unknown = JSON.parse(
    (await page.locator('script[type="application/ld+json"]').textContent()) ?? '',
  );
  expect(told).toMatchObject({
    '@type': 'NewsArticle',
    inLanguage: 'vi',
    headline: (await page.locator('h1').textContent())?.trim(),
    translationOfWork: { inLanguage: 'zh-Hans' },
    correction: [{ text: NOTE }],
  });
});

test('of a killed story a notice remains with the reason, and not one of its words', async () => {
  await page.goto(busy.pages.killed);
  const text = (await page.locator('main').textContent()) ?? '';

  for (const words of [vi, en]) expect(text).toContain(words.notices.withdrawn.title);
  expect(text).toContain(vi.reasons.rights);
  for (const url of [busy.pages.killed, `${pair.songHan}/vi/`, `${pair.songHan}/vi/corrections`]) {
    await page.goto(url);
    expect(await page.content()).not.toContain(KILLED_WORDS);
  }
  await page.getByText(vi.kinds.withdrawal).first().waitFor();
});

test('of a withheld story the address says that it waits, and no list names it', async () => {
  await page.goto(busy.pages.withheld);
  const text = (await page.locator('main').textContent()) ?? '';

  for (const words of [vi, en]) expect(text).toContain(words.notices.withheld.title);
  expect(text).toContain(vi.reasons.safety);
  const number = busy.pages.withheld.match(/\d+$/)?.[0] ?? 'none';
  for (const list of ['/vi/', '/vi/feed.xml', '/sitemap.xml'])
    expect(await (await page.request.get(`${pair.songHan}${list}`)).text()).not.toContain(`-${number}`);
});

test('an address that never was is answered in the words of the reader’s language', async () => {
  await page.goto(`${pair.luJiang}/zh-hans/没有`);
  expect(await page.locator('h1').textContent()).toBe(zhHans.notFoundTitle);
  await page.goto(`${pair.songHan}/nowhere`);
  expect(await page.locator('h1').textContent()).toBe(vi.notFoundTitle);
});

test('on paper a story keeps its title, text and source, and leaves the site around it behind', async () => {
  await page.goto(busy.pages.corrected);
  await page.emulateMedia({ media: 'print' });

  for (const kept of ['h1', '.body', '.from', 'figure img'])
    expect(await page.locator(kept).first().isVisible(), kept).toBe(true);
  for (const left of ['.foot', 'nav', '.side'])
    expect(await page.locator(left).first().isVisible(), left).toBe(false);
  const pdf = await page.pdf();
  await page.emulateMedia({ media: 'screen' });

  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});
