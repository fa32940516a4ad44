import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { listWire, readStory } from '#contract/wire.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { DESK_LANGUAGES, follow, settled, tabTo, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

let pair: DemoPair;
let browser: OpenBrowser;
let page: Page;

beforeAll(async () => {
  pair = await openDemoPair();
  const { chief } = await newsroomDesk(pair.songHan);
  await until('stories arrive', async () => {
    const { total } = await chief.demand(listWire, { query: { from: 'partners' } });
    return total > 5;
  });
  browser = await openBrowser(USUAL_LOOK);
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
});
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

const chip = (language: DeskLanguage, name: string) =>
  page.getByRole('button', { name: WORDS[language].find.remove(name), exact: true });
const list = () => page.locator('.panel.list');
const search = () => new URL(page.url()).searchParams;

test.each(DESK_LANGUAGES)(
  'words and filters narrow the wire together, each is a button that takes it away, and an empty list says which to take: in %s',
  async (language) => {
    const { find, wire } = WORDS[language];
    await takeSeat(page, pair.songHan, 'Minh', language);
    await follow(page, '/desk/wire');

    const box = page.getByRole('searchbox', { name: wire.search });
    await box.fill('厦门 -abcxyz');
    await chip(language, find.none('abcxyz')).waitFor();
    await expect.poll(() => list().locator('mark').allTextContents()).toContain('厦门');
    await expectHealthy(page, `filters-words-${language}`);

    const facets = page.getByRole('complementary', { name: wire.facets });
    await tabTo(page, facets.getByRole('switch', { name: find.free }));
    await page.keyboard.press('Space');
    await chip(language, find.free).waitFor();
    await tabTo(page, facets.getByRole('button', { name: find.lastDays(7) }));
    await page.keyboard.press('Enter');
    await chip(language, find.lastDays(7)).waitFor();
    expect([search().get('free'), search().get('lastDays')]).toEqual(['web', '7']);

    await facets.getByRole('textbox', { name: find.place }).fill('Nowhere at all');
    await page.keyboard.press('Enter');
    const place = `${find.place}: Nowhere at all`;
    await chip(language, place).waitFor();
    await page.getByText(find.takeAway).waitFor();
    await expectHealthy(page, `filters-nothing-${language}`);
    const way = list().getByRole('button', { name: place });
    const [count = ''] = /\d+(?=\D*$)/.exec((await way.textContent()) ?? '') ?? [];
    await tabTo(page, way);
    await page.keyboard.press('Enter');
    await chip(language, place).waitFor({ state: 'detached' });
    await expect.poll(() => list().getByRole('checkbox').count()).toBe(Number(count));

    await chip(language, find.none('abcxyz')).click();
    await expect.poll(() => box.inputValue()).toBe('厦门');
    await page.getByText(find.newest, { exact: true }).click();
    await page.waitForURL(/sort=newest/);
    await page.reload();
    await settled(page);
    await chip(language, find.free).waitFor();
    await page.getByRole('button', { name: wire.clearFilters }).click();
    await chip(language, find.free).waitFor({ state: 'detached' });
    await expect.poll(() => search().get('free') ?? '').toBe('');
    await expect.poll(() => box.inputValue()).toBe('');

    await page.getByText(find.help, { exact: true }).click();
    await page.getByText(find.helpLines[2]?.[1] ?? '').waitFor();
    await expectHealthy(page, `filters-help-${language}`);
  },
);

test('what the filter calls free is what the page of each story says may be published now', async () => {
  const { chief } = await newsroomDesk(pair.songHan);
  const all = await chief.demand(listWire, { query: { from: 'all', limit: '100' } });
  const free = await chief.demand(listWire, { query: { from: 'all', limit: '100', free: 'web' } });
  const may: string[] = [];
  for (const { id } of all.stories) {
    const story = await chief.demand(readStory, { params: { id } });
    if (story.may.publish.ok) may.push(id);
  }
  expect(free.stories.map(({ id }) => id)).toEqual(may);
  expect([free.total, free.isPart]).toEqual([may.length, false]);
  expect(may.length).toBeGreaterThan(0);
});

test('what is chosen before the last choice shows in the address stands beside it', async () => {
  await follow(page, '/desk/wire');
  const { find, wire } = WORDS.en;
  const facets = page.getByRole('complementary', { name: wire.facets });
  const days = await facets.getByRole('button', { name: find.lastDays(7) }).elementHandle();
  const free = await facets.getByRole('switch', { name: find.free }).elementHandle();
  // One after the other, and the page is not drawn between them.
  await page.evaluate((chosen) => chosen.forEach((one) => (one as HTMLElement).click()), [days, free]);
  await chip('en', find.free).waitFor();
  await expect.poll(() => [search().get('free'), search().get('lastDays')]).toEqual(['web', '7']);
  await page.getByRole('button', { name: wire.clearFilters }).click();
});

test('a narrow screen has the filters folded in, and nothing on it scrolls sideways', async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  await follow(page, '/desk/wire?q=%E5%8E%A6%E9%97%A8&lastDays=30');
  await chip('en', WORDS.en.find.lastDays(30)).waitFor();
  await page.getByText(WORDS.en.wire.facets, { exact: true }).click();
  await page.getByRole('switch', { name: WORDS.en.find.free }).waitFor();
  await expectHealthy(page, 'filters-narrow');
  await page.setViewportSize({ width: USUAL_LOOK.width, height: USUAL_LOOK.height });
});
