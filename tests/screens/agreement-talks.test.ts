import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { demoDraft } from '#cli/demo/conclude-agreement.ts';
import { draftAgreement } from '#contract/agreement.ts';
import { PAPER_PROBLEMS } from '#contract/paper-problems.ts';
import { listPartners } from '#contract/partner.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { WORDS, type DeskLanguage } from './desk-pages.ts';
import { expectHealthy } from './pictures.ts';
import { openTwoDesks, type AtDesk, type TwoDesks } from './two-desks.ts';

let pair: DemoPair;
let desks: TwoDesks;
let address = '';

beforeAll(async () => {
  pair = await openDemoPair();
  const { chief } = await newsroomDesk(pair.songHan);
  const [partner] = (await chief.demand(listPartners, {})).partners;
  const body = demoDraft(partner?.agency.did ?? '', new Date());
  address = `/agreements/${(await chief.demand(draftAgreement, { body })).uid}`;
  desks = await openTwoDesks(pair);
});
afterAll(async () => {
  await desks?.close();
  await pair?.close();
});

const [vi, zh] = [WORDS.vi, WORDS['zh-Hans']];

test('the text on paper goes with the agreement: brought at one desk, saved at the other', async () => {
  const [ours, theirs] = await desks.sit('vi', 'zh-Hans');
  const { compose } = vi;
  await ours.open('/agreements/new');
  await ours.page.getByText(compose.paperKinds).waitFor();
  const bring = ours.page.locator('input[type="file"]');
  const fake = { name: 'x.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html></html>') };
  await bring.setInputFiles(fake);
  await ours.page.getByText(PAPER_PROBLEMS['paper-type-refused'].title.vi).waitFor();
  await bring.setInputFiles({ ...fake, name: 'Thỏa thuận.pdf', buffer: PAPER });
  await ours.page.getByText('Thỏa thuận.pdf').waitFor();
  await ours.page.locator('.live-text').getByText('sha-256:').first().waitFor();
  await expectHealthy(ours.page, '0-paper-vi');
  await ours.press(vi.agreement.composer.keep);
  await ours.page.waitForURL(/\/desk\/agreements\/urn/);
  const there = `/agreements/${new URL(ours.page.url()).pathname.split('/').at(-1)}`;
  await ours.press(vi.talks.share);
  await ours.page.getByRole('dialog').getByRole('button', { name: vi.talks.share }).click();
  await ours.page.getByText(vi.talks.shared).waitFor();

  await theirs.arrives(there, 'Thỏa thuận.pdf');
  const save = theirs.page.getByRole('link', { name: zh.compose.paperOpen });
  const [file] = await Promise.all([theirs.page.waitForEvent('download'), save.press('Enter')]);
  expect(file.suggestedFilename()).toBe('Thỏa thuận.pdf');
  expect(readFileSync(await file.path())).toEqual(PAPER);
  await expectHealthy(theirs.page, '0-paper-zh');
});

const PAPER = Buffer.from('%PDF-1.7 hai bên đã ký');

