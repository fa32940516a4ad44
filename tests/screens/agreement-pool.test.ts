import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '#cli/demo/until.ts';
import { AgreementDraft, readAgreement, signAgreement } from '#contract/agreement.ts';
import { readTalks } from '#contract/talks.ts';
import { settled, tabTo, WORDS, type DeskLanguage } from './desk-pages.ts';
import { expectHealthy } from './pictures.ts';
import { openThreeNewsrooms, THIRD_NAME, type ThreeNewsrooms } from './third-newsroom.ts';
import { openTwoDesks, type AtDesk, type TwoDesks } from './two-desks.ts';

let rooms: ThreeNewsrooms;
let desks: TwoDesks;

beforeAll(async () => {
  rooms = await openThreeNewsrooms();
  desks = await openTwoDesks(rooms);
});
afterAll(async () => {
  await desks?.close();
  await rooms?.close();
});

const [vi, zh] = [WORDS.vi, WORDS['zh-Hans']];
const SONG_HAN = 'Hãng tin Sông Hàn';
const LU_JIANG = { vi: 'Hãng tin Lộ Giang', 'zh-Hans': '鹭江通讯社' };

test('every answer of the form has a question on the screen', async () => {
  const [{ page, open }] = await desks.sit('vi', 'zh-Hans');
  const field = (label: string): Locator => page.getByLabel(label, { exact: true }).first();
  await open('/agreements/new');
  await field(vi.agreement.composer.partner).selectOption({ label: LU_JIANG.vi });
  for (const quota of await page.getByLabel(vi.agreement.composer.quota).all()) await quota.fill('5');
  await page.getByRole('button', { name: vi.compose.addContact }).click();
  await page.getByRole('button', { name: vi.compose.addCommitment }).click();
  await page
    .locator('[data-question="commitments.0.period"]')
    .selectOption({ label: vi.compose.periods.P1Y });
  const questions = await page
    .locator('[data-question]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-question') ?? ''));
  expect([...new Set(questions)].toSorted()).toEqual(answersIn(AgreementDraft).toSorted());
  await expectHealthy(page, 'every-question-vi');
  await page.reload();
  await page.getByRole('button', { name: vi.agreement.composer.fresh }).click();
  await page.getByRole('button', { name: vi.compose.freshYes }).click();
});

/** Every place of a shape where an answer stands; of a list of objects the first. */
function answersIn(schema: unknown, at?: string): readonly string[] {
  const { properties, items } = shapeOf(schema);
  const inner = properties ?? shapeOf(items)['properties'];
  if (inner === undefined) return at === undefined ? [] : [at];
  const place = [...(at === undefined ? [] : [at]), ...(properties ? [] : ['0'])];
  return Object.entries(shapeOf(inner)).flatMap(([name, one]) => answersIn(one, [...place, name].join('.')));
}

function shapeOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

