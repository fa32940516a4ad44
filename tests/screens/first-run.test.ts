import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { benchFields, cursorHeadline, cursorLine, settled, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK } from './open-browser.ts';

let pair: DemoPair;
beforeAll(async () => {
  pair = await openDemoPair();
});
afterAll(() => pair?.close());

type Person = {
  readonly seat: string;
  readonly language: DeskLanguage;
  readonly base: () => string;
  readonly partner: () => string;
  readonly sought: string;
  readonly headline: RegExp;
  readonly translation: readonly string[];
};

const PEOPLE: readonly Person[] = [
  {
    seat: '林晓',
    language: 'zh-Hans',
    base: () => pair.luJiang,
    partner: () => pair.songHan,
    sought: 'thuyen dua',
    headline: /Thuyền đua/,
    translation: ['瀚江龙舟决赛日', '决赛当天下午的瀚江江面。'],
  },
  {
    seat: 'Lan',
    language: 'vi',
    base: () => pair.songHan,
    partner: () => pair.luJiang,
    sought: '碼頭',
    headline: /码头/,
    translation: ['Đèn đường “lịch sự” ở bến cảng', 'Xe tải đến đèn mới sáng.'],
  },
  {
    seat: 'Lan',
    language: 'en',
    base: () => pair.songHan,
    partner: () => pair.luJiang,
    sought: 'chashan',
    headline: /茶山/,
    translation: ['Người máy tí hon trên đồi chè', 'Chỉ hái một tôm hai lá.'],
  },
];

/** Keys that are commands; what a translator types is counted apart. */
type Hand = { readonly press: (key: string) => Promise<void>; readonly pressed: () => number };

function handOn(page: Page): Hand {
  let count = 0;
  return {
    press: async (key) => {
      count += 1;
      await page.keyboard.press(key);
    },
    pressed: () => count,
  };
}

/** Sit down, go to the wire, search, take, translate, publish: two keys for each step that is not a block. */
const MOST_KEYS = 14;

test.each(PEOPLE)(
  'from the start page $seat, in $language, takes, translates and publishes a first story by keyboard, and the partner sees it run',
  async (person) => {
    const words = WORDS[person.language];
    const browser = await openBrowser({ ...USUAL_LOOK, language: person.language });
    const page = browser.context.pages()[0] ?? (await browser.context.newPage());
    const hand = handOn(page);
    await page.goto(`${person.base()}/desk/start`);
    await page.getByRole('button', { name: new RegExp(person.seat) }).waitFor();

    await hand.press('1');
    await page.getByRole('heading', { level: 1, name: words.today.title }).waitFor();
    await hand.press('g');
    await hand.press('w');
    await cursorLine(page).waitFor();
    await hand.press('/');
    await page.keyboard.type(person.sought);
    await expect.poll(() => cursorHeadline(page)).toMatch(person.headline);
    const headline = (await cursorHeadline(page)) ?? '';
    await hand.press('Escape');
    await hand.press('t');
    await page.getByRole('dialog', { name: words.take.title }).waitFor();
    await hand.press('Control+Enter');
    await page.waitForURL(/\/desk\/t\//);
    await settled(page);
    const blocks = await translateByKeyboard(page, hand, person.translation);
    await hand.press('Control+Alt+p');
    const drawer = page.getByRole('dialog', { name: words.publish.title });
    await drawer.getByText(words.publish.permitted).waitFor();
    await hand.press('Control+Enter');
    const link = drawer.getByRole('link', { name: words.publish.openPage });
    await link.waitFor();
    const url = (await link.getAttribute('href')) ?? '';

    expect(hand.pressed() - blocks).toBeLessThanOrEqual(MOST_KEYS);
    await page.goto(url);
    expect(await page.locator('h1').textContent()).toBe(person.translation[0]);
    await expectUseAtPartner(page, person, { headline, url });
    await browser.close();
  },
);

/** F9 goes to the first open block; Ctrl+Enter confirms and goes on. Gives the number of blocks. */
async function translateByKeyboard(page: Page, hand: Hand, texts: readonly string[]): Promise<number> {
  const count = await benchFields(page).count();
  await hand.press('F9');
  for (let at = 0; at < count; at += 1) {
    await page.keyboard.type(texts[at] ?? texts.at(-1) ?? '');
    await hand.press('Control+Enter');
  }
  return count;
}

/** The provider of the story sees on its own desk where it runs, by the address of the very page. */
async function expectUseAtPartner(
  page: Page,
  person: Person,
  { headline, url }: { readonly headline: string; readonly url: string },
): Promise<void> {
  const words = WORDS[person.language];
  await page.goto(`${person.partner()}/desk/start`);
  await page.locator('.seat').first().waitFor();
  await page.keyboard.press('1');
  await page.getByRole('heading', { level: 1, name: words.today.title }).waitFor();
  await page.goto(`${person.partner()}/desk/wire?from=own&q=${encodeURIComponent(person.sought)}`);
  await page.getByRole('link', { name: headline, exact: true }).click();
  await page.getByRole('heading', { name: words.story.uses }).waitFor();
  await page.locator(`a[href="${url}"]`).waitFor({ timeout: 120_000 });
}
