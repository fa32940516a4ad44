import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoDraft } from '#cli/demo/conclude-agreement.ts';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { draftAgreement, readAgreement, signAgreement } from '#contract/agreement.ts';
import { OUTLET_LABELS } from '#contract/destination-needs/delivery-channel.ts';
import { DESTINATION_NEEDS } from '#contract/destination-needs/destination-needs.ts';
import { readStoryPlacements } from '#contract/destination.ts';
import { readSession } from '#contract/session.ts';
import { listWire, takeStory } from '#contract/wire.ts';
import { CHANNEL_SETTING } from '#kernel/destination-kind.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { follow, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

let pair: DemoPair;
let giver: NewsroomDesk;
let taker: NewsroomDesk;
let browser: OpenBrowser;
let page: Page;
let story: string;

beforeAll(async () => {
  pair = await openDemoPair();
  [giver, taker] = [await newsroomDesk(pair.luJiang), await newsroomDesk(pair.songHan)];
  const query = { from: 'partners', free: 'web', limit: '5' } as const;
  const { stories } = await taker.chief.demand(listWire, { query });
  story = stories[0]?.id ?? 'none';
  await taker.editor.demand(takeStory, { params: { id: story }, body: { use: 'as-is' } });
  browser = await openBrowser(USUAL_LOOK);
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
});
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

test('without a word of archives in the agreement a story says before that it may not be archived', async () => {
  const words = WORDS.vi.destination;
  await takeSeat(page, pair.songHan, 'Minh', 'vi');
  await setUp('vi', 'Kho tư liệu');
  await follow(page, `/desk/s/${story}`);
  const said = (await archiveOf()).may;
  const sentence = said.ok ? 'permitted' : said.because[0]?.sentence.vi;
  await page
    .getByText(sentence ?? 'no reason')
    .first()
    .waitFor();
  await follow(page, `/desk/s/${story}?push=1`);
  const sheet = page.getByRole('dialog', { name: words.pushTitle });
  await sheet.getByText(words.ofChannel(OUTLET_LABELS.archive.vi, words.mayNotPush)).waitFor();
  expect(await sheet.getByRole('button', { name: `${words.pushHere}: Kho tư liệu` }).count()).toBe(0);
  await expectHealthy(page, 'archive-may-not-vi');
  await letArchive();
});

test.each(['vi', 'zh-Hans', 'en'] as const)(
  'in %s an archive is set up, a story is put there, and it says until when by which clause',
  async (language) => {
    const words = WORDS[language].destination;
    await takeSeat(page, pair.songHan, 'Minh', language);
    const name = `Archive ${language}`;
    await setUp(language, name);
    const [kept] = (await archiveOf()).kept ?? [];
    const sentence = kept?.sentence[language] ?? 'no reason';

    await follow(page, `/desk/s/${story}`);
    await page.getByText(sentence).first().waitFor();
    await follow(page, `/desk/s/${story}?push=1`);
    const sheet = page.getByRole('dialog', { name: words.pushTitle });
    const archive = OUTLET_LABELS.archive[language];
    await sheet.getByText(words.ofChannel(archive, words.mayArchive)).waitFor();
    await sheet.getByRole('button', { name: `${words.pushHere}: ${name}` }).press('Enter');
    const row = sheet.getByRole('listitem').filter({ hasText: name });
    await row.getByText(words.placed.there, { exact: true }).waitFor();
    await row.getByText(sentence).waitFor();
    await expectHealthy(page, `archive-kept-${language}`);
  },
);

/** The wizard: a folder of the node, which is an archive. */
async function setUp(language: DeskLanguage, name: string): Promise<void> {
  const words = WORDS[language].destination;
  await follow(page, '/desk/destinations?add=1');
  const sheet = page.getByRole('dialog', { name: words.add });
  await sheet.getByRole('radio', { name: DESTINATION_NEEDS.folder.name[language], exact: true }).check();
  await sheet.getByRole('button', { name: words.next }).press('Enter');
  await sheet.getByRole('textbox', { name: words.name, exact: true }).fill(name);
  const setting = DESTINATION_NEEDS.folder.settings.find((one) => one.name === CHANNEL_SETTING);
  await sheet.getByLabel(setting?.label[language] ?? 'none').selectOption('archive');
  await expectHealthy(page, `archive-set-up-${language}`);
  await sheet.getByRole('button', { name: words.next }).press('Enter');
  await sheet.getByRole('button', { name: words.save, exact: true }).press('Enter');
  await page.waitForURL('**/desk/destinations/*');
  await page.getByText(OUTLET_LABELS.archive[language]).first().waitFor();
}

async function archiveOf() {
  const asked = { params: { id: story }, query: {} };
  const { channels } = await taker.editor.demand(readStoryPlacements, asked);
  const found = channels.find(({ channel }) => channel === 'archive');
  if (!found) throw new Error('nothing is said of archives');
  return found;
}

/** A second agreement of the two, by which what is given may be archived for two years. */
async function letArchive(): Promise<void> {
  const { agency } = await giver.chief.demand(readSession, {});
  const draft = demoDraft(agency.did, new Date());
  if (!draft.receive) throw new Error('the demo exchanges both ways');
  const receive = { ...draft.receive, archiveMonths: 24 };
  const { uid } = await taker.chief.demand(draftAgreement, { body: { ...draft, receive } });
  const read = (one: NewsroomDesk) => one.chief.demand(readAgreement, { params: { uid }, query: {} });
  const sign = async (one: NewsroomDesk) => {
    const { digest } = await read(one);
    await one.chief.demand(signAgreement, { params: { uid }, body: { digest } });
  };
  await sign(taker);
  await until('the draft arrives', () => read(giver));
  await sign(giver);
  await until('it is in force', async () => (await read(taker)).state === 'in-force');
}