test('a project of three is drawn up by keyboard, laid before all, changed by one, and signed by all', async () => {
  const [ours, theirs] = await desks.sit('vi', 'zh-Hans');
  const { page } = ours;
  const field = (label: string): Locator => page.getByLabel(label, { exact: true }).first();
  const text = (): Locator => page.locator('.live-text');

  await ours.open('/agreements/new');
  const partner = field(vi.agreement.composer.partner);
  await tabTo(page, partner);
  await partner.selectOption({ label: LU_JIANG.vi });
  await text().locator('.clauses li').first().waitFor();
  const exclusive = field(vi.compose.exclusive);
  await exclusive.fill('6');
  await field(vi.compose.excerpt).fill('80');

  // Another kind and another party keep what was answered, and say what cannot stay.
  const template = field(vi.agreement.composer.template);
  await tabTo(page, template);
  await template.selectOption({ label: vi.compose.templates['joint-project'] });
  await page.getByText(vi.compose.reshaped).waitFor();
  const other = page
    .getByRole('group', { name: vi.compose.others })
    .getByLabel(THIRD_NAME.vi, { exact: true });
  await tabTo(page, other);
  await page.keyboard.press('Space');
  const note = page.getByRole('alert').filter({ hasText: vi.compose.reshaped });
  await note.getByText(vi.compose.reshapedLeft).waitFor();
  expect(await note.textContent()).toContain('Không chào cho ai khác');
  expect(await exclusive.count()).toBe(0);
  expect(await field(vi.compose.excerpt).inputValue()).toBe('80');
  expect(await field(`${vi.agreement.composer.name} · Tiếng Việt`).inputValue()).toContain(THIRD_NAME.vi);

  await note.getByRole('button', { name: vi.act.undo }).press('Enter');
  expect(await exclusive.first().inputValue()).toBe('6');
  await exclusive.first().fill('');
  await tabTo(page, other);
  await page.keyboard.press('Space');
  await page.getByRole('heading', { name: vi.compose.pool }).waitFor();
  await expect.poll(() => text().textContent()).toContain(`${LU_JIANG.vi} và ${THIRD_NAME.vi} được`);
  await text().getByText('中文', { exact: false }).first().click();
  await expect.poll(() => text().textContent()).toContain(`和${THIRD_NAME['zh-Hans']}`);
  await expectHealthy(page, 'pool-1-compose-vi');

  await page.getByRole('button', { name: vi.compose.simulation.run }).press('Enter');
  await page.getByRole('heading', { name: vi.compose.simulation.gets(SONG_HAN, LU_JIANG.vi) }).waitFor();
  await page.getByRole('heading', { name: vi.compose.simulation.gets(SONG_HAN, THIRD_NAME.vi) }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/desk\/agreements\/urn/);
  const uid = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  const address = `/agreements/${uid}`;
  await share(ours, 'vi');

  // 鹭江 answers with another number; all three parties see what it changed.
  await theirs.arrives(address, zh.agreement.states.shared);
  await theirs.press(zh.talks.counter);
  await theirs.page.getByRole('heading', { level: 1, name: zh.talks.writeTitle }).waitFor();
  await theirs.page.getByText(THIRD_NAME['zh-Hans']).first().waitFor();
  await theirs.page.getByLabel(zh.compose.excerpt).first().fill('90');
  await theirs.page.locator('.redline').getByText('90').first().waitFor();
  await expectHealthy(theirs.page, 'pool-2-counter-zh');
  await theirs.press(zh.talks.keep);
  await theirs.page.getByText(zh.talks.kept).waitFor();
  await share(theirs, 'zh-Hans');

  await ours.arrives(address, vi.talks.version(2));
  await page.getByRole('link', { name: vi.talks.compare }).last().click();
  const changed = page.locator('.redline li');
  await changed.first().waitFor();
  expect(await changed.count()).toBe(3);

  await ours.open(address);
  await sign(ours, 'vi', vi.agreement.sign);
  await theirs.arrives(address, zh.agreement.states.received);
  await sign(theirs, 'zh-Hans', zh.agreement.countersign);
  await ours.arrives(address, vi.agreement.signedOf(2, 3));
  await expectHealthy(page, 'pool-3-two-of-three-vi');

  const params = { uid };
  const digest = await until('the third newsroom has the text and both signatures', async () => {
    const { documents, head } = await rooms.third.chief.demand(readTalks, { params });
    return documents.some((one) => one.digest === head && one.signedBy.length === 2) ? head : undefined;
  });
  const { clauses } = await rooms.third.chief.demand(readAgreement, { params, query: { digest } });
  expect(clauses.some(({ sentence }) => sentence.en.startsWith('Song Han News and Lujiang News may'))).toBe(
    true,
  );
  await rooms.third.chief.demand(signAgreement, { params, body: { digest } });
  await ours.arrives(address, vi.agreement.states['in-force']);
  await theirs.arrives(address, zh.agreement.states['in-force']);
});

async function share({ page, press }: AtDesk, language: DeskLanguage): Promise<void> {
  const { talks } = WORDS[language];
  await settled(page);
  await press(talks.share);
  await page
    .getByRole('dialog', { name: talks.shareTitle })
    .getByRole('button', { name: talks.share })
    .click();
  await page.getByText(talks.shared).waitFor();
}

/** Reads the text, says so, and signs it. */
async function sign({ page, press }: AtDesk, language: DeskLanguage, verb: string): Promise<void> {
  const words = WORDS[language];
  await press(verb);
  const sheet = page.getByRole('dialog', { name: words.agreement.signTitle });
  await sheet.getByLabel(words.agreement.signRead).check();
  await sheet.getByRole('button', { name: verb }).click();
  await sheet.waitFor({ state: 'hidden' });
}
