import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { killStory, listRecalls } from '#contract/correction.ts';
import { CHANNEL_LABELS } from '#contract/destination-needs/delivery-channel.ts';
import { DESTINATION_NEEDS } from '#contract/destination-needs/destination-needs.ts';
import { addDestination } from '#contract/destination.ts';
import { explainUse } from '#contract/explanation.ts';
import { openOverrides } from '#contract/override.ts';
import { listWire, readStory, takeStory } from '#contract/wire.ts';
import { CHANNEL_SETTING } from '#kernel/destination-kind.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { follow, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

let pair: DemoPair;
let [giver, taker]: NewsroomDesk[] = [];
let browser: OpenBrowser;
let page: Page;
let stories: readonly { readonly id: string; readonly guid: string }[];

beforeAll(async () => {
  pair = await openDemoPair();
  [giver, taker] = [await newsroomDesk(pair.luJiang), await newsroomDesk(pair.songHan)];
  const query = { from: 'partners', free: 'web', limit: '20' } as const;
  const { stories: free } = await taker.chief.demand(listWire, { query });
  stories = await Promise.all(free.map(({ id }) => taker!.chief.demand(readStory, { params: { id } })));
  // The agreement of the demo grants the web, apps and social media, and no print.
  const paper = { name: 'Báo giấy', kind: 'hand', place: 'trang nhất' } as const;
  await taker.chief.demand(addDestination, { body: paper });
  browser = await openBrowser(USUAL_LOOK);
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
});
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

const CASES = ['vi', 'zh-Hans', 'en'] as const satisfies readonly DeskLanguage[];

test.each(CASES)(
  'an account is set up in %s; what ran there by hand is recorded where the agreement grants its channel, and a kill waits for a person',
  async (language) => {
    const words = WORDS[language].destination;
    const story = stories[CASES.indexOf(language)];
    if (!story || !taker || !giver) throw new Error('the demo has stories that may be published');
    await taker.editor.demand(takeStory, { params: { id: story.id }, body: { use: 'as-is' } });
    await takeSeat(page, pair.songHan, 'Minh', language);
    const name = `Social ${language}`;
    await setUp(language, name);

    await follow(page, `/desk/s/${story.id}?push=1`);
    const sheet = page.getByRole('dialog', { name: words.pushTitle });
    await sheet.getByText(words.ofChannel(CHANNEL_LABELS.print[language], words.mayNotPush)).waitFor();
    await sheet.getByText(words.ofChannel(CHANNEL_LABELS.social[language], words.mayPush)).waitFor();
    const named = (label: string, whom: string) => sheet.getByRole('button', { name: `${label}: ${whom}` });
    expect(await named(words.byHand.ran, 'Báo giấy').count()).toBe(0);
    await named(words.byHand.ran, name).press('Enter');
    await sheet.getByLabel(words.byHand.where).fill('@songhan');
    await expectHealthy(page, `by-hand-record-${language}`);
    await sheet.getByRole('button', { name: words.byHand.record, exact: true }).press('Enter');
    await sheet.getByText(words.byHand.states.there, { exact: true }).waitFor();
    await expectHealthy(page, `by-hand-ran-${language}`);

    const theirId = await ownStory(story.guid);
    const told = await until('the giver knows of it', async () => {
      const { uses } = await giver!.chief.demand(readStory, { params: { id: theirId } });
      return uses.find(({ place }) => place === '@songhan');
    });
    expect(told).toMatchObject({ channel: 'social', state: 'live' });
    const kill = { reasonClass: 'error', publicReason: 'False.' } as const;
    await giver.chief.demand(killStory, { params: { id: theirId }, body: kill });

    await follow(page, '/desk/corrections');
    const confirm = page.getByRole('button', { name: `${words.byHand.gone}: ${name}` });
    await confirm.waitFor();
    await confirm.press('Enter');
    const form = page.getByRole('form', { name: `${words.byHand.gone}: ${name}` });
    await form.getByRole('radio', { name: words.byHand.told }).check();
    await expectHealthy(page, `by-hand-confirm-${language}`);
    await form.getByRole('button', { name: words.byHand.confirm, exact: true }).press('Enter');
    await confirm.waitFor({ state: 'detached' });
    await until('the last word has come', async () => {
      const { recalls } = await giver!.chief.demand(listRecalls, {});
      const recall = recalls.find(({ storyId, kind }) => storyId === theirId && kind === 'kill');
      return recall?.reach.every(({ state }) => state === 'applied') || undefined;
    });
  },
);

