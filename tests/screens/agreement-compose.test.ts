import { stdout } from 'node:process';
import { CHANNEL_LABELS } from '#contract/destination-needs/delivery-channel.ts';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGE_NAMES } from '#desk/words/language-names.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';
import { seriousFindings } from './desk-checks.ts';
import { DESK_LANGUAGES, settled, tabTo, takeSeat, WORDS, type DeskLanguage } from './desk-pages.ts';
import { answerByKeys, DECISION_SECONDS, estimatedSeconds, KEY_SECONDS } from './keystrokes.ts';
import { openBrowser, USUAL_LOOK, type OpenBrowser } from './open-browser.ts';
import { expectHealthy, picture } from './pictures.ts';

let pair: DemoPair;
let browser: OpenBrowser;
let page: Page;

beforeAll(async () => {
  pair = await openDemoPair();
  browser = await openBrowser(USUAL_LOOK);
  page = await browser.context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

const field = (label: string): Locator => page.getByLabel(label, { exact: true }).first();

describe.each(DESK_LANGUAGES)('in %s', (language: DeskLanguage) => {
  // Colours are the same in every language.
  const coloursSeen = language === 'vi' ? [] : ['color-contrast'];
  const words = WORDS[language];
  const { compose, agreement } = words;
  const text = (): Locator => page.locator('.live-text');

  test('a draft is made with the keyboard alone, its text in step, and survives closing the page', async () => {
    await takeSeat(page, pair.songHan, 'Minh', language);
    await page.goto(`${pair.songHan}/desk/agreements/new`);
    await settled(page);
    await text().locator('.clauses li').first().waitFor();

    const quota = field(agreement.composer.quota);
    await tabTo(page, quota);
    await page.keyboard.type('7');
    await tabTo(page, field(compose.quotaPer));
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => text().textContent()).toContain('7');
    await tabTo(page, field(compose.excerpt));
    await page.keyboard.type('120');
    await expect.poll(() => text().textContent()).toContain('120');

    await page.reload();
    await settled(page);
    await page.getByText(agreement.composer.restored).waitFor();
    expect(await field(compose.excerpt).inputValue()).toBe('120');

    await expectHealthy(page, `compose-${language}`);

    await tabTo(page, quota);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/desk\/agreements\/urn/);
    await page.getByText(agreement.composer.kept).waitFor();
    const kept = page.locator('main .clauses');
    await expect.poll(() => kept.first().textContent()).toContain('120');
  });

  test('any country, language and zone is found by name, with the keyboard and without marks', async () => {
    await takeSeat(page, pair.songHan, 'Minh', language);
    await page.goto(`${pair.songHan}/desk/agreements/new`);
    await settled(page);
    await text().locator('.clauses li').first().waitFor();
    const [country, tongue, zone] = SOUGHT[language];
    const tick = async (search: string, typed: string, name: string): Promise<void> => {
      await tabTo(page, field(search));
      await page.keyboard.type(typed);
      const choice = page.getByRole('checkbox', { name, exact: true }).first();
      let keeps = true;
      const press = async (): Promise<boolean> => {
        if (await choice.isChecked()) return true;
        await tabTo(page, choice);
        await page.keyboard.press('Space');
        keeps = await choice.evaluate((element) => element === document.activeElement);
        return choice.isChecked();
      };
      // What is sought is still being listed while a person tabs to it on a slow machine.
      await expect.poll(press).toBe(true);
      expect(keeps).toBe(true);
      expect(await page.getByText(compose.noCode).count()).toBe(0);
    };
    await tick(compose.findLanguage, tongue.typed, tongue.name);
    await tick(compose.findCountry, country.typed, country.name);
    await expect.poll(() => text().textContent()).toContain(country.said);
    await expect.poll(() => text().textContent()).toContain(tongue.said);

    await tabTo(page, field(agreement.composer.quota));
    await page.keyboard.type('7');
    const midnight = page.getByRole('combobox', { name: compose.quotaZone }).first();
    await tabTo(page, midnight);
    await midnight.fill(zone);
    await page
      .getByRole('option', { name: /Europe\/Berlin/ })
      .first()
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => midnight.inputValue()).toContain('Europe/Berlin');
    for (const other of Object.values(LANGUAGE_NAMES)) {
      const box = text().getByRole('checkbox', { name: other, exact: true });
      await box.check();
    }
    const first = text().locator('.clauses li').first();
    await expect.poll(() => first.locator('p:not(details p)').count()).toBe(3);
    // Wherever the keyboard led, some row may stand half under the bar above, where nothing is big enough to be hit.
    await page.evaluate(() => scrollTo(0, 0));
    await expectHealthy(page, `compose-found-${language}`);
    await field(compose.findCountry).fill('VN');
    await page.getByText(compose.codeAbove).first().waitFor();
    await field(compose.findCountry).fill('qqqq');
    await page.getByText(compose.noCode).first().waitFor();
  });

  test('an answer that makes no clause is marked where it was given, in the reader’s language', async () => {
    await page.goto(`${pair.songHan}/desk/agreements/new`);
    await settled(page);
    await text().locator('.clauses li').first().waitFor();
    const web = page.getByLabel(CHANNEL_LABELS.web[language], { exact: true }).first();
    for (const channel of ['web', 'app', 'social'] as const)
      await page.getByLabel(CHANNEL_LABELS[channel][language], { exact: true }).first().uncheck();
    await page.getByText(compose.faults.empty).first().waitFor();
    await page.getByText(compose.fault).waitFor();
    await web.check();
    await page.getByText(compose.faults.empty).first().waitFor({ state: 'detached' });
  });

  test('what a clause means is told by a story of the agency', async () => {
    const said = await text().locator('details.means p').allTextContents();
    const named = { vi: /tin “.+”/, 'zh-Hans': /稿件“.+”/, en: /the story “.+”/ }[language];
    expect(said.some((one) => named.test(one))).toBe(true);
    const first = text().locator('details.means').first();
    await first.locator('summary').press('Enter');
    await first.locator('p').first().waitFor();
    expect(await seriousFindings(page, coloursSeen)).toEqual([]);
    await picture(page, `means-${language}`, 'window');
    await first.locator('summary').press('Enter');
  });

  test('the last month is tried under the answers, and says what would have been shared', async () => {
    const { simulation } = compose;
    await page.getByRole('button', { name: simulation.run }).click();
    await page.getByText(simulation.examples).first().click();
    await page.getByText(simulation.outcomes.shared).first().waitFor();
    await page.locator('table.bars').first().getByRole('rowheader').first().waitFor();
    await page.locator('.live-text details li').last().scrollIntoViewIfNeeded();
    expect(await seriousFindings(page, coloursSeen)).toEqual([]);
    await picture(page, `simulation-${language}`, 'window');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await seriousFindings(page, coloursSeen)).toEqual([]);
    await picture(page, `simulation-${language}-dark`, 'window');
    await page.emulateMedia({ colorScheme: 'light' });
  });
});

