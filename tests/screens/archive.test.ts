import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoDraft } from '#cli/demo/conclude-agreement.ts';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { terminateAgreement } from '#contract/agreement-endings.ts';
import { draftAgreement, readAgreement, signAgreement } from '#contract/agreement.ts';
import { OUTLET_LABELS } from '#contract/destination-needs/delivery-channel.ts';
import { DESTINATION_NEEDS } from '#contract/destination-needs/destination-needs.ts';
import { addDestination, listDestinations, readStoryPlacements, recordRun } from '#contract/destination.ts';
import { readSession } from '#contract/session.ts';
import { listWire, takeStory } from '#contract/wire.ts';
import { CHANNEL_SETTING } from '#kernel/destination-kind.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { follow, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

const LANGUAGES = ['vi', 'zh-Hans', 'en'] as const;

let pair: DemoPair;
let giver: NewsroomDesk;
let taker: NewsroomDesk;
let browser: OpenBrowser;
let page: Page;
let story: string;
/** By which what is given may be archived. */
let agreement: string;

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

test.each(LANGUAGES)(
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

test('what people keep in an archive themselves is recorded as archived, with words of its own', async () => {
  const words = WORDS.vi.destination;
  for (const language of LANGUAGES)
    await taker.chief.demand(addDestination, {
      body: { name: `Shelf ${language}`, kind: 'hand', settings: { [CHANNEL_SETTING]: 'archive' } },
    });
  await takeSeat(page, pair.songHan, 'Minh', 'vi');
  await follow(page, `/desk/s/${story}?push=1`);
  const sheet = page.getByRole('dialog', { name: words.pushTitle });
  await sheet.getByRole('button', { name: `${words.byHand.ofArchive.ran}: Shelf vi` }).press('Enter');
  await sheet.getByLabel(words.byHand.where).fill('Kệ 3, số 112');
  await expectHealthy(page, 'archive-by-hand-vi');
  await sheet.getByRole('button', { name: words.byHand.record, exact: true }).press('Enter');
  const row = sheet.getByRole('listitem').filter({ hasText: 'Shelf vi' });
  await row.getByText(words.byHand.ofArchive.states.there, { exact: true }).waitFor();
});

test('when both sides end the agreement its copies are called back at once, and people are asked for what they keep', async () => {
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });
  const { destinations } = await taker.editor.demand(listDestinations, {});
  for (const { id, name } of destinations.filter((one) => /^Shelf (zh|en)/.test(one.name)))
    await taker.editor.demand(recordRun, {
      params: { id },
      body: { storyId: story, ranOn: today, where: name },
    });
  for (const one of [giver, taker])
    await one.chief.demand(terminateAgreement, { params: { uid: agreement } });
  // Long before the hour at which each copy is asked about anyway.
  await until('the node has taken out what it put there', async () => {
    const copies = await placed();
    const isOut = ({ destination: { kind }, state }: (typeof copies)[number]): boolean =>
      state === (kind === 'hand' ? 'leaving' : 'gone');
    return (copies.length === 6 && copies.every(isOut)) || undefined;
  });
});

test.each(LANGUAGES)(
  'in %s a story says that it was called back from an archive and why, and a person confirms what was taken out by hand',
  async (language) => {
    const words = WORDS[language].destination;
    const sentenceOf = async (name: string) => {
      const copy = (await placed()).find(({ destination }) => destination.name === name);
      return copy?.archived?.because[0]?.sentence[language] ?? 'no reason';
    };
    await takeSeat(page, pair.songHan, 'Minh', language);
    const shelf = `Shelf ${language}`;
    await page
      .getByRole('listitem')
      .filter({ hasText: shelf })
      .getByText(words.byHand.leavingOpen(1))
      .waitFor();
    await expectHealthy(page, `archive-today-${language}`);
    await follow(page, `/desk/s/${story}`);
    const row = page.getByRole('listitem').filter({ hasText: `Archive ${language}` });
    await row.getByText(words.archiveOver).waitFor();
    await row.getByText(await sentenceOf(`Archive ${language}`)).waitFor();
    await row.getByText(words.placed.gone, { exact: true }).waitFor();
    const byHand = page.getByRole('listitem').filter({ hasText: shelf });
    await byHand.getByText(await sentenceOf(shelf)).waitFor();
    await byHand.getByText(words.byHand.ofArchive.states.leaving, { exact: true }).waitFor();
    await expectHealthy(page, `archive-over-${language}`);
    await byHand.getByRole('button', { name: `${words.byHand.gone}: ${shelf}` }).press('Enter');
    const form = page.getByRole('form', { name: `${words.byHand.gone}: ${shelf}` });
    expect(await form.getByRole('radio').count()).toBe(1);
    await form.getByRole('radio', { name: words.byHand.ofArchive.removed }).check();
    await form.getByRole('button', { name: words.byHand.confirm, exact: true }).press('Enter');
    await byHand.getByText(words.placed.gone, { exact: true }).waitFor();
  },
);

async function placed() {
  const asked = { params: { id: story }, query: {} };
  return (await taker.editor.demand(readStoryPlacements, asked)).placements;
}

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
  agreement = uid;
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