test.each(CASES)(
  'in %s the sheet that says why explains one channel, and a second person is asked for the one that is meant',
  async (language) => {
    const words = WORDS[language];
    const story = stories[CASES.length + CASES.indexOf(language)];
    if (!story || !taker) throw new Error('the demo has stories that may be published');
    await taker.chief.demand(openOverrides, { body: { open: ['refinement.deliveryChannel'] } });
    const print = CHANNEL_LABELS.print[language];
    await takeSeat(page, pair.songHan, 'Lan', language);
    await follow(page, `/desk/s/${story.id}`);
    await page.getByRole('button', { name: words.why.button }).press('Enter');
    const why = page.getByRole('dialog', { name: words.why.title });
    await why.getByLabel(words.why.channel).selectOption('print');
    const columns = why.getByRole('columnheader');
    await columns.nth(2).waitFor({ state: 'detached' });
    const params = { id: story.id };
    const explained = await taker.editor.demand(explainUse, { params, query: { channel: 'print' } });
    const may = explained.lines.find(({ action }) => action === 'publish')?.cells[0]?.may;
    const sentence = !may || may.ok ? 'permitted' : may.because[0]?.sentence[language];
    await why
      .getByText(sentence ?? 'no reason')
      .first()
      .waitFor();
    await expectHealthy(page, `why-print-${language}`);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: words.override.ask }).press('Enter');
    const ask = page.getByRole('dialog', { name: words.override.askTitle });
    await ask.getByText(words.override.needless).waitFor();
    await ask.getByLabel(words.why.channel).selectOption('print');
    await ask.getByRole('radio', { name: words.override.publishBy(print, undefined), exact: true }).waitFor();
    await ask
      .getByText(sentence ?? 'no reason')
      .first()
      .waitFor();
    await ask.getByLabel(words.override.reason).fill('Bão số 9');
    await expectHealthy(page, `override-print-${language}`);
    await ask.getByRole('button', { name: words.override.send, exact: true }).press('Enter');
    await page.getByText(words.override.publishBy(print, undefined)).first().waitFor();
    await expectHealthy(page, `override-asked-print-${language}`);
  },
);

/** The wizard: a kind that has nothing to test, and a channel that is not its usual one. */
async function setUp(language: DeskLanguage, name: string): Promise<void> {
  const words = WORDS[language].destination;
  await follow(page, '/desk/destinations?add=1');
  const sheet = page.getByRole('dialog', { name: words.add });
  await sheet.getByRole('radio', { name: DESTINATION_NEEDS.hand.name[language], exact: true }).check();
  await sheet.getByRole('button', { name: words.next }).press('Enter');
  await sheet.getByRole('textbox', { name: words.name, exact: true }).fill(name);
  const setting = DESTINATION_NEEDS.hand.settings.find((one) => one.name === CHANNEL_SETTING);
  await sheet.getByLabel(setting?.label[language] ?? 'none').selectOption('social');
  await expectHealthy(page, `by-hand-channel-${language}`);
  await sheet.getByRole('button', { name: words.next }).press('Enter');
  await sheet.getByText(words.byHand.untested).waitFor();
  await sheet.getByRole('button', { name: words.save, exact: true }).press('Enter');
  await page.waitForURL('**/desk/destinations/*');
  await page.getByText(CHANNEL_LABELS.social[language]).first().waitFor();
}

async function ownStory(guid: string): Promise<string> {
  const { stories: own } = await giver!.chief.demand(listWire, { query: { from: 'own', limit: '50' } });
  for (const { id } of own)
    if ((await giver!.chief.demand(readStory, { params: { id } })).guid === guid) return id;
  throw new Error(`${guid} is no story of the giver`);
}
