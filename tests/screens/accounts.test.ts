import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { seriousFindings, sidewaysAt320 } from './desk-checks.ts';
import { takeSeat, WORDS } from './desk-pages.ts';
import {
  addPasskeyOn,
  choosePassword,
  givePasskeys,
  joinDesk,
  PASSWORD,
  signInWithPassword,
} from './desk-person.ts';
import { openBrowser, type OpenBrowser } from './open-browser.ts';

const words = WORDS.en;
const OTHER_PASSWORD = 'núi Ngũ Hành nhìn ra biển';

let pair: DemoPair;
let songHan: NewsroomDesk;
const browsers: OpenBrowser[] = [];
beforeAll(async () => {
  pair = await openDemoPair();
  songHan = await newsroomDesk(pair.songHan);
});
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await pair?.close();
});

async function openPage(): Promise<Page> {
  const browser = await openBrowser();
  browsers.push(browser);
  return browser.context.pages()[0] ?? (await browser.context.newPage());
}

const atToday = (page: Page) => page.getByRole('heading', { level: 1, name: words.today.title }).waitFor();

/** Ends the session of this browser and stands before the form again. */
async function leave(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${pair.songHan}/desk/start`);
  await page.getByLabel(words.start.email).waitFor();
}

test('a passkey signs its person in without a password, is listed, and opens nothing once it is removed', async () => {
  const page = await openPage();
  await givePasskeys(page);
  await joinDesk(
    page,
    { origin: pair.songHan, chief: songHan.chief },
    { name: 'Đỗ Thị Sen', roles: ['editor'] },
  );
  await addPasskeyOn(page, pair.songHan);
  await leave(page);
  await page.getByRole('button', { name: words.start.passkey }).click();
  await atToday(page);

  await page.goto(`${pair.songHan}/desk/me`);
  const list = page.getByRole('list', { name: words.me.passkeys });
  await list.getByText(words.me.passkeyUsedAt).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await sidewaysAt320(page)).toBeLessThanOrEqual(0);
  await list.getByRole('button', { name: words.me.removePasskey }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: words.me.removePasskey }).click();
  await page.getByText(words.me.noPasskeys).waitFor();

  await leave(page);
  await page.getByRole('button', { name: words.start.passkey }).click();
  await page.getByRole('alert').getByText('This passkey could not be verified').waitFor();
});

test('codes are asked for once they are on; who lost password and phone starts over by a link', async () => {
  const page = await openPage();
  const person = { name: 'Hồ Văn Lộc', roles: ['translator'] } as const;
  const email = await joinDesk(page, { origin: pair.songHan, chief: songHan.chief }, person);
  await page.goto(`${pair.songHan}/desk/me`);
  await page.getByRole('button', { name: words.me.beginCode }).click();
  const secret = await page.locator('.mono[translate="no"]').last().textContent();
  const app = new TOTP({ secret: Secret.fromBase32(secret?.trim() ?? '') });
  await page.getByLabel(words.me.firstCode).fill('000000');
  await page.getByRole('button', { name: words.act.confirm }).click();
  await page.getByText('The code is not right').waitFor();
  await page.getByLabel(words.me.firstCode).fill(app.generate());
  await page.getByRole('button', { name: words.act.confirm }).click();
  await page.getByText(words.me.codeOn).waitFor();

  await leave(page);
  await signInWithPassword(page, email, PASSWORD);
  await page.getByText('A one-time code is needed').waitFor();
  // The code that switched them on is used up; the next one counts already, for a clock may go before.
  await page.getByLabel(words.start.code).fill(app.generate({ timestamp: Date.now() + 30_000 }));
  await page.getByRole('button', { name: words.start.signIn, exact: true }).click();
  await atToday(page);

  const chief = await openPage();
  await takeSeat(chief, pair.songHan, 'Minh', 'en');
  await chief.goto(`${pair.songHan}/desk/people`);
  const row = chief.getByRole('listitem').filter({ hasText: person.name });
  await row.getByRole('button', { name: words.people.newLink }).click();
  const sheet = chief.getByRole('dialog');
  await sheet.getByLabel(words.people.startOver).check();
  expect(await seriousFindings(chief)).toEqual([]);
  await sheet.getByRole('button', { name: words.people.newLinkMake }).click();
  const link = (await sheet.locator('.mono[translate="no"]').textContent()) ?? '';

  await choosePassword(page, link.trim(), OTHER_PASSWORD);
  await signInWithPassword(page, email, OTHER_PASSWORD);
  await atToday(page);
});