/** What is typed, what the screen calls it, and what the text says: country, language, zone. */
const SOUGHT = {
  vi: [
    { typed: 'phap', name: 'Pháp', said: 'Pháp' },
    { typed: 'tieng lao', name: 'Tiếng Lào', said: 'Lào' },
    'berlin',
  ],
  'zh-Hans': [
    { typed: '法国', name: '法国', said: '法国' },
    { typed: '老挝', name: '老挝语', said: '老挝' },
    'berlin',
  ],
  en: [
    { typed: 'franc', name: 'France', said: 'France' },
    { typed: 'lao', name: 'Lao', said: 'Lao' },
    'berlin',
  ],
} as const satisfies Record<DeskLanguage, readonly unknown[]>;

test('answers are taken up on another machine, and neither machine overwrites what the other has kept', async () => {
  const { compose, agreement } = WORDS.vi;
  const second = await openBrowser(USUAL_LOOK);
  try {
    const there = await second.context.newPage();
    const excerpt = (at: Page): Locator => at.getByLabel(compose.excerpt, { exact: true }).first();
    const open = async (at: Page): Promise<void> => {
      await at.goto(`${pair.songHan}/desk/agreements/new`);
      await settled(at);
    };
    await takeSeat(page, pair.songHan, 'Minh', 'vi');
    await open(page);
    await excerpt(page).fill('77');
    await page.getByText(compose.keptAt).waitFor();

    await takeSeat(there, pair.songHan, 'Minh', 'vi');
    await open(there);
    await there.getByText(agreement.composer.restored).waitFor();
    expect(await excerpt(there).inputValue()).toBe('77');
    await excerpt(there).fill('88');
    await expect.poll(() => keptAt(there)).toContain('"excerptWords":88');

    await excerpt(page).fill('99');
    const note = page.getByRole('alert').filter({ hasText: compose.keptByOtherHelp });
    await note.waitFor();
    expect(await excerpt(page).inputValue()).toBe('99');
    await expectHealthy(page, 'kept-by-other-vi');
    await note.getByRole('button', { name: compose.takeTheirs }).press('Enter');
    await expect.poll(() => excerpt(page).inputValue()).toBe('88');

    await excerpt(page).fill('66');
    await expect.poll(() => keptAt(page)).toContain('"excerptWords":66');
    await excerpt(there).fill('55');
    await there.getByRole('button', { name: compose.keepOurs }).press('Enter');
    await expect.poll(() => keptAt(page)).toContain('"excerptWords":55');
  } finally {
    await second.close();
  }
});

