import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileKept } from '#cli/lexicon-files.ts';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { listWire } from '#contract/wire.ts';
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

let pair: DemoPair;
let browser: OpenBrowser | undefined;
let page: Page;
let ferries: string;

beforeAll(async () => {
  pair = await openDemoPair();
  const pack = readPack(PACK);
  if (!pack.ok) throw new Error(pack.error.detail);
  await compileKept(pair.songHanData, [pack.value]);
  const { chief } = await newsroomDesk(pair.songHan);
  const { stories } = await chief.demand(listWire, { query: { q: 'electric ferries', from: 'partners' } });
  ferries = stories.find(({ language }) => language === 'en')?.id ?? '';
  browser = await openBrowser(USUAL_LOOK);
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
});
afterAll(async () => {
  await browser?.close();
  await pair?.close();
});

test.each(DESK_LANGUAGES)(
  'an open story is found in other languages when a person asks, with what both have in common, in %s',
  async (language) => {
    const words = WORDS[language];
    await takeSeat(page, pair.songHan, 'Lan', language);
    await follow(page, `/desk/s/${ferries}`);
    const panel = page.locator('section').filter({ hasText: words.alike.title });
    expect(await panel.getByRole('link').count()).toBe(0);

    await tabTo(page, panel.getByRole('button', { name: words.alike.find }));
    await page.keyboard.press('Enter');
    const first = panel.getByRole('listitem').first();
    await first.getByRole('link', { name: CHINESE }).waitFor();
    const shared = (await first.textContent()) ?? '';
    for (const term of ['Lujiang', 'Electric ferries', 'night service']) expect(shared).toContain(term);
    await expectHealthy(page, `other-languages-${language}`);

    await first.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: CHINESE }).waitFor();
  },
);
