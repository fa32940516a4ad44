import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '#cli/demo/until.ts';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { correctStory, killStory, withholdStory } from '#contract/correction.ts';
import { listWire } from '#contract/wire.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { seriousFindings, sidewaysAt320 } from './desk-checks.ts';
import { cursorHeadline, follow, tabTo, takeSeat, WORDS } from './desk-pages.ts';
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

/** To the first line, and so many down; each step is seen before the next. */
async function cursorTo(index: number): Promise<void> {
  const at = page.locator('li.row[data-cursor="true"]');
  await page.keyboard.press('Home');
  await expect.poll(() => at.getAttribute('data-index')).toBe('0');
  for (let step = 1; step <= index; step += 1) {
    await page.keyboard.press('j');
    await expect.poll(() => at.getAttribute('data-index')).toBe(String(step));
  }
}

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

test('a kill of the open story is told above it, and its words stay until the reader has seen that', async () => {
  await cursorTo(1);
  const headline = (await cursorHeadline(page)) ?? '';
  await expect.poll(openHeadline).toBe(headline);
  const text = page.locator('.preview .story-body > *');
  await text.first().waitFor();
  const paragraphs = await text.count();
  const { chief, id } = await atPartner(headline);
  await chief.demand(killStory, {
    params: { id },
    body: { reasonClass: 'rights', publicReason: '图片权利未获确认。' },
  });
  const alert = page.locator('.preview').getByRole('alert');
  await expect.poll(() => alert.textContent(), LONG).toContain(words.finding.openStory.killed);
  expect(await alert.textContent()).toContain('图片权利未获确认。');
  expect([await openHeadline(), await text.count()]).toEqual([headline, paragraphs]);
  expect(await seriousFindings(page)).toEqual([]);

  await alert.getByRole('button', { name: words.finding.openStory.show }).click();
  await expect.poll(openHeadline).toContain(words.wire.killedStory);
});

test('several are judged in one sheet, those that may be are taken by keyboard alone, and one key gives all back', async () => {
  await follow(page, '/desk/wire');
  await cursorTo(0);
  await page.keyboard.press('x');
  await cursorTo(3);
  await page.keyboard.press('Shift+X');
  await page.getByText(words.wire.selected(4)).waitFor();
  await page.keyboard.press('t');
  const sheet = page.getByRole('dialog', { name: words.take.titleMany(4) });
  // The killed one among them says why not.
  await sheet.getByText(words.finding.bulk.allowed(3, 4)).waitFor();
  expect(await sheet.getByText(words.finding.bulk.willSkip).count()).toBe(1);
  expect(await sheet.locator('.reasons li').count()).toBeGreaterThan(0);
  await sheet.getByText(words.finding.bulk.quotaNote).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByText(words.take.takenMany(3)).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText(words.take.undone).waitFor();
  const taken = lines().filter({ hasText: words.wire.takenBy('Lan · biên tập') });
  await expect.poll(() => taken.count()).toBe(0);
});

test('a kill that came while the story was being opened is told too', async () => {
  // One that was not opened before.
  await cursorTo(3);
  const line = page.locator('li.row').nth(4);
  const id = (await line.getAttribute('data-id')) ?? '';
  const headline = (await line.locator('.row-link').textContent()) ?? '';
  const { promise: cameIn, resolve: letThrough } = Promise.withResolvers<void>();
  await page.route(`**/stories/${id}`, async (route) => {
    await cameIn;
    await route.continue();
  });
  await cursorTo(4);
  expect(await cursorHeadline(page)).toBe(headline);
  const partner = await atPartner(headline);
  await partner.chief.demand(killStory, {
    params: { id: partner.id },
    body: { reasonClass: 'rights', publicReason: '稿件重复。' },
  });
  const inList = page.locator(`li.row[data-id="${id}"] .row-link`);
  await expect.poll(() => inList.textContent(), LONG).toContain(words.wire.killedStory);
  letThrough();
  const alert = page.locator('.preview').getByRole('alert');
  await expect.poll(() => alert.textContent()).toContain(words.finding.openStory.killed);
  await alert.getByRole('button', { name: words.finding.openStory.show }).click();
  await expect.poll(() => alert.count()).toBe(0);
  await page.unroute(`**/stories/${id}`);
});

test('a story that its agency withholds while it lies open keeps its words, and is told so', async () => {
  await cursorTo(3);
  const headline = (await cursorHeadline(page)) ?? '';
  await page.locator('.preview .story-body > *').first().waitFor();
  const { chief, id } = await atPartner(headline);
  await chief.demand(withholdStory, {
    params: { id },
    body: { reasonClass: 'safety', publicReason: '两个消息来源说法不一。' },
  });
  const alert = page.locator('.preview').getByRole('alert');
  await expect.poll(() => alert.textContent(), LONG).toContain(words.finding.openStory.withheld);
  expect(await openHeadline()).toBe(headline);
  expect(await page.locator('.preview .story-body > *').count()).toBeGreaterThan(0);
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

test('an hour of the strip is chosen by keyboard, and an empty answer says what to let go of', async () => {
  await follow(page, '/desk/wire');
  const strip = page.getByRole('region', { name: words.finding.strip.title });
  const now = strip.locator('.heat-cells button').last();
  await tabTo(page, now);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('hour')).not.toBeNull();
  const anyHour = page.getByRole('button', { name: new RegExp(words.finding.onlyHour) });
  await anyHour.waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await anyHour.click();
  await lines().first().waitFor();
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

test('a change is on the screen long before its next question is due', async () => {
  await takeSeat(page, pair.songHan, 'Lan', 'en');
  const other = await page.context().newPage();
  await other.clock.install();
  await other.goto(`${pair.songHan}/desk/wire`);
  const shown = () => other.locator('li.row .row-link').allTextContents();
  await other.locator('li.row').nth(3).waitFor();
  await other.keyboard.press('x'); // somebody is at work, so that what comes waits behind the bar
  // The desk has its first mark, rests and waits for the next.
  const waiting = other.waitForRequest((request) => request.url().includes('/api/changes?after='));
  let isWaiting = false;
  void waiting.then(() => (isWaiting = true));
  await until('the desk waits at the node', async () => {
    await other.clock.runFor(100);
    return isWaiting;
  });
  const { chief, id } = await atPartner((await shown()).at(-1) ?? '');
  await chief.demand(correctStory, {
    params: { id },
    body: { note: '标题更正', reasonClass: 'error', headline: '马上就到', blocks: [] },
  });
  // The clock of the page goes on by four of the ten seconds after which it asks by itself, as long as that may take.
  const told = () => other.locator('.arrivals [role="status"]').textContent();
  for (let tick = 0; tick < 400 && (await told()) === ''; tick += 1) {
    await other.clock.runFor(10);
    await pause(200);
  }
  expect(await told()).toBe(WORDS.en.finding.arrived(0, 1));
  await other.close();
});
