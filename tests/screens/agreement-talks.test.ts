import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { demoDraft } from '#cli/demo/conclude-agreement.ts';
import { draftAgreement } from '#contract/agreement.ts';
import { listPartners } from '#contract/partner.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { seriousFindings, sidewaysAt320 } from './desk-checks.ts';
import { settled, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';

let pair: DemoPair;
let browsers: readonly OpenBrowser[] = [];
let ours: Page;
let theirs: Page;
let uid = '';

beforeAll(async () => {
  pair = await openDemoPair();
  const { chief } = await newsroomDesk(pair.songHan);
  const [partner] = (await chief.demand(listPartners, {})).partners;
  const body = demoDraft(partner?.agency.did ?? '', new Date());
  ({ uid } = await chief.demand(draftAgreement, { body }));
  browsers = [await openBrowser(USUAL_LOOK), await openBrowser(USUAL_LOOK)];
});
afterAll(async () => {
  await Promise.all(browsers.map((one) => one.close()));
  await pair?.close();
});

async function seat(at: number, base: string, name: string, language: DeskLanguage): Promise<Page> {
  const context = browsers[at]?.context;
  const page = context?.pages()[0] ?? (await context?.newPage());
  if (!page) throw new Error('no browser');
  await takeSeat(page, base, name, language);
  return page;
}

const [vi, zh] = [WORDS.vi, WORDS['zh-Hans']];
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const open = async (page: Page, base: string, more = ''): Promise<void> => {
  await page.goto(`${base}/desk/agreements/${uid}${more}`);
  await settled(page);
};
/** Opens the agreement until the other side's news has arrived. */
const until = async (page: Page, base: string, text: string): Promise<void> => {
  await expect
    .poll(
      async () => {
        await open(page, base);
        return page.locator('main').textContent();
      },
      { timeout: 60_000, interval: 500 },
    )
    .toContain(text);
};
const healthy = async (page: Page, name: string): Promise<void> => {
  expect(await seriousFindings(page)).toEqual([]);
  expect(await sidewaysAt320(page)).toBeLessThanOrEqual(0);
  const folder = process.env['PACTWIRE_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};

test('an agreement is shared, commented, countered with a redline, signed by both and amended, at two desks', async () => {
  ours = await seat(0, pair.songHan, 'Minh', 'vi');
  theirs = await seat(1, pair.luJiang, '陈静', 'zh-Hans');
  await open(ours, pair.songHan);
  await healthy(ours, '1-draft-vi');
  await press(ours, vi.talks.share);
  await ours
    .getByRole('dialog', { name: vi.talks.shareTitle })
    .getByRole('button', { name: vi.talks.share })
    .click();
  await ours.getByText(vi.talks.shared).waitFor();

  await until(theirs, pair.luJiang, zh.agreement.states.shared);
  await press(theirs, zh.talks.commentOn('give-publish'));
  await theirs.getByRole('textbox', { name: zh.talks.commentText }).fill('每月 200 条太少，请改为 300 条。');
  await healthy(theirs, '2-comment-zh');
  await press(theirs, zh.talks.send);
  await theirs.getByText(zh.talks.sent).waitFor();

  await press(theirs, zh.talks.counter);
  await theirs.getByRole('heading', { level: 1, name: zh.talks.writeTitle }).waitFor();
  await theirs.getByLabel(zh.agreement.composer.quota).first().fill('300');
  await theirs.locator('.redline').getByText('300').first().waitFor();
  await healthy(theirs, '3-counter-zh');
  await press(theirs, zh.talks.keep);
  await theirs.getByText(zh.talks.kept).waitFor();
  await press(theirs, zh.talks.share);
  await theirs.getByRole('dialog').getByRole('button', { name: zh.talks.share }).click();
  await theirs.getByText(zh.talks.shared).waitFor();

  await until(ours, pair.songHan, vi.talks.version(2));
  await ours.getByText('每月 200 条太少，请改为 300 条。').waitFor();
  await ours.getByRole('link', { name: vi.talks.compare }).last().click();
  const changed = ours.locator('.redline li');
  await changed.first().waitFor();
  expect(await changed.count()).toBe(1);
  expect(await changed.locator('del').textContent()).toContain('200');
  expect(await changed.locator('ins').textContent()).toContain('300');
  await healthy(ours, '4-redline-vi');

  await sign(ours, 'vi', vi.agreement.sign);
  await until(theirs, pair.luJiang, zh.agreement.states.received);
  await sign(theirs, 'zh-Hans', zh.agreement.countersign);
  await until(ours, pair.songHan, vi.agreement.states['in-force']);

  await press(ours, vi.talks.amend);
  await ours.getByRole('heading', { level: 1, name: vi.talks.writeTitle }).waitFor();
  await ours.getByLabel(vi.agreement.composer.quota).first().fill('400');
  await press(ours, vi.talks.keep);
  await ours.getByText(vi.talks.kept).waitFor();
  await open(ours, pair.songHan);
  const state = ours.locator('.page-head');
  expect(await state.textContent()).toContain(vi.agreement.states['in-force']);
  await healthy(ours, '5-amendment-vi');
});

/** Reads the text, says so, and signs it. */
async function sign(page: Page, language: DeskLanguage, verb: string): Promise<void> {
  const words = WORDS[language];
  await press(page, verb);
  const sheet = page.getByRole('dialog', { name: words.agreement.signTitle });
  await sheet.getByLabel(words.agreement.signRead).check();
  await sheet.getByRole('button', { name: verb }).click();
  await sheet.waitFor({ state: 'hidden' });
}
