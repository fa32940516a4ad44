import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printNinjs } from '#formats/ninjs/print-ninjs.ts';
import { hasSshd, sshServer, type SshServer } from '#tests/town/ssh-server.ts';
import { testItem } from '#tests/town/test-item.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { seriousFindings, sidewaysAt320 } from './desk-checks.ts';
import { settled, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';

const isThere = hasSshd();
let server: SshServer;
let pair: DemoPair;
let browser: OpenBrowser;
let page: Page;
beforeAll(async () => {
  if (!isThere) return;
  server = await sshServer();
  pair = await openDemoPair({ allowHosts: [server.host] });
  browser = await openBrowser(USUAL_LOOK);
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
});
afterAll(async () => {
  if (!isThere) return;
  await browser?.close();
  await pair?.close();
  await server.close();
});

const atServer = (name: string, work: () => Promise<void>) =>
  test.skipIf(!isThere)(`${name}${isThere ? '' : ' (skipped: no openssh-server here)'}`, work);

async function openForm(language: DeskLanguage, kind: 'imap' | 'sftp') {
  const words = WORDS[language];
  await takeSeat(page, pair.songHan, 'Minh', language);
  await page.goto(`${pair.songHan}/desk/sources?add=1`);
  await settled(page);
  const form = page.getByRole('dialog');
  await form.getByLabel(words.source.kind, { exact: true }).selectOption(kind);
  return { words, form, label: (text: string) => form.getByLabel(text) };
}

atServer(
  'a folder on another computer: its key is shown, confirmed, looked behind, and the source added',
  async () => {
    const story = printNinjs(testItem({ headline: 'Nước sông Hàn lên ba mét' }));
    writeFileSync(join(server.folder, 'lu.json'), JSON.stringify(story));
    const { words, form, label } = await openForm('vi', 'sftp');
    await form.getByRole('textbox', { name: words.source.name, exact: true }).fill('Hộp tin miền Trung');
    await label(words.source.places.sftp).fill(server.place);
    await label(words.intake.user).fill(server.user);
    await label(words.intake.signInWith).selectOption('key');
    await label(words.intake.privateKey).fill(server.privateKey);
    await form.getByRole('button', { name: words.intake.look }).click();
    const shown = form.getByRole('alert');
    await shown.getByText(server.hostKey()).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await shown.getByRole('button', { name: words.intake.hostKeyConfirm }).click();
    await form.getByText('Nước sông Hàn lên ba mét').waitFor();
    expect(await sidewaysAt320(page)).toBeLessThanOrEqual(0);
    await form.getByRole('button', { name: words.source.add }).click();
    await page.getByRole('link', { name: 'Hộp tin miền Trung' }).click();
    await page.getByText(words.source.outcome(1, 0)).first().waitFor();
    await page.getByRole('button', { name: words.intake.settings }).click();
    const sheet = page.getByRole('dialog');
    expect(await sheet.getByLabel(words.intake.hostKey).inputValue()).toBe(server.hostKey());
    expect(await sheet.getByLabel(words.intake.password).inputValue()).toBe('');
  },
);

atServer(
  'a source whose server shows another key says so, and goes on once a person has confirmed that one',
  async () => {
    const words = WORDS['zh-Hans'];
    await server.changeKey();
    await takeSeat(page, pair.songHan, 'Minh', 'zh-Hans');
    await page.goto(`${pair.songHan}/desk/sources`);
    const source = page.locator('li').filter({ hasText: 'Hộp tin miền Trung' });
    await source.getByRole('button', { name: words.source.run }).click();
    await source.getByRole('link').click();
    await expect
      .poll(async () => page.locator('main').textContent(), { timeout: 60_000, interval: 500 })
      .toContain(words.intake.stoppedKey);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: words.intake.settings }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(words.intake.hostKey).fill(server.hostKey());
    await sheet.getByRole('button', { name: words.act.save }).click();
    await page.getByRole('button', { name: words.intake.goOn }).click();
    await expect
      .poll(async () => page.locator('main').textContent(), { timeout: 60_000, interval: 500 })
      .not.toContain(words.intake.stoppedKey);
  },
);

atServer('a mailbox says what is wrong with it before it is added, without its password', async () => {
  const { words, form, label } = await openForm('en', 'imap');
  await label(words.source.places.imap).fill(`imaps://${server.host}/INBOX`);
  await label(words.intake.user).fill('wire@song-han.example');
  await label(words.intake.password).fill('mật khẩu thử');
  await label(words.intake.markSeen).check();
  await form.getByText(words.intake.mailAge).waitFor();
  await form.getByRole('button', { name: words.intake.look }).click();
  const alert = form.getByRole('alert');
  await alert.getByText('No document could be had from this source yet').waitFor();
  expect(await alert.textContent()).toContain('connection-failed');
  expect(await alert.textContent()).not.toContain('mật khẩu thử');
  expect(await seriousFindings(page)).toEqual([]);
});
