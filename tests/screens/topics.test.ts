import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { DESK_LANGUAGES, settled, tabTo, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

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

/** What is typed for IPTC's "disaster" (medtop:20000148), and what the screen calls it. */
const SOUGHT = {
  vi: { typed: 'tham hoa, thien tai', name: /^Thảm họa, thiên tai · / },
  'zh-Hans': { typed: '灾难', name: /^灾难 · / },
  en: { typed: 'disaster', name: /^Disaster · / },
} as const satisfies Record<DeskLanguage, unknown>;

describe.each(DESK_LANGUAGES)('in %s', (language: DeskLanguage) => {
  const { agreement } = WORDS[language];
  const { typed, name } = SOUGHT[language];
  const find = (): Locator => page.getByLabel(agreement.composer.findTopic, { exact: true }).first();
  const choice = (): Locator => page.getByRole('checkbox', { name }).first();

  test('a topic below the first level is found by its name, ticked with the keyboard, and stays', async () => {
    await takeSeat(page, pair.songHan, 'Minh', language);
    await page.goto(`${pair.songHan}/desk/agreements/new`);
    await settled(page);
    await page.locator('.live-text .clauses li').first().waitFor();
    // Answers are kept for the person, who chose it in another language before.
    if ((await choice().count()) > 0) await choice().click();
    await choice().waitFor({ state: 'detached' });

    await tabTo(page, find());
    await page.keyboard.type(typed);
    await choice().waitFor();
    await tabTo(page, choice());
    await page.keyboard.press('Space');
    await expect.poll(() => choice().isChecked()).toBe(true);

    await find().fill('');
    expect(await choice().isChecked()).toBe(true);
    const clauses = page.locator('.live-text .clauses').first();
    await expect.poll(() => clauses.textContent()).toMatch(SAID[language]);
    await page.evaluate(() => scrollTo(0, 0));
    await expectHealthy(page, `topics-${language}`);
  });

  test('a word that no topic has is said to find none', async () => {
    await find().fill('qqqq');
    const { noTopic, noTopicHere } = agreement.composer;
    await page
      .getByRole('status')
      .filter({ hasText: new RegExp(`${escaped(noTopic)}|${escaped(noTopicHere)}`) })
      .first()
      .waitFor();
  });
});

/** What the agreement's text says of it. */
const SAID = { vi: /thảm họa, thiên tai/i, 'zh-Hans': /灾难/, en: /disaster/i } as const;

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