/** What the node holds of a new draft, as the person on this page is told. */
function keptAt(at: Page): Promise<string> {
  return at.evaluate(async () => (await fetch('/api/kept-answers/new')).text());
}

/** What one side lets the other do in a first draft: two topics, print beside the screens, excerpts, archive, a quota, a credit. */
const ofSide = (side: 'give' | 'receive', credit: string) =>
  [
    { question: `${side}.topics`, label: 'Economy, business and finance', keys: ' ' },
    { question: `${side}.topics`, label: 'Science and technology', keys: ' ' },
    { question: `${side}.languages`, label: 'English', keys: ' ' },
    { question: `${side}.channels`, label: CHANNEL_LABELS.print.en, keys: ' ' },
    { question: `${side}.excerptWords`, keys: '120' },
    { question: `${side}.archiveMonths`, keys: '24' },
    { question: `${side}.mayModify`, keys: ' ' },
    { question: `${side}.territories`, label: 'Vietnam', keys: ' ' },
    { question: `${side}.territories`, label: 'China', keys: ' ' },
    { question: `${side}.quota`, keys: '200' },
    { question: `${side}.creditWording.vi`, keys: `Theo ${credit}` },
    { question: `${side}.creditWording.zh-Hans`, keys: '来源：合作伙伴' },
    { question: `${side}.creditWording.en`, keys: `From ${credit}` },
    { question: `${side}.killHours`, keys: '2' },
  ] as const;

const MOST_SECONDS = 12 * 60;

test(
  'a first draft from nothing is counted key by key: the keystroke-level model gives it less than twelve minutes',
  { timeout: MOST_SECONDS * 1000 },
  async () => {
    await takeSeat(page, pair.luJiang, '陈静', 'en');
    await page.goto(`${pair.luJiang}/desk/agreements/new`);
    await settled(page);
    await page.locator('.live-text .clauses li').first().waitFor();
    const answers = [
      ...ofSide('give', 'Lujiang News'),
      ...ofSide('receive', 'Han River News'),
      { question: 'noticeDays', keys: '60' },
      { question: 'cureDays', keys: '30' },
      { question: 'tailDays', keys: '90' },
    ];
    const from = performance.now();
    const walked = await answerByKeys(page, answers, 'text.address');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/desk\/agreements\/urn/);
    await page.getByText(WORDS.en.agreement.composer.kept).waitFor();
    const took = (performance.now() - from) / 1000;
    for (const said of ['120 words', '200 items', 'print editions', 'From Han River News', '60 days'])
      await page.locator('main .clauses').getByText(said).first().waitFor({ state: 'attached' });

    // The last two keys keep it, which is one more decision.
    const strokes = { ...walked, answering: walked.answering + 2, decisions: walked.decisions + 1 };
    const { moving, answering, filled, decisions } = strokes;
    const seconds = estimatedSeconds(strokes);
    stdout.write(
      `first draft by keyboard: ${moving} keys to move and ${answering} to answer (${KEY_SECONDS} s each), ${filled} answers changed, ` +
        `${decisions} decisions (${DECISION_SECONDS} s each): ${Math.round(seconds)} s, ${(seconds / 60).toFixed(1)} minutes by the model; ` +
        `played in ${Math.round(took)} s\n`,
    );
    expect(seconds).toBeLessThan(MOST_SECONDS);
  },
);
