import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileKept } from '#cli/lexicon-files.ts';
import { seedFile } from '#cli/demo/fill-wire.ts';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { readChain } from '#contract/chain.ts';
import { killStory } from '#contract/correction.ts';
import { publishStory } from '#contract/publication.ts';
import { listSources } from '#contract/source.ts';
import { listWire, readStory, takeStory } from '#contract/wire.ts';
import { readPack } from '#formats/lexicon/read-pack.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { DESK_LANGUAGES, follow, tabTo, takeSeat, WORDS } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

const PACK = `# from: en
# to: zh
# source: test
# licence: CC0-1.0
electric ferries\t电动渡轮
Lujiang\t鹭江
night service\t夜航
`;
const CHINESE = '鹭江轮渡新船下水，全程静音约八分钟过江';
const LAN = 'Lan · biên tập';
const FIRST = 'Electric ferries cross the Lujiang strait in eight quiet minutes';
const AGAIN = 'New ferries for the strait, with the figure of passengers set right';

let pair: DemoPair;
let browser: OpenBrowser | undefined;
let page: Page;
let giver: NewsroomDesk;
let taker: NewsroomDesk;
let again: string;

beforeAll(async () => {
  pair = await openDemoPair();
  const pack = readPack(PACK);
  if (!pack.ok) throw new Error(pack.error.detail);
  await compileKept(pair.songHanData, [pack.value]);
  [giver, taker] = [await newsroomDesk(pair.luJiang), await newsroomDesk(pair.songHan)];
  again = await sendAgain();
  browser = await openBrowser(USUAL_LOOK);
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
});
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

/** The partner sends its story once more under another name, with a figure corrected; gives the taker's id of it. */
async function sendAgain(): Promise<string> {
  const [source] = (await giver.chief.demand(listSources, {})).sources;
  const seed = JSON.parse(readFileSync(seedFile('lu-jiang', 'electric-ferries.ninjs.json'), 'utf8'));
  const [body] = seed.bodies;
  const story = {
    ...seed,
    uri: `${seed.uri}:again`,
    headlines: [{ role: 'main', value: AGAIN }],
    bodies: [{ ...body, value: body.value.replaceAll('240', '260') }],
  };
  writeFileSync(join(source?.place ?? '', '.again.json'), JSON.stringify(story));
  renameSync(join(source?.place ?? '', '.again.json'), join(source?.place ?? '', 'again.json'));
  return until('it arrives', async () => {
    const { stories } = await taker.chief.demand(listWire, { query: { from: 'partners', limit: '60' } });
    return stories.find(({ headline }) => headline === AGAIN)?.id;
  });
}

const line = () => page.locator('li.row').filter({ hasText: AGAIN });

test.each(DESK_LANGUAGES)(
  'a line of the wire is unfolded into its other roads by keyboard, in %s',
  async (language) => {
    const words = WORDS[language];
    await takeSeat(page, pair.songHan, 'Lan', language);
    await follow(page, '/desk/wire');
    await line().waitFor();
    expect(await page.locator('li.row').filter({ hasText: FIRST }).count()).toBe(0);
    await tabTo(page, line().getByRole('button', { name: words.chain.more(1) }));
    await page.keyboard.press('Enter');
    await line().getByRole('list', { name: words.chain.roads }).getByRole('link', { name: FIRST }).waitFor();
    await expectHealthy(page, `chains-wire-${language}`);
  },
);

test.each(DESK_LANGUAGES)(
  'an editor says by keyboard that a story in another language tells the same event, and takes it back, in %s',
  async (language) => {
    const words = WORDS[language];
    await takeSeat(page, pair.songHan, 'Lan', language);
    await follow(page, `/desk/s/${again}`);
    const chain = page.locator('section').filter({ hasText: words.chain.title });
    await chain.getByRole('listitem').filter({ hasText: words.chain.kinds.near }).waitFor();
    const found = page.locator('section').filter({ hasText: words.alike.title });
    await tabTo(page, found.getByRole('button', { name: words.alike.find }));
    await page.keyboard.press('Enter');
    const suggested = found.getByRole('listitem').filter({ hasText: CHINESE });
    await suggested.waitFor();
    const timeline = chain.getByRole('list', { name: words.chain.timeline });
    expect(await timeline.getByRole('link', { name: CHINESE }).count()).toBe(0);

    await tabTo(page, suggested.getByRole('button', { name: words.chain.confirm, exact: true }));
    await page.keyboard.press('Enter');
    await suggested.waitFor({ state: 'detached' });
    await timeline.getByRole('listitem').filter({ hasText: CHINESE }).waitFor();
    await chain.getByText(words.chain.sayer(LAN)).first().waitFor();
    await expectHealthy(page, `chains-story-${language}`);

    await tabTo(page, chain.getByRole('button', { name: words.chain.undo }));
    await page.keyboard.press('Enter');
    await suggested.waitFor();
    expect(await timeline.getByRole('link', { name: CHINESE }).count()).toBe(0);
    await chain.getByText(words.chain.taken(LAN)).first().waitFor();
  },
);

test('what we ran is hidden on asking, with what is the same by another road', async () => {
  const taken = await taker.editor.call(takeStory, { params: { id: again }, body: { use: 'as-is' } });
  if (!taken.ok) throw new Error(taken.error.code);
  const published = await taker.editor.call(publishStory, { body: { storyId: again } });
  if (!published.ok) throw new Error(published.error.code);
  await takeSeat(page, pair.songHan, 'Lan', 'en');
  await follow(page, '/desk/wire');
  await line().waitFor();
  await tabTo(page, page.getByRole('button', { name: WORDS.en.chain.hideRan }).first());
  await page.keyboard.press('Enter');
  await line().waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('hide')).toBe('ran');
  expect(await page.locator('li.row').filter({ hasText: FIRST }).count()).toBe(0);
  expect(await page.locator('li.row').count()).toBeGreaterThan(3);
});

test('whoever has another of the same wire reads that one was withdrawn at its source, and nothing else happens', async () => {
  const first = await firstAtGiver();
  await giver.chief.demand(killStory, {
    params: { id: first },
    body: { reasonClass: 'error', publicReason: 'The boats were not launched.' },
  });
  for (const language of DESK_LANGUAGES) {
    const words = WORDS[language];
    await takeSeat(page, pair.songHan, 'Lan', language);
    await follow(page, `/desk/s/${again}`);
    await page.getByText(words.chain.withdrawnTitle).waitFor();
    await page.getByText(words.chain.withdrawnHelp).waitFor();
    await expectHealthy(page, `chains-withdrawn-${language}`);
  }
  const { publications } = await taker.editor.demand(readStory, { params: { id: again } });
  expect(publications.map(({ state }) => state)).toEqual(['live']);
});

/** It stands behind the newer one there too. */
async function firstAtGiver(): Promise<string> {
  const lines = await giver.chief.demand(listWire, { query: { from: 'own', limit: '60' } });
  const id = lines.stories.find(({ headline }) => headline === AGAIN)?.id ?? '';
  const { stories } = await giver.chief.demand(readChain, { params: { id } });
  return stories.find(({ story }) => story.headline === FIRST)?.story.id ?? '';
}
