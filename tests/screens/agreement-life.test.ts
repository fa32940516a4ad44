import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeskClient } from '#cli/desk-client.ts';
import { demoDraft } from '#cli/demo/conclude-agreement.ts';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { draftAgreement, readAgreement, signAgreement } from '#contract/agreement.ts';
import { listPartners } from '#contract/partner.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { WORDS } from './desk-pages.ts';
import { expectHealthy } from './pictures.ts';
import { openTwoDesks, type TwoDesks } from './two-desks.ts';

let pair: DemoPair;
let desks: TwoDesks;
let chiefs: { readonly ours: DeskClient; readonly theirs: DeskClient };

beforeAll(async () => {
  pair = await openDemoPair();
  chiefs = {
    ours: (await newsroomDesk(pair.songHan)).chief,
    theirs: (await newsroomDesk(pair.luJiang)).chief,
  };
  desks = await openTwoDesks(pair);
});
afterAll(async () => {
  await desks?.close();
  await pair?.close();
});

const [vi, zh, en] = [WORDS.vi, WORDS['zh-Hans'], WORDS.en];

/** An agreement that both have signed, with thirty days to mend a breach and three training places of the partner. */
async function signedAgreement(title: string): Promise<string> {
  const { ours, theirs } = chiefs;
  const [partner] = (await ours.demand(listPartners, {})).partners;
  const draft = demoDraft(partner?.agency.did ?? '', new Date());
  const body = {
    ...draft,
    title: { vi: title, 'zh-Hans': title, en: title },
    cureDays: 30,
    commitments: [places(draft.partner)],
  };
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

test('an agreement is ended for a breach, answered by the other side, and goes on once the breach is cured', async () => {
  const uid = await signedAgreement('Có thời hạn khắc phục');
  const address = `/agreements/${uid}`;
  const { clauses } = await chiefs.ours.demand(readAgreement, { params: { uid }, query: {} });
  const report = clauses.find((clause) => clause.uid.endsWith('#give-report'));
  const [ours, theirs] = await desks.sit('vi', 'zh-Hans');
  const breach = 'Mười một lần sử dụng trong tháng 2 chưa bao giờ được báo.';

  await ours.open(address);
  await ours.press(vi.life.end);
  const sheet = ours.page.getByRole('dialog', { name: vi.life.endTitle });
  await sheet.getByRole('radio', { name: vi.life.ways.cause }).check();
  expect(await sheet.getByRole('button', { name: vi.life.next }).isDisabled()).toBe(true);
  await sheet.getByRole('combobox', { name: vi.life.clause }).click();
  await ours.page.getByRole('option', { name: new RegExp(`^${report?.number}\\. `, 'u') }).click();
  await sheet.getByRole('textbox', { name: vi.life.breach }).fill(breach);
  await expectHealthy(ours.page, 'life-1-cause-vi');
  await ours.press(vi.life.next);
  await sheet.getByText(breach).waitFor();
  await expectHealthy(ours.page, 'life-2-confirm-vi');
  await ours.press(vi.life.confirm.cause);
  await ours.page.getByText(vi.life.done.cause).waitFor();

  await theirs.arrives(address, breach);
  await expectHealthy(theirs.page, 'life-3-received-zh');
  await theirs.press(zh.life.contest);
  await theirs.page
    .getByRole('textbox', { name: zh.life.contestWords })
    .fill('已于3月1日报告，见第412条记录。');
  await expectHealthy(theirs.page, 'life-4-answer-zh');
  await theirs.press(zh.life.contestSend);
  await theirs.page.getByText(zh.life.contestDone).waitFor();

  await ours.arrives(address, '已于3月1日报告，见第412条记录。');
  await ours.press(vi.life.cured);
  await ours.press(vi.life.curedConfirm);
  await ours.page.getByText(vi.life.curedDone).waitFor();
  await expectHealthy(ours.page, 'life-5-cured-vi');
  await theirs.arrives(address, zh.life.kinds.cured);
  expect(await theirs.page.locator('.page-head').textContent()).toContain(zh.agreement.states['in-force']);
});

const places = (by: string) => ({
  by,
  kind: 'trainingPlace' as const,
  count: 3,
  title: { vi: 'Suất đào tạo', 'zh-Hans': '培训名额', en: 'Training' },
});

test('what was done towards a promise is recorded at one desk, confirmed or disputed at the other, and counted in the register', async () => {
  const uid = await signedAgreement('Promises');
  const address = `/agreements/${uid}`;
  const [ours, theirs] = await desks.sit('vi', 'zh-Hans');
  const recorded = async (count: string, note: string): Promise<void> => {
    await ours.open(`${address}?ask=fulfil`);
    const sheet = ours.page.getByRole('dialog', { name: vi.commitment.recordTitle });
    await sheet.getByLabel(vi.commitment.count).fill(count);
    await sheet.getByLabel(vi.commitment.note).fill(note);
    if (count === '1') await expectHealthy(ours.page, 'commitment-1-record-vi');
    await sheet.getByRole('button', { name: vi.commitment.send }).click();
    await ours.page.getByText(vi.commitment.sent).waitFor();
    await theirs.arrives(address, note);
  };
  await recorded('1', 'Lan học hai tuần');
  await expectHealthy(theirs.page, 'commitment-2-received-zh');
  await theirs.press(zh.commitment.confirm);
  await theirs.page.getByText(zh.commitment.standings.confirmed).waitFor();

  await recorded('2', 'Minh và Hoa');
  await theirs.press(zh.commitment.dispute);
  const sheet = theirs.page.getByRole('dialog', { name: zh.commitment.disputeTitle });
  const send = sheet.getByRole('button', { name: zh.commitment.disputeSend });
  expect(await send.isDisabled()).toBe(true);
  await sheet.getByLabel(zh.commitment.disputeReason).fill('只来了一人');
  await expectHealthy(theirs.page, 'commitment-3-dispute-zh');
  await send.click();
  await theirs.page.getByText('只来了一人').waitFor();

  await ours.arrives(address, '只来了一人');
  const cells = ours.page.locator('table.plain').filter({ hasText: vi.commitment.promised }).locator('td');
  expect((await cells.allTextContents()).slice(1, 6)).toEqual(['3', '1', '2', '0', '2']);
  await expectHealthy(ours.page, 'commitment-4-counted-vi');
  const [english] = await desks.sit('en', 'zh-Hans');
  await english.open('/agreements');
  const row = english.page.locator('li.row').filter({ hasText: 'Promises' });
  expect(await row.textContent()).toContain(en.commitment.theyOwe(2, en.commitment.kinds.trainingPlace, ''));
  await english.open(address);
  await expectHealthy(english.page, 'commitment-5-counted-en');
});

test('one permission is suspended by itself, named at both desks by its number and who suspended it, and resumed', async () => {
  const address = `/agreements/${await signedAgreement('One clause')}`;
  const [ours, theirs] = await desks.sit('en', 'zh-Hans');
  await theirs.open(address);
  await theirs.press(zh.agreement.suspend);
  const sheet = theirs.page.getByRole('dialog', { name: zh.agreement.suspendTitle });
  await sheet.getByRole('radio', { name: zh.agreement.suspendRules }).check();
  await sheet.getByRole('textbox', { name: zh.agreement.reason }).fill('撤稿未执行');
  const send = sheet.getByRole('button', { name: zh.agreement.suspend });
  expect(await send.isDisabled()).toBe(true);
  await sheet.getByRole('checkbox').first().check();
  await expectHealthy(theirs.page, 'life-10-one-clause-zh');
  await send.click();
  await theirs.page.getByText(zh.agreement.suspended).waitFor();

  await ours.arrives(address, en.life.kinds.suspendedRules);
  expect(await ours.page.getByText(en.life.resting).count()).toBe(1);
  expect(await ours.page.getByText(/^clause \d+: suspended by .+, until it resumes$/u).count()).toBe(1);
  expect(await ours.page.locator('.page-head').textContent()).toContain(en.agreement.states['in-force']);
  await expectHealthy(ours.page, 'life-11-one-clause-en');
  await theirs.press(zh.agreement.resume);
  await theirs.page.getByText(zh.agreement.resumed).waitFor();
  await ours.arrives(address, en.life.kinds.resumed);
});

test('an agreement is suspended, given notice of, and ended at once when the other side agrees too', async () => {
  const address = `/agreements/${await signedAgreement('Ends by both')}`;
  const [ours, theirs] = await desks.sit('en', 'zh-Hans');

  await theirs.open(address);
  await theirs.press(zh.agreement.suspend);
  await theirs.page.getByRole('textbox', { name: zh.agreement.reason }).fill('密钥遗失');
  await expectHealthy(theirs.page, 'life-6-suspend-zh');
  await theirs.page.getByRole('dialog').getByRole('button', { name: zh.agreement.suspend }).click();
  await theirs.page.getByText(zh.agreement.suspended).waitFor();
  await ours.arrives(address, '密钥遗失');
  await theirs.press(zh.agreement.resume);
  await theirs.page.getByText(zh.agreement.resumed).waitFor();

  await ours.arrives(address, en.life.kinds.resumed);
  await ours.open(`${address}?ask=end-notice`);
  await expectHealthy(ours.page, 'life-7-notice-en');
  await ours.press(en.life.next);
  await ours.press(en.life.back);
  await ours.press(en.life.next);
  await ours.press(en.life.confirm.notice);
  await ours.page.getByText(en.life.done.notice).waitFor();

  await ours.open(`${address}?ask=end-together`);
  const waits = ours.page.getByRole('dialog').getByText('must still agree to end it at once');
  await waits.waitFor();
  await ours.press(en.life.next);
  await ours.press(en.life.confirm.together);
  await ours.page.getByText(en.life.done.together).waitFor();

  await theirs.arrives(address, zh.life.agreeToo);
  await theirs.press(zh.life.agreeToo);
  await expectHealthy(theirs.page, 'life-8-together-zh');
  await theirs.press(zh.life.next);
  await theirs.press(zh.life.confirm.together);
  await theirs.page.getByText(zh.life.done.together).waitFor();
  await ours.arrives(address, en.agreement.states.terminated);
  await expectHealthy(ours.page, 'life-9-ended-en');
});
