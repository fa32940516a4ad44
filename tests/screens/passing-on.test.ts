import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putFile, seedFile } from '#cli/demo/fill-wire.ts';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { addSource, listSources } from '#contract/source.ts';
import { listWire, readStory, takeStory } from '#contract/wire.ts';
import { agreeBetween, didOf } from '#tests/town/agree-between.ts';
import { settled, takeSeat, tabTo, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';
import { openThreeNewsrooms, THIRD_NAME, type ThreeNewsrooms } from './third-newsroom.ts';

const FILE = 'khach-tau-bien.newsml.xml';
const LU_JIANG = { vi: 'Hãng tin Lộ Giang', 'zh-Hans': '鹭江通讯社', en: 'Lujiang News' };

let rooms: ThreeNewsrooms;
let ours: NewsroomDesk;
let theirs: NewsroomDesk;
let browser: OpenBrowser;
let page: Page;
let id: string;

/** Mekong News gives to Sông Hàn, which may pass it on to Lujiang. */
beforeAll(async () => {
  rooms = await openThreeNewsrooms();
  [ours, theirs] = [await newsroomDesk(rooms.songHan), await newsroomDesk(rooms.luJiang)];
  await agreeBetween(rooms.third, ours, { passOnTo: [await didOf(theirs)] });
  await agreeBetween(ours, theirs, { providers: [await didOf(rooms.third)] });
  await rooms.third.chief.demand(addSource, { body: { name: 'Inbox', kind: 'folder' } });
  const [inbox] = (await rooms.third.chief.demand(listSources, {})).sources;
  await putFile(seedFile('song-han', FILE), inbox?.place ?? '', FILE);
  id = (await storyAt(ours)).id;
  browser = await openBrowser(USUAL_LOOK);
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
});
afterAll(async () => {
  await browser?.close();
  await rooms?.close();
});

/** The story of Mekong News, once it is there. */
const storyAt = ({ chief }: NewsroomDesk) =>
  until('the story of the third', async () => {
    const { stories } = await chief.demand(listWire, { query: { from: 'partners', limit: '60' } });
    return stories.find(({ provider }) => provider.name.en === THIRD_NAME.en);
  });

async function panelIn(language: DeskLanguage) {
  await takeSeat(page, rooms.songHan, 'Minh', language);
  await page.goto(`${rooms.songHan}/desk/s/${id}`);
  await settled(page);
  const name = page.locator('h3', { hasText: LU_JIANG[language] });
  const panel = page.locator('section').filter({ has: name }).last();
  await panel.getByText(WORDS[language].passing.may, { exact: true }).waitFor();
  return panel;
}

/** At the newsroom that made it: who has it by whom. */
async function seenByItsOrigin(language: DeskLanguage): Promise<void> {
  const { chief, origin } = rooms.third;
  const words = WORDS[language].story;
  const own = await until('its origin is told of it', async () => {
    const { stories } = await chief.demand(listWire, { query: { from: 'own' } });
    const [first] = stories;
    const story = first && (await chief.demand(readStory, { params: { id: first.id } }));
    return story?.uses.length === 0 ? undefined : story;
  });
  await takeSeat(page, origin, 'Khăm', language);
  await page.goto(`${origin}/desk/s/${own.id}`);
  await settled(page);
  await page.getByText(words.passedOnTo(LU_JIANG[language])).waitFor();
  await expectHealthy(page, `passed-on-by-partner-${language}`);
}

test('a story is passed on and taken back on its page, in each language, by keyboard', async () => {
  const [vi, zh, en] = [WORDS.vi, WORDS['zh-Hans'], WORDS.en];
  const untaken = await panelIn('vi');
  // What cannot be done stays visible with its reason.
  await untaken.getByText(vi.story.takeFirst).waitFor();
  await expectHealthy(page, 'passing-on-vi');
  await ours.chief.demand(takeStory, { params: { id }, body: { use: 'as-is' } });

  const taken = await panelIn('zh-Hans');
  await tabTo(page, taken.getByRole('button', { name: zh.passing.button }));
  await page.keyboard.press('Enter');
  await taken.getByText(zh.passing.since).waitFor();
  await expectHealthy(page, 'passing-on-zh-Hans');
  const line = await storyAt(theirs);
  await takeSeat(page, rooms.luJiang, '陈静', 'zh-Hans');
  await page.goto(`${rooms.luJiang}/desk/s/${line.id}`);
  await settled(page);
  expect(await page.locator('.story-head').textContent()).toContain(`${zh.passing.byWayOf} 瀚江通讯社`);
  await expectHealthy(page, 'passed-on-zh-Hans');

  await seenByItsOrigin('zh-Hans');

  const passed = await panelIn('en');
  await tabTo(page, passed.getByRole('button', { name: en.passing.back }));
  await page.keyboard.press('Enter');
  await passed.getByRole('textbox').fill('Not for you any more');
  await expectHealthy(page, 'passing-on-en');
  await tabTo(page, passed.getByRole('button', { name: en.passing.back }));
  await page.keyboard.press('Enter');
  await passed.getByText(en.passing.endedAt).waitFor();
  await until('it is off offer there', async () => {
    const { stories } = await theirs.chief.demand(listWire, { query: { from: 'partners', limit: '60' } });
    return stories.every(({ id: one, badges }) => one !== line.id || badges.includes('off-offer'));
  });
});
