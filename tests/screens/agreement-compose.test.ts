import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { seriousFindings } from './desk-checks.ts';
import { DESK_LANGUAGES, settled, tabTo, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy, picture } from './pictures.ts';

let pair: DemoPair;
let browser: OpenBrowser;
let page: Page;

beforeAll(async () => {
  pair = await openDemoPair();
  browser = await openBrowser(USUAL_LOOK);
  page = await browser.context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

const field = (label: string): Locator => page.getByLabel(label, { exact: true }).first();

describe.each(DESK_LANGUAGES)('in %s', (language: DeskLanguage) => {
  const words = WORDS[language];
  const { compose, agreement } = words;
  const text = (): Locator => page.locator('.live-text');

  test('a draft is made with the keyboard alone, its text in step, and survives closing the page', async () => {
    await takeSeat(page, pair.songHan, 'Minh', language);
    await page.goto(`${pair.songHan}/desk/agreements/new`);
    await settled(page);
    await text().locator('.clauses li').first().waitFor();

    const quota = field(agreement.composer.quota);
    await tabTo(page, quota);
    await page.keyboard.type('7');
    await tabTo(page, field(compose.quotaPer));
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => text().textContent(), { timeout: 20_000 }).toContain('7');
    await tabTo(page, field(compose.excerpt));
    await page.keyboard.type('120');
    await expect.poll(() => text().textContent(), { timeout: 20_000 }).toContain('120');

    await page.reload();
    await settled(page);
    await page.getByText(agreement.composer.restored).waitFor();
    expect(await field(compose.excerpt).inputValue()).toBe('120');

    await expectHealthy(page, `compose-${language}`);

    await tabTo(page, quota);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/desk\/agreements\/urn/);
    await page.getByText(agreement.composer.kept).waitFor();
    const kept = page.locator('main .clauses');
    await expect.poll(() => kept.first().textContent(), { timeout: 20_000 }).toContain('120');
  });

  test('an answer that makes no clause is marked where it was given, in the reader’s language', async () => {
    await page.goto(`${pair.songHan}/desk/agreements/new`);
    await settled(page);
    await text().locator('.clauses li').first().waitFor();
    const web = page.getByLabel(agreement.channels.web, { exact: true }).first();
    for (const channel of [agreement.channels.web, agreement.channels.app, agreement.channels.social])
      await page.getByLabel(channel, { exact: true }).first().uncheck();
    await page.getByText(compose.faults.empty).first().waitFor();
    await page.getByText(compose.fault).waitFor();
    await web.check();
    await page.getByText(compose.faults.empty).first().waitFor({ state: 'detached' });
  });

  test('the last month is tried under the answers, and says what would have been shared', async () => {
    const { simulation } = compose;
    await page.getByRole('button', { name: simulation.run }).click();
    await page.getByText(simulation.examples).first().click();
    await page.getByText(simulation.outcomes.shared).first().waitFor();
    await page.locator('.live-text details li').last().scrollIntoViewIfNeeded();
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, `simulation-${language}`, 'window');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, `simulation-${language}-dark`, 'window');
    await page.emulateMedia({ colorScheme: 'light' });
  });
});
