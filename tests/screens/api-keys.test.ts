import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { takeSeat, WORDS } from './desk-pages.ts';
import { openBrowser, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

let pair: DemoPair;
let browser: OpenBrowser;
beforeAll(async () => {
  pair = await openDemoPair();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

const askAs = (token: string) =>
  fetch(`${pair.songHan}/api/wire`, { headers: { authorization: `Bearer ${token}` } });

test('an administrator makes a key that is shown once and reads the wire, and revokes it', async () => {
  const words = WORDS.en;
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await takeSeat(page, pair.songHan, 'Minh', 'en');
  await page.goto(`${pair.songHan}/desk/people`);
  await page.getByRole('link', { name: words.apiKey.title }).click();
  await page.getByText(words.apiKey.empty).waitFor();
  await expectHealthy(page, 'api-keys-empty');

  await page.getByRole('button', { name: words.apiKey.make }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel(words.apiKey.name).fill('Website CMS');
  await sheet.getByLabel(words.apiKey.days).fill('30');
  await expectHealthy(page, 'api-keys-make');
  await sheet.getByRole('button', { name: words.apiKey.make }).click();
  const token = ((await sheet.locator('.mono[translate="no"]').first().textContent()) ?? '').trim();
  await expectHealthy(page, 'api-keys-shown-once');
  expect((await askAs(token)).status).toBe(200);

  await page.reload();
  const row = page.getByRole('listitem').filter({ hasText: 'Website CMS' });
  await row.getByText(/last used/).waitFor();
  expect(await page.getByText(token).count()).toBe(0);
  for (const language of ['vi', 'zh-Hans', 'en'] as const) {
    await takeSeat(page, pair.songHan, 'Minh', language);
    await page.goto(`${pair.songHan}/desk/api-keys`);
    await page.getByRole('heading', { level: 1, name: WORDS[language].apiKey.title }).waitFor();
    await page.getByText(WORDS[language].apiKey.scope['read-wire']).waitFor();
    await expectHealthy(page, `api-keys-${language}`);
  }

  await row.getByRole('button', { name: words.apiKey.revoke }).click();
  await page.getByRole('dialog').getByRole('button', { name: words.apiKey.revoke }).click();
  await row.getByText(/revoked/).waitFor();
  expect((await askAs(token)).status).toBe(401);
});

test('who is no administrator reads why there is nothing to see', async () => {
  const page = await browser.context.newPage();
  await takeSeat(page, pair.songHan, 'Lan', 'en');
  await page.goto(`${pair.songHan}/desk/api-keys`);
  await page.getByText(WORDS.en.seatMay(WORDS.en.roles.administrator)).first().waitFor();
  expect(await page.getByRole('button', { name: WORDS.en.apiKey.make }).getAttribute('aria-disabled')).toBe(
    'true',
  );
});