test('an agreement is shared, commented, countered with a redline, signed by both and amended, at two desks', async () => {
  const [ours, theirs] = await desks.sit('vi', 'zh-Hans');
  await ours.open(address);
  await expectHealthy(ours.page, '1-draft-vi');
  await ours.press(vi.talks.share);
  await ours.page
    .getByRole('dialog', { name: vi.talks.shareTitle })
    .getByRole('button', { name: vi.talks.share })
    .click();
  await ours.page.getByText(vi.talks.shared).waitFor();

  await theirs.arrives(address, zh.agreement.states.shared);
  await theirs.press(zh.talks.commentOn(zh.refusal.clause('1')));
  await theirs.page
    .getByRole('textbox', { name: zh.talks.commentText })
    .fill('每月 200 条太少，请改为 300 条。');
  await expectHealthy(theirs.page, '2-comment-zh');
  await theirs.press(zh.talks.send);
  await theirs.page.getByText(zh.talks.sent).waitFor();

  await theirs.press(zh.talks.counter);
  await theirs.page.getByRole('heading', { level: 1, name: zh.talks.writeTitle }).waitFor();
  await theirs.page.getByLabel(zh.agreement.composer.quota).first().fill('300');
  await theirs.page.locator('.redline').getByText('300').first().waitFor();
  await expectHealthy(theirs.page, '3-counter-zh');
  await theirs.press(zh.talks.keep);
  await theirs.page.getByText(zh.talks.kept).waitFor();
  await theirs.press(zh.talks.share);
  await theirs.page.getByRole('dialog').getByRole('button', { name: zh.talks.share }).click();
  await theirs.page.getByText(zh.talks.shared).waitFor();

  await ours.arrives(address, vi.talks.version(2));
  await ours.page.getByText('每月 200 条太少，请改为 300 条。').waitFor();
  await ours.page.getByRole('link', { name: vi.talks.compare }).last().click();
  const changed = ours.page.locator('.redline li');
  await changed.first().waitFor();
  expect(await changed.count()).toBe(1);
  expect(await changed.locator('del').textContent()).toContain('200');
  expect(await changed.locator('ins').textContent()).toContain('300');
  await expectHealthy(ours.page, '4-redline-vi');

  await sign(ours, 'vi', vi.agreement.sign);
  await theirs.arrives(address, zh.agreement.states.received);
  await sign(theirs, 'zh-Hans', zh.agreement.countersign);
  await ours.arrives(address, vi.agreement.states['in-force']);

  await ours.press(vi.talks.amend);
  await ours.page.getByRole('heading', { level: 1, name: vi.talks.writeTitle }).waitFor();
  await ours.page.getByLabel(vi.agreement.composer.quota).first().fill('400');
  // What the answers mean, and where they stand against other agreements, is told before they are kept.
  await ours.page.getByRole('button', { name: vi.compose.simulation.run }).press('Enter');
  await ours.page.getByText(vi.compose.simulation.outcomes.shared).first().waitFor();
  const mine = ours.page.getByLabel(vi.compose.mine, { exact: true }).first();
  await mine.press('Space');
  await ours.page.getByText(vi.compose.conflictsTitle).waitFor();
  await expectHealthy(ours.page, '5-next-conflict-vi');
  await mine.press('Space');
  await ours.page.getByText(vi.compose.conflictsTitle).waitFor({ state: 'detached' });
  const means = ours.page.locator('.redline details.means').first();
  await means.locator('summary').press('Enter');
  await means.getByText('400').first().waitFor();
  await ours.press(vi.talks.keep);
  await ours.page.getByText(vi.talks.kept).waitFor();
  await ours.open(address);
  const state = ours.page.locator('.page-head');
  expect(await state.textContent()).toContain(vi.agreement.states['in-force']);
  await expectHealthy(ours.page, '6-amendment-vi');

  // What was laid on the table can be taken back; the version that stands goes on.
  await ours.press(vi.talks.share);
  await ours.page.getByRole('dialog').getByRole('button', { name: vi.talks.share }).click();
  await ours.page.getByText(vi.talks.shared).waitFor();
  await theirs.arrives(address, zh.talks.version(3));
  await ours.open(address);
  await ours.press(vi.talks.withdraw);
  await ours.page.getByText(vi.talks.withdrawn).waitFor();
  await expectHealthy(ours.page, '7-withdrawn-vi');
  await theirs.arrives(address, zh.agreement.states.withdrawn);
  expect(await theirs.page.locator('.page-head').textContent()).toContain(zh.agreement.states['in-force']);
});

test('an amendment that both sides have signed rules from then on, and its predecessor is kept', async () => {
  const [ours, theirs] = await desks.sit('vi', 'zh-Hans');
  await ours.open(address);
  await ours.press(vi.talks.amend);
  await ours.page.getByLabel(vi.agreement.composer.quota).first().fill('500');
  await ours.page.locator('.redline').getByText('500').first().waitFor();
  await ours.press(vi.talks.keep);
  await ours.page.getByText(vi.talks.kept).waitFor();
  await sign(ours, 'vi', vi.agreement.sign);
  await theirs.arrives(address, zh.agreement.states.received);
  await theirs.page.getByRole('link', { name: zh.talks.read }).last().press('Enter');
  await sign(theirs, 'zh-Hans', zh.agreement.countersign);
  await ours.arrives(address, '500');
  await expectHealthy(ours.page, '8-amended-vi');
});

/** Reads the text, says so, and signs it. */
async function sign({ page, press }: AtDesk, language: DeskLanguage, verb: string): Promise<void> {
  const words = WORDS[language];
  await press(verb);
  const sheet = page.getByRole('dialog', { name: words.agreement.signTitle });
  await sheet.getByLabel(words.agreement.signRead).check();
  await sheet.getByRole('button', { name: verb }).click();
  await sheet.waitFor({ state: 'hidden' });
}
