import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedFile } from '#cli/demo/fill-wire.ts';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { explainUse } from '#contract/explanation.ts';
import { publishStory } from '#contract/publication.ts';
import { listSources } from '#contract/source.ts';
import { listWire, takeStory } from '#contract/wire.ts';
import { sayRestriction } from '#domain/agreement/say/say-restriction.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { follow, cursorLine, tabTo, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy } from './pictures.ts';

/** Read as two terms and a rest; the first forbids Sông Hàn's own market. */
const BESIDE = 'VIETNAM OUT - NO ARCHIVES - ask first';
const NOT_HERE = sayRestriction({ code: 'territory-out', words: 'VIETNAM OUT', territories: ['VN'] });

/** What a person says of the words, one time after the other. */
type Say = 'they forbid our market' | 'they do not';
type Case = { readonly language: DeskLanguage; readonly says: readonly Say[] };
const CASES: readonly Case[] = [
  { language: 'vi', says: ['they forbid our market'] },
  { language: 'zh-Hans', says: ['they do not'] },
  { language: 'en', says: ['they forbid our market', 'they do not'] },
];

let pair: DemoPair;
let taker: NewsroomDesk;
let browser: OpenBrowser;
let page: Page;
let stories: Readonly<Record<string, string>>;

beforeAll(async () => {
  pair = await openDemoPair();
  taker = await newsroomDesk(pair.songHan);
  stories = await sendStories(await newsroomDesk(pair.luJiang));
  browser = await openBrowser(USUAL_LOOK);
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
});
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

/** One story with such words for each case; gives the taker's ids by language. */
async function sendStories(giver: NewsroomDesk): Promise<Record<string, string>> {
  const [source] = (await giver.chief.demand(listSources, {})).sources;
  const seed = JSON.parse(readFileSync(seedFile('lu-jiang', 'electric-ferries.ninjs.json'), 'utf8'));
  for (const { language } of CASES) {
    const headlines = [{ role: 'main', value: titleOf(language) }];
    // A flash: the same long text three times would be one line of the wire.
    const bodies = [{ ...seed.bodies[0], value: '<p>Ferries were launched.</p>' }];
    const story = { ...seed, uri: `${seed.uri}:${language}`, usageTerms: BESIDE, headlines, bodies };
    const half = join(source?.place ?? '', `.${language}.json`);
    writeFileSync(half, JSON.stringify(story));
    renameSync(half, join(source?.place ?? '', `${language}.json`));
  }
  return until('all arrive', async () => {
    const lines = (await taker.chief.demand(listWire, { query: { from: 'partners', limit: '60' } })).stories;
    const found = CASES.flatMap(({ language }) => {
      const line = lines.find(({ headline }) => headline === titleOf(language));
      return line ? [[language, line.id] as const] : [];
    });
    return found.length === CASES.length && Object.fromEntries(found);
  });
}

function titleOf(language: DeskLanguage): string {
  return `Ferries with words beside them, ${language}`;
}

test.each(CASES)(
  'why a story may be used or not, and what the words beside it forbid, is asked and said by keyboard in $language',
  async ({ language, says }) => {
    const words = WORDS[language];
    const id = stories[language] ?? '';
    await takeSeat(page, pair.songHan, 'Minh', language);
    await follow(page, `/desk/wire?s=${id}`);
    await cursorLine(page).waitFor();
    const asked = await openWhy(language);
    for (const part of BESIDE.split(' - ')) expect(await asked.textContent()).toContain(part);
    await expectSheet(asked, `why-wire-${language}`);
    await leave(asked);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/desk/s/${id}`);
    await expectPublish(language, id, 'unconfirmed');

    for (const say of says) {
      const box = page.locator('section').filter({ hasText: words.restriction.title });
      const verb = say === says[0] ? words.restriction.confirm : words.restriction.change;
      await tabTo(page, box.getByRole('button', { name: verb }));
      await page.keyboard.press('Enter');
      const sheet = page.getByRole('dialog', { name: words.restriction.sheetTitle });
      await sheet.getByText(BESIDE).waitFor();
      if (say === says[0]) await sheet.getByText('ask first', { exact: true }).waitFor();
      await expectSheet(sheet, `restriction-${language}`);
      if (say === 'they do not') {
        const read = sheet.getByRole('checkbox', { name: NOT_HERE[language] });
        await tabTo(page, read);
        await page.keyboard.press('Space');
        expect(await read.isChecked()).toBe(false);
      }
      await tabTo(page, sheet.getByRole('button', { name: words.restriction.confirm }));
      await page.keyboard.press('Enter');
      await sheet.waitFor({ state: 'detached' });
      await box.getByText(words.restriction.by('Minh · tổng biên tập')).waitFor();
      await expectPublish(language, id, say === 'they do not' ? 'permitted' : 'refused');
    }
  },
);

/** Opens the sheet by its key, once the screen knows the story's rights. */
async function openWhy(language: DeskLanguage): Promise<Locator> {
  const words = WORDS[language];
  await page.getByRole('button', { name: words.why.button }).waitFor();
  await page.keyboard.press('w');
  const sheet = page.getByRole('dialog', { name: words.why.title });
  await sheet.getByRole('table').waitFor();
  return sheet;
}

async function leave(sheet: Locator): Promise<void> {
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
}

/** Healthy as a page is; and at 320 px nothing of the sheet itself is out of sight, but what scrolls in a frame of its own. */
async function expectSheet(sheet: Locator, name: string): Promise<void> {
  await expectHealthy(page, name);
  const usual = page.viewportSize() ?? USUAL_LOOK;
  await page.setViewportSize({ width: 320, height: 700 });
  const over = await sheet.evaluate((one) =>
    Math.max(one.scrollWidth - one.clientWidth, one.getBoundingClientRect().right - window.innerWidth),
  );
  await page.setViewportSize(usual);
  expect(over, name).toBeLessThanOrEqual(0);
}

/** The sheet on the story's page says so, of our market, on the web; and so it is done. */
async function expectPublish(
  language: DeskLanguage,
  id: string,
  outcome: 'permitted' | 'refused' | 'unconfirmed',
): Promise<void> {
  const { why } = WORDS[language];
  const sheet = await openWhy(language);
  const { lines } = await taker.chief.demand(explainUse, { params: { id }, query: {} });
  const name = lines.find(({ action }) => action === 'publish')?.name[language] ?? '';
  const row = sheet.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  const wanted = outcome === 'permitted' ? why.yes : why.no('1');
  await expect.poll(() => row.getByRole('cell').first().textContent()).toBe(wanted);
  const asks = expect.poll(() => sheet.textContent());
  await (outcome === 'unconfirmed' ? asks : asks.not).toContain('ask first');
  await expectSheet(sheet, `why-${outcome}-${language}`);
  await tabTo(page, sheet.getByRole('combobox').first());
  await leave(sheet);
  const refusal = { error: { code: 'use-not-permitted' } };
  const taken = await taker.editor.call(takeStory, { params: { id }, body: { use: 'as-is' } });
  if (outcome === 'unconfirmed') return expect(taken).toMatchObject(refusal);
  const published = await taker.editor.call(publishStory, { body: { storyId: id } });
  expect(published).toMatchObject(outcome === 'permitted' ? { ok: true } : refusal);
}
