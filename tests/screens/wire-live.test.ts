import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { correctStory } from '#contract/correction.ts';
import { listWire } from '#contract/wire.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { seriousFindings, sidewaysAt320 } from './desk-checks.ts';
import { follow, takeSeat, WORDS } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';

const LONG = { timeout: 90_000, interval: 500 };
const words = WORDS.vi;
let pair: DemoPair;
let browser: OpenBrowser | undefined;
let page: Page;

beforeAll(async () => {
  pair = await openDemoPair();
  browser = await openBrowser(USUAL_LOOK);
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
});
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

const lines = () => page.locator('li.row');
const headlines = () => page.locator('li.row .row-link').allTextContents();
const openHeadline = () => page.locator('.preview article > h2').textContent();

/** The partner’s story with this headline, at the partner. */
async function atPartner(headline: string) {
  const { chief } = await newsroomDesk(pair.luJiang);
  const { stories } = await chief.demand(listWire, { query: { from: 'own', limit: '60' } });
  const found = stories.find((story) => story.headline === headline);
  if (!found) throw new Error(`the partner has no story ${headline}`);
  return { chief, id: found.id };
}

test('what arrives while somebody is at work waits behind a bar, is told, and comes in with one key', async () => {
  await takeSeat(page, pair.songHan, 'Lan', 'vi');
  await follow(page, '/desk/wire');
  await lines().nth(3).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const before = await headlines();
  const { chief, id } = await atPartner(before.at(-1) ?? '');
  await chief.demand(correctStory, {
    params: { id },
    body: { note: '标题更正', reasonClass: 'error', headline: '新的标题', blocks: [] },
  });
  const told = words.finding.arrived(0, 1);
  await expect.poll(() => page.locator('.arrivals [role="status"]').textContent(), LONG).toBe(told);
  expect((await headlines()).slice(0, 3)).toEqual(before.slice(0, 3));
  const open = await openHeadline();

  await page.keyboard.press('.');
  await expect.poll(async () => (await headlines())[0]).toBe('新的标题');
  expect(await openHeadline()).toBe(open);
  expect(await page.locator('.arrivals button').count()).toBe(0);
  await page.keyboard.press('Escape');
});

test('the split moves by key and stays as it was set; lines are compact or large for this person', async () => {
  const handle = page.getByRole('separator', { name: words.finding.split });
  const width = (): Promise<number> => page.locator('.panel.list').evaluate((list) => list.clientWidth);
  const before = await width();
  await handle.focus();
  for (let count = 0; count < 5; count += 1) await page.keyboard.press('ArrowLeft');
  await expect.poll(width).toBeLessThan(before);
  const narrow = await width();
  await page.getByText(words.finding.compact, { exact: true }).click();
  const first = (): Promise<number> =>
    lines()
      .first()
      .evaluate((row) => row.clientHeight);
  await expect.poll(first).toBeLessThan(75);
  await page.reload();
  await lines().first().waitFor();
  expect([await width(), await handle.getAttribute('aria-valuenow')]).toEqual([narrow, '37']);
  await expect.poll(first).toBeLessThan(75);
  await page.getByText(words.finding.large, { exact: true }).click();
});

test.each(['zh-Hans', 'en'] as const)(
  'the wire in %s and dark passes axe and fits 320 px',
  async (language) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await takeSeat(page, pair.songHan, 'Lan', language);
    await follow(page, '/desk/wire');
    await lines().first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await sidewaysAt320(page)).toBe(0);
  },
);
