import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { listAlerts, listSearches } from '#contract/alert.ts';
import { listSources } from '#contract/source.ts';
import { listWire } from '#contract/wire.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { complaintsDuring, expectComposingCommandsNothing } from './desk-checks.ts';
import { settled, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

let pair: DemoPair;
let desk: NewsroomDesk;
let folder: string;
const browsers: OpenBrowser[] = [];

beforeAll(async () => {
  pair = await openDemoPair();
  desk = await newsroomDesk(pair.songHan);
  folder =
    (await desk.chief.demand(listSources, {})).sources.find(({ kind }) => kind === 'folder')?.place ?? '';
});
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await pair?.close();
});

async function seatOf(name: string, language: DeskLanguage): Promise<Page> {
  const browser = await openBrowser({ ...USUAL_LOOK, language });
  browsers.push(browser);
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await takeSeat(page, pair.songHan, name, language);
  return page;
}

const open = async (page: Page, address: string): Promise<void> => {
  await page.goto(`${pair.songHan}/desk${address}`);
  await settled(page);
};

/** A story of our own wire, by the watched folder. */
function bring(guid: string, headline: string): void {
  const story = {
    uri: `urn:newsml:songhan.example:20270101:${guid}`,
    version: '1',
    type: 'text',
    language: 'vi',
    headline,
    body_text: `${headline}. Nước sông lên trong đêm.`,
  };
  writeFileSync(join(folder, `.${guid}.json`), JSON.stringify(story));
  renameSync(join(folder, `.${guid}.json`), join(folder, `${guid}.json`));
}

test('a search is tried and saved from the wire, and what then arrives is told with its reason', async () => {
  const { search: words, alert } = WORDS.vi;
  const page = await seatOf('Minh', 'vi');
  const complaints = await complaintsDuring(page, async () => {
    await open(page, '/wire?from=all&q=lũ');
    await page.getByRole('button', { name: words.save }).press('Enter');
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('textbox', { name: words.name }).fill('Lũ lụt miền Trung');
    await sheet.getByRole('combobox', { name: words.folder }).fill('Thiên tai');
    await expect.poll(() => sheet.getByRole('status').textContent()).not.toBe(words.trying);
    const trial = (await sheet.getByRole('status').textContent()) ?? '';
    const found = Number(/(\d+) tin\.$/.exec(trial)?.[1] ?? 0);
    // The wire holds the same: the demo’s stories are younger than a week.
    const { total } = await desk.chief.demand(listWire, { query: { q: 'lũ', from: 'all' } });
    expect([found > 0, found <= total]).toEqual([true, true]);
    await sheet.getByRole('switch', { name: words.byMail }).press('Space');
    await sheet.getByText(words.agency, { exact: true }).click();
    await expectHealthy(page, 'alerts-vi-save');
    await sheet.getByRole('button', { name: WORDS.vi.act.save, exact: true }).press('Enter');
    await page.getByText(words.saved('Lũ lụt miền Trung')).waitFor();

    bring('lu-ve', 'Lũ về trên sông Vu Gia');
    await until('the alert', async () => {
      const { alerts } = await desk.chief.demand(listAlerts, { query: {} });
      return alerts.find(({ story }) => story.headline === 'Lũ về trên sông Vu Gia');
    });
    await open(page, '/');
    await page
      .getByText(alert.because(alert.quoted('Lũ lụt miền Trung')))
      .first()
      .waitFor();
    await open(page, '/alerts');
    await page.getByText(alert.unread(1)).waitFor();
    await expectHealthy(page, 'alerts-vi-list');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Lũ về trên sông Vu Gia' }).waitFor();
    await open(page, '/alerts');
    await expect.poll(() => page.getByText(alert.isUnread, { exact: true }).count()).toBe(0);
  });
  expect(complaints).toEqual([]);
  const letter = await until('the letter', async () => {
    const letters = join(pair.songHanData, 'letters');
    const name = readdirSync(letters).find((one) => one.startsWith('alert-'));
    return name && readFileSync(join(letters, name), 'utf8');
  });
  expect(letter).toContain('Vì bạn theo dõi “Lũ lụt miền Trung”');
  expect(letter).toContain('Lũ về trên sông Vu Gia');
});

test('a colleague follows a search of the agency, pauses it and goes on, and sets hours of their own', async () => {
  const { search: words } = WORDS['zh-Hans'];
  const page = await seatOf('Lan', 'zh-Hans');
  await open(page, '/searches');
  await page.getByRole('button', { name: `${words.follow}: Lũ lụt miền Trung` }).click();
  await page.getByRole('button', { name: `${words.pause}: Lũ lụt miền Trung` }).click();
  await page.getByText(words.paused, { exact: true }).waitFor();
  await page.getByRole('button', { name: `${words.resume}: Lũ lụt miền Trung` }).click();
  await page.getByText(words.paused, { exact: true }).waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: `${words.edit}: Lũ lụt miền Trung` }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText(words.schedules.hours, { exact: true }).click();
  await sheet.getByRole('combobox', { name: words.hours }).selectOption('06:45');
  await sheet.getByRole('button', { name: WORDS['zh-Hans'].act.add, exact: true }).click();
  await expectHealthy(page, 'alerts-zh-edit');
  await sheet.getByRole('button', { name: WORDS['zh-Hans'].act.save, exact: true }).click();
  await sheet.waitFor({ state: 'hidden' });
  await page.getByText(words.atHours('06:45、07:00')).waitFor();
  await expectHealthy(page, 'alerts-zh-searches');
});

test('a deleted search comes back by undo, with who followed it', async () => {
  const { search: words } = WORDS.en;
  const page = await seatOf('Minh', 'en');
  await open(page, '/searches');
  await page.getByRole('button', { name: `${words.remove}: Lũ lụt miền Trung` }).press('Enter');
  await page.getByText(words.removed('Lũ lụt miền Trung')).waitFor();
  await page.getByText(words.none).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('link', { name: 'Lũ lụt miền Trung' }).waitFor();
  const { searches } = await desk.chief.demand(listSearches, {});
  expect(searches.map(({ name, followers }) => [name, followers])).toEqual([['Lũ lụt miền Trung', 2]]);
  await expectHealthy(page, 'alerts-en-searches');
  await page.getByRole('link', { name: 'Lũ lụt miền Trung' }).click();
  await page.waitForURL(/\/desk\/wire\?.*q=l/);
  await page.getByRole('button', { name: words.save }).click();
  expect(await expectComposingCommandsNothing(page)).toBeGreaterThan(2);
});

test('quiet hours are kept, and the page says what they do not hold', async () => {
  const { notifications: words } = WORDS.en;
  const page = await seatOf('Lan', 'en');
  await open(page, '/me/notifications');
  await page.getByRole('switch', { name: words.quietOn }).press('Space');
  await page.getByRole('combobox', { name: words.until }).selectOption('07:15');
  await page.getByText(words.takenHelp).waitFor();
  await expectHealthy(page, 'alerts-en-settings');
  await page.getByRole('button', { name: WORDS.en.act.save, exact: true }).press('Enter');
  await page.getByText(words.saved).waitFor();
  await open(page, '/me/notifications');
  expect(await page.getByRole('combobox', { name: words.until }).inputValue()).toBe('07:15');
});
