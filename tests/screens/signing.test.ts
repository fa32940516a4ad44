import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoDraft } from '#cli/demo/conclude-agreement.ts';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { draftAgreement, listAgreements, readAgreement } from '#contract/agreement.ts';
import { listPartners } from '#contract/partner.ts';
import type { Role } from '#contract/permissions.ts';
import { setSigningRule } from '#contract/signing.ts';
import { SIGNING_WORDS } from '#portal/signing/signing-words.ts';
import { VERIFY_WORDS } from '#portal/signing/verify-words.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { seriousFindings } from './desk-checks.ts';
import { DESK_LANGUAGES, settled, WORDS } from './desk-pages.ts';
import { addPasskeyOn, givePasskeys, joinDesk } from './desk-person.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy, picture } from './pictures.ts';

const words = WORDS.en;

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

async function openPage(look: Partial<typeof USUAL_LOOK> & { readonly scripts?: 'off' } = {}): Promise<Page> {
  const browser = await openBrowser({ ...USUAL_LOOK, ...look });
  browsers.push(browser);
  return browser.context.pages()[0] ?? (await browser.context.newPage());
}

/** A draft that waits for its signature at Sông Hàn. */
async function draft(): Promise<string> {
  const { partners } = await songHan.chief.demand(listPartners, {});
  const body = demoDraft(partners[0]?.agency.did ?? '', new Date());
  return (await songHan.chief.demand(draftAgreement, { body })).uid;
}

/** Somebody with an account of their own and a passkey in their browser, signed in. */
async function personWithPasskey(name: string, roles: readonly Role[]): Promise<Page> {
  const page = await openPage();
  await givePasskeys(page);
  await joinDesk(page, { origin: pair.songHan, chief: songHan.chief }, { name, roles });
  await addPasskeyOn(page, pair.songHan);
  return page;
}

/** Reads the text, ticks that it was read, and acts. */
async function act(page: Page, uid: string, button: string): Promise<void> {
  await page.goto(`${pair.songHan}/desk/agreements/${uid}`);
  await page.getByRole('button', { name: button }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel(words.agreement.signRead).check();
  await sheet.getByRole('button', { name: button }).click();
  await sheet.waitFor({ state: 'detached' });
}

describe('two people with passkeys', () => {
  let coordinator: Page;
  let chief: Page;
  beforeAll(async () => {
    coordinator = await personWithPasskey('Nguyễn Thị Ấm', ['coordinator']);
    chief = await personWithPasskey('Trần Văn Bình', ['chief', 'administrator']);
  });

  test('set the rule together, on one screen after the other', async () => {
    const rule = { twoPerson: true, outside: 'signatory' } as const;
    await songHan.chief.demand(setSigningRule, { body: rule });
    await chief.goto(`${pair.songHan}/desk/agreements/signing`);
    await expectHealthy(chief, 'rule');
    await chief.getByRole('button', { name: words.signing.ruleConfirm }).click();
    await chief.getByText(words.signing.ruleSet).first().waitFor();
  });

  test('one approves, the other signs; both assertions verify at both newsrooms', async () => {
    const uid = await draft();
    await act(coordinator, uid, words.signing.approve);
    await act(chief, uid, words.agreement.sign);
    await expect.poll(() => chief.getByText(words.signing.verdicts.holds).count()).toBe(2);
    await expectHealthy(chief, 'signed');
    const luJiang = await newsroomDesk(pair.luJiang);
    await expect
      .poll(async () => (await luJiang.chief.call(readAgreement, { params: { uid }, query: {} })).ok)
      .toBe(true);
    const { persons } = await luJiang.chief.demand(readAgreement, { params: { uid }, query: {} });
    expect(persons.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      'Nguyễn Thị Ấm holds',
      'Trần Văn Bình holds',
    ]);
  });

  test('a director without an account signs on a phone, by link and spoken code, without JavaScript', async () => {
    const uid = await draft();
    await act(chief, uid, words.signing.approve);
    await coordinator.goto(`${pair.songHan}/desk/agreements/${uid}`);
    await coordinator.getByLabel(words.signing.linkFor).fill('Lê Thị Hồng Nhung');
    await coordinator.getByRole('button', { name: words.signing.linkSend }).click();
    const shown = coordinator.locator('.mono[translate="no"]');
    await expect.poll(() => shown.count()).toBe(2);
    const [url = '', code = ''] = await shown.allTextContents();
    expect(await seriousFindings(coordinator)).toEqual([]);
    await picture(coordinator, 'link');

    const look = { width: 390, height: 844, language: 'vi' } as const;
    // axe is a script itself, so it looks at the same pages in a browser that runs some.
    const looked = await openPage(look);
    for (const language of DESK_LANGUAGES) {
      await looked.goto(url.replace(/\?lang=.*/, `?lang=${language}`));
      await looked.getByText(SIGNING_WORDS[language].asRole.signatory).first().waitFor();
      expect(await looked.locator('html').getAttribute('lang')).toBe(language);
      await expectHealthy(looked, `room-${language}`);
    }
    const phone = await openPage({ ...look, scripts: 'off' });
    await phone.goto(url.replace(/\?lang=.*/, '?lang=en'));
    const room = SIGNING_WORDS.en;
    const sign = phone.locator('form').first();
    const fill = async (typed: string): Promise<void> => {
      await sign.getByLabel(room.yourName).fill('Lê Thị Hồng Nhung');
      await sign.getByLabel(room.code).fill(typed);
      await sign.getByLabel(room.haveRead).check();
      await sign.getByRole('button', { name: room.act.signatory }).click();
    };
    await fill(code === '00000000' ? '11111111' : '00000000');
    await phone.getByRole('alert').waitFor();
    expect(await sign.getByLabel(room.yourName).inputValue()).toBe('Lê Thị Hồng Nhung');
    await fill(code);
    await phone.getByRole('status').getByText(room.over.used).waitFor();
    await looked.goto(phone.url());
    await picture(looked, 'room-done');
    const { state, persons } = await songHan.chief.demand(readAgreement, { params: { uid }, query: {} });
    expect(state).toBe('proposed');
    expect(persons.map(({ name, method }) => `${name} ${method}`)).toEqual([
      'Trần Văn Bình passkey',
      'Lê Thị Hồng Nhung signing-link',
    ]);
  });

  test('anybody checks the evidence at the other node, without JavaScript, in three languages', async () => {
    const { agreements } = await songHan.chief.demand(listAgreements, {});
    const inForce = agreements.find(({ state }) => state === 'in-force');
    await chief.goto(`${pair.songHan}/desk/agreements/${inForce?.uid}`);
    await settled(chief);
    const [download] = await Promise.all([
      chief.waitForEvent('download'),
      chief.getByRole('link', { name: words.signing.evidence }).click(),
    ]);
    const file = await download.path();
    const reader = await openPage({ width: 390, height: 844 });
    const check = async (page: Page, language: (typeof DESK_LANGUAGES)[number]): Promise<void> => {
      const said = VERIFY_WORDS[language];
      await page.goto(`${pair.luJiang}/verify?lang=${language}`);
      await page.getByLabel(said.file).setInputFiles(file);
      await page.getByRole('button', { name: said.check }).click();
      await page.getByText(said.genuine).waitFor();
      await page.getByText(said.genuinePages).waitFor();
    };
    for (const language of DESK_LANGUAGES) {
      await check(reader, language);
      await expectHealthy(reader, `verify-${language}`);
    }
    await check(await openPage({ scripts: 'off' }), 'vi');
  });
});
