import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { ARRIVAL_NAMES, REFUSED_ARRIVALS } from '#contract/refused-arrivals.ts';
import { instantOf } from '#kernel/instant.ts';
import { nodeSecrets } from '#main/node-secrets.ts';
import { visitStore } from '#main/open-store.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { fiftyAgreements } from '#tests/town/fifty-agreements.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { DESK_LANGUAGES, settled, takeSeat, WORDS } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

let pair: DemoPair;
let browser: OpenBrowser;
let page: Page;

beforeAll(async () => {
  pair = await openDemoPair();
  const ours = (await newsroomDesk(pair.songHan)).chief;
  const theirs = (await newsroomDesk(pair.luJiang)).chief;
  await fiftyAgreements(ours, theirs);
  browser = await openBrowser(USUAL_LOOK);
  page = await browser.context.newPage();
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

const open = async (address: string): Promise<void> => {
  await page.goto(`${pair.songHan}/desk${address}`);
  await settled(page);
};
const rows = () => page.locator('li.row');
const healthy = (name: string) => expectHealthy(page, name);

test.each(DESK_LANGUAGES)(
  'fifty agreements are seen, filtered and found at a glance in %s',
  async (language) => {
    const words = WORDS[language];
    await takeSeat(page, pair.songHan, 'Minh', language);
    await page.getByRole('heading', { name: words.register.reminders }).waitFor();
    await healthy(`register-today-${language}`);
    await open('/agreements');
    expect(await rows().count()).toBe(50);
    expect(await rows().first().textContent()).toContain(words.register.reminder(7));
    await page.getByText(words.register.marksInWords, { exact: true }).press('Enter');
    await page.getByText(`${words.register.marks['in-force']} `).last().waitFor();
    await healthy(`register-${language}`);

    await page.getByLabel(words.register.state).selectOption('proposed');
    await expect.poll(() => rows().count()).toBe(4);
    expect(page.url()).toContain('state=proposed');

    const sought = { vi: 'khong qua 42', 'zh-Hans': '不超過42', en: 'more than 42' }[language];
    await page.goto(`${pair.songHan}/desk/agreements`);
    await page.getByRole('searchbox', { name: words.register.words }).fill(sought);
    await page.getByRole('button', { name: words.register.find, exact: true }).click();
    await expect.poll(() => rows().count()).toBeLessThanOrEqual(2);
    expect(await page.locator('.found').first().textContent()).toContain('42');
    await healthy(`register-found-${language}`);
  },
);

test('the obligations of all agreements are saved for a spreadsheet, and one agreement as text and as ODRL', async () => {
  const { files } = WORDS['zh-Hans'].register;
  await takeSeat(page, pair.songHan, 'Minh', 'zh-Hans');
  await open('/agreements');
  const save = async (name: string): Promise<string> => {
    const link = page.getByRole('link', { name, exact: true });
    const [file] = await Promise.all([page.waitForEvent('download'), link.press('Enter')]);
    return readFileSync(await file.path(), 'utf8');
  };
  expect(await save(files.obligations)).toContain('removeFromService');
  await rows().first().getByRole('link').first().click();
  const document = page.locator('details.panel').filter({ hasText: WORDS['zh-Hans'].agreement.document });
  await document.locator('summary').press('Enter');
  expect(await save(files.text)).toContain('一般条款');
  expect(JSON.parse(await save(files.document))).toMatchObject({ '@type': 'Agreement' });
  expect(await save(files.obligations)).toContain('removeFromService');
  await healthy('agreement-files-zh-Hans');
});

test.each(DESK_LANGUAGES)(
  'what a partner sent and was refused is seen in %s, with why and what to do',
  async (language) => {
    const words = WORDS[language];
    await takeSeat(page, pair.songHan, 'Minh', language);
    if (language === 'vi') {
      await open('/agreements');
      expect(await page.getByText(words.register.refusedHelp).count()).toBe(0);
      await noteRefusal(pair.songHanData);
    }
    await open('/agreements');
    const panel = page.locator('section.panel').filter({ hasText: words.register.refused });
    const { title, next } = REFUSED_ARRIVALS['agreement-signature-refused'];
    await panel.getByText(title[language]).waitFor();
    await panel.getByText(next[language]).waitFor();
    await panel
      .getByText(ARRIVAL_NAMES['agreement.proposed']?.[language] ?? '')
      .first()
      .waitFor();
    await healthy(`register-refused-${language}`);
  },
);

/** As the node notes what a partner sent that does not hold: that it does is shown in agreement-tampering.test.ts. */
async function noteRefusal(dataFolder: string): Promise<void> {
  const store = await visitStore(dataFolder, nodeSecrets(dataFolder));
  try {
    const [agency] = await agencyDirectory(store.app.db).list();
    if (!agency) throw new Error('nobody lives there');
    await store.transact(agency.id, async ({ activities, partners }) => {
      const [partner] = await partners.list();
      const facts = {
        code: 'agreement-signature-refused',
        because: 'signature-wrong',
        partner: partner?.did ?? '',
      };
      const at = instantOf(Date.now());
      await activities.record({
        at,
        what: 'agreement-refused',
        subject: 'one',
        facts: { ...facts, type: 'agreement.proposed' },
      });
    });
  } finally {
    await store.close();
  }
}

test('what was seen of a reminder on Today stays away until the next step', async () => {
  const words = WORDS.en;
  await takeSeat(page, pair.songHan, 'Minh', 'en');
  const notes = page.getByRole('button', { name: words.register.seen, exact: true });
  await notes.first().waitFor();
  const count = await notes.count();
  await notes.first().click();
  await expect.poll(() => notes.count()).toBe(count - 1);
  await page.reload();
  await settled(page);
  await expect.poll(() => notes.count()).toBe(count - 1);
});

test('two agreements are compared, and one that ends soon is a step from being renewed', async () => {
  const words = WORDS.en;
  await open('/agreements/compare');
  const choose = (label: string, index: number) =>
    page.getByLabel(label, { exact: true }).selectOption({ index });
  await choose(words.register.one, 3);
  await choose(words.register.other, 4);
  await page.locator('.redline li').first().waitFor();
  await healthy('register-compare-en');
  await open('/agreements');
  await rows().first().getByRole('link').first().click();
  await page.getByText(words.register.quotas).waitFor();
  await healthy('register-agreement-en');
  await page.getByRole('link', { name: words.register.renew }).click();
  await page.getByRole('heading', { level: 1, name: words.talks.writeTitle }).waitFor();
});
