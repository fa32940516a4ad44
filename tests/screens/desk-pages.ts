import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { en } from '#desk/words/en.ts';
import type { Words } from '#desk/words/en.ts';
import { vi } from '#desk/words/vi.ts';
import { zhHans } from '#desk/words/zh-hans.ts';

export const DESK_LANGUAGES = ['vi', 'zh-Hans', 'en'] as const;
export type DeskLanguage = (typeof DESK_LANGUAGES)[number];

/** The words on the screen, so that a test finds things as a person does: by role and name. */
export const WORDS: { readonly [L in DeskLanguage]: Words } = { vi, 'zh-Hans': zhHans, en };

/** Every screen that needs nothing but a seat; the others need an id from one of these. */
export const DESK_ADDRESSES = [
  '/desk/',
  '/desk/wire',
  '/desk/wire?from=own',
  '/desk/alerts',
  '/desk/searches',
  '/desk/me/notifications',
  '/desk/translations',
  '/desk/published',
  '/desk/corrections?tab=sent',
  '/desk/corrections?tab=received',
  '/desk/corrections?tab=drills',
  '/desk/agreements',
  '/desk/agreements/new',
  '/desk/partners',
  '/desk/partners/invite',
  '/desk/sources',
  '/desk/sources?add=1',
  '/desk/sources/dialects',
  '/desk/sources/dialects/new',
  '/desk/destinations',
  '/desk/destinations?add=1',
  '/desk/people',
  '/desk/me',
] as const;

/** Sits down in the demo seat of a person; the desk is open afterwards. */
export async function takeSeat(
  page: Page,
  base: string,
  name: string,
  language: DeskLanguage,
): Promise<void> {
  await page.goto(`${base}/desk/start`);
  await chooseLanguage(page, language);
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('heading', { level: 1, name: WORDS[language].today.title }).waitFor();
}

async function chooseLanguage(page: Page, language: DeskLanguage): Promise<void> {
  const label = { vi: 'Tiếng Việt', 'zh-Hans': '中文', en: 'English' }[language];
  await page.getByText(label, { exact: true }).first().click();
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(language);
}

/** Waits until nothing on the screen is still being read. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}

/** Follows an address inside the open desk, as a link does: the page is not loaded anew. */
export async function follow(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  await page.waitForFunction((to) => location.href.endsWith(to), address);
  await settled(page);
}

/** Holds the tabulator down until something has the keyboard, and stays there; nothing is clicked. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const stay = await target.evaluateHandle((element) => {
    const onTab = (event: Event): void => {
      if (event instanceof KeyboardEvent && event.key === 'Tab') event.preventDefault();
    };
    element.addEventListener('keydown', onTab);
    return () => element.removeEventListener('keydown', onTab);
  });
  try {
    for (let strokes = 0; strokes < 400; strokes += AT_ONCE) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await Promise.all(Array.from({ length: AT_ONCE }, () => page.keyboard.down('Tab')));
      await page.keyboard.up('Tab');
    }
    throw new Error('the keyboard never got there');
  } finally {
    await stay.evaluate((leave) => leave());
  }
}

/** Strokes of a key that is held down, before anybody looks how far it got. */
const AT_ONCE = 8;

/** The line under the cursor of a list. */
export function cursorLine(page: Page): Locator {
  return page.locator('li.row[data-cursor="true"]');
}

/** What names the line under the cursor; the rest of it moves with the clock. */
export function cursorHeadline(page: Page): Promise<string | null> {
  return cursorLine(page).locator('.row-link').textContent();
}

/** Takes the story under the cursor with the two keys of the wire, and opens its translation with a third. */
export async function takeFromWire(page: Page, words: Words, then: 'stay' | 'open'): Promise<void> {
  await cursorLine(page).waitFor();
  await page.keyboard.press('t');
  await page.getByRole('dialog', { name: words.take.title }).waitFor();
  await page.keyboard.press(then === 'stay' ? 'Enter' : 'Control+Enter');
  if (then === 'stay') await page.getByRole('button', { name: /^.+\(\d+/ }).waitFor();
  else await page.waitForURL(/\/desk\/t\//);
}

/** The fields of the bench, in reading order. */
export function benchFields(page: Page): Locator {
  return page.locator('.bench-block textarea:not([aria-hidden])');
}
