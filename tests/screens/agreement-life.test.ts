import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeskClient } from '#cli/desk-client.ts';
import { demoDraft } from '#cli/demo/conclude-agreement.ts';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { draftAgreement, readAgreement, signAgreement } from '#contract/agreement.ts';
import { listPartners } from '#contract/partner.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { seriousFindings, sidewaysAt320 } from './desk-checks.ts';
import { settled, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';

let pair: DemoPair;
let browsers: readonly OpenBrowser[] = [];
let chiefs: { readonly ours: DeskClient; readonly theirs: DeskClient };

beforeAll(async () => {
  pair = await openDemoPair();
  chiefs = {
    ours: (await newsroomDesk(pair.songHan)).chief,
    theirs: (await newsroomDesk(pair.luJiang)).chief,
  };
  browsers = [await openBrowser(USUAL_LOOK), await openBrowser(USUAL_LOOK)];
});
afterAll(async () => {
  await Promise.all(browsers.map((one) => one.close()));
  await pair?.close();
});

const [vi, zh, en] = [WORDS.vi, WORDS['zh-Hans'], WORDS.en];

/** An agreement that both have signed, with thirty days to mend a breach. */
async function signedAgreement(title: string): Promise<string> {
  const { ours, theirs } = chiefs;
  const [partner] = (await ours.demand(listPartners, {})).partners;
  const draft = demoDraft(partner?.agency.did ?? '', new Date());
  const body = { ...draft, title: { vi: title, 'zh-Hans': title, en: title }, cureDays: 30 };
  const { uid } = await ours.demand(draftAgreement, { body });
  const read = (desk: DeskClient) => desk.demand(readAgreement, { params: { uid }, query: {} });
  const sign = async (desk: DeskClient) =>
    desk.demand(signAgreement, { params: { uid }, body: { digest: (await read(desk)).digest } });
  await sign(ours);
  await until('the proposal arrives', () => read(theirs));
  await sign(theirs);
  await until('both have signed', async () => (await read(ours)).state === 'in-force');
  return uid;
}

async function seat(at: number, base: string, name: string, language: DeskLanguage): Promise<Page> {
  const context = browsers[at]?.context;
  const page = context?.pages()[0] ?? (await context?.newPage());
  if (!page) throw new Error('no browser');
  await takeSeat(page, base, name, language);
  return page;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const open = async (page: Page, base: string, uid: string, more = ''): Promise<void> => {
  await page.goto(`${base}/desk/agreements/${uid}${more}`);
  await settled(page);
};
/** Opens the agreement until the other side's news has arrived. */
const arrives = async (page: Page, base: string, uid: string, text: string): Promise<void> => {
  await expect
    .poll(
      async () => {
        await open(page, base, uid);
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

test('an agreement is ended for a breach, answered by the other side, and goes on once the breach is cured', async () => {
  const uid = await signedAgreement('Có thời hạn khắc phục');
  const ours = await seat(0, pair.songHan, 'Minh', 'vi');
  const theirs = await seat(1, pair.luJiang, '陈静', 'zh-Hans');
  const breach = 'Mười một lần sử dụng trong tháng 2 chưa bao giờ được báo.';

  await open(ours, pair.songHan, uid);
  await press(ours, vi.life.end);
  const sheet = ours.getByRole('dialog', { name: vi.life.endTitle });
  await sheet.getByRole('radio', { name: vi.life.ways.cause }).check();
  expect(await sheet.getByRole('button', { name: vi.life.next }).isDisabled()).toBe(true);
  await sheet.getByRole('combobox', { name: vi.life.clause }).click();
  await ours.getByRole('option', { name: /give-report/ }).click();
  await sheet.getByRole('textbox', { name: vi.life.breach }).fill(breach);
  await healthy(ours, 'life-1-cause-vi');
  await press(ours, vi.life.next);
  await sheet.getByText(breach).waitFor();
  await healthy(ours, 'life-2-confirm-vi');
  await press(ours, vi.life.confirm.cause);
  await ours.getByText(vi.life.done.cause).waitFor();

  await arrives(theirs, pair.luJiang, uid, breach);
  await healthy(theirs, 'life-3-received-zh');
  await press(theirs, zh.life.contest);
  await theirs.getByRole('textbox', { name: zh.life.contestWords }).fill('已于3月1日报告，见第412条记录。');
  await healthy(theirs, 'life-4-answer-zh');
  await press(theirs, zh.life.contestSend);
  await theirs.getByText(zh.life.contestDone).waitFor();

  await arrives(ours, pair.songHan, uid, '已于3月1日报告，见第412条记录。');
  await press(ours, vi.life.cured);
  await press(ours, vi.life.curedConfirm);
  await ours.getByText(vi.life.curedDone).waitFor();
  await healthy(ours, 'life-5-cured-vi');
  await arrives(theirs, pair.luJiang, uid, zh.life.kinds.cured);
  expect(await theirs.locator('.page-head').textContent()).toContain(zh.agreement.states['in-force']);
});

test('an agreement is suspended, given notice of, and ended at once when the other side agrees too', async () => {
  const uid = await signedAgreement('Ends by both');
  const ours = await seat(0, pair.songHan, 'Minh', 'en');
  const theirs = await seat(1, pair.luJiang, '陈静', 'zh-Hans');

  await open(theirs, pair.luJiang, uid);
  await press(theirs, zh.agreement.suspend);
  await theirs.getByRole('textbox', { name: zh.agreement.reason }).fill('密钥遗失');
  await healthy(theirs, 'life-6-suspend-zh');
  await theirs.getByRole('dialog').getByRole('button', { name: zh.agreement.suspend }).click();
  await theirs.getByText(zh.agreement.suspended).waitFor();
  await arrives(ours, pair.songHan, uid, '密钥遗失');
  await press(theirs, zh.agreement.resume);
  await theirs.getByText(zh.agreement.resumed).waitFor();

  await arrives(ours, pair.songHan, uid, en.life.kinds.resumed);
  await open(ours, pair.songHan, uid, '?ask=end-notice');
  await healthy(ours, 'life-7-notice-en');
  await press(ours, en.life.next);
  await press(ours, en.life.back);
  await press(ours, en.life.next);
  await press(ours, en.life.confirm.notice);
  await ours.getByText(en.life.done.notice).waitFor();

  await open(ours, pair.songHan, uid, '?ask=end-together');
  const waits = ours.getByRole('dialog').getByText('must still agree to end it at once');
  await waits.waitFor();
  await press(ours, en.life.next);
  await press(ours, en.life.confirm.together);
  await ours.getByText(en.life.done.together).waitFor();

  await arrives(theirs, pair.luJiang, uid, zh.life.agreeToo);
  await press(theirs, zh.life.agreeToo);
  await healthy(theirs, 'life-8-together-zh');
  await press(theirs, zh.life.next);
  await press(theirs, zh.life.confirm.together);
  await theirs.getByText(zh.life.done.together).waitFor();
  await arrives(ours, pair.songHan, uid, en.agreement.states.terminated);
  await healthy(ours, 'life-9-ended-en');
});
