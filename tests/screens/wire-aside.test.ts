import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { cursorHeadline, DESK_LANGUAGES, follow, takeSeat, WORDS } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

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
const lineOf = (headline: string) => lines().filter({ hasText: headline });

/** The headline under the cursor, once there is a list. */
async function underCursor(): Promise<string> {
  await lines().first().waitFor();
  await expect.poll(() => cursorHeadline(page)).toBeTruthy();
  return (await cursorHeadline(page)) ?? '';
}

test.each(DESK_LANGUAGES)(
  'a story is put aside by one key, found among those, put back by the same, and one key takes that back, in %s',
  async (language) => {
    const words = WORDS[language];
    await takeSeat(page, pair.songHan, 'Lan', language);
    await follow(page, '/desk/wire');
    const first = await underCursor();
    await page.keyboard.press('l');
    await expect.poll(() => lineOf(first).count()).toBe(0);
    const second = await underCursor();
    expect(second).not.toBe(first);
    await page.keyboard.press('n');
    await expect.poll(() => lineOf(second).count()).toBe(0);
    await page.keyboard.press('Control+z');
    await lineOf(second).waitFor();

    await page.getByRole('button', { name: words.aside.names.later, exact: true }).first().click();
    await lineOf(first).waitFor();
    expect(await lines().count()).toBe(1);
    await expectHealthy(page, `wire-aside-${language}`);
    await underCursor();
    await page.keyboard.press('l');
    await expect.poll(() => lines().count()).toBe(0);
    await page.getByRole('button', { name: words.aside.names.later, exact: true }).first().click();
    await lineOf(first).waitFor();
  },
);

test.each(DESK_LANGUAGES)(
  'what the story under the cursor is about is followed by one key, and the palette finds that search, in %s',
  async (language) => {
    const words = WORDS[language];
    await takeSeat(page, pair.songHan, 'Lan', language);
    await follow(page, '/desk/wire');
    await underCursor();
    await page.keyboard.press('f');
    const sheet = page.getByRole('dialog', { name: words.search.followAbout });
    const name = sheet.getByRole('textbox', { name: words.search.name });
    await expect.poll(() => name.inputValue()).toBeTruthy();
    // Single letters are text in a field, and command nothing.
    await name.fill(`Đò ngang ${language}`);
    await name.press('End');
    await page.keyboard.type('ln');
    expect(await name.inputValue()).toBe(`Đò ngang ${language}ln`);
    await expectHealthy(page, `follow-about-${language}`);
    await sheet.locator('button[type="submit"]').click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);

    await page.keyboard.press('Control+k');
    await page.keyboard.type(`do ngang ${language}`);
    const hit = page.getByRole('group', { name: words.search.title }).getByRole('option');
    await expect.poll(() => hit.allTextContents()).toEqual([`Đò ngang ${language}ln`]);
    await expectHealthy(page, `palette-searches-${language}`);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => [...new URL(page.url()).searchParams.keys()].some((key) => /^(topic|partner)$/.test(key)))
      .toBe(true);
  },
);

test('what is typed right after the key of the palette stands in it, on a busy machine too', async () => {
  await takeSeat(page, pair.songHan, 'Lan', 'en');
  // Before anything that was put off, for a timer may come later than the next keys.
  const field = await page.evaluate(async () => {
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true }),
    );
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    return document.activeElement?.getAttribute('aria-label');
  });
  expect(field).toBe(WORDS.en.palette.title);
  await page.keyboard.press('Escape');
});

test.each(DESK_LANGUAGES)(
  'the switch of density stands clear of the strip of hours, in %s',
  async (language) => {
    await takeSeat(page, pair.songHan, 'Lan', language);
    for (const width of [1280, 1100, 1024]) {
      await page.setViewportSize({ width, height: 800 });
      await follow(page, '/desk/wire');
      await underCursor();
      const heat = await page.locator('.heat-axis').boundingBox();
      const control = await page
        .getByRole('radiogroup', { name: WORDS[language].finding.density })
        .boundingBox();
      if (!heat || !control) throw new Error('the strip and the switch are not on the screen');
      const axis = await page.locator('.heat-axis').evaluate((one) => one.scrollWidth - one.clientWidth);
      const isClear = control.x >= heat.x + heat.width || control.y >= heat.y + heat.height;
      expect([width, isClear, axis]).toEqual([width, true, 0]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  },
);
